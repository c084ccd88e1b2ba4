// Shell patterns for paths, as per-file-ignores uses them.
#pragma once

#include <string_view>

namespace seedlint::app {

// `*` and `?` stop at '/', `**` does not, [ab] and [!ab] are sets. A pattern without '/' is matched against the last
// component, one with '/' against the whole relative path; a pattern that names a folder covers all below it.
bool glob_matches(std::string_view pattern, std::string_view relative_path);

}  // namespace seedlint::app
