// The kinds of tests that the fences make.
#pragma once

#include <string>

#include "page.h"

namespace seedlint::spec {

// Fails through GoogleTest. `page` is shown in messages; `rule` is the page's own rule, empty for tests/spec/*.md.
void check_findings(const std::string& page, const std::string& rule, const page::Project& project);
void check_states(const std::string& page, const page::Project& project);
// A folder of fixtures: findings as in its expected.txt, or none where it has no such file.
void check_fixture(const std::string& folder);

}  // namespace seedlint::spec
