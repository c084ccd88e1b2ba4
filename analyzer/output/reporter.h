// Output formats: one function each, in a file of its own.
//
// To add one: write output/<name>.cpp with `std::string render_<name>(const Report&, const RenderOptions&)`
// and give it a row in reporter.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "output/finding.h"

namespace seedlint::output {

struct RenderOptions {
  bool colour = false;
  bool quiet = false;     // findings only, no closing line
  bool exit_zero = false;
};

struct Reporter {
  std::string_view name;
  std::string_view about;
  std::string (*render)(const Report&, const RenderOptions&);
};

std::span<const Reporter> reporters();            // in the order of --help
const Reporter* find_reporter(std::string_view name);  // nullptr if there is none

std::string render_full(const Report&, const RenderOptions&);
std::string render_concise(const Report&, const RenderOptions&);
std::string render_json(const Report&, const RenderOptions&);
std::string render_github(const Report&, const RenderOptions&);
std::string render_sarif(const Report&, const RenderOptions&);

// "Found 2 errors and 1 warning." and what else a person at a terminal wants to know; empty for formats of machines.
std::string closing_line(const Report&, const RenderOptions&);

// The table that GitHub shows on a job's summary page (Markdown).
std::string github_summary(const Report&);

// Where a rule's page can be read; empty while no such place exists.
std::string rule_url(std::string_view rule);

}  // namespace seedlint::output
