// --add-ignore: writes a directive beside every finding, so that a project can start clean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "output/finding.h"

namespace seedlint::app {

// One finding to hide: a 1-based line of the text, and the rule.
struct IgnoreRequest {
  unsigned line = 1;
  std::string_view rule;
};

// The text with directives: at the end of a one-line statement, else on a line of its own above it, since the end of
// an inner line may lie in a string. Line ends are kept. `reason` may be empty.
std::string with_ignores(std::string_view text, std::vector<IgnoreRequest> requests, std::string_view reason);

struct AddedIgnores {
  std::size_t findings = 0, files = 0;
  std::vector<std::string> problems;  // one sentence each: notebooks, files that cannot be written
};

// Rewrites the files of the findings in place. Findings about directives are left out.
AddedIgnores add_ignores(const output::Report& report, const std::string& cwd, std::string_view reason);

}  // namespace seedlint::app
