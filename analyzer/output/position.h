// From byte offsets to the places people and formats speak of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/source_file.h"

namespace seedlint::output {

// Columns are 1-based and count Unicode code points; the end is exclusive. For a notebook `line` is the line of the
// stored .ipynb, while columns count inside the cell's own line.
struct Place {
  std::uint32_t line = 1, column = 1;
  std::uint32_t end_line = 1, end_column = 1;
  std::uint32_t cell = 0, cell_line = 0;  // 0 where the file is not a notebook
};

Place place_of(const SourceFile& file, Span span);

// "train.py:12:5", for notebooks "nb.ipynb:cell 2:1:8"; safe to print on a terminal.
std::string location(const SourceFile& file, Span span);

// Text with control characters (line ends and escapes among them) written as \n, \x1b: safe for one line of a terminal.
std::string printable(std::string_view text);

// Number of code points; stray bytes count as one each.
std::uint32_t code_points(std::string_view text);

}  // namespace seedlint::output
