// Skips over string literals, f-strings with their nested expressions included.
#include "text/python_strings.h"

#include <cstring>

namespace seedlint {
namespace {

constexpr unsigned kMaxNesting = 40;  // of f-strings in f-strings

struct Literal {
  char quote;
  bool triple;
  bool raw;
  bool format;
};

// The literal whose opening quote stands at `at`, by the letters before it.
Literal literal_at(std::string_view text, std::size_t at) {
  Literal found{text[at], false, false, false};
  found.triple = at + 2 < text.size() && text[at + 1] == found.quote && text[at + 2] == found.quote;
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
    const char c = static_cast<char>(text[at - back] | 0x20);
    const bool letter = c == 'r' || c == 'b' || c == 'u' || c == 'f' || c == 't';
    if (!letter) {
      if (is_identifier_byte(text[at - back])) return {found.quote, found.triple, false, false};  // a name
      break;
    }
    if (c == 'r') found.raw = true;
    if (c == 'f' || c == 't') found.format = true;
  }
  return found;
}

std::size_t skip(std::string_view text, std::size_t quote, unsigned nesting);

// From after `{` to after its `}`.
std::size_t skip_interpolation(std::string_view text, std::size_t at, const Literal& literal, unsigned nesting) {
  unsigned depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    switch (c) {
      case '(': case '[': case '{': ++depth; ++at; break;
      case ')': case ']':
        if (depth == 0) return kUnterminated;
        --depth;
        ++at;
        break;
      case '}':
        ++at;
        if (depth == 0) return at;
        --depth;
        break;
      case '"': case '\'':
        at = skip(text, at, nesting + 1);
        if (at == kUnterminated) return at;
        break;
      case '#': {
        const std::size_t newline = text.find('\n', at);
        if (newline == text.npos) return kUnterminated;
        at = newline;
        break;
      }
      case ':': {
        ++at;
        if (depth != 0) break;
        // A format specifier: plain text with further interpolations.
        while (at < text.size() && text[at] != '}') {
          if (text[at] == '{') {
            if (nesting >= kMaxNesting) return kUnterminated;
            at = skip_interpolation(text, at + 1, literal, nesting + 1);
            if (at == kUnterminated) return at;
          } else if (!literal.triple && (text[at] == literal.quote || text[at] == '\n')) {
            return kUnterminated;
          } else {
            ++at;
          }
        }
        break;
      }
      default: ++at; break;
    }
  }
  return kUnterminated;
}

std::size_t skip(std::string_view text, std::size_t quote, unsigned nesting) {
  if (nesting > kMaxNesting) return kUnterminated;
  const Literal literal = literal_at(text, quote);
  std::size_t at = quote + (literal.triple ? 3 : 1);
  while (at < text.size()) {
    const char c = text[at];
    if (c == literal.quote) {
      if (!literal.triple) return at + 1;
      if (at + 2 < text.size() && text[at + 1] == c && text[at + 2] == c) return at + 3;
      ++at;
    } else if (c == '\\') {
      ++at;
      if (at >= text.size()) break;
      if (literal.format && (text[at] == '{' || text[at] == '}')) continue;
      if (literal.format && !literal.raw && text[at] == 'N' && at + 1 < text.size() && text[at + 1] == '{') {
        at = text.find('}', at);
        if (at == text.npos) return kUnterminated;
      }
      at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    } else if (c == '\n' && !literal.triple) {
      return kUnterminated;
    } else if (c == '{' && literal.format) {
      if (at + 1 < text.size() && text[at + 1] == '{') {
        at += 2;
      } else {
        at = skip_interpolation(text, at + 1, literal, nesting);
        if (at == kUnterminated) return at;
      }
    } else {
      ++at;
    }
  }
  return kUnterminated;
}

}  // namespace

std::size_t skip_string(std::string_view text, std::size_t quote) {
  const Literal literal = literal_at(text, quote);
  if (literal.triple && !literal.format) {  // most bytes of strings are docstrings
    std::size_t at = quote + 3;
    while (true) {
      const void* next = std::memchr(text.data() + at, literal.quote, text.size() - at);
      if (next == nullptr) return kUnterminated;
      const auto found = static_cast<std::size_t>(static_cast<const char*>(next) - text.data());
      // An odd number of backslashes before a quote escapes it.
      std::size_t slashes = 0;
      while (found - slashes > quote + 3 && text[found - slashes - 1] == '\\') ++slashes;
      if (slashes % 2 == 0 && found + 2 < text.size() && text[found + 1] == literal.quote &&
          text[found + 2] == literal.quote) {
        return found + 3;
      }
      at = found + 1;
    }
  }
  return skip(text, quote, 0);
}

}  // namespace seedlint
