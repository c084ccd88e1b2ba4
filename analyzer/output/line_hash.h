// The hash by which GitHub code scanning recognises a line across commits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace seedlint::output {

// One "hash:count" for every line of a file, as `primaryLocationLineHash` wants it: a rolling hash over the 100 UTF-16
// units from the line's start on, spaces and tabs left out and line ends unified; the count tells equal ones apart.
// If it differed from what GitHub's upload action computes, the action would warn about every finding.
std::vector<std::string> line_hashes(std::string_view utf8);

}  // namespace seedlint::output
