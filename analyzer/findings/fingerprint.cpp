// See fingerprint.h.
#include "findings/fingerprint.h"

#include <fmt/format.h>
#include <xxhash.h>

namespace seedlint::findings {
namespace {

constexpr std::uint32_t kMaxLinesUp = 20000;  // a cheap guess needs no more
constexpr std::size_t kMaxLineBytes = 4096;

std::size_t indentation(std::string_view line) {
  std::size_t width = 0;
  while (width < line.size() && (line[width] == ' ' || line[width] == '\t')) ++width;
  return width;
}

bool is_blank(std::string_view line, std::size_t indent) {
  return indent == line.size() || line[indent] == '#' || line[indent] == '\r';
}

bool is_definition(std::string_view rest) {
  return rest.starts_with("def ") || rest.starts_with("class ") || rest.starts_with("async def ");
}

void append_dense(std::string& out, std::string_view line) {
  for (const char c : line.substr(0, kMaxLineBytes)) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\f') out += c;
  }
}

// The nearest def or class above that is indented less; empty at the top level.
std::string_view enclosing_header(const SourceFile& file, std::uint32_t number) {
  std::size_t indent = indentation(file.line(number));
  const std::uint32_t lowest = number > kMaxLinesUp ? number - kMaxLinesUp : 1;
  for (std::uint32_t up = number; up > lowest && indent > 0;) {
    --up;
    const std::string_view line = file.line(up);
    const std::size_t here = indentation(line);
    if (is_blank(line, here) || here >= indent) continue;
    if (is_definition(line.substr(here))) return line;
    indent = here;
  }
  return {};
}

}  // namespace

std::string fingerprint_key(const Diagnostic& diagnostic, const SourceFile& file) {
  const std::uint32_t number = file.position(diagnostic.span.begin).line;
  std::string key = diagnostic.rule;
  key += '\0';
  append_dense(key, enclosing_header(file, number));
  key += '\0';
  append_dense(key, file.line(number));
  return key;
}

std::string fingerprint(const Diagnostic& diagnostic, const SourceFile& file, std::uint32_t ordinal) {
  std::string key = fingerprint_key(diagnostic, file);
  key += '\0';
  key += std::to_string(ordinal);
  const XXH128_hash_t hash = XXH3_128bits(key.data(), key.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace seedlint::findings
