// Questions about places in a program's text; see text_scan.h.
#include "roots/text_scan.h"

#include <algorithm>

namespace seedlint::roots {

void Prose::build() {
  built_ = true;
  std::size_t at = 0, twice = 0, once = 0;
  while (at + 2 < text_.size()) {
    if (twice < at || at == 0) twice = find_text(text_, "\"\"\"", at);
    if (once < at || at == 0) once = find_text(text_, "'''", at);
    const std::size_t begin = std::min(twice, once);
    if (begin == std::string_view::npos) break;
    // One in a comment opens nothing.
    const std::size_t line = line_begin(text_, begin);
    const std::size_t first = text_.find_first_not_of(" \t", line);
    if (first < begin && text_[first] == '#') {
      at = begin + 3;
      continue;
    }
    const std::size_t end = find_text(text_, text_.substr(begin, 3), begin + 3);
    quotes_.push_back(static_cast<std::uint32_t>(begin));
    quotes_.push_back(static_cast<std::uint32_t>(std::min(end, text_.size())));
    if (end == std::string_view::npos) break;
    at = end + 3;
  }
}

bool Prose::covers(std::size_t at) {
  const std::size_t line = line_begin(text_, at);
  // A '#' before it on its line, outside of quotes.
  char quote = 0;
  for (std::size_t i = line; i < at; ++i) {
    const char c = text_[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      else if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      return true;
    }
  }
  if (!built_) build();
  const auto it = std::upper_bound(quotes_.begin(), quotes_.end(), static_cast<std::uint32_t>(at));
  return (it - quotes_.begin()) % 2 == 1;
}

namespace {

// Offset of the `from` or `import` that begins the statement around `at`; npos if it is no import.
std::size_t import_start(std::string_view text, std::size_t at) {
  const auto starts_import = [&](std::size_t line) {
    const std::size_t first = text.find_first_not_of(" \t", line);
    if (first == std::string_view::npos || first > at) return std::string_view::npos;
    const std::string_view rest = text.substr(first, 7);
    return rest.starts_with("from ") || rest == "import " ? first : std::string_view::npos;
  };
  const std::size_t line = line_begin(text, at);
  if (const std::size_t start = starts_import(line); start != std::string_view::npos) return start;
  // In the list of `from x import (a, b)`: an open parenthesis before it, on a line that imports.
  std::size_t i = at;
  for (int steps = 0; i > 0 && steps < 4000; ++steps) {
    const char c = text[--i];
    if (c == ')' || c == ':' || c == '=') return std::string_view::npos;
    if (c != '(') continue;
    const std::size_t begin = line_begin(text, i);
    const std::size_t start = starts_import(begin);
    return start < i ? start : std::string_view::npos;
  }
  return std::string_view::npos;
}

}  // namespace

bool in_import(std::string_view text, std::size_t at) { return import_start(text, at) != std::string_view::npos; }

std::string_view import_head(std::string_view text, std::size_t at) {
  const std::size_t start = import_start(text, at);
  return start == std::string_view::npos ? std::string_view() : text.substr(start, at - start);
}

}  // namespace seedlint::roots
