// Values of Python literals: numbers in every base, strings with their escapes.
#include "python/literals.h"

#include <charconv>
#include <limits>

#include "text/utf8.h"

namespace seedlint::python {
namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// Reads up to `count` digits of `base` at `at`; gives how many there were.
std::size_t read_digits(std::string_view text, std::size_t at, std::size_t count, int base, std::uint32_t& value) {
  std::size_t n = 0;
  value = 0;
  while (n < count && at + n < text.size() && digit_value(text[at + n]) < base) {
    value = value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit_value(text[at + n]));
    ++n;
  }
  return n;
}

// The escape at content[at] == '\\'; appends its value and gives its length.
std::size_t append_escape(std::string& to, std::string_view content, std::size_t at, bool bytes) {
  if (at + 1 >= content.size()) {
    to += '\\';
    return 1;
  }
  const char c = content[at + 1];
  switch (c) {
    case '\n': return 2;
    case '\r': return at + 2 < content.size() && content[at + 2] == '\n' ? 3 : 2;
    case '\\': case '\'': case '"': to += c; return 2;
    case 'a': to += '\a'; return 2;
    case 'b': to += '\b'; return 2;
    case 'f': to += '\f'; return 2;
    case 'n': to += '\n'; return 2;
    case 'r': to += '\r'; return 2;
    case 't': to += '\t'; return 2;
    case 'v': to += '\v'; return 2;
    default: break;
  }
  std::uint32_t value = 0;
  if (c >= '0' && c <= '7') {
    const std::size_t n = read_digits(content, at + 1, 3, 8, value);
    bytes ? to.push_back(static_cast<char>(value)) : append_utf8(to, value);
    return 1 + n;
  }
  const std::size_t wanted = c == 'x' ? 2 : c == 'u' && !bytes ? 4 : c == 'U' && !bytes ? 8 : 0;
  if (wanted != 0 && read_digits(content, at + 2, wanted, 16, value) == wanted) {
    bytes ? to.push_back(static_cast<char>(value)) : append_utf8(to, value);
    return 2 + wanted;
  }
  to += '\\';
  return 1;
}

}  // namespace

std::int64_t integer_value(std::string_view literal) {
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  std::int64_t base = 10;
  std::size_t at = 0;
  if (literal.size() > 1 && literal[0] == '0') {
    const char c = literal[1];
    if (c == 'x' || c == 'X') base = 16;
    else if (c == 'o' || c == 'O') base = 8;
    else if (c == 'b' || c == 'B') base = 2;
    else if (c >= '0' && c <= '7') base = 8;
    at = c >= '0' && c <= '9' ? 1 : c == '_' ? 1 : 2;
    if (c == 'l' || c == 'L' || c == 'u' || c == 'U') at = 1;
  }
  std::int64_t value = 0;
  for (; at < literal.size(); ++at) {
    if (literal[at] == '_') continue;
    const int digit = digit_value(literal[at]);
    if (digit >= base) break;  // the L of Python 2
    if (value > (largest - digit) / base) return largest;
    value = value * base + digit;
  }
  return value;
}

double real_value(std::string_view literal) {
  std::string plain;
  for (const char c : literal) {
    if (c != '_') plain += c;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  (void)end;
  if (error == std::errc::result_out_of_range) {
    return plain.find("e-") == plain.npos && plain.find("E-") == plain.npos ? std::numeric_limits<double>::infinity()
                                                                            : 0.0;
  }
  return value;
}

StringPrefix string_prefix(std::string_view opening) {
  StringPrefix prefix;
  for (const char c : opening) {
    if (c == 'r' || c == 'R') prefix.raw = true;
    else if (c == 'b' || c == 'B') prefix.bytes = true;
    else if (c == 'f' || c == 'F') prefix.format = true;
  }
  return prefix;
}

void append_content(std::string& to, std::string_view content, StringPrefix prefix) {
  for (std::size_t at = 0; at < content.size();) {
    const char c = content[at];
    if (c == '\\' && !prefix.raw) {
      at += append_escape(to, content, at, prefix.bytes);
    } else if (c == '\r') {
      // Python reads every line end as "\n".
      to += '\n';
      at += at + 1 < content.size() && content[at + 1] == '\n' ? 2 : 1;
    } else {
      to += c;
      at += prefix.format && (c == '{' || c == '}') && at + 1 < content.size() && content[at + 1] == c ? 2 : 1;
    }
  }
}

}  // namespace seedlint::python
