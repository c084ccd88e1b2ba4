// See comments.h.
#include "findings/comments.h"

namespace seedlint::findings {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  CommentScan run() {
    while (at_ < text_.size()) step();
    finish_statement();
    // An own-line comment belongs to the statement that follows; those after the last one point past the end.
    return std::move(scan_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void step() {
    const char c = text_[at_];
    switch (c) {
      case '\n':
        newline();
        return;
      case '#':
        comment();
        return;
      case '\'':
      case '"':
        begin_statement(c);
        string(c);
        return;
      case '\\':
        begin_statement(c);
        ++at_;
        if (peek() == '\r') ++at_;
        if (peek() == '\n') {  // a continued line: the statement goes on
          ++at_;
          ++line_;
          line_has_code_ = false;
        }
        return;
      case '(':
      case '[':
      case '{':
        begin_statement(c);
        ++depth_;
        ++at_;
        return;
      case ')':
      case ']':
      case '}':
        begin_statement(c);
        if (depth_ > 0) --depth_;
        ++at_;
        return;
      case ' ':
      case '\t':
      case '\r':
      case '\f':
        ++at_;
        return;
      default:
        begin_statement(c);
        ++at_;
    }
  }

  void begin_statement(char first) {
    line_has_code_ = true;
    if (open_) return;
    open_ = true;
    scan_.statements.push_back({line_, line_, first == '@'});
  }

  void finish_statement() {
    if (!open_) return;
    scan_.statements.back().last_line = line_;
    open_ = false;
  }

  void newline() {
    if (depth_ == 0) finish_statement();
    ++at_;
    ++line_;
    line_has_code_ = false;
  }

  void comment() {
    Comment found;
    found.begin = static_cast<std::uint32_t>(at_);
    const std::size_t stop = text_.find('\n', at_);
    at_ = stop == std::string_view::npos ? text_.size() : stop;
    found.end = static_cast<std::uint32_t>(at_);
    if (found.end > found.begin && text_[found.end - 1] == '\r') --found.end;
    found.line = line_;
    found.own_line = !line_has_code_;
    found.inside = open_;
    found.statement = static_cast<std::uint32_t>(scan_.statements.size() - (open_ ? 1 : 0));
    scan_.comments.push_back(found);
  }

  void string(char quote) {
    const bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\') {  // also in raw strings a backslash keeps the quote from ending them
        ++at_;
        if (peek() == '\r') ++at_;
        if (peek() == '\n') ++line_;
        if (at_ < text_.size()) ++at_;
      } else if (c == '\n') {
        if (!triple) return;  // unfinished: the line ends it
        ++line_;
        ++at_;
      } else if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
        at_ += triple ? 3 : 1;
        return;
      } else {
        ++at_;
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t depth_ = 0;
  bool open_ = false;           // inside a statement
  bool line_has_code_ = false;  // something other than white space stands on this line
  CommentScan scan_;
};

}  // namespace

CommentScan scan_comments(std::string_view text) { return Scanner(text).run(); }

}  // namespace seedlint::findings
