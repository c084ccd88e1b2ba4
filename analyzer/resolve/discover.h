// From folders on disk (or texts in memory) to a Project.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "resolve/project.h"
#include "resolve/walk.h"

namespace seedlint::resolve {

// A text of a known place: below the root, or absolute where it stands in for a file on disk.
struct MemoryFile {
  std::string path;  // '/' separated
  std::string text;
};

struct DiscoverOptions {
  std::vector<std::string> roots;         // project folders; a file means itself alone
  std::vector<std::string> only;          // if not empty: of the one root, these files and folders (absolute) alone
  std::vector<std::string> exclude;       // globs of the configuration, in the language of .gitignore ...
  std::string exclude_base;               // ... below this folder; empty: below each root
  std::vector<std::string> stub_folders;  // users' own stubs, before the embedded ones
  std::vector<MemoryFile> overlay;        // read instead of the files of these absolute paths, which need not exist
  std::string environment;                // an active virtual environment, for versions nothing pins; may be empty
  bool respect_gitignore = true;
  unsigned threads = 1;
};

// Seconds; the two last are sums over threads.
struct DiscoverTimes {
  double walk = 0, load = 0;  // load: wall time of reading and outlining
  double read = 0, outline = 0;
};

struct Discovered {
  Project project;
  std::vector<Warning> warnings;  // sorted by path
  DiscoverTimes times;
};

// Reads everything below the roots. The result does not depend on the number of threads, nor on the order of the roots
// but for duplicates. A file that cannot be read stays in the project as an empty text, with a warning. Fails only
// where a root does not exist.
tl::expected<Discovered, std::string> discover(const DiscoverOptions& options);

// A project from texts, for tests and examples: README.md, train.sh and the like count as they do on disk.
Discovered project_from_texts(std::vector<MemoryFile> files, const std::vector<std::string>& stub_folders = {});

// The folder whose files must be understood to judge `path`: the nearest one upward with a seedlint.toml or a
// pyproject.toml that has [tool.seedlint]; else the repository's top; else the nearest with pyproject.toml, setup.py or
// setup.cfg; else the folder itself, or for a file in a package the folder above the package.
std::string project_root_of(const std::string& path);

}  // namespace seedlint::resolve
