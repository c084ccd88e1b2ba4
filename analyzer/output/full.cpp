// For people at a terminal: what is wrong, the source with carets, the call path, the repair.
#include <fmt/format.h>

#include "output/excerpt.h"
#include "output/position.h"
#include "output/reporter.h"
#include "output/style.h"

namespace seedlint::output {

std::string render_full(const Report& report, const RenderOptions& options) {
  const Style style(options.colour);
  std::string out;
  for (const Finding& finding : report.findings) {
    const findings::Diagnostic& d = finding.diagnostic;
    out += fmt::format("{}: {}\n", style(tone_of(d.severity), fmt::format("{}[{}]", name_of(d.severity), d.rule)),
                       style(Tone::Bold, printable(d.message)));
    std::vector<Mark> marks;
    marks.push_back({finding.file, d.span, "", true});
    for (std::size_t i = 0; i < d.labels.size(); ++i) {
      const findings::Label& label = d.labels[i];
      // A label on the finding's own token becomes the words beside its caret.
      if (label.span == d.span && marks.front().message.empty()) {
        marks.front().message = label.message;
      } else {
        marks.push_back({finding.label_files[i], label.span, label.message, false});
      }
    }
    out += draw_excerpts(marks, d.severity, style);
    if (!d.help.empty()) out += fmt::format("  = {}: {}\n", style(Tone::Help, "help"), printable(d.help));
    out += fmt::format("  = {}: seedlint explain {}\n\n", style(Tone::Bold, "more"), d.rule);
  }
  return out + closing_line(report, options);
}

}  // namespace seedlint::output
