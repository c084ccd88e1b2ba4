// Lines that start a program on several ranks: torchrun, accelerate launch, mpirun and their like.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/project.h"

namespace seedlint::resolve {

// Launch lines in a shell script, Makefile, Dockerfile, README, YAML or TOML file, or in the comments and docstrings
// of a program; `path` is put into each. A line that by its own words starts one process on one node is none.
// Texts that no shell could have run (prose that mentions torchrun) give nothing, for they name no script.
std::vector<LaunchLine> launch_lines(std::string_view path, std::string_view text);

}  // namespace seedlint::resolve
