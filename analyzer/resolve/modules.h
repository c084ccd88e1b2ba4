// The folders of a project as Python sees them, and the search for a module in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "resolve/project.h"

namespace seedlint::resolve {

class ModuleIndex {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  // A second name for a file or folder, by paths below the root.
  struct Alias {
    std::uint32_t root;
    std::string relative;
    std::string target;
  };

  // Enters every file and sets File::folder. The files' strings must stay where they are from here on.
  void build(std::vector<Project::File>& files, std::size_t roots, std::vector<Alias> aliases);
  // Literal sys.path edits of a file: folders, by path below its root ("" is the root).
  void add_path_edits(FileId file, const std::vector<Project::File>& files, const std::vector<std::string>& folders);
  // Folders that packaging declares to hold top-level packages.
  void add_package_folder(std::uint32_t root, std::string_view folder);

  // Finds the top-level packages that are copies of a library: wheels unpacked side by side, a vendored folder, the
  // library's own repository. Everyone but the copy itself is better served by the library's stub.
  void mark_copies(const Library& library, const std::vector<Project::File>& files);

  struct Query {
    const std::vector<Project::File>& files;
    FileId importer;
    std::string_view dotted;
    unsigned level;
    FileId script;
    bool known_elsewhere;  // a stub or Python itself has the first component
  };
  std::vector<FileId> find(const Query& query) const;
  bool is_namespace(const Query& query) const;

  std::uint32_t folder_at(std::uint32_t root, std::string_view relative) const;  // kNone if there is none
  FileId file_in(std::uint32_t folder, std::string_view stem) const;             // kNoFile if there is none
  // The file of this name, ending and all, in `relative` below `folder` or below a folder above it, nearest first.
  FileId named_above(std::uint32_t folder, std::string_view relative, std::string_view name) const;
  std::string_view folder_path(std::uint32_t folder) const { return folders_[folder].path; }

 private:
  struct Folder {
    std::uint32_t parent = kNone;
    std::uint32_t root = 0;
    FileId init = kNoFile;
    bool has_modules = false;  // a .py file somewhere below
    std::string path;          // below the root
  };
  struct Key {
    std::uint32_t folder;
    std::string_view name;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept {
      return std::hash<std::string_view>()(key.name) ^ (key.folder * 0x9e3779b97f4a7c15ull);
    }
  };
  struct Entry {
    FileId module = kNoFile;
    std::uint32_t folder = kNone;
  };
  struct Base {
    std::uint32_t folder;
    bool strong;  // a hit here stands alone
  };

  bool below_copy(std::uint32_t folder, std::uint32_t copy) const;
  // Whether a hit lies in a copy of a library that the importer is no part of.
  bool in_foreign_copy(const Query& query, FileId hit) const;
  std::uint32_t descend(std::uint32_t folder, std::string_view relative) const;
  std::uint32_t child(std::uint32_t parent, std::string_view name);
  Entry entry(std::uint32_t folder, std::string_view name) const;
  // The module `dotted` below a folder; `folder` is set where it is a folder without __init__.py.
  Entry walk_down(std::uint32_t folder, std::string_view dotted) const;
  std::vector<Base> bases(const Query& query) const;
  Entry in_namespace_folder(const Query& query) const;
  std::uint32_t relative_base(const Query& query) const;
  void rank_by_nearness(std::vector<std::uint32_t>& folders, std::uint32_t from) const;

  std::vector<Folder> folders_;  // the first ones are the roots
  std::unordered_map<Key, Entry, KeyHash> entries_;
  std::unordered_map<Key, FileId, KeyHash> names_;  // whole file names
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> tops_;  // top-level name -> folders that hold it
  // The same for folders of modules without __init__.py: what some path edit that nobody could read may lead to.
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> namespaces_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> edits_;    // FileId -> folders
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> edits_beside_;  // folder -> FileIds of edits_ in it
  std::vector<std::uint32_t> edited_;                                      // all of them, in file order
  std::vector<std::uint32_t> package_folders_;
  std::vector<std::uint32_t> copies_;  // top-level package folders
  std::vector<Alias> aliases_;  // keys of entries_ point into it
};

// Whether Python's standard library has a top-level module of this name.
bool is_standard_module(std::string_view name);

}  // namespace seedlint::resolve
