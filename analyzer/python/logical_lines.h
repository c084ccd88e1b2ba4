// The logical lines of a Python text: strings, brackets, comments and continuations are seen through.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/python_strings.h"

namespace seedlint::python {

struct LogicalLine {
  std::uint32_t start = 0;   // first byte of the physical line it starts on
  std::uint32_t begin = 0;   // first byte of code
  std::uint32_t end = 0;     // after the last byte of code; comment and white space are left out
  std::uint32_t next = 0;    // start of the physical line after it
  std::uint32_t indent = 0;  // in columns, a tab being eight
  bool semicolon = false;    // has one outside brackets
};

class LogicalLines {
 public:
  // `text` must be followed by a NUL byte, as that of a std::string is.
  explicit LogicalLines(std::string_view text) : text_(text) {}

  // The next line that holds code. False at the end, or where the text cannot be followed; see doubtful().
  bool next(LogicalLine& line);
  // Something was met that only a parser can judge.
  bool doubtful() const { return doubtful_; }

 private:
  bool find_begin(LogicalLine& line);
  bool find_end(LogicalLine& line);
  bool doubt() {
    doubtful_ = true;
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool doubtful_ = false;
};

// From an opening bracket to after its closing one; kUnterminated where there is none before `end`.
std::size_t skip_brackets(std::string_view text, std::size_t at, std::size_t end);

}  // namespace seedlint::python
