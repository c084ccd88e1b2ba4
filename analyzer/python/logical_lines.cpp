// Finds logical lines. This loop sees every byte of every file, so it looks at each as briefly as it can.
#include "python/logical_lines.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace seedlint::python {
namespace {

constexpr std::array<bool, 256> special_bytes() {
  std::array<bool, 256> table{};
  for (const unsigned char c : std::string_view("\n#'\"()[]{}\\;")) table[c] = true;
  table[0] = true;  // the end of the text
  return table;
}
constexpr std::array<bool, 256> kSpecial = special_bytes();

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\r'; }

}  // namespace

bool LogicalLines::next(LogicalLine& line) { return !doubtful_ && find_begin(line) && find_end(line); }

bool LogicalLines::find_begin(LogicalLine& line) {
  const char* const text = text_.data();
  while (at_ < text_.size()) {
    const std::size_t start = at_;
    std::size_t at = start;
    while (text[at] == ' ') ++at;
    std::uint32_t indent = static_cast<std::uint32_t>(at - start);
    if (text[at] == '\t' || text[at] == '\f') {
      bool mixed = at != start;
      for (; is_blank(text[at]) && text[at] != '\r'; ++at) {
        if (text[at] == '\f') {
          indent = 0;
          mixed = false;
          continue;
        }
        mixed = mixed || (text[at] == ' ') || (indent % 8 != 0);
        indent += text[at] == '\t' ? 8 : 1;
      }
      const char c = text[at];
      if (mixed && c != '\n' && c != '\r' && c != '#' && at < text_.size()) return doubt();
    }
    switch (text[at]) {
      case '\r':
        if (text[at + 1] != '\n') return doubt();
        at_ = at + 2;
        continue;
      case '\n': at_ = at + 1; continue;
      case '#': {
        const void* newline = std::memchr(text + at, '\n', text_.size() - at);
        at_ = newline == nullptr ? text_.size()
                                 : static_cast<std::size_t>(static_cast<const char*>(newline) - text) + 1;
        continue;
      }
      case '\0':
        if (at < text_.size()) return doubt();
        at_ = at;
        return false;
      default: break;
    }
    line.start = static_cast<std::uint32_t>(start);
    line.begin = static_cast<std::uint32_t>(at);
    line.indent = indent;
    at_ = at;
    return true;
  }
  return false;
}

bool LogicalLines::find_end(LogicalLine& line) {
  const char* const text = text_.data();
  std::size_t at = at_;
  unsigned depth = 0;
  std::size_t code_end = 0;
  line.semicolon = false;
  while (true) {
    while (!kSpecial[static_cast<unsigned char>(text[at])]) ++at;
    switch (text[at]) {
      case '\n':
        ++at;
        if (depth != 0) continue;
        code_end = at - 1;
        break;
      case '#': {
        const void* newline = std::memchr(text + at, '\n', text_.size() - at);
        const std::size_t after = newline == nullptr
                                      ? text_.size()
                                      : static_cast<std::size_t>(static_cast<const char*>(newline) - text) + 1;
        if (depth != 0) {
          at = after;
          continue;
        }
        code_end = at;
        at = after;
        break;
      }
      case '\'': case '"':
        at = skip_string(text_, at);
        if (at == kUnterminated) return doubt();
        continue;
      case '(': case '[': case '{':
        ++depth;
        ++at;
        continue;
      case ')': case ']': case '}':
        if (depth == 0) return doubt();
        --depth;
        ++at;
        continue;
      case '\\':
        if (text[at + 1] == '\n') at += 2;
        else if (text[at + 1] == '\r' && text[at + 2] == '\n') at += 3;
        else return doubt();
        continue;
      case ';':
        if (depth == 0) line.semicolon = true;
        ++at;
        continue;
      default:  // NUL
        if (at < text_.size() || depth != 0) return doubt();
        code_end = at;
        break;
    }
    break;
  }
  while (code_end > line.begin) {
    const char c = text[code_end - 1];
    if (c == '\n') {  // a continuation with nothing after it
      while (code_end > line.begin && text[code_end - 1] != '\\') --code_end;
    } else if (!is_blank(c)) {
      break;
    }
    if (code_end > line.begin) --code_end;
  }
  line.end = static_cast<std::uint32_t>(code_end);
  line.next = static_cast<std::uint32_t>(at);
  at_ = at;
  return true;
}

std::size_t skip_brackets(std::string_view text, std::size_t at, std::size_t end) {
  unsigned depth = 0;
  while (at < end) {
    switch (text[at]) {
      case '(': case '[': case '{': ++depth; ++at; break;
      case ')': case ']': case '}':
        ++at;
        if (--depth == 0) return at;
        break;
      case '\'': case '"':
        at = skip_string(text, at);
        if (at == kUnterminated) return at;
        break;
      case '#': at = std::min(text.find('\n', at), end); break;
      default: ++at; break;
    }
  }
  return kUnterminated;
}

}  // namespace seedlint::python
