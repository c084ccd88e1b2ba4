// Pieces of source with carets under the places that matter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "findings/diagnostic.h"
#include "output/style.h"
#include "text/source_file.h"

namespace seedlint::output {

struct Mark {
  const SourceFile* file = nullptr;
  Span span;
  std::string message;   // beside the caret; may be empty
  bool primary = false;  // drawn with ^ rather than -
};

// Draws the marks in order; those near each other in one file share one piece. Ends with a newline.
std::string draw_excerpts(const std::vector<Mark>& marks, findings::Severity severity, const Style& style);

// One line of source made fit for a terminal: tabs as spaces, control characters as visible signs, cut to a window
// around the bytes [begin, end). `before` and `width` are display columns of the marked part in `text`.
struct Window {
  std::string text;
  std::size_t before = 0, width = 1;
};
Window window_of(std::string_view line, std::size_t begin, std::size_t end);

}  // namespace seedlint::output
