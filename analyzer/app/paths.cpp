// See paths.h.
#include "app/paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "app/config.h"
#include "app/lone_file.h"

namespace seedlint::app {
namespace {

namespace fs = std::filesystem;

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

std::string parent(const std::string& path) { return fs::path(path).parent_path().string(); }

// A home directory under version control holds dotfiles, not a project.
bool is_home_or_top(const std::string& folder) {
  const char* home = std::getenv("HOME");
  return folder == "/" || folder == "/tmp" || (home != nullptr && *home != '\0' && folder == home);
}

// The project's folder, or an empty text where nothing marks one.
std::string find_project(const std::string& start) {
  std::string packaged;
  std::string checkout;
  for (std::string folder = start;; folder = parent(folder)) {
    if (!is_home_or_top(folder)) {
      if (!config_file_in(folder).empty()) return folder;
      if (checkout.empty() && exists(folder + "/.git")) checkout = folder;
      if (packaged.empty() && (exists(folder + "/pyproject.toml") || exists(folder + "/setup.py") || exists(folder + "/setup.cfg")))
        packaged = folder;
    }
    // A configuration above the checkout belongs to something else.
    if (!checkout.empty()) return checkout;
    if (folder == parent(folder)) break;
  }
  return packaged;
}

}  // namespace

std::string current_folder() {
  std::error_code fault;
  const fs::path here = fs::current_path(fault);
  return fault ? std::string(".") : here.string();
}

std::string absolute_path(std::string_view path, const std::string& cwd) {
  fs::path full(path);
  if (full.is_relative()) full = fs::path(cwd) / full;
  std::error_code fault;
  fs::path real = fs::weakly_canonical(full, fault);
  if (fault) real = full.lexically_normal();
  std::string text = real.string();
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

bool is_below(std::string_view path, std::string_view folder) {
  if (folder == "/") return path.starts_with('/');
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string shown_path(const std::string& absolute, const std::string& cwd) {
  if (absolute == cwd) return ".";
  if (!is_below(absolute, cwd)) return absolute;
  return absolute.substr(cwd == "/" ? 1 : cwd.size() + 1);
}

bool covers(const std::vector<Target>& targets, std::string_view path) {
  const auto given = [&](std::string_view name, bool folder) {
    const auto at = std::lower_bound(targets.begin(), targets.end(), name, [](const Target& t, std::string_view n) { return t.path < n; });
    return at != targets.end() && at->path == name && (at->is_folder || !folder);
  };
  if (given(path, false)) return true;
  // Then every folder above it, up to "/".
  for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos && slash > 0; slash = path.rfind('/', slash - 1))
    if (given(path.substr(0, slash), true)) return true;
  return given("/", true);
}

ProjectPlan plan_alone(const Target& target) {
  ProjectPlan plan;
  plan.root = target.is_folder ? target.path : parent(target.path);
  if (!target.is_folder) plan.files = imported_neighbours(target.path);
  plan.targets.push_back(target);
  return plan;
}

ProjectPlan plan_standard_input(const std::string& name, std::string text, const std::string& cwd) {
  ProjectPlan plan;
  plan.typed = absolute_path(name.empty() ? "<stdin>" : name, cwd);
  plan.text = std::move(text);
  const std::string folder = parent(plan.typed);
  plan.root = name.empty() ? std::string() : find_project(folder);
  if (plan.root.empty()) {
    plan.root = folder;
    plan.files = name.empty() ? std::vector<std::string>{} : imported_neighbours(plan.typed);
    plan.files.push_back(plan.typed);
    std::sort(plan.files.begin(), plan.files.end());
    plan.files.erase(std::unique(plan.files.begin(), plan.files.end()), plan.files.end());
  }
  plan.targets.push_back({plan.typed, false});
  return plan;
}

tl::expected<std::vector<ProjectPlan>, std::string> plan_projects(const std::vector<std::string>& paths, const std::string& cwd) {
  std::string missing;
  std::set<std::pair<std::string, bool>> targets;
  for (const std::string& path : paths) {
    const std::string full = absolute_path(path, cwd);
    std::error_code fault;
    const fs::file_status status = fs::status(full, fault);
    if (path.empty() || !fs::exists(status)) {
      missing += fmt::format("{}`{}`", missing.empty() ? "" : ", ", path);
      continue;
    }
    targets.emplace(full, fs::is_directory(status));
  }
  if (!missing.empty()) return tl::make_unexpected(fmt::format("no such file or folder: {}", missing));

  std::map<std::string, ProjectPlan> plans;      // by root
  std::map<std::string, std::string> known;      // folder -> project
  std::vector<Target> lone;
  for (const auto& [path, is_folder] : targets) {
    const std::string start = is_folder ? path : parent(path);
    const auto [entry, fresh] = known.try_emplace(start);
    if (fresh) entry->second = find_project(start);
    std::string root = entry->second;
    if (root.empty() && !is_folder) {
      lone.push_back({path, false});
      continue;
    }
    if (root.empty()) root = path;
    plans[root].targets.push_back({path, is_folder});
  }
  // A lone file joins a folder that was given with it; else it is a project with what it imports.
  for (const Target& file : lone) {
    ProjectPlan* home = nullptr;
    for (auto& [root, plan] : plans)
      if (plan.files.empty() && is_below(file.path, root)) home = &plan;
    if (home != nullptr) {
      home->targets.push_back(file);
      continue;
    }
    plans[file.path] = plan_alone(file);
  }
  std::vector<ProjectPlan> result;
  for (auto& [root, plan] : plans) {
    if (plan.root.empty()) plan.root = root;
    std::sort(plan.targets.begin(), plan.targets.end(), [](const Target& a, const Target& b) { return a.path < b.path; });
    result.push_back(std::move(plan));
  }
  return result;
}

}  // namespace seedlint::app
