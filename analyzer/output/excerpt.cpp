// See excerpt.h.
#include "output/excerpt.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdint>

#include "output/position.h"

namespace seedlint::output {
namespace {

constexpr std::uint32_t kNear = 4;       // marks this many lines apart share a piece
constexpr std::size_t kLeftBytes = 100;  // of a long line, kept before the caret
constexpr std::size_t kMaxBytes = 200;   // of a long line, kept in all

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

struct Drawn {
  std::string text;
  std::size_t columns = 0;
};

// Appends code points as a terminal shows them.
Drawn draw_text(std::string_view bytes, std::size_t column) {
  Drawn drawn;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
  auto left = static_cast<utf8proc_ssize_t>(bytes.size());
  while (left > 0) {
    utf8proc_int32_t point = -1;
    utf8proc_ssize_t used = utf8proc_iterate(at, left, &point);
    if (used <= 0 || point < 0) {
      used = 1;
      drawn.text += "\xef\xbf\xbd";
      drawn.columns += 1;
    } else if (point == '\t') {
      const std::size_t stop = 4 - (column + drawn.columns) % 4;
      drawn.text.append(stop, ' ');
      drawn.columns += stop;
    } else if (point < 0x20 || point == 0x7f || (point >= 0x80 && point < 0xa0) || (point >= 0x202a && point <= 0x202e) ||
               (point >= 0x2066 && point <= 0x2069)) {
      // Control characters and text-direction overrides could make the excerpt lie.
      drawn.text += "\xef\xbf\xbd";
      drawn.columns += 1;
    } else {
      drawn.text.append(reinterpret_cast<const char*>(at), static_cast<std::size_t>(used));
      drawn.columns += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point)));
    }
    at += used;
    left -= used;
  }
  return drawn;
}

struct Piece {
  const SourceFile* file = nullptr;
  std::vector<const Mark*> marks;
  std::uint32_t first = 0, last = 0;  // lines of the analysed text
};

std::uint32_t line_of(const Mark& mark) { return mark.file->position(mark.span.begin).line; }

std::uint32_t cell_of(const SourceFile& file, std::uint32_t offset) {
  const Cell* cell = file.cell(offset);
  return cell ? cell->number : 0;
}

std::vector<Piece> group(const std::vector<Mark>& marks) {
  std::vector<Piece> pieces;
  for (const Mark& mark : marks) {
    const std::uint32_t line = line_of(mark);
    const auto fits = [&](const Piece& p) {
      return p.file == mark.file && line + kNear >= p.first && line <= p.last + kNear &&
             cell_of(*p.file, p.marks.front()->span.begin) == cell_of(*mark.file, mark.span.begin);
    };
    const auto found = std::find_if(pieces.begin(), pieces.end(), fits);
    if (found == pieces.end()) {
      pieces.push_back({mark.file, {&mark}, line, line});
    } else {
      found->marks.push_back(&mark);
      found->first = std::min(found->first, line);
      found->last = std::max(found->last, line);
    }
  }
  return pieces;
}

// Number shown in the gutter: inside its cell for a notebook.
std::uint32_t shown_line(const Piece& piece, std::uint32_t line) {
  const Mark& any = *piece.marks.front();
  if (!piece.file->cell(any.span.begin)) return line;
  return line - line_of(any) + piece.file->cell_line(any.span.begin);
}

}  // namespace

Window window_of(std::string_view line, std::size_t begin, std::size_t end) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  std::size_t from = 0, to = line.size();
  if (line.size() > kMaxBytes) {
    from = begin > kLeftBytes ? begin - kLeftBytes : 0;
    to = std::min(line.size(), std::max(from + kMaxBytes, std::min(end, begin + kMaxBytes)));
    while (from < begin && continues(line[from])) ++from;
    while (to < line.size() && continues(line[to])) ++to;
    end = std::min(end, to);
  }
  Window window;
  if (from > 0) window.text = "\xe2\x80\xa6";  // an ellipsis
  const std::size_t lead = from > 0 ? 1 : 0;
  const Drawn left = draw_text(line.substr(from, begin - from), lead);
  const Drawn middle = draw_text(line.substr(begin, end - begin), lead + left.columns);
  const Drawn right = draw_text(line.substr(end, to - end), lead + left.columns + middle.columns);
  window.text += left.text + middle.text + right.text;
  if (to < line.size()) window.text += "\xe2\x80\xa6";
  while (!window.text.empty() && window.text.back() == ' ') window.text.pop_back();
  window.before = lead + left.columns;
  window.width = std::max<std::size_t>(1, middle.columns);
  return window;
}

std::string draw_excerpts(const std::vector<Mark>& marks, findings::Severity severity, const Style& style) {
  const std::vector<Piece> pieces = group(marks);
  std::size_t digits = 1;
  for (const Piece& piece : pieces)
    digits = std::max(digits, std::to_string(shown_line(piece, piece.last)).size());
  const std::string margin(digits, ' ');
  const std::string bar = style(Tone::Frame, "|");

  std::string out;
  for (const Piece& piece : pieces) {
    const Mark& first = *piece.marks.front();
    out += fmt::format("{}{} {}\n", margin, style(Tone::Frame, first.primary ? "-->" : ":::"),
                       location(*first.file, first.span));
    out += fmt::format("{} {}\n", margin, bar);
    for (std::uint32_t line = piece.first; line <= piece.last; ++line) {
      std::vector<const Mark*> here;
      for (const Mark* mark : piece.marks)
        if (line_of(*mark) == line) here.push_back(mark);
      const LineColumn at = here.empty() ? LineColumn{line, 1} : piece.file->position(here.front()->span.begin);
      const std::size_t anchor = at.column - 1;
      const Window shown = window_of(piece.file->line(line), anchor, anchor);
      const std::string number = fmt::format("{:>{}}", shown_line(piece, line), digits);
      out += fmt::format("{} {}{}{}\n", style(Tone::Frame, number), bar, shown.text.empty() ? "" : " ", shown.text);
      for (const Mark* mark : here) {
        const std::size_t begin = piece.file->position(mark->span.begin).column - 1;
        const std::size_t length = mark->span.end > mark->span.begin ? mark->span.end - mark->span.begin : 0;
        // On a long line the window follows the first mark; a mark outside it keeps only its words.
        const std::string_view text = piece.file->line(line);
        const bool visible = text.size() <= kMaxBytes || mark == here.front();
        const Tone tone = mark->primary ? tone_of(severity) : Tone::Frame;
        std::string under;
        if (visible) {
          const Window window = window_of(text, begin, begin + length);
          under = std::string(window.before, ' ') + style(tone, std::string(window.width, mark->primary ? '^' : '-'));
        }
        if (!mark->message.empty()) {
          if (!under.empty()) under += ' ';
          under += style(tone, printable(mark->message));
        }
        if (!under.empty()) out += fmt::format("{} {} {}\n", margin, bar, under);
      }
    }
  }
  out += fmt::format("{} {}\n", margin, bar);
  return out;
}

}  // namespace seedlint::output
