// Asks the linter beside this program what it finds in the files of the traced program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "compare/findings.h"

namespace seedlint::launch {

/// The `seedlint` that stands beside this program; empty if there is none.
std::filesystem::path linter();

/// The findings in `files`, by path and line. `log_folder` must exist. Fails with a sentence when the linter is
/// not there, is killed, takes longer than two minutes or gives no JSON; a caller goes on without findings.
tl::expected<std::vector<compare::Finding>, std::string> lint(const std::vector<std::string>& files,
                                                              const std::filesystem::path& log_folder);

}  // namespace seedlint::launch
