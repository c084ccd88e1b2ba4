// A source text with stable byte offsets, and the mapping from offsets to what a person sees.
//
// Every later phase speaks of byte offsets only. Lines, columns and notebook cells are computed
// when a diagnostic is printed. A SourceFile outlives everything that points into it.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace seedlint {

enum class FileId : std::uint32_t {};
inline constexpr FileId kNoFile = FileId{0xffffffff};

// Half-open byte range in the analysed text of one file.
struct Span {
  FileId file = kNoFile;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const Span&, const Span&) = default;
  bool valid() const { return file != kNoFile; }
  bool contains(const Span& inner) const {
    return file == inner.file && begin <= inner.begin && inner.end <= end;
  }
};

// 1-based line; 1-based column in bytes.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

enum class SourceKind : std::uint8_t { Python, Notebook, Stub, Native };

// Where one notebook cell stands: its first byte in the analysed text, its 1-based number among all
// cells, and for each of its lines the 1-based line of the stored .ipynb that holds it.
struct Cell {
  std::uint32_t begin = 0;
  std::uint32_t number = 1;
  std::vector<std::uint32_t> stored_lines;
};

class SourceFile {
 public:
  SourceFile(FileId id, std::string path, std::string text, SourceKind kind);

  FileId id() const { return id_; }
  // As shown to the user: relative to the working directory where possible, '/' separated.
  const std::string& path() const { return path_; }
  // Valid UTF-8, no BOM, newlines as stored ("\r\n" is kept); for a notebook the code cells joined.
  std::string_view text() const { return text_; }
  SourceKind kind() const { return kind_; }

  // Line and column in the analysed text. Offsets past the end give the last position.
  LineColumn position(std::uint32_t offset) const;
  // Line in the file as stored: equal to position().line but for notebooks.
  std::uint32_t stored_line(std::uint32_t offset) const;
  // The cell that holds the offset, or nullptr where the file is not a notebook.
  const Cell* cell(std::uint32_t offset) const;
  // 1-based line inside that cell.
  std::uint32_t cell_line(std::uint32_t offset) const;
  // Text of one 1-based line without its newline; empty past the end.
  std::string_view line(std::uint32_t number) const;
  std::uint32_t line_count() const;
  std::string_view slice(Span span) const { return text().substr(span.begin, span.end - span.begin); }

  void set_cells(std::vector<Cell> cells) { cells_ = std::move(cells); }
  const std::vector<Cell>& cells() const { return cells_; }

 private:
  const std::vector<std::uint32_t>& lines() const;  // offset of each line's first byte; built on first use

  FileId id_;
  std::string path_;
  std::string text_;
  SourceKind kind_;
  std::vector<Cell> cells_;
  mutable std::once_flag lines_once_;  // positions may be asked from any thread
  mutable std::vector<std::uint32_t> line_starts_;
};

}  // namespace seedlint
