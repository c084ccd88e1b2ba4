// Globs of the configuration: the language of .gitignore, relative to the configuration's folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/gitignore.h"

namespace seedlint::app {

// Whether the list names the file or a folder above it. `relative` is a file's path below the list's folder.
bool names(const resolve::IgnoreList& list, std::string_view relative);

resolve::IgnoreList glob_list(const std::vector<std::string>& globs);

}  // namespace seedlint::app
