// Comments and logical lines of a Python text, found without a parser.
//
// Directives must work in files that do not parse, and must not be found inside strings, so one small scan
// over the bytes tracks strings, brackets and continued lines. It is run only on files that hold a directive.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace seedlint::findings {

struct Comment {
  std::uint32_t begin = 0;      // of the '#'
  std::uint32_t end = 0;        // of the line, without its newline
  std::uint32_t line = 1;       // 1-based
  bool own_line = false;        // nothing but white space before it
  std::uint32_t statement = 0;  // index into CommentScan::statements; the one it stands in, or for an own-line
                                // comment between statements the next one; statements.size() if there is none
  bool inside = false;          // stands between the brackets of that statement
};

// A logical line: what Python's tokenizer joins by brackets, multi-line strings and backslashes.
struct Statement {
  std::uint32_t first_line = 1, last_line = 1;  // 1-based, both included
  bool decorator = false;                       // starts with '@'
};

struct CommentScan {
  std::vector<Comment> comments;
  std::vector<Statement> statements;
};

// Never fails; an unfinished string ends with its line (or with the text, if it is triple-quoted).
CommentScan scan_comments(std::string_view text);

}  // namespace seedlint::findings
