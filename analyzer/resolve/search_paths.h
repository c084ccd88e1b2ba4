// Folders that a file adds to sys.path in a way that can be read off its text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace seedlint::resolve {

// Folders, by path below the root ("" is the root; may not exist), that `sys.path.append`, `insert` or `extend` and
// site.addsitedir in `text` name by literals, __file__, os.path and pathlib. `path` is the file's own, below the root.
// A path relative to the working directory is given both below the file's folder and below the root.
std::vector<std::string> path_edits(std::string_view text, std::string_view path);

}  // namespace seedlint::resolve
