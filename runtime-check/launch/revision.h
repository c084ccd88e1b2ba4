// Another revision of the user's project, written out beside the traces; the project itself is only read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace seedlint::launch {

struct Revision {
  std::string commit;               ///< full name
  std::filesystem::path project;    ///< top of the user's checkout
  std::filesystem::path root;       ///< top of what was written out
  std::filesystem::path directory;  ///< below `root`, what corresponds to the folder we stand in
  std::vector<std::string> command; ///< the command, with paths into the project led to `root`
};

/// Writes `revision` of the checkout around the current folder to `target`, which must not exist. Files that git
/// does not track, Python sources excepted, are linked, because data usually lies there.
/// Fails with a sentence: no git, no checkout, no such revision, no room.
tl::expected<Revision, std::string> export_revision(const std::string& revision, const std::vector<std::string>& command,
                                                    const std::filesystem::path& target);

}  // namespace seedlint::launch
