// See outcome.h.
#include "outcome.h"

#include <cctype>
#include <filesystem>

namespace seedlint::verify {

const char* against_name(Against::State state) {
  switch (state) {
    case Against::State::Fixed: return "fixed";
    case Against::State::NotFixed: return "not-fixed";
    case Against::State::NotLive: return "not-live";
    case Against::State::Unknown: return "unknown";
  }
  return "unknown";
}

std::string verdict(const Outcome& outcome) {
  if (outcome.aside && outcome.diagnostics.empty()) return "aside";
  if ((outcome.report.verdict != compare::Verdict::Equal && !outcome.aside) || outcome.diagnostics.empty()) return compare::verdict_name(outcome.report.verdict);
  return outcome.diagnostics.front().equal ? "wrongly-equal" : "wrongly-different";
}

std::string sentence(const Outcome& outcome) {
  if (outcome.against && outcome.against->state == Against::State::Fixed) return outcome.against->reason;
  std::string text = compare::sentence(outcome.report, outcome.trials);
  if (outcome.aside && outcome.diagnostics.empty())
    return near_paths("Training is equal in both runs: only a value that a clock makes differs, at " + compare::show(compare::headline_place(outcome.report)) +
                      ", and the weights after the last step agree.");
  if ((outcome.aside || outcome.report.verdict == compare::Verdict::Equal) && !outcome.diagnostics.empty()) {
    const compare::RankDiagnostic& first = outcome.diagnostics.front();
    text = "Both runs are equal, but wrong at " + compare::show(first.place) + ": " + first.message + " (" + first.rule;
    for (const compare::Finding& finding : outcome.findings)
      if (finding.rule == first.rule && finding.state == compare::Finding::State::Confirmed) {
        text += ", as lint predicted at " + finding.path + ":" + std::to_string(finding.line);
        break;
      }
    text += ").";
  } else if (std::string predicted = compare::prediction(outcome.findings); !predicted.empty() && text.ends_with('.')) {
    text.insert(text.size() - 1, predicted);
  }
  return near_paths(text);
}

std::string near_paths(const std::string& text) {
  std::error_code error;
  const std::string here = std::filesystem::current_path(error).string() + "/";
  if (error || here == "//") return text;
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    // Only where a path begins: "/a/b/" is no folder of "/x/a/b/c".
    const bool begins = i == 0 || std::string_view(" (`'\"").find(text[i - 1]) != std::string_view::npos;
    if (begins && text.compare(i, here.size(), here) == 0 && i + here.size() < text.size() && !std::isspace(static_cast<unsigned char>(text[i + here.size()]))) i += here.size();
    else result += text[i++];
  }
  return result;
}

std::string tracer_line(const std::string& because) {
  return "Traced from Python, because " + because +
         ": slower; torch.compile is left out, and what threads of C++ code do is not seen.";
}

std::vector<std::string> against_lines(const Outcome& outcome) {
  std::vector<std::string> lines;
  if (!outcome.against) return lines;
  const Against& against = *outcome.against;
  if (against.state != Against::State::Fixed) lines.push_back("Against " + against.revision + ": " + against.reason);
  if (against.unfixed.verdict != compare::Verdict::Unknown)
    lines.push_back("At " + against.revision + ": " + compare::sentence(against.unfixed, {}));
  for (const auto& d : against.unfixed_diagnostics)
    lines.push_back("At " + against.revision + ": " + compare::show(d.place) + ": " + d.rule + ": " + d.message + ".");
  for (std::size_t i = 0; i < against.fixed_findings.size() && i < 4; ++i)
    lines.push_back("Fixed: " + against.fixed_findings[i].rule + " (" + against.fixed_findings[i].path + ":" +
                    std::to_string(against.fixed_findings[i].line) + " at " + against.revision + ").");
  if (against.tracer_harmless)
    lines.push_back(*against.tracer_harmless ? "A run without the tracer came to the same " + against.shown_by + "."
                                             : "A run without the tracer came to other " + against.shown_by + ".");
  if (against.unfixed_untraced_differs)
    lines.push_back(*against.unfixed_untraced_differs ? "Without the tracer, " + against.revision + " came to something else again, so the difference is the program's own."
                                                      : "Without the tracer, " + against.revision + " came to the same as a traced run.");
  return lines;
}

}  // namespace seedlint::verify
