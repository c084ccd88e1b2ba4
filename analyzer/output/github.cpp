// Workflow commands that GitHub turns into annotations.
//
// GitHub shows at most 10 errors and 10 warnings of a step and drops the rest without a word, so the most certain
// ones come first, no more are sent, and a notice tells how many were left out.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "output/position.h"
#include "output/reporter.h"
#include "output/style.h"

namespace seedlint::output {
namespace {

constexpr std::size_t kShown = 10;

std::string escape(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '%': out += "%25"; break;
      case '\r': out += "%0D"; break;
      case '\n': out += "%0A"; break;
      case ':': out += property ? "%3A" : ":"; break;
      case ',': out += property ? "%2C" : ","; break;
      default: out += c;
    }
  }
  return out;
}

int rank_of(std::string_view precision) {
  if (precision == "very-high") return 0;
  if (precision == "high") return 1;
  if (precision == "medium") return 2;
  return 3;
}

// Indices of the findings, the most severe and most certain first; stable otherwise.
std::vector<std::size_t> by_weight(const Report& report) {
  std::vector<std::size_t> order(report.findings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Finding &x = report.findings[a], &y = report.findings[b];
    if (x.diagnostic.severity != y.diagnostic.severity) return x.diagnostic.severity > y.diagnostic.severity;
    return rank_of(x.rule->precision) < rank_of(y.rule->precision);
  });
  return order;
}

std::string command(const Finding& finding) {
  const findings::Diagnostic& d = finding.diagnostic;
  const Place place = place_of(*finding.file, d.span);
  const std::string_view verb = d.severity == findings::Severity::Note ? "notice" : name_of(d.severity);
  std::string out = fmt::format("::{} title={},file={},line={}", verb, escape(fmt::format("seedlint ({})", d.rule), true),
                                escape(finding.file->path(), true), place.line);
  // Columns are allowed only inside one line; in a notebook they would count in the cell, not in the stored line.
  if (place.cell == 0) {
    if (place.line == place.end_line) {
      out += fmt::format(",col={},endLine={},endColumn={}", place.column, place.end_line, place.end_column);
    } else {
      out += fmt::format(",endLine={}", place.end_line);
    }
  }
  std::string text = d.message;
  if (place.cell != 0) text = fmt::format("cell {}, line {}: {}", place.cell, place.cell_line, text);
  if (!d.help.empty()) text += "\nhelp: " + d.help;
  return out + "::" + escape(text, false) + "\n";
}

}  // namespace

std::string render_github(const Report& report, const RenderOptions&) {
  std::string out;
  std::size_t sent[3] = {0, 0, 0}, left_out = 0;
  for (const std::size_t index : by_weight(report)) {
    const Finding& finding = report.findings[index];
    std::size_t& so_far = sent[static_cast<std::size_t>(finding.diagnostic.severity)];
    if (so_far == kShown) {
      ++left_out;
      continue;
    }
    ++so_far;
    out += command(finding);
  }
  if (left_out > 0) {
    out += fmt::format("::notice title=seedlint::{} more finding{}; GitHub shows ten of a kind, the job summary has all\n",
                       left_out, left_out == 1 ? "" : "s");
  }
  return out;
}

std::string github_summary(const Report& report) {
  if (report.findings.empty()) return {};
  const auto cell = [](std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
      if (c == '|' || c == '<' || c == '`') out += '\\';
      out += c;
    }
    return out;
  };
  std::string out = "### seedlint\n\n| where | rule | what |\n|---|---|---|\n";
  for (const std::size_t index : by_weight(report)) {
    const Finding& finding = report.findings[index];
    out += fmt::format("| {} | {} `{}` | {} |\n", cell(location(*finding.file, finding.diagnostic.span)),
                       name_of(finding.diagnostic.severity), finding.diagnostic.rule, cell(finding.diagnostic.message));
  }
  return out + "\n";
}

}  // namespace seedlint::output
