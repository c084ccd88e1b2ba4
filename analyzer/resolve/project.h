// The files of one analysis and what the project says about itself: where modules are found, which
// library versions it pins, how its programs are launched.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/module_facts.h"
#include "roots/root.h"
#include "text/source_file.h"

namespace seedlint::resolve {

struct LaunchLine {
  std::string launcher;       // torchrun, accelerate, deepspeed, mpirun, srun, torch.distributed.launch ...
  std::string path;           // file that holds the line
  std::uint32_t line = 0;
  std::string target;         // script path as written ("scripts/train.py") or dotted module after -m
  bool is_module = false;
  bool several_nodes = true;  // false where the line itself says one node
};

class Project {
 public:
  struct File {
    std::unique_ptr<SourceFile> source;
    std::unique_ptr<ModuleFacts> module;
    std::vector<std::string> components;  // path below the project root, split at '/', ending stripped
    bool is_package = false;              // __init__.py
  };

  // Files in path order; FileId is the index. The first stub_count() files beyond are library stubs, see library.h.
  const std::vector<File>& files() const { return files_; }
  const File& file(FileId id) const { return files_[static_cast<std::uint32_t>(id)]; }

  // Files that `import dotted` in `importer` may mean, best first: the importer's ancestors, literal sys.path
  // edits, src/, packages named in pyproject. A package means its __init__.py. Empty where none fits.
  // `level` is the number of leading dots.
  std::vector<FileId> find_module(FileId importer, std::string_view dotted, unsigned level) const;
  // Whether `dotted` is a folder of modules without __init__.py reachable from importer.
  bool is_namespace(FileId importer, std::string_view dotted, unsigned level) const;

  const std::map<std::string, std::string, std::less<>>& versions() const { return versions_; }
  const std::vector<LaunchLine>& launches() const { return launches_; }

 private:
  friend class ProjectBuilder;
  std::vector<File> files_;
  std::map<std::string, std::vector<FileId>, std::less<>> by_tail_;  // last component -> candidates
  std::map<std::string, std::string, std::less<>> versions_;
  std::vector<LaunchLine> launches_;
};

}  // namespace seedlint::resolve
