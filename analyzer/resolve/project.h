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

class Library;
class ModuleIndex;

struct LaunchLine {
  std::string launcher;       // torchrun, accelerate, deepspeed, mpirun, srun, torch.distributed.launch ...
  std::string path;           // file that holds the line, as shown to the user
  std::uint32_t line = 0;
  std::string target;         // script path as written ("scripts/train.py") or dotted module after -m
  bool is_module = false;
  bool several_nodes = true;  // false where the line itself says one node
  std::string folder;         // of a `cd` before it in the same text; may be empty
};

// A program that packaging declares: `name = module:function`.
struct ConsoleScript {
  std::string name;
  std::string module;    // "pkg.cli"
  std::string function;  // "main"; may be "Class.method"
  std::string path;      // file that declares it
};

class Project {
 public:
  struct File {
    std::unique_ptr<SourceFile> source;
    std::unique_ptr<ModuleFacts> module;
    std::vector<std::string> components;  // path below the project root, split at '/', ending stripped
    bool is_package = false;              // __init__.py
    std::uint32_t root = 0;               // which of the given roots holds it
    std::uint32_t folder = 0;             // of the module index
    bool is_stub() const { return source->kind() == SourceKind::Stub; }
  };

  Project();
  ~Project();
  Project(Project&&) noexcept;
  Project& operator=(Project&&) noexcept;

  // Files in path order; FileId is the index. Stubs are not among them: their FileIds follow, see file().
  const std::vector<File>& files() const { return files_; }
  // A file of the project, or a library stub (any FileId that find_stub has given).
  const File& file(FileId id) const;
  bool is_stub(FileId id) const { return static_cast<std::size_t>(id) >= files_.size(); }

  // Files that `import dotted` in `importer` may mean, best first. A package means its __init__.py. Empty where none
  // fits. `level` is the number of leading dots. `script` is the root being executed, where one is known: its folder
  // and its sys.path edits come first, as in Python; then literal edits of the importer, the folder above the
  // importer's package, further ancestors (each with its src/), packages that pyproject or setup.py place, and at last
  // any folder that holds a top-level package of the name, unless the name is a library that a stub or Python itself
  // has. One strong hit stands alone; else several hits are a set of at most 8.
  std::vector<FileId> find_module(FileId importer, std::string_view dotted, unsigned level,
                                  FileId script = kNoFile) const;
  // Whether `dotted` is a folder of modules without __init__.py reachable from importer.
  bool is_namespace(FileId importer, std::string_view dotted, unsigned level, FileId script = kNoFile) const;
  // The project file that a literal path in `importer` means (%run, exec, runpy, a launch line): relative to the
  // importer's folder, then to its ancestors, then the only file whose path ends so.
  std::optional<FileId> find_path(FileId importer, std::string_view path) const;

  // The library stub of a dotted module, read when first asked for; nullptr if there is none. Users' stub folders come
  // before the embedded ones. Safe from any thread; the FileId does not depend on the order of asking.
  const File* find_stub(std::string_view dotted) const;
  // Whether some stub lies below `dotted`, though it has none itself.
  bool is_stub_namespace(std::string_view dotted) const;

  // "torch" -> "2.1.0" where exact; "torch>=" -> "2.0" a lower bound (inclusive); "torch<" an upper one (exclusive).
  const std::map<std::string, std::string, std::less<>>& versions() const { return versions_; }
  const std::vector<LaunchLine>& launches() const { return launches_; }
  // A script, image or settings file gives PYTHONHASHSEED to the programs it starts.
  bool fixes_hash_seed() const { return fixes_hash_seed_; }
  const std::vector<ConsoleScript>& console_scripts() const { return console_scripts_; }
  // Dotted names after `_target_:` below a YAML key of this name anywhere in the project; sorted, unique.
  std::vector<std::string> yaml_targets(std::string_view key) const;

 private:
  friend class ProjectBuilder;
  std::vector<File> files_;
  std::unique_ptr<ModuleIndex> index_;
  std::unique_ptr<Library> library_;
  std::map<std::string, std::string, std::less<>> versions_;
  std::vector<LaunchLine> launches_;
  std::vector<ConsoleScript> console_scripts_;
  bool fixes_hash_seed_ = false;
  std::map<std::string, std::vector<std::string>, std::less<>> yaml_targets_;
};

}  // namespace seedlint::resolve
