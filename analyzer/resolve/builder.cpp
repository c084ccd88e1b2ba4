// Puts a Project together; see builder.h.
#include "resolve/builder.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>

#include "python/python_module.h"
#include "resolve/find_text.h"
#include "resolve/launches.h"
#include "resolve/library.h"
#include "resolve/packaging.h"
#include "resolve/parallel.h"
#include "resolve/search_paths.h"
#include "resolve/versions.h"
#include "resolve/yaml_targets.h"
#include "text/read_source.h"

namespace seedlint::resolve {
namespace {

using Clock = std::chrono::steady_clock;
double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

std::vector<std::string> components_of(std::string_view relative) {
  for (std::string_view ending : {".py", ".ipynb"})
    if (relative.ends_with(ending)) {
      relative.remove_suffix(ending.size());
      break;
    }
  std::vector<std::string> parts;
  for (std::size_t slash; (slash = relative.find('/')) != std::string_view::npos; relative.remove_prefix(slash + 1))
    parts.emplace_back(relative.substr(0, slash));
  parts.emplace_back(relative);
  return parts;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// A folder that is a package itself is imported by its own name, and by those of the packages around it.
std::vector<std::string> packages_above(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::path at = folder; at.has_filename() && std::filesystem::exists(at / "__init__.py", error);
       at = at.parent_path())
    names.insert(names.begin(), at.filename().string());
  return names;
}

bool imports(const Outline& outline, std::string_view name) {
  return std::any_of(outline.imported_roots.begin(), outline.imported_roots.end(),
                     [&](Symbol s) { return text_of(s) == name; });
}

// Texts beyond this are data, not instructions.
constexpr std::size_t kLargestText = 8 << 20;

}  // namespace

struct ProjectBuilder::Side {
  std::vector<std::string> warnings;
  std::vector<std::string> path_edits;
  std::vector<LaunchLine> launches;
  bool fixes_hash_seed = false;
  std::vector<VersionClaim> claims;
  Packaging packaging;
  std::vector<YamlTarget> yaml_targets;
  double read = 0, outline = 0;
};

void ProjectBuilder::read_code(const Input& input, std::size_t at, const Load& load, Side& side,
                               Project::File& file) {
  const auto id = static_cast<FileId>(&file - result_.project.files_.data());
  const auto begin = Clock::now();
  if (auto bytes = load(at); !bytes) {
    side.warnings.push_back(std::move(bytes.error()));
  } else if (auto made = make_source(id, input.shown, std::move(*bytes)); !made) {
    side.warnings.push_back(std::move(made.error()));
  } else {
    file.source = std::move(made->file);
    side.warnings = std::move(made->warnings);
  }
  if (!file.source)
    file.source = std::make_unique<SourceFile>(
        id, input.shown, std::string(), input.use == FileUse::Notebook ? SourceKind::Notebook : SourceKind::Python);
  const auto middle = Clock::now();
  file.module = python::read_module(*file.source);
  side.read = seconds(middle - begin);
  side.outline = seconds(Clock::now() - middle);

  file.components = components_of(input.relative);
  const std::vector<std::string>& above = packages_above_[input.root];
  file.components.insert(file.components.begin(), above.begin(), above.end());
  file.is_package = file.components.back() == "__init__" && input.use == FileUse::Python;
  file.root = input.root;
  const Outline& outline = file.module->outline();
  const std::string_view text = file.source->text();
  if (imports(outline, "sys") || imports(outline, "site")) side.path_edits = path_edits(text, input.relative);
  if (outline.has_main_guard || outline.has_shebang || file.source->kind() == SourceKind::Notebook)
    side.launches = launch_lines(input.shown, text);
  if (name_of(input.relative) == "setup.py") side.packaging = read_packaging(input.relative, text);
}

void ProjectBuilder::read_text(const Input& input, std::size_t at, const Load& load, Side& side) {
  const auto begin = Clock::now();
  const auto bytes = load(at);
  side.read = seconds(Clock::now() - begin);
  // Not the analysed program: what cannot be read says nothing.
  if (!bytes || bytes->size() > kLargestText) return;
  side.claims = version_claims(input.relative, *bytes);
  side.packaging = read_packaging(input.relative, *bytes);
  if (!input.relative.ends_with(".lock")) {
    side.launches = launch_lines(input.shown, *bytes);
    side.fixes_hash_seed = holds_text(*bytes, "PYTHONHASHSEED");
  }
  if (input.relative.ends_with(".yaml") || input.relative.ends_with(".yml")) side.yaml_targets = yaml_targets(*bytes);
}

void ProjectBuilder::build(const std::vector<Input>& inputs, const Load& load, const std::vector<std::string>& folders,
                           std::vector<ModuleIndex::Alias> aliases, const DiscoverOptions& options) {
  Project& project = result_.project;
  const auto begin = Clock::now();
  for (const std::string& folder : folders) packages_above_.push_back(packages_above(folder));
  std::vector<std::uint32_t> file_of(inputs.size(), 0);
  std::size_t count = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i].use != FileUse::Text) file_of[i] = static_cast<std::uint32_t>(count++);
  project.files_.resize(count);
  project.library_ = std::make_unique<Library>(static_cast<std::uint32_t>(count), options.stub_folders,
                                               result_.warnings);
  std::vector<Side> sides(inputs.size());
  parallel_for(inputs.size(), options.threads, [&](std::size_t i) {
    if (inputs[i].use == FileUse::Text) read_text(inputs[i], i, load, sides[i]);
    else read_code(inputs[i], i, load, sides[i], project.files_[file_of[i]]);
  });
  project.index_ = std::make_unique<ModuleIndex>();
  project.index_->build(project.files_, folders.size(), std::move(aliases));
  project.index_->mark_copies(*project.library_, project.files_);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (!sides[i].path_edits.empty())
      project.index_->add_path_edits(static_cast<FileId>(file_of[i]), project.files_, sides[i].path_edits);
  merge(inputs, sides, options);
  result_.times.load += seconds(Clock::now() - begin);
}

