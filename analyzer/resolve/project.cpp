// The files of one analysis; see project.h.
#include "resolve/project.h"

#include <algorithm>

#include "resolve/library.h"
#include "resolve/modules.h"

namespace seedlint::resolve {

Project::Project() = default;
Project::~Project() = default;
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;

const Project::File& Project::file(FileId id) const {
  const auto index = static_cast<std::size_t>(id);
  return index < files_.size() ? files_[index] : library_->file(id);
}

namespace {

std::string_view first_component(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }

}  // namespace

std::vector<FileId> Project::find_module(FileId importer, std::string_view dotted, unsigned level,
                                         FileId script) const {
  if (is_stub(importer)) return {};
  const std::string_view first = first_component(dotted);
  const bool known = level == 0 && (is_standard_module(first) || library_->holds(first) || library_->is_namespace(first));
  return index_->find({files_, importer, dotted, level, script, known});
}

bool Project::is_namespace(FileId importer, std::string_view dotted, unsigned level, FileId script) const {
  if (is_stub(importer)) return false;
  const std::string_view first = first_component(dotted);
  const bool known = level == 0 && (is_standard_module(first) || library_->holds(first) || library_->is_namespace(first));
  return index_->is_namespace({files_, importer, dotted, level, script, known});
}

const Project::File* Project::find_stub(std::string_view dotted) const { return library_->find(dotted); }

bool Project::is_stub_namespace(std::string_view dotted) const { return library_->is_namespace(dotted); }

std::optional<FileId> Project::find_path(FileId importer, std::string_view path) const {
  if (is_stub(importer) || path.empty()) return std::nullopt;
  const File& from = files_[static_cast<std::size_t>(importer)];
  while (path.starts_with("./")) path.remove_prefix(2);
  // Below the importer's folder, then below each folder above it.
  const std::string own = std::string(index_->folder_path(from.folder));
  std::optional<FileId> suffix_hit;
  std::size_t best = 0;
  std::size_t hits = 0;
  std::string_view tail = path;
  while (tail.starts_with("../") || tail.starts_with('/') || tail.starts_with('$'))
    tail.remove_prefix(std::min(tail.size(), tail.find('/') == std::string_view::npos ? tail.size() : tail.find('/') + 1));
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const File& file = files_[i];
    if (file.root != from.root) continue;
    const std::string_view shown = file.source->path();
    if (tail.empty() || !shown.ends_with(tail)) continue;
    if (shown.size() > tail.size() && shown[shown.size() - tail.size() - 1] != '/') continue;
    // Its place below the root, with the ending that components lack.
    std::string below;
    for (const std::string& c : file.components) (below += below.empty() ? "" : "/") += c;
    const std::string_view folder = std::string_view(below).substr(0, std::min(below.size(), below.rfind('/')));
    const std::string_view holder = below.find('/') == std::string::npos ? std::string_view() : folder;
    // How much of the importer's folder the hit's base keeps; a base is the hit without the tail.
    std::size_t depth_of_tail = static_cast<std::size_t>(std::count(tail.begin(), tail.end(), '/'));
    std::string_view base = holder;
    for (; depth_of_tail > 0; --depth_of_tail) {
      const std::size_t slash = base.rfind('/');
      base = slash == std::string_view::npos ? std::string_view() : base.substr(0, slash);
    }
    const bool above = base.empty() || own == base || (own.starts_with(base) && own[base.size()] == '/');
    const std::size_t score = above ? base.size() + 2 : 1;
    if (score > best) best = score, suffix_hit = static_cast<FileId>(i), hits = 1;
    else if (score == best) ++hits;
  }
  if (best == 1 && hits > 1) return std::nullopt;
  return suffix_hit;
}

std::vector<std::string> Project::yaml_targets(std::string_view key) const {
  const auto it = yaml_targets_.find(key);
  return it == yaml_targets_.end() ? std::vector<std::string>{} : it->second;
}

}  // namespace seedlint::resolve
