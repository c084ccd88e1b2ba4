// The roots of a project: where execution starts, and what tells that it starts on several ranks.
#pragma once

#include <string>
#include <vector>

#include "resolve/project.h"
#include "roots/root.h"

namespace seedlint::roots {

struct RootOptions {
  std::vector<std::string> configured;  // "tools/train.py", "pkg.module:function", of the configuration
  unsigned threads = 1;
};

// All roots, by file and offset: scripts (a __main__ guard, or code at top level in a file that nothing imports),
// notebooks, programs that packaging or the configuration names, and open roots: public functions and methods that
// hold something which matters for reproducibility and that nothing in the project names. A root that packaging names
// and a guard calls anyway is given once. What the configuration names and nothing fits is left out; see unknown_roots.
std::vector<Root> find_roots(const resolve::Project& project, const RootOptions& options = {});

// Entries of `options.configured` that name nothing in the project.
std::vector<std::string> unknown_roots(const resolve::Project& project, const RootOptions& options);

// tests/, test/, test_*.py, *_test.py, conftest.py, by path below the project root.
bool is_test_path(const std::vector<std::string>& components);

}  // namespace seedlint::roots
