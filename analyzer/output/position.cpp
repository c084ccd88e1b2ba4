// See position.h.
#include "output/position.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace seedlint::output {

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

namespace {

std::uint32_t column_of(const SourceFile& file, LineColumn at) {
  return code_points(file.line(at.line).substr(0, at.column - 1)) + 1;
}

}  // namespace

Place place_of(const SourceFile& file, Span span) {
  Place place;
  const LineColumn begin = file.position(span.begin), end = file.position(std::max(span.begin, span.end));
  place.column = column_of(file, begin);
  place.end_column = column_of(file, end);
  place.line = file.stored_line(span.begin);
  place.end_line = begin.line == end.line ? place.line : file.stored_line(span.end);
  if (const Cell* cell = file.cell(span.begin)) {
    place.cell = cell->number;
    place.cell_line = file.cell_line(span.begin);
  }
  return place;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      const std::size_t length = utf8_sequence(text, at);
      if (length == 0) {  // a path may hold any bytes
        out += fmt::format("\\x{:02x}", byte);
      } else {
        out += text.substr(at, length);
        at += length - 1;
      }
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += ' ';
    } else if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

std::string location(const SourceFile& file, Span span) {
  const Place place = place_of(file, span);
  const std::string path = printable(file.path());
  if (place.cell != 0) return fmt::format("{}:cell {}:{}:{}", path, place.cell, place.cell_line, place.column);
  return fmt::format("{}:{}:{}", path, place.line, place.column);
}

}  // namespace seedlint::output
