// One line a finding: path:line:column: severity[rule] message.
#include <fmt/format.h>

#include "output/position.h"
#include "output/reporter.h"
#include "output/style.h"

namespace seedlint::output {

std::string render_concise(const Report& report, const RenderOptions& options) {
  const Style style(options.colour);
  std::string out;
  for (const Finding& finding : report.findings) {
    const findings::Diagnostic& d = finding.diagnostic;
    out += fmt::format("{}: {} {}\n", style(Tone::Bold, location(*finding.file, d.span)),
                       style(tone_of(d.severity), fmt::format("{}[{}]", name_of(d.severity), d.rule)),
                       printable(d.message));
  }
  return out + closing_line(report, options);
}

}  // namespace seedlint::output
