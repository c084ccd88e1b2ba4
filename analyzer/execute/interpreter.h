// Executes a root abstractly and gives what the rules look at.
#pragma once

#include <string>
#include <vector>

#include "execute/run.h"
#include "resolve/project.h"
#include "roots/root.h"

namespace seedlint::execute {

struct Options {
  std::vector<std::string> seed_helpers;  // dotted names that seed every stream
  std::vector<std::string> rank_names;    // names whose value is a rank
  std::uint64_t budget = 400'000;         // nodes executed per root and scenario; past it the run is cut
};

// One Run per scenario that has evidence: first the one that is not distributed, then, where this root's own run or
// a launch line gives evidence, the distributed one. Safe to call for several roots at once on one project.
std::vector<Run> execute(const resolve::Project& project, const roots::Root& root, const Options& options);

}  // namespace seedlint::execute
