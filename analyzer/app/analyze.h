// One project from its folder to its diagnostics: read, find roots, execute each, ask the rules.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "app/paths.h"
#include "app/progress.h"
#include "app/settings.h"
#include "execute/run.h"
#include "findings/diagnostic.h"
#include "resolve/project.h"

namespace seedlint::app {

// A sentence about one file, for standard error.
struct FileWarning {
  std::string path;
  std::string message;
  std::uint32_t line = 0;  // 0: the whole file
  friend auto operator<=>(const FileWarning& a, const FileWarning& b) {
    return std::tie(a.path, a.line, a.message) <=> std::tie(b.path, b.line, b.message);
  }
  friend bool operator==(const FileWarning&, const FileWarning&) = default;
};

// The sentence as it is printed: "warning: path:line: message".
std::string text_of(const FileWarning& warning);

// Milliseconds. read, outline, execute and rules are sums over threads; the others are wall time.
struct Timings {
  double walk = 0, read = 0, outline = 0, load = 0, roots = 0, execute = 0, rules = 0, findings = 0, run = 0;
  std::vector<std::pair<double, std::string>> slowest;  // programs, the slowest first; at most kSlowest
};
inline constexpr std::size_t kSlowest = 5;

struct Analysis {
  std::unique_ptr<resolve::Project> project;
  std::vector<roots::Root> roots;                 // by path, then offset
  std::vector<findings::Diagnostic> diagnostics;  // united over roots, in final order; nothing filtered yet
  std::vector<FileWarning> warnings;              // sorted
  std::size_t runs = 0;
  bool cut = false;  // some root ran into its budget
  Timings timings;
};

// Analyses the whole project. Fails only where the folder cannot be read.
// The result does not depend on settings.threads.
tl::expected<Analysis, std::string> analyze(const ProjectPlan& plan, const Settings& settings, Progress& progress);

// The first half of it: everything but executing roots.
tl::expected<Analysis, std::string> load_project(const ProjectPlan& plan, const Settings& settings);

// Adds what the parser did not understand to the warnings. Only what was asked for is parsed: for after executing.
void add_file_problems(Analysis& analysis);

// What `execute` is told, for callers that execute single roots.
std::vector<execute::Run> execute_root(const Analysis& analysis, const roots::Root& root, const Settings& settings);

}  // namespace seedlint::app
