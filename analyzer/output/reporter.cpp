// The table of output formats, and the words they share.
#include "output/reporter.h"

#include <fmt/format.h>

#include "output/style.h"

namespace seedlint::output {
namespace {

constexpr Reporter kReporters[] = {
    {"full", "source excerpts, the call path and the repair (default)", render_full},
    {"concise", "one line a finding", render_concise},
    {"json", "one JSON document", render_json},
    {"github", "annotations of a GitHub workflow", render_github},
    {"sarif", "SARIF 2.1.0 for code scanning", render_sarif},
};

std::string count(std::size_t n, std::string_view word) { return fmt::format("{} {}{}", n, word, n == 1 ? "" : "s"); }

}  // namespace

std::span<const Reporter> reporters() { return kReporters; }

const Reporter* find_reporter(std::string_view name) {
  for (const Reporter& r : kReporters)
    if (r.name == name) return &r;
  return nullptr;
}

std::string rule_url(std::string_view) { return {}; }

std::string closing_line(const Report& report, const RenderOptions& options) {
  if (options.quiet) return {};
  const Summary& s = report.summary;
  const Style style(options.colour);
  std::string line;
  if (s.errors + s.warnings + s.notes == 0) {
    line = s.files == 0 ? std::string("No Python file or notebook found.")
                        : style(Tone::Help, "All clean:") + fmt::format(" {} checked.", count(s.files, "file"));
  } else {
    std::string parts;
    const auto add = [&](std::size_t n, std::string_view word) {
      if (n == 0) return;
      if (!parts.empty()) parts += ", ";
      parts += count(n, word);
    };
    add(s.errors, "error");
    add(s.warnings, "warning");
    add(s.notes, "note");
    line = fmt::format("Found {} in {}.", parts, count(s.files, "file"));
  }
  std::string extra;
  if (s.suppressed > 0) extra += fmt::format("{} ignored by directives", s.suppressed);
  if (s.hidden_notes > 0)
    extra += fmt::format("{}{} not shown (--notes)", extra.empty() ? "" : ", ", count(s.hidden_notes, "note"));
  if (!extra.empty()) line += fmt::format(" ({}.)", extra);
  return line + "\n";
}

}  // namespace seedlint::output
