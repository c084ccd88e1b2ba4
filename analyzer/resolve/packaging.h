// What pyproject.toml, setup.py and setup.cfg say: where packages lie, and which programs they install.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/project.h"
#include "resolve/versions.h"

namespace seedlint::resolve {

struct Packaging {
  std::vector<std::string> package_folders;  // relative to the file's folder
  std::vector<ConsoleScript> scripts;        // `path` left empty
  std::vector<VersionClaim> claims;          // dependencies
};

// Nothing for other files, and only what could be understood of a broken one.
Packaging read_packaging(std::string_view path, std::string_view text);

}  // namespace seedlint::resolve
