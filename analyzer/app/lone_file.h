// A script outside any project: which files beside it belong to it.
#pragma once

#include <string>
#include <vector>

namespace seedlint::app {

// The file itself and, transitively, the modules and packages beside it that it imports: absolute paths of files and
// folders, sorted. Reads at most 200 files; a script in a home directory must not pull in the home directory.
std::vector<std::string> imported_neighbours(const std::string& file);

}  // namespace seedlint::app
