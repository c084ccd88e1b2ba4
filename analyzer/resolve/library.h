// Library stubs as files of the analysis, read when somebody asks for them.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/project.h"
#include "resolve/stubs.h"
#include "resolve/walk.h"

namespace seedlint::resolve {

class Library {
 public:
  // FileIds of stubs start at `first`. `folders` are users' own stub folders, earlier ones first; a module found there
  // hides the embedded one. Problems with the folders are added to `warnings`.
  Library(std::uint32_t first, const std::vector<std::string>& folders, std::vector<Warning>& warnings);
  ~Library();

  // See Project::find_stub and Project::is_stub_namespace.
  const Project::File* find(std::string_view dotted) const;
  bool is_namespace(std::string_view dotted) const;
  bool holds(std::string_view dotted) const;
  // Names of the public stubs directly below `dotted`, sorted.
  std::vector<std::string_view> children(std::string_view dotted) const;
  // The stub of a FileId that find() has given.
  const Project::File& file(FileId id) const;

 private:
  struct Slot;
  const Project::File& load(const Slot& slot) const;

  std::uint32_t first_;
  std::vector<Slot> slots_;                                // FileId is first_ + index
  std::vector<std::pair<std::string_view, std::uint32_t>> by_name_;  // sorted by dotted name, unique
};

}  // namespace seedlint::resolve
