// Paths: what a user typed, what the machine calls it, what is shown; and to which project it belongs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace seedlint::app {

std::string current_folder();  // absolute, links resolved; "." if it cannot be told
inline constexpr std::string_view kFolderIsGone = "the current folder cannot be read any more; change to another one";
// Absolute, "." and ".." and links of the existing part resolved. Never fails.
std::string absolute_path(std::string_view path, const std::string& cwd);
// Relative to `cwd` where it lies below it, else as it is.
std::string shown_path(const std::string& absolute, const std::string& cwd);
bool is_below(std::string_view path, std::string_view folder);  // or the folder itself

struct Target {
  std::string path;  // absolute
  bool is_folder = false;
};

// One project to be analysed, and the places in it to report on.
struct ProjectPlan {
  std::string root;                // absolute folder
  std::vector<std::string> files;  // if not empty, only these files and folders of it belong to the project
  std::vector<Target> targets;     // sorted, unique
  std::string typed;               // absolute path whose text was given on standard input; empty if none was
  std::string text;                // that text
};

// Finds the project of every path (see --help for the rule). Plans are sorted by root; the same set of paths gives
// the same plans in any order. The error names every path that does not exist.
tl::expected<std::vector<ProjectPlan>, std::string> plan_projects(const std::vector<std::string>& paths, const std::string& cwd);

// A plan for a path that its own project does not hold (git ignores it, say): a project of its own.
ProjectPlan plan_alone(const Target& target);

// The project that a text on standard input belongs to; `name` is what --stdin-filename says, empty if nothing.
ProjectPlan plan_standard_input(const std::string& name, std::string text, const std::string& cwd);

// Whether `path` (absolute) is one of the targets or lies below one. They must be sorted by path, as in a plan.
bool covers(const std::vector<Target>& targets, std::string_view path);

}  // namespace seedlint::app
