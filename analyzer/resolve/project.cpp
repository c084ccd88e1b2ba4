// The files of one analysis; see project.h.
#include "resolve/project.h"

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
  const std::size_t slash = path.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  const std::string_view name = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
  if (const FileId hit = index_->named_above(from.folder, folder, name); hit != kNoFile) return hit;
  // Of a path from elsewhere, the longest ending that only one file has.
  const bool elsewhere = path.starts_with('/') || path.starts_with("../");
  while (path.starts_with('/') || path.starts_with("./") || path.starts_with("../"))
    path.remove_prefix(path.find('/') + 1);
  while (!path.empty()) {
    std::optional<FileId> hit;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const std::string_view shown = files_[i].source->path();
      if (files_[i].root != from.root || !shown.ends_with(path)) continue;
      if (shown.size() > path.size() && shown[shown.size() - path.size() - 1] != '/') continue;
      if (hit) return std::nullopt;
      hit = static_cast<FileId>(i);
    }
    if (hit || !elsewhere) return hit;
    const std::size_t next = path.find('/');
    if (next == std::string_view::npos) break;
    path.remove_prefix(next + 1);
  }
  return std::nullopt;
}

std::vector<std::string> Project::yaml_targets(std::string_view key) const {
  const auto it = yaml_targets_.find(key);
  return it == yaml_targets_.end() ? std::vector<std::string>{} : it->second;
}

}  // namespace seedlint::resolve
