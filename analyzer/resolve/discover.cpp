// From folders on disk to a Project; see discover.h.
#include "resolve/discover.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <tuple>

#include "resolve/builder.h"
#include "text/read_source.h"

namespace seedlint::resolve {
namespace {

namespace fs = std::filesystem;

std::string absolute(const std::string& path) {
  std::error_code error;
  std::string text = fs::weakly_canonical(fs::path(path), error).generic_string();
  if (error) text = fs::absolute(fs::path(path), error).lexically_normal().generic_string();
  while (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

bool is_folder(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool exists(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0;
}

// `path` with what stands before a file of it: "" for the working directory, "src/" below it, else absolute.
std::string shown_prefix(const std::string& folder, const std::string& working) {
  if (folder == working) return "";
  const std::string base = working.ends_with('/') ? working : working + "/";
  std::string shown = folder.starts_with(base) ? folder.substr(base.size()) : folder;
  if (!shown.ends_with('/')) shown += '/';
  return shown;
}

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos || path.size() <= 1) return {};
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string read_whole(const std::string& path) {
  auto bytes = read_bytes(path);
  return bytes ? std::move(*bytes) : std::string();
}

struct Place {
  std::string full;
  bool folder = true;
};

}  // namespace

tl::expected<Discovered, std::string> discover(const DiscoverOptions& options) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  Discovered result;
  std::vector<Place> places;
  for (const std::string& root : options.roots) {
    const bool given = std::any_of(options.overlay.begin(), options.overlay.end(),
                                   [&](const MemoryFile& text) { return text.path == root; });
    if (!given && !exists(root)) return tl::unexpected("no such file or folder: " + root);
    places.push_back({absolute(root), is_folder(root)});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.full < b.full; });
  // A root inside another is already read.
  std::vector<Place> kept;
  for (Place& place : places) {
    const bool inside = std::any_of(kept.begin(), kept.end(), [&](const Place& other) {
      return other.full == place.full || (other.folder && place.full.starts_with(other.full + "/"));
    });
    if (!inside) kept.push_back(std::move(place));
  }

  IgnoreList exclude;
  for (const std::string& glob : options.exclude) exclude.add(glob);
  const std::string exclude_base = options.exclude_base.empty() ? std::string() : absolute(options.exclude_base);
  const std::string working = absolute(".");

  std::vector<ProjectBuilder::Input> inputs;
  std::vector<std::string> full_paths;
  std::vector<ModuleIndex::Alias> aliases;
  for (std::uint32_t root = 0; root < kept.size(); ++root) {
    const std::string& full = kept[root].full;
    if (!kept[root].folder) {
      const std::string folder = parent_of(full), name = full.substr(full.rfind('/') + 1);
      FileUse use = use_of(name);
      if (use != FileUse::Python && use != FileUse::Notebook) use = FileUse::Python;
      inputs.push_back({name, shown_prefix(folder, working) + name, root, use});
      continue;
    }
    if (!options.only.empty()) {
      // A script in a home directory: the folder is its root, but must not be walked.
      for (const std::string& path : options.only) {
        if (!path.starts_with(full + "/")) continue;
        const std::string relative = path.substr(full.size() + 1);
        const std::string prefix = shown_prefix(full, working);
        if (!is_folder(path)) {
          const FileUse use = use_of(relative) == FileUse::Notebook ? FileUse::Notebook : FileUse::Python;
          inputs.push_back({relative, prefix + relative, root, use});
          continue;
        }
        Walked walked = walk({.root = path, .shown_prefix = prefix + relative + "/", .exclude = nullptr, .exclude_prefix = {},
                              .exclude_below = {}, .respect_gitignore = options.respect_gitignore});
        for (auto& found : walked.files)
          inputs.push_back({relative + "/" + found.relative, prefix + relative + "/" + found.relative, root, found.use});
        for (auto& warning : walked.warnings) result.warnings.push_back(std::move(warning));
      }
      continue;
    }
    WalkOptions walking{.root = full, .shown_prefix = shown_prefix(full, working), .exclude = &exclude,
                        .exclude_prefix = {}, .exclude_below = {}, .respect_gitignore = options.respect_gitignore};
    if (!exclude_base.empty() && full.starts_with(exclude_base + "/")) {
      walking.exclude_prefix = full.substr(exclude_base.size() + 1) + "/";
    } else if (!exclude_base.empty() && exclude_base.starts_with(full + "/")) {
      walking.exclude_below = exclude_base.substr(full.size() + 1) + "/";
    }
    Walked walked = walk(walking);
    for (auto& found : walked.files) {
      std::string shown = walking.shown_prefix + found.relative;
      inputs.push_back({std::move(found.relative), std::move(shown), root, found.use});
    }
    for (auto& alias : walked.aliases)
      aliases.push_back({root, std::move(alias.relative), std::move(alias.target)});
    for (auto& warning : walked.warnings) result.warnings.push_back(std::move(warning));
  }
  for (const MemoryFile& text : options.overlay) {
    for (std::uint32_t root = 0; root < kept.size(); ++root) {
      const Place& place = kept[root];
      if (!place.folder || !text.path.starts_with(place.full + "/")) continue;
      const std::string relative = text.path.substr(place.full.size() + 1);
      const bool known = std::any_of(inputs.begin(), inputs.end(),
                                     [&](const auto& i) { return i.root == root && i.relative == relative; });
      FileUse use = use_of(relative);
      if (use != FileUse::Notebook) use = FileUse::Python;
      if (!known) inputs.push_back({relative, shown_prefix(place.full, working) + relative, root, use});
    }
  }
  // The working directory may lie inside a root: what is below it is shown relative to it.
  const std::string below = working.ends_with('/') ? working : working + "/";
  for (auto& input : inputs)
    if (input.shown.starts_with(below)) input.shown.erase(0, below.size());
  for (auto& warning : result.warnings)
    if (warning.path.starts_with(below)) warning.path.erase(0, below.size());
  std::sort(inputs.begin(), inputs.end(), [](const auto& a, const auto& b) {
    return std::tie(a.shown, a.root) < std::tie(b.shown, b.root);
  });
  result.times.walk = std::chrono::duration<double>(Clock::now() - begin).count();

