// Which roots the launch lines of a project start; see match_launches.h.
#include "roots/match_launches.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace seedlint::roots {
namespace {

using resolve::LaunchLine;
using resolve::Project;

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string join(std::string_view folder, std::string_view path) {
  std::string at(folder);
  while (path.starts_with("../") && !at.empty()) path.remove_prefix(3), at = folder_of(at);
  return at.empty() ? std::string(path) : at + "/" + std::string(path);
}

bool ends_with_path(std::string_view path, std::string_view tail) {
  return path.ends_with(tail) && (path.size() == tail.size() || path[path.size() - tail.size() - 1] == '/');
}

// Paths of a dotted module: as a file, and as a package that is run.
std::vector<std::string> targets_of(const LaunchLine& line) {
  std::string path = line.target;
  if (!line.is_module) {
    std::size_t from = 0;
    while (path.compare(from, 1, "/") == 0) ++from;
    return {path.substr(from)};
  }
  std::replace(path.begin(), path.end(), '.', '/');
  return {path + ".py", path + "/__main__.py"};
}

}  // namespace

void match_launches(const Project& project, std::vector<Root>& roots) {
  if (project.launches().empty()) return;
  std::map<std::string_view, std::vector<std::size_t>> by_path;  // shown path -> roots of that file
  for (std::size_t i = 0; i < roots.size(); ++i)
    if (roots[i].kind == RootKind::Script) by_path[project.file(roots[i].file).source->path()].push_back(i);
  for (const LaunchLine& line : project.launches()) {
    const std::vector<std::size_t>* hit = nullptr;
    std::vector<std::string> targets;
    for (const std::string& prefix : {line.folder.empty() ? std::string() : line.folder + "/", std::string()})
      for (const std::string& target : targets_of(line)) targets.push_back(prefix + target);
    for (std::string folder = folder_of(line.path);; folder = folder_of(folder)) {
      for (const std::string& target : targets)
        if (const auto it = by_path.find(join(folder, target)); hit == nullptr && it != by_path.end()) hit = &it->second;
      if (hit != nullptr || folder.empty()) break;
    }
    // Else the only file whose path ends so; of an absolute path, of which the start means nothing here, the longest
    // such ending.
    for (std::string_view target : targets) {
      while (target.starts_with("../")) target.remove_prefix(3);
      while (hit == nullptr && !target.empty()) {
        std::size_t hits = 0;
        for (const auto& [path, list] : by_path)
          if (ends_with_path(path, target)) hit = &list, ++hits;
        if (hits > 1) hit = nullptr;
        const std::size_t slash = target.find('/');
        if (hits > 0 || !line.target.starts_with('/') || slash == std::string_view::npos) break;
        target.remove_prefix(slash + 1);
      }
    }
    if (hit == nullptr) continue;
    for (const std::size_t i : *hit)
      roots[i].launches.push_back({line.launcher, line.path, line.line, line.several_nodes});
  }
}

}  // namespace seedlint::roots
