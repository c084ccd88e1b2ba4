// The search for a module in a project; see modules.h.
#include "resolve/modules.h"

#include <algorithm>

#include "resolve/library.h"

namespace seedlint::resolve {
namespace {

std::string_view take_component(std::string_view& rest, char separator) {
  const std::size_t at = rest.find(separator);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

std::string_view strip_ending(std::string_view name) {
  if (name.ends_with(".py")) name.remove_suffix(3);
  return name;
}

constexpr std::size_t kMostHits = 8;

}  // namespace

std::uint32_t ModuleIndex::child(std::uint32_t parent, std::string_view name) {
  Entry& e = entries_[{parent, name}];
  if (e.folder == kNone) {
    e.folder = static_cast<std::uint32_t>(folders_.size());
    std::string path = folders_[parent].path;
    if (!path.empty()) path += '/';
    path += name;
    folders_.push_back({.parent = parent, .root = folders_[parent].root, .path = std::move(path)});
  }
  return e.folder;
}

void ModuleIndex::build(std::vector<Project::File>& files, std::size_t roots, std::vector<Alias> aliases) {
  aliases_ = std::move(aliases);
  entries_.reserve(files.size() * 2);
  names_.reserve(files.size());
  for (std::size_t i = 0; i < roots; ++i) folders_.push_back({.root = static_cast<std::uint32_t>(i), .path = {}});
  for (std::size_t i = 0; i < files.size(); ++i) {
    Project::File& file = files[i];
    std::uint32_t at = file.root;
    for (std::size_t c = 0; c + 1 < file.components.size(); ++c) at = child(at, file.components[c]);
    file.folder = at;
    const std::string_view shown = file.source->path();
    names_[{at, shown.substr(shown.rfind('/') + 1)}] = static_cast<FileId>(i);
    if (file.source->kind() != SourceKind::Python) continue;
    if (file.is_package) folders_[at].init = static_cast<FileId>(i);
    if (!file.source->path().ends_with(".py")) continue;  // a script without ending cannot be imported
    entries_[{at, file.components.back()}].module = static_cast<FileId>(i);
    for (std::uint32_t up = at; up != kNone && !folders_[up].has_modules; up = folders_[up].parent)
      folders_[up].has_modules = true;
  }
  for (const Alias& alias : aliases_) {
    const std::size_t slash = alias.relative.rfind('/');
    const bool top = slash == std::string::npos;
    const std::uint32_t parent = folder_at(alias.root, top ? "" : std::string_view(alias.relative).substr(0, slash));
    if (parent == kNone) continue;
    const std::string_view name = strip_ending(std::string_view(alias.relative).substr(top ? 0 : slash + 1));
    const std::uint32_t target = folder_at(alias.root, alias.target);
    Entry& e = entries_[{parent, name}];
    if (target != kNone) {
      if (e.folder == kNone) e.folder = target;
      continue;
    }
    const std::size_t cut = alias.target.rfind('/');
    const bool target_top = cut == std::string::npos;
    const std::uint32_t holder =
        folder_at(alias.root, target_top ? "" : std::string_view(alias.target).substr(0, cut));
    if (holder == kNone || e.module != kNoFile) continue;
    const FileId module = file_in(holder, strip_ending(std::string_view(alias.target).substr(target_top ? 0 : cut + 1)));
    entries_[{parent, name}].module = module;
  }
  // Top-level names, in the order of the folders so that nothing depends on hashing.
  for (std::size_t i = 0; i < files.size(); ++i) {
    const Project::File& file = files[i];
    if (file.source->kind() != SourceKind::Python || !file.source->path().ends_with(".py")) continue;
    if (file.is_package) {
      const std::uint32_t parent = folders_[file.folder].parent;
      if (parent != kNone && folders_[parent].init == kNoFile)
        tops_[file.components[file.components.size() - 2]].push_back(parent);
    } else if (folders_[file.folder].init == kNoFile) {
      tops_[file.components.back()].push_back(file.folder);
    }
    std::uint32_t at = file.folder;
    for (std::size_t c = file.components.size() - 1; c-- > 0 && folders_[at].parent != kNone; at = folders_[at].parent) {
      if (folders_[at].init != kNoFile) continue;
      auto& holders = namespaces_[file.components[c]];
      if (std::find(holders.begin(), holders.end(), folders_[at].parent) == holders.end()) holders.push_back(folders_[at].parent);
    }
  }
}

void ModuleIndex::add_path_edits(FileId file, const std::vector<Project::File>& files,
                                 const std::vector<std::string>& folders) {
  const std::uint32_t root = files[static_cast<std::uint32_t>(file)].root;
  for (const std::string& folder : folders) {
    const std::uint32_t at = folder_at(root, folder);
    if (at == kNone) continue;
    auto& beside = edits_beside_[files[static_cast<std::uint32_t>(file)].folder];
    if (std::find(beside.begin(), beside.end(), static_cast<std::uint32_t>(file)) == beside.end())
      beside.push_back(static_cast<std::uint32_t>(file));
    auto& list = edits_[static_cast<std::uint32_t>(file)];
    if (std::find(list.begin(), list.end(), at) == list.end()) list.push_back(at);
    if (std::find(edited_.begin(), edited_.end(), at) == edited_.end()) edited_.push_back(at);
  }
}

void ModuleIndex::add_package_folder(std::uint32_t root, std::string_view folder) {
  const std::uint32_t at = folder_at(root, folder);
  if (at != kNone && std::find(package_folders_.begin(), package_folders_.end(), at) == package_folders_.end())
    package_folders_.push_back(at);
}

void ModuleIndex::mark_copies(const Library& library, const std::vector<Project::File>& files) {
  constexpr std::size_t kEnough = 3;
  for (const Project::File& file : files) {
    if (!file.is_package || file.components.size() < 2) continue;
    const std::string& name = file.components[file.components.size() - 2];
    const std::uint32_t parent = folders_[file.folder].parent;
    if (parent == kNone || folders_[parent].init != kNoFile || !library.holds(name)) continue;
    // A project's own "datasets" or "utils" shares a library's name, but not its insides.
    const std::vector<std::string_view> children = library.children(name);
    std::size_t same = 0;
    for (const std::string_view child : children) {
      const Entry e = entry(file.folder, child);
      same += e.module != kNoFile || e.folder != kNone;
    }
    if (children.size() < kEnough) {
      const Project::File* stub = library.find(name);
      if (!stub) continue;
      same = 0;
      Symbol last = kNoSymbol;
      for (const ModuleFacts::Definition& d : stub->module->definitions()) {
        const Symbol top = d.owner == kNoSymbol ? d.name : d.owner;
        if (top == last || text_of(top).size() < 8) continue;
        last = top;
        same += file.source->text().find(text_of(top)) != std::string_view::npos;
      }
    }
    if (same >= kEnough) copies_.push_back(file.folder);
  }
}

bool ModuleIndex::below_copy(std::uint32_t folder, std::uint32_t copy) const {
  for (; folder != kNone; folder = folders_[folder].parent)
    if (folder == copy) return true;
  return false;
}

bool ModuleIndex::in_foreign_copy(const Query& query, FileId hit) const {
  const std::uint32_t from = query.files[static_cast<std::uint32_t>(query.importer)].folder;
  const std::uint32_t to = query.files[static_cast<std::uint32_t>(hit)].folder;
  return std::any_of(copies_.begin(), copies_.end(),
                     [&](std::uint32_t copy) { return below_copy(to, copy) && !below_copy(from, copy); });
}

std::uint32_t ModuleIndex::folder_at(std::uint32_t root, std::string_view relative) const {
  return descend(root, relative);
}

std::uint32_t ModuleIndex::descend(std::uint32_t at, std::string_view relative) const {
  while (!relative.empty()) {
    const std::string_view part = take_component(relative, '/');
    if (part.empty() || part == ".") continue;
    if (part == "..") at = folders_[at].parent;
    else at = entry(at, part).folder;
    if (at == kNone) return kNone;
  }
  return at;
}

FileId ModuleIndex::named_above(std::uint32_t folder, std::string_view relative, std::string_view name) const {
  for (; folder != kNone; folder = folders_[folder].parent) {
    const std::uint32_t at = descend(folder, relative);
    if (at == kNone) continue;
    if (const auto it = names_.find({at, name}); it != names_.end()) return it->second;
  }
  return kNoFile;
}

ModuleIndex::Entry ModuleIndex::entry(std::uint32_t folder, std::string_view name) const {
  const auto it = entries_.find({folder, name});
  return it == entries_.end() ? Entry{} : it->second;
}

FileId ModuleIndex::file_in(std::uint32_t folder, std::string_view stem) const { return entry(folder, stem).module; }

ModuleIndex::Entry ModuleIndex::walk_down(std::uint32_t folder, std::string_view dotted) const {
  if (dotted.empty()) return {folders_[folder].init, folders_[folder].has_modules ? folder : kNone};
  for (;;) {
    const std::string_view part = take_component(dotted, '.');
    const Entry e = entry(folder, part);
    if (dotted.empty()) {
      // A package hides a module of the same name, and a module a folder without __init__.py.
      if (e.folder != kNone && folders_[e.folder].init != kNoFile) return {folders_[e.folder].init, kNone};
      if (e.module != kNoFile) return {e.module, kNone};
      return {kNoFile, e.folder != kNone && folders_[e.folder].has_modules ? e.folder : kNone};
    }
    if (e.folder == kNone) return {};
    folder = e.folder;
  }
}

std::uint32_t ModuleIndex::relative_base(const Query& query) const {
  std::uint32_t at = query.files[static_cast<std::uint32_t>(query.importer)].folder;
  for (unsigned i = 1; i < query.level && at != kNone; ++i) at = folders_[at].parent;
  return at;
}

// Folders with the most leading path in common with `from` first; equal ones keep their order.
void ModuleIndex::rank_by_nearness(std::vector<std::uint32_t>& list, std::uint32_t from) const {
  const auto common = [&](std::uint32_t folder) {
    if (folders_[folder].root != folders_[from].root) return -1;
    const std::string& a = folders_[folder].path;
    const std::string& b = folders_[from].path;
    int shared = 0;
    for (std::size_t i = 0;; ++i) {
      const bool a_ends = i == a.size() || a[i] == '/', b_ends = i == b.size() || b[i] == '/';
      if (a_ends && b_ends) ++shared;
      if (i == a.size() || i == b.size() || a[i] != b[i]) return shared;
    }
  };
  std::stable_sort(list.begin(), list.end(), [&](auto a, auto b) { return common(a) > common(b); });
}

std::vector<ModuleIndex::Base> ModuleIndex::bases(const Query& query) const {
  std::vector<Base> list;
  const auto add = [&](std::uint32_t folder, bool strong) {
    for (const Base& b : list)
      if (b.folder == folder) return;
    list.push_back({folder, strong});
  };
  const auto add_edits = [&](FileId file) {
    if (const auto it = edits_.find(static_cast<std::uint32_t>(file)); it != edits_.end())
      for (std::uint32_t folder : it->second) add(folder, true);
  };
  // `import _init_paths`: the module beside the script that edits the path for it.
  const auto add_helpers_edits = [&](const Project::File& file) {
    if (!edits_beside_.contains(file.folder)) return;
    for (const std::uint32_t helper : edits_beside_.at(file.folder)) {
      const std::string& stem = query.files[helper].components.back();
      const std::string_view text = file.source->text();
      for (std::size_t at = text.find("import " + stem); at != std::string_view::npos; at = text.find("import " + stem, at + 7)) {
        const std::size_t end = at + 7 + stem.size();
        if ((at != 0 && text[at - 1] != '\n') || (end < text.size() && text[end] != '\n' && text[end] != ' ' && text[end] != '\r'))
          continue;
        add_edits(static_cast<FileId>(helper));
        break;
      }
    }
  };
  const Project::File& importer = query.files[static_cast<std::uint32_t>(query.importer)];
  if (query.script != kNoFile && static_cast<std::size_t>(query.script) < query.files.size()) {
    add(query.files[static_cast<std::uint32_t>(query.script)].folder, true);
    add_edits(query.script);
    add_helpers_edits(query.files[static_cast<std::uint32_t>(query.script)]);
  }
  add_edits(query.importer);
  const Outline& outline = importer.module->outline();
  const bool in_package = folders_[importer.folder].init != kNoFile;
  const bool script = outline.has_main_guard || outline.has_shebang || importer.source->kind() == SourceKind::Notebook ||
                      (outline.runs_at_top_level && !in_package);
  if (script && !importer.is_package) add(importer.folder, true);
  // The folder above the importer's package is on Python's path, or the importer could not be imported.
  std::uint32_t at = importer.folder;
  while (folders_[at].init != kNoFile && folders_[at].parent != kNone) at = folders_[at].parent;
  add(at, in_package);
  for (; at != kNone; at = folders_[at].parent) {
    add(at, false);
    if (const Entry src = entry(at, "src"); src.folder != kNone) add(src.folder, false);
  }
  for (std::uint32_t folder : package_folders_)
    if (folders_[folder].root == importer.root) add(folder, false);
  if (query.known_elsewhere) return list;
  for (at = importer.folder; at != kNone && folders_[at].init != kNoFile; at = folders_[at].parent) add(at, false);
  std::vector<std::uint32_t> others = edited_;
  rank_by_nearness(others, importer.folder);
  for (std::uint32_t folder : others) add(folder, false);
  std::string_view rest = query.dotted;
  if (const auto it = tops_.find(take_component(rest, '.')); it != tops_.end()) {
    std::vector<std::uint32_t> anywhere = it->second;
    rank_by_nearness(anywhere, importer.folder);
    for (std::uint32_t folder : anywhere) add(folder, false);
  }
  return list;
}

// Where nothing else has the module: `from utils.utils import x` of lib/utils/utils.py, with lib on Python's path by
// some way of its own (PYTHONPATH, a helper that edits sys.path, a working directory elsewhere). The nearest wins.
ModuleIndex::Entry ModuleIndex::in_namespace_folder(const Query& query) const {
  std::string_view rest = query.dotted;
  const auto it = query.known_elsewhere ? namespaces_.end() : namespaces_.find(take_component(rest, '.'));
  if (it == namespaces_.end()) return {};
  std::vector<std::uint32_t> holders = it->second;
  rank_by_nearness(holders, query.files[static_cast<std::uint32_t>(query.importer)].folder);
  for (const std::uint32_t holder : holders)
    if (const Entry e = walk_down(holder, query.dotted); e.module != kNoFile || e.folder != kNone) return e;
  return {};
}

std::vector<FileId> ModuleIndex::find(const Query& query) const {
  std::vector<FileId> hits;
  if (query.level > 0) {
    const std::uint32_t base = relative_base(query);
    if (base == kNone) return hits;
    if (const Entry e = walk_down(base, query.dotted); e.module != kNoFile) hits.push_back(e.module);
    return hits;
  }
  if (query.dotted.empty()) return hits;
  for (const Base& base : bases(query)) {
    const Entry e = walk_down(base.folder, query.dotted);
    if (e.module == kNoFile || std::find(hits.begin(), hits.end(), e.module) != hits.end()) continue;
    if (query.known_elsewhere && !copies_.empty() && in_foreign_copy(query, e.module)) continue;
    hits.push_back(e.module);
    if ((base.strong && hits.size() == 1) || hits.size() == kMostHits) break;
  }
  if (hits.empty())
    if (const Entry e = in_namespace_folder(query); e.module != kNoFile) hits.push_back(e.module);
  return hits;
}

bool ModuleIndex::is_namespace(const Query& query) const {
  if (query.level > 0) {
    const std::uint32_t base = relative_base(query);
    if (base == kNone) return false;
    const Entry e = walk_down(base, query.dotted);
    return e.module == kNoFile && e.folder != kNone;
  }
  if (query.dotted.empty()) return false;
  for (const Base& base : bases(query)) {
    const Entry e = walk_down(base.folder, query.dotted);
    if (e.module != kNoFile) return false;
    if (e.folder != kNone) return true;
  }
  const Entry e = in_namespace_folder(query);
  return e.module == kNoFile && e.folder != kNone;
}

}  // namespace seedlint::resolve
