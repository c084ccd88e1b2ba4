// Offsets to lines, columns and notebook cells. The line table is built when somebody first asks.
#include "text/source_file.h"

#include <algorithm>
#include <cstring>

namespace seedlint {

SourceFile::SourceFile(FileId id, std::string path, std::string text, SourceKind kind)
    : id_(id), path_(std::move(path)), text_(std::move(text)), kind_(kind) {}

// A line ends at "\n", at "\r\n", or at a "\r" alone, as Python reads it.
const std::vector<std::uint32_t>& SourceFile::lines() const {
  std::call_once(lines_once_, [this] {
    line_starts_.push_back(0);
    const bool returns = std::memchr(text_.data(), '\r', text_.size()) != nullptr;
    const char* begin = text_.data();
    const char* end = begin + text_.size();
    if (!returns) {
      for (const char* at = begin; (at = static_cast<const char*>(std::memchr(at, '\n', end - at))) != nullptr;) {
        line_starts_.push_back(static_cast<std::uint32_t>(++at - begin));
      }
      return;
    }
    for (const char* at = begin; at < end; ++at) {
      if (*at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n'))) {
        line_starts_.push_back(static_cast<std::uint32_t>(at + 1 - begin));
      }
    }
  });
  return line_starts_;
}

LineColumn SourceFile::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto& starts = lines();
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - starts.begin());
  return {line, offset - starts[line - 1] + 1};
}

const Cell* SourceFile::cell(std::uint32_t offset) const {
  const auto after = std::upper_bound(cells_.begin(), cells_.end(), offset,
                                      [](std::uint32_t at, const Cell& c) { return at < c.begin; });
  if (cells_.empty()) return nullptr;
  return after == cells_.begin() ? &cells_.front() : &*(after - 1);
}

std::uint32_t SourceFile::cell_line(std::uint32_t offset) const {
  const Cell* holder = cell(offset);
  const std::uint32_t line = position(offset).line;
  if (holder == nullptr) return line;
  const std::uint32_t first = position(holder->begin).line;
  return line < first ? 1 : line - first + 1;
}

std::uint32_t SourceFile::stored_line(std::uint32_t offset) const {
  const Cell* holder = cell(offset);
  if (holder == nullptr) return position(offset).line;
  if (holder->stored_lines.empty()) return 1;
  const std::size_t line = cell_line(offset);
  return holder->stored_lines[std::min(line, holder->stored_lines.size()) - 1];
}

std::string_view SourceFile::line(std::uint32_t number) const {
  const auto& starts = lines();
  if (number == 0 || number > starts.size()) return {};
  const std::size_t begin = starts[number - 1];
  std::size_t end = number < starts.size() ? starts[number] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return text().substr(begin, end - begin);
}

std::uint32_t SourceFile::line_count() const {
  const auto& starts = lines();
  const bool last_is_empty = starts.back() == text_.size();
  return static_cast<std::uint32_t>(starts.size() - (last_is_empty && starts.size() > 1 ? 1 : 0));
}

}  // namespace seedlint
