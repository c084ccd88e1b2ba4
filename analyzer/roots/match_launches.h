// Which roots the launch lines of a project start.
#pragma once

#include <vector>

#include "resolve/project.h"
#include "roots/root.h"

namespace seedlint::roots {

// Adds to each script the launch lines that name it: by path from the launching file's folder or a folder above it,
// else by the only file whose path ends so; modules likewise by dotted name. A name that fits several files fits none.
void match_launches(const resolve::Project& project, std::vector<Root>& roots);

}  // namespace seedlint::roots