void ProjectBuilder::merge(const std::vector<Input>& inputs, std::vector<Side>& sides,
                           const DiscoverOptions& options) {
  Project& project = result_.project;
  std::vector<PlacedClaim> claims;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Input& input = inputs[i];
    Side& side = sides[i];
    result_.times.read += side.read;
    result_.times.outline += side.outline;
    for (std::string& message : side.warnings) result_.warnings.push_back({input.shown, std::move(message)});
    project.fixes_hash_seed_ |= side.fixes_hash_seed;
    for (LaunchLine& line : side.launches) project.launches_.push_back(std::move(line));
    const auto depth = static_cast<std::size_t>(std::count(input.relative.begin(), input.relative.end(), '/'));
    for (auto* list : {&side.claims, &side.packaging.claims})
      for (VersionClaim& claim : *list) claims.push_back({std::move(claim), depth});
    const std::string folder = folder_of(input.relative);
    for (const std::string& below : side.packaging.package_folders)
      project.index_->add_package_folder(input.root, folder.empty() ? below : folder + "/" + below);
    for (ConsoleScript& script : side.packaging.scripts) {
      script.path = input.shown;
      project.console_scripts_.push_back(std::move(script));
    }
    for (YamlTarget& target : side.yaml_targets) {
      // A file of a group (model/resnet.yaml) says at its top what the group's key holds.
      if (target.key.empty() && !folder.empty())
        project.yaml_targets_[folder.substr(folder.rfind('/') + 1)].push_back(target.dotted);
      project.yaml_targets_[std::move(target.key)].push_back(std::move(target.dotted));
    }
  }
  for (auto& [key, list] : project.yaml_targets_) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  if (!options.environment.empty())
    for (VersionClaim& claim : installed_versions(options.environment)) claims.push_back({std::move(claim), 0});
  project.versions_ = settle_versions(std::move(claims));
}

}  // namespace seedlint::resolve
