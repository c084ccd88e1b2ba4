// The walk over JSON text: white space, strings with their escapes, skipping.
#include "text/json_cursor.h"

#include "text/utf8.h"

namespace seedlint {
namespace {

// Four hexadecimal digits at `at`; -1 where there are none.
int hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = text[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

}  // namespace

std::size_t JsonCursor::offset() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
    ++at_;
  }
  return at_;
}

char JsonCursor::peek() { return !failed_ && offset() < text_.size() ? text_[at_] : '\0'; }

bool JsonCursor::at_end() { return offset() >= text_.size(); }

bool JsonCursor::take(char c) {
  if (peek() != c) return false;
  ++at_;
  return true;
}

bool JsonCursor::expect(char c) {
  if (take(c)) return true;
  fail();
  return false;
}

bool JsonCursor::skip_string() {
  std::size_t i = at_ + 1;
  while ((i = text_.find_first_of("\"\\\n", i)) != text_.npos && text_[i] != '\n') {
    if (text_[i] == '"') {
      at_ = i + 1;
      return true;
    }
    i += 2;  // the backslash and what it escapes
  }
  fail();
  return false;
}

std::string JsonCursor::string() {
  std::string value;
  if (peek() != '"') {
    fail();
    return value;
  }
  const std::size_t begin = at_ + 1;
  if (!skip_string()) return value;
  const std::string_view raw = text_.substr(begin, at_ - 1 - begin);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\') {
      value += raw[i];
      continue;
    }
    const char c = ++i < raw.size() ? raw[i] : '\0';
    switch (c) {
      case 'n': value += '\n'; break;
      case 't': value += '\t'; break;
      case 'r': value += '\r'; break;
      case 'b': value += '\b'; break;
      case 'f': value += '\f'; break;
      case '"': case '\\': case '/': value += c; break;
      case 'u': {
        int code = hex4(raw, i + 1);
        if (code < 0) {
          fail();
          return value;
        }
        i += 4;
        const int low = raw.substr(i + 1, 2) == "\\u" ? hex4(raw, i + 3) : -1;
        if (code >= 0xD800 && code < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
          i += 6;
        }
        append_utf8(value, static_cast<std::uint32_t>(code));
        break;
      }
      default: fail(); return value;
    }
  }
  return value;
}

std::size_t JsonCursor::scalar_end() const {
  std::size_t end = at_;
  while (end < text_.size() && ((text_[end] >= '0' && text_[end] <= '9') || (text_[end] >= 'a' && text_[end] <= 'z') ||
                                (text_[end] >= 'A' && text_[end] <= 'Z') || text_[end] == '.' || text_[end] == '+' ||
                                text_[end] == '-')) {
    ++end;
  }
  return end;
}

void JsonCursor::skip() {
  std::string open;  // brackets to be closed
  do {
    const char c = peek();
    if (c == '{' || c == '[') {
      open += c == '{' ? '}' : ']';
      ++at_;
      continue;
    }
    if (c == '"') {
      if (!skip_string()) return;
    } else if ((c == '}' || c == ']') && !open.empty() && open.back() == c) {
      open.pop_back();
      ++at_;
    } else if ((c == ',' || c == ':') && !open.empty()) {
      ++at_;
    } else {
      const std::size_t end = scalar_end();
      if (c == '\0' || end == at_) return fail();
      at_ = end;
    }
  } while (!open.empty() && !failed_);
}

}  // namespace seedlint
