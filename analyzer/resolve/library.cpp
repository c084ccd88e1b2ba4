// Library stubs as files of the analysis; see library.h.
#include "resolve/library.h"

#include <algorithm>
#include <atomic>

#include "python/python_module.h"
#include "text/read_source.h"

namespace seedlint::resolve {

struct Library::Slot {
  std::string module;
  std::string shown;         // path in messages
  std::string_view text;     // of an embedded stub
  std::string path;          // of a user's stub: read on demand
  bool package = false;
  mutable std::once_flag once;
  mutable Project::File file;

  Slot() = default;
  Slot(Slot&& other) noexcept  // only before anything was loaded
      : module(std::move(other.module)), shown(std::move(other.shown)), text(other.text),
        path(std::move(other.path)), package(other.package) {}
};

namespace {

std::vector<std::string> split_components(std::string_view relative) {
  if (relative.ends_with(".py")) relative.remove_suffix(3);
  std::vector<std::string> parts;
  for (std::size_t slash; (slash = relative.find('/')) != std::string_view::npos; relative.remove_prefix(slash + 1))
    parts.emplace_back(relative.substr(0, slash));
  parts.emplace_back(relative);
  return parts;
}

std::string dotted_name(std::string_view relative) {
  std::vector<std::string> parts = split_components(relative);
  if (parts.back() == "__init__") parts.pop_back();
  std::string name;
  for (const auto& part : parts) name += (name.empty() ? "" : ".") + part;
  return name;
}

}  // namespace

Library::Library(std::uint32_t first, const std::vector<std::string>& folders, std::vector<Warning>& warnings)
    : first_(first) {
  std::size_t users = 0;
  for (const std::string& folder : folders) {
    Walked walked = walk({.root = folder, .shown_prefix = folder + "/", .exclude_prefix = {}, .exclude_below = {},
                          .respect_gitignore = false});
    for (Warning& w : walked.warnings) warnings.push_back(std::move(w));
    for (const auto& found : walked.files) {
      if (found.use != FileUse::Python || !found.relative.ends_with(".py")) continue;
      Slot slot;
      slot.module = dotted_name(found.relative);
      slot.path = slot.shown = folder + "/" + found.relative;
      slot.package = found.relative.ends_with("__init__.py");
      if (slot.module.empty()) continue;
      slots_.push_back(std::move(slot));
    }
  }
  users = slots_.size();
  for (const StubText& stub : embedded_stubs()) {
    Slot slot;
    slot.module = stub.module;
    slot.shown = "<library>/" + std::string(stub.path);
    slot.text = stub.text;
    slot.package = stub.package;
    slots_.push_back(std::move(slot));
  }
  (void)users;
  by_name_.reserve(slots_.size());
  for (std::uint32_t i = 0; i < slots_.size(); ++i) by_name_.emplace_back(slots_[i].module, i);
  // Equal names: the earlier slot wins, so users' folders hide what is embedded.
  std::sort(by_name_.begin(), by_name_.end());
  by_name_.erase(std::unique(by_name_.begin(), by_name_.end(),
                             [](const auto& a, const auto& b) { return a.first == b.first; }),
                 by_name_.end());
}

Library::~Library() = default;

bool Library::holds(std::string_view dotted) const {
  const auto it = std::lower_bound(by_name_.begin(), by_name_.end(), dotted,
                                   [](const auto& entry, std::string_view name) { return entry.first < name; });
  return it != by_name_.end() && it->first == dotted;
}

const Project::File* Library::find(std::string_view dotted) const {
  const auto it = std::lower_bound(by_name_.begin(), by_name_.end(), dotted,
                                   [](const auto& entry, std::string_view name) { return entry.first < name; });
  if (it == by_name_.end() || it->first != dotted) return nullptr;
  return &load(slots_[it->second]);
}

bool Library::is_namespace(std::string_view dotted) const {
  const std::string prefix = std::string(dotted) + ".";
  const auto it = std::lower_bound(by_name_.begin(), by_name_.end(), std::string_view(prefix),
                                   [](const auto& entry, std::string_view name) { return entry.first < name; });
  return it != by_name_.end() && it->first.starts_with(prefix) && !holds(dotted);
}

std::vector<std::string_view> Library::children(std::string_view dotted) const {
  const std::string prefix = std::string(dotted) + ".";
  std::vector<std::string_view> names;
  for (auto it = std::lower_bound(by_name_.begin(), by_name_.end(), std::string_view(prefix),
                                  [](const auto& entry, std::string_view name) { return entry.first < name; });
       it != by_name_.end() && it->first.starts_with(prefix); ++it) {
    std::string_view name = it->first.substr(prefix.size());
    name = name.substr(0, name.find('.'));
    if (!name.starts_with('_') && (names.empty() || names.back() != name)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

const Project::File& Library::file(FileId id) const {
  return load(slots_[static_cast<std::uint32_t>(id) - first_]);
}

const Project::File& Library::load(const Slot& slot) const {
  std::call_once(slot.once, [&] {
    std::string text(slot.text);
    if (!slot.path.empty())
      if (auto bytes = read_bytes(slot.path)) text = std::move(*bytes);  // vanished since: an empty stub
    const auto id = static_cast<FileId>(first_ + static_cast<std::uint32_t>(&slot - slots_.data()));
    Project::File& file = slot.file;
    file.source = std::make_unique<SourceFile>(id, slot.shown, std::move(text), SourceKind::Stub);
    file.module = python::read_module(*file.source);
    std::string_view name = slot.module;
    for (std::size_t dot; (dot = name.find('.')) != std::string_view::npos; name.remove_prefix(dot + 1))
      file.components.emplace_back(name.substr(0, dot));
    file.components.emplace_back(name);
    if (slot.package) file.components.emplace_back("__init__");
    file.is_package = slot.package;
  });
  return slot.file;
}

}  // namespace seedlint::resolve
