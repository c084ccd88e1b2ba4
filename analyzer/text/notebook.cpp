// Reads .ipynb: cells in order, with the line of the file that holds each of their lines.
#include "text/notebook.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/json_cursor.h"
#include "text/magics.h"
#include "text/utf8.h"

namespace seedlint {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes), json_(bytes) {}

  tl::expected<NotebookText, std::string> read() {
    if (const std::size_t invalid = first_invalid_utf8(bytes_); invalid != bytes_.size()) {
      return damaged(invalid, "not valid UTF-8");
    }
    json_.object([&](std::string_view key) {
      if (key == "metadata") metadata();
      else if (key == "cells") cells();
      else if (key == "worksheets") worksheets();
      else json_.skip();
    });
    if (json_.failed() || (found_cells_ && !json_.at_end())) return damaged(json_.failed_at(), "not valid JSON");
    if (!found_cells_) {
      return tl::unexpected(std::string("is no Jupyter notebook: it has no list of cells; rename it if it is "
                                        "something else"));
    }
    if (!is_python()) {
      NotebookText nothing;
      nothing.warnings.push_back(fmt::format("the notebook's language is {}, not Python; its cells were not read",
                                             language_.empty() ? kernel_language_ : language_));
      return nothing;
    }
    return std::move(result_);
  }

 private:
  tl::expected<NotebookText, std::string> damaged(std::size_t at, std::string_view why) {
    return tl::unexpected(fmt::format("damaged notebook: {} at line {}; open and save it in Jupyter, or restore it "
                                      "from version control",
                                      why, line_of(std::min(at, bytes_.size()))));
  }

  bool is_python() const {
    std::string lower = language_.empty() ? kernel_language_ : language_;
    for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return lower.empty() || lower.starts_with("python") || lower == "ipython" || lower == "sage";
  }

  void text_member(std::string& to) {
    if (json_.peek() == '"') to = json_.string();
    else json_.skip();
  }

  void metadata() {
    if (json_.peek() != '{') return json_.skip();
    json_.object([&](std::string_view key) {
      const bool info = key == "language_info";
      if ((!info && key != "kernelspec") || json_.peek() != '{') return json_.skip();
      json_.object([&](std::string_view inner) {
        if (info && inner == "name") text_member(language_);
        else if (!info && inner == "language") text_member(kernel_language_);
        else json_.skip();
      });
    });
  }

  void worksheets() {  // format 3 keeps its cells in sheets
    if (json_.peek() != '[') return json_.skip();
    json_.array([&] {
      if (json_.peek() != '{') return json_.skip();
      json_.object([&](std::string_view key) { key == "cells" ? cells() : json_.skip(); });
    });
  }

  void cells() {
    if (json_.peek() != '[') return json_.skip();
    found_cells_ = true;
    json_.array([&] { cell(); });
  }

  void cell() {
    ++number_;
    if (json_.peek() != '{') return json_.skip();
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::string type;
    std::size_t source = kNone;
    json_.object([&](std::string_view key) {
      if (key == "cell_type") return text_member(type);
      if (key == "source" || key == "input") source = json_.offset();
      json_.skip();
    });
    if (json_.failed() || type != "code" || source == kNone) return;
    const std::size_t after = json_.offset();
    json_.go_to(source);
    code_cell();
    if (!json_.failed()) json_.go_to(after);
  }

  // A cell's source is one string, or an array with a string for each line.
  void code_cell() {
    std::string cell;
    Cell made;
    made.begin = static_cast<std::uint32_t>(result_.text.size());
    made.number = number_;
    bool at_line_start = true;
    const auto append = [&] {
      if (json_.peek() != '"') return json_.skip();
      const std::uint32_t line = line_of(json_.offset());
      for (const char c : json_.string()) {
        if (at_line_start) made.stored_lines.push_back(line);
        at_line_start = c == '\n';
        cell += c == '\0' ? ' ' : c;
      }
    };
    if (json_.peek() == '[') json_.array(append);
    else append();
    if (!cell.empty() && cell.back() != '\n') cell += '\n';
    blank_magics(cell);
    result_.text += cell;
    result_.cells.push_back(std::move(made));
  }

  // 1-based line of the file. Asked for in text order, so lines are counted once.
  std::uint32_t line_of(std::size_t at) {
    const auto newlines = [&](std::size_t from, std::size_t to) {
      const std::string_view part = bytes_.substr(from, to - from);
      return static_cast<std::uint32_t>(std::count(part.begin(), part.end(), '\n'));
    };
    line_ = at >= counted_to_ ? line_ + newlines(counted_to_, at) : line_ - newlines(at, counted_to_);
    counted_to_ = at;
    return line_;
  }

  std::string_view bytes_;
  JsonCursor json_;
  NotebookText result_;
  bool found_cells_ = false;
  std::string language_, kernel_language_;
  std::uint32_t number_ = 0;
  std::size_t counted_to_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace

tl::expected<NotebookText, std::string> read_notebook(std::string_view bytes) {
  if (bytes.find_first_not_of(" \t\r\n") == bytes.npos) {
    NotebookText nothing;
    nothing.warnings.push_back("the notebook is an empty file; nothing was read");
    return nothing;
  }
  return Reader(bytes).read();
}

}  // namespace seedlint
