// Blanks IPython magics, shell commands and help requests in one cell.
#include "text/magics.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/python_strings.h"

namespace seedlint {
namespace {

// Cell magics after which the cell is Python still.
constexpr std::array<std::string_view, 9> kPythonCells = {"time",  "timeit", "capture", "prun", "memit",
                                                          "mprun", "python", "python3", "debug"};
// Line magics whose argument is a statement.
constexpr std::array<std::string_view, 5> kPythonLines = {"time", "timeit", "prun", "memit", "debug"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

class Cell {
 public:
  explicit Cell(std::string& text) : text_(text) {}

  void run() {
    std::size_t at = skip_empty_lines();
    if (at + 1 < text_.size() && text_[at] == '%' && text_[at + 1] == '%') {
      if (!among(kPythonCells, word(at + 2))) {
        blank(0, text_.size());
        return;
      }
      blank(at, line_end(at));
    }
    at = 0;
    while (at < text_.size()) at = logical_line(at);
  }

 private:
  std::size_t line_end(std::size_t at) const {
    const std::size_t newline = text_.find('\n', at);
    return newline == text_.npos ? text_.size() : newline;
  }

  // The first byte that is no white space.
  std::size_t skip_empty_lines() const {
    std::size_t at = 0;
    while (at < text_.size() && (is_blank(text_[at]) || text_[at] == '\n' || text_[at] == '\r')) ++at;
    return at;
  }

  std::string_view word(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && is_identifier_byte(text_[end])) ++end;
    return std::string_view(text_).substr(at, end - at);
  }

  void blank(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (text_[i] != '\n' && text_[i] != '\r') text_[i] = ' ';
    }
  }

  // A command line ends with its line, or goes on where that ends with a backslash.
  std::size_t command_end(std::size_t at) const {
    std::size_t end = line_end(at);
    while (end < text_.size() && end > at && text_[end - 1] == '\\') end = line_end(end + 1);
    return end;
  }

  // Handles the line at `at`, which starts a statement; gives the start of the next such line.
  std::size_t logical_line(std::size_t at) {
    std::size_t first = at;
    while (first < text_.size() && is_blank(text_[first])) ++first;
    if (first >= text_.size()) return text_.size();
    const char c = text_[first];
    if (c == '%' || c == '!' || c == '?') {
      const std::size_t end = command_end(first);
      if (c == '%' && among(kPythonLines, word(first + 1))) {
        keep_statement(first, end);
        return python_line(first);
      }
      blank(first, end);
      if (first > at) text_[first] = '0';
      return end + 1;
    }
    const std::size_t end = line_end(first);
    if (is_help(first, end)) {
      blank(first, end);
      if (first > at) text_[first] = '0';
      return end + 1;
    }
    if (const std::size_t command = assigned_command(first, end); command != 0) {
      const std::size_t stop = command_end(command);
      blank(command, stop);
      text_[command] = '0';
      return stop + 1;
    }
    return python_line(first);
  }

  // "%time x = f()" becomes "0;    x = f()": the statement stays in its columns and the line stays valid.
  void keep_statement(std::size_t first, std::size_t end) {
    std::size_t at = first + 1 + word(first + 1).size();
    const auto skip_blanks = [&] {
      while (at < end && is_blank(text_[at])) ++at;
    };
    skip_blanks();
    while (at < end && text_[at] == '-' && at + 1 < end && !is_blank(text_[at + 1])) {  // -n 10, -n10, -o
      const std::size_t option = at;
      while (at < end && !is_blank(text_[at])) ++at;
      const bool alone = at - option == 2;
      skip_blanks();
      if (alone && at < end && text_[at] >= '0' && text_[at] <= '9') {
        while (at < end && !is_blank(text_[at])) ++at;
        skip_blanks();
      }
    }
    blank(first, at);
    text_[first] = '0';
    if (at < end && at > first + 1) text_[first + 1] = ';';
  }

  // `name?`, `module.name??`
  bool is_help(std::size_t first, std::size_t end) const {
    while (end > first && (is_blank(text_[end - 1]) || text_[end - 1] == '\r')) --end;
    if (end - first < 2 || text_[end - 1] != '?') return false;
    while (end > first && text_[end - 1] == '?') --end;
    return end > first && std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(first),
                                      text_.begin() + static_cast<std::ptrdiff_t>(end),
                                      [](char c) { return is_identifier_byte(c) || c == '.' || c == '*'; });
  }

  // `files = !ls` and `t = %timeit -o f()`: the offset of the ! or %; 0 where the line is none.
  std::size_t assigned_command(std::size_t first, std::size_t end) const {
    std::size_t at = first;
    while (at < end && (is_identifier_byte(text_[at]) || is_blank(text_[at]) || text_[at] == '.' || text_[at] == ',')) {
      ++at;
    }
    if (at == first || at >= end || text_[at] != '=') return 0;
    ++at;
    while (at < end && is_blank(text_[at])) ++at;
    return at < end && (text_[at] == '!' || text_[at] == '%') ? at : 0;
  }

  // Skips one logical line of Python.
  std::size_t python_line(std::size_t at) const {
    unsigned depth = 0;
    while (at < text_.size()) {
      switch (text_[at]) {
        case '(': case '[': case '{': ++depth; ++at; break;
        case ')': case ']': case '}': depth -= depth > 0; ++at; break;
        case '"': case '\'': {
          const std::size_t after = skip_string(text_, at);
          at = after == kUnterminated ? line_end(at) : after;
          break;
        }
        case '#': at = line_end(at); break;
        case '\\': at += text_.compare(at + 1, 2, "\r\n") == 0 ? 3 : 2; break;
        case '\n':
          ++at;
          if (depth == 0) return at;
          break;
        default: ++at; break;
      }
    }
    return text_.size();
  }

  std::string& text_;
};

}  // namespace

void blank_magics(std::string& cell) {
  if (cell.find_first_of("%!?") != cell.npos) Cell(cell).run();
}

}  // namespace seedlint
