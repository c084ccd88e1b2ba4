// Finds the files of a project in its folders.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/gitignore.h"

namespace seedlint::resolve {

// What a file is to the analysis, by its name.
enum class FileUse : std::uint8_t {
  None,
  Python,    // .py
  Notebook,  // .ipynb
  Unsure,    // no ending: Python, shell or neither, by its first line
  Text,      // may hold versions or launch lines: shell scripts, READMEs, YAML, requirements, Dockerfiles ...
};
FileUse use_of(std::string_view path);
// For a file without ending, by its first bytes.
FileUse use_of_shebang(std::string_view first_bytes);

struct Warning {
  std::string path;     // as shown to the user
  std::string message;  // one sentence
  friend auto operator<=>(const Warning&, const Warning&) = default;
};

struct WalkOptions {
  std::string root;                // a folder
  std::string shown_prefix;        // put before a relative path to show it: "" or "src/"
  const IgnoreList* exclude = nullptr;
  std::string exclude_prefix;      // put before a relative path to match it against `exclude`
  std::string exclude_below;       // only relative paths below this are matched (with it taken off): "" or "a/b/"
  bool respect_gitignore = true;
};

struct Walked {
  struct Found {
    std::string relative;  // below the root
    FileUse use;
    std::uint64_t device = 0, inode = 0;
  };
  // A symbolic link to a file or folder that was met elsewhere: a second name for it.
  struct Alias {
    std::string relative;
    std::string target;  // relative, too
  };
  std::vector<Found> files;  // sorted
  std::vector<Alias> aliases;
  std::vector<Warning> warnings;
};

// Never fails: what cannot be read is a warning. Folders of version control, caches and virtual environments and what
// .gitignore names are left out; symbolic links are followed once, after everything they may point at.
Walked walk(const WalkOptions& options);

}  // namespace seedlint::resolve
