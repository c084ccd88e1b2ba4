// What to do about a cause, in one line.
#pragma once

#include <string>
#include <vector>

#include "compare/explain.h"

namespace seedlint::compare {

/// What makes the runs equal, as an instruction with its place; empty where no cause is known well enough to say.
std::string repair(const Report& report, const std::vector<Trial>& trials);

}  // namespace seedlint::compare