  const auto load = [&](std::size_t i) -> tl::expected<std::string, std::string> {
    const auto& input = inputs[i];
    const Place& place = kept[input.root];
    const std::string full = place.folder ? place.full + "/" + input.relative : place.full;
    for (const MemoryFile& text : options.overlay)
      if (text.path == full) return text.text;
    return read_bytes(full);
  };
  std::vector<std::string> folders;
  for (const Place& place : kept) folders.push_back(place.full);
  ProjectBuilder(result).build(inputs, load, folders, std::move(aliases), options);
  std::sort(result.warnings.begin(), result.warnings.end());
  return result;
}

Discovered project_from_texts(std::vector<MemoryFile> files, const std::vector<std::string>& stub_folders) {
  Discovered result;
  std::sort(files.begin(), files.end(), [](const MemoryFile& a, const MemoryFile& b) { return a.path < b.path; });
  std::vector<ProjectBuilder::Input> inputs;
  std::vector<const MemoryFile*> texts;
  for (const MemoryFile& file : files) {
    FileUse use = use_of(file.path);
    if (use == FileUse::Unsure) use = use_of_shebang(file.text);
    if (use == FileUse::None) continue;
    inputs.push_back({file.path, file.path, 0, use});
    texts.push_back(&file);
  }
  const auto load = [&](std::size_t i) -> tl::expected<std::string, std::string> { return texts[i]->text; };
  DiscoverOptions options;
  options.stub_folders = stub_folders;
  ProjectBuilder(result).build(inputs, load, {std::string()}, {}, options);
  std::sort(result.warnings.begin(), result.warnings.end());
  return result;
}

std::string project_root_of(const std::string& path) {
  const std::string full = absolute(path);
  const bool folder = is_folder(full);
  const std::string start = folder ? full : parent_of(full);
  std::string repository, packaging;
  for (std::string at = start; !at.empty(); at = parent_of(at)) {
    const std::string base = at == "/" ? at : at + "/";
    if (exists(base + "seedlint.toml")) return at;
    if (exists(base + "pyproject.toml") && read_whole(base + "pyproject.toml").find("[tool.seedlint") != std::string::npos)
      return at;
    if (repository.empty() && exists(base + ".git")) {
      repository = at;
      break;
    }
    if (packaging.empty() && (exists(base + "pyproject.toml") || exists(base + "setup.py") || exists(base + "setup.cfg")))
      packaging = at;
  }
  if (!repository.empty()) return repository;
  if (!packaging.empty()) return packaging;
  std::string top = start;
  while (exists(top + "/__init__.py") && parent_of(top).size() > 1) top = parent_of(top);
  return top;
}

}  // namespace seedlint::resolve
