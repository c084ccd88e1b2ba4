// Questions about places in a program's text that need no parser: is it a comment, an import, a string.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "resolve/find_text.h"

namespace seedlint::roots {

using resolve::find_text;

// Offset of the first byte of the line that holds `at`, or of a place on it some way before: lines may be very long.
inline std::size_t line_begin(std::string_view text, std::size_t at) {
  constexpr std::size_t kFar = 2000;
  std::size_t i = at;
  while (i > 0 && text[i - 1] != '\n' && at - i < kFar) --i;
  return i;
}

// Tells comments and triple-quoted strings from code, well enough for a heuristic; built when first asked.
class Prose {
 public:
  explicit Prose(std::string_view text) : text_(text) {}
  // Whether the byte stands in a comment, or inside a triple-quoted string.
  bool covers(std::size_t at);

 private:
  void build();
  std::string_view text_;
  bool built_ = false;
  std::vector<std::uint32_t> quotes_;  // begin, end, begin, end ... of triple-quoted strings
};

// Whether the byte stands in an import statement, also within its parentheses.
bool in_import(std::string_view text, std::size_t at);

// The statement's text from its `from` or `import` to `at`.
std::string_view import_head(std::string_view text, std::size_t at);

}  // namespace seedlint::roots
