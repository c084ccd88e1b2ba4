// seedlint check: the whole way from paths to an exit status.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "app/add_ignore.h"
#include "app/analyze.h"
#include "app/collect.h"
#include "app/commands.h"
#include "app/console.h"
#include "app/version.h"
#include "output/position.h"
#include "output/reporter.h"
#include "output/style.h"
#include "resolve/walk.h"
#include "text/read_source.h"

namespace seedlint::app {
namespace {

// A tree of Python 2 has hundreds; the first ones are enough unless all are asked for.
void print_warnings(const std::vector<FileWarning>& warnings, bool all) {
  constexpr std::size_t kShown = 20;
  std::size_t shown = 0;
  for (const FileWarning& w : warnings) {
    if (!all && shown == kShown) return complain(fmt::format("warning: {} more files with problems (-v lists them)", warnings.size() - shown));
    complain(text_of(w));
    ++shown;
  }
}

void print_timings(const Timings& t) {
  std::fputs(fmt::format("phase       ms\n"
                         "walk     {:>8.1f}\nread     {:>8.1f}  summed over threads\noutline  {:>8.1f}  summed over threads\n"
                         "load     {:>8.1f}  wall: read, outline, versions, launch lines\nresolve  {:>8.1f}  finding roots\n"
                         "execute  {:>8.1f}  summed over threads, parsing on demand included\n"
                         "rules    {:>8.1f}  summed over threads\nrun      {:>8.1f}  wall: execute and rules\nfindings {:>8.1f}\n",
                         t.walk, t.read, t.outline, t.load, t.roots, t.execute, t.rules, t.run, t.findings)
                 .c_str(),
             stderr);
  for (const auto& [ms, program] : t.slowest) std::fputs(fmt::format("program  {:>8.1f}  {}\n", ms, output::printable(program)).c_str(), stderr);
}

void add(Timings& sum, const Timings& t) {
  sum.walk += t.walk;
  sum.read += t.read;
  sum.outline += t.outline;
  sum.load += t.load;
  sum.roots += t.roots;
  sum.execute += t.execute;
  sum.rules += t.rules;
  sum.run += t.run;
  sum.slowest.insert(sum.slowest.end(), t.slowest.begin(), t.slowest.end());
}

std::string statistics(const output::Report& report) {
  std::map<std::string, std::size_t> counts;
  for (const output::Finding& f : report.findings) ++counts[f.diagnostic.code + " " + f.diagnostic.rule];
  std::vector<std::pair<std::string, std::size_t>> rows(counts.begin(), counts.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  for (const auto& [rule, n] : rows) out += fmt::format("{:>6}  {}\n", n, rule);
  return out;
}

// Appends to the page GitHub shows for the job; a courtesy, so trouble with it is only told.
void write_job_summary(const output::Report& report) {
  const char* path = std::getenv("GITHUB_STEP_SUMMARY");
  if (path == nullptr || *path == '\0' || report.findings.empty()) return;
  const std::string text = output::github_summary(report);
  std::FILE* file = std::fopen(path, "ab");
  if (file == nullptr) return complain(fmt::format("warning: cannot write the job summary to {}", path));
  std::fwrite(text.data(), 1, text.size(), file);
  std::fclose(file);
}

int write_outputs(const output::Report& report, const Options& options) {
  for (const Output& out : options.outputs) {
    output::RenderOptions render;
    render.colour = wants_colour(options.colour, !out.file.empty());
    render.quiet = options.quiet;
    const std::string text = options.statistics ? statistics(report) + output::closing_line(report, render)
                                                : output::find_reporter(out.format)->render(report, render);
    if (out.format == "github") write_job_summary(report);
    std::string error;
    if (out.file.empty()) {
      if (!print(text)) return kTrouble;
    } else if (!write_file(out.file, text, error)) {
      print_error(error);
      return kTrouble;
    }
  }
  return kClean;
}

int write_ignores(const output::Report& report, const Options& options, const std::string& cwd) {
  const AddedIgnores added = add_ignores(report, cwd, *options.add_ignore);
  for (const std::string& problem : added.problems) complain("warning: " + problem);
  return print(fmt::format("Ignored {} finding{} in {} file{}.\n", added.findings, added.findings == 1 ? "" : "s", added.files,
                           added.files == 1 ? "" : "s"))
             ? kClean
             : kTrouble;
}

// Analyses project after project and gathers what is to be reported.
class Check {
 public:
  Check(const Options& options, const std::string& cwd) : options_(options), cwd_(cwd) {
    progress_.emplace(!options.quiet);
    report_.version = kVersion;
  }

  // kClean, or kTrouble after an error was printed.
  int project(const ProjectPlan& plan) {
    auto settings = make_settings(options_, plan.root);
    if (!settings) return trouble(settings.error());
    if (options_.show_settings) return print(describe(*settings, plan.root)) ? kClean : kTrouble;
    // Of several projects the strictest says what fails.
    fail_on_ = analyses_.empty() ? settings->fail_on : std::min(fail_on_, settings->fail_on);
    if (const int fault = one(plan, *settings); fault != kClean) return fault;
    for (const Target& target : left_out(*analyses_.back(), plan, *settings))
      if (const int fault = one(plan_alone(target), *settings); fault != kClean) return fault;
    return kClean;
  }

  // Ends the progress line: from here on there is output.
  output::Report& finished() {
    progress_.reset();
    finish(report_);
    return report_;
  }
  const std::vector<FileWarning>& warnings() const { return warnings_; }
  const Timings& timings() const { return timings_; }
  findings::Severity fail_on() const { return fail_on_; }

 private:
  static int trouble(const std::string& error) {
    print_error(error);
    return kTrouble;
  }

  int one(const ProjectPlan& plan, const Settings& settings) {
    auto loaded = options_.show_files ? load_project(plan, settings) : analyze(plan, settings, *progress_);
    if (!loaded) return trouble(loaded.error());
    analyses_.push_back(std::make_unique<Analysis>(std::move(*loaded)));
    const Analysis& done = *analyses_.back();
    if (options_.show_files) return list_files(done, plan, settings);
    const auto start = std::chrono::steady_clock::now();
    collect(done, plan, settings, report_);
    add(timings_, done.timings);
    timings_.findings += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    warnings_.insert(warnings_.end(), done.warnings.begin(), done.warnings.end());
    if (options_.verbose) {
      complain(fmt::format("{}: {} files, {} programs, {} runs{}", shown_path(plan.root, cwd_), done.project->files().size(),
                           done.roots.size(), done.runs, done.cut ? ", some cut short by the budget" : ""));
    }
    return kClean;
  }

  static int list_files(const Analysis& analysis, const ProjectPlan& plan, const Settings& settings) {
    std::string out;
    for (const auto& file : analysis.project->files())
      if (covers(plan.targets, absolute_of(*file.source, settings))) out += output::printable(file.source->path()) + "\n";
    return print(out) ? kClean : kTrouble;
  }

  Options options_;
  std::string cwd_;
  std::optional<Progress> progress_;
  output::Report report_;
  std::vector<std::unique_ptr<Analysis>> analyses_;  // findings point into them
  std::vector<FileWarning> warnings_;
  Timings timings_;
  findings::Severity fail_on_ = findings::Severity::Warning;
};

// Why a path on the command line cannot be checked, or nothing; folders and what does not exist are left to later checks.
std::string why_not(const std::string& path) {
  std::error_code ignored;
  const std::filesystem::file_status status = std::filesystem::status(path, ignored);
  if (!std::filesystem::exists(status) || std::filesystem::is_directory(status)) return {};
  if (!std::filesystem::is_regular_file(status)) return "is no file; skipped (a text on standard input is checked as -)";
  resolve::FileUse use = resolve::use_of(path);
  if (use == resolve::FileUse::Unsure) {
    const auto bytes = read_bytes(path);
    use = resolve::use_of_shebang(bytes ? std::string_view(*bytes).substr(0, 256) : std::string_view());
  }
  return use == resolve::FileUse::Python || use == resolve::FileUse::Notebook ? "" : "neither Python nor a notebook; skipped";
}

// The projects to analyse; the error is for the user.
tl::expected<std::vector<ProjectPlan>, std::string> find_plans(const Options& options, const std::string& cwd) {
  const bool from_input = std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end();
  if (!from_input) {
    if (!options.stdin_filename.empty()) return tl::make_unexpected("--stdin-filename goes with the path -");
    std::vector<std::string> paths;
    for (const std::string& path : options.paths) {
      if (const std::string why = why_not(path); why.empty()) paths.push_back(path);
      else complain(fmt::format("warning: {}: {}", path, why));
    }
    return plan_projects(paths, cwd);
  }
  if (options.paths.size() > 1) return tl::make_unexpected("standard input (-) cannot be checked together with other paths");
  auto text = read_standard_input();
  if (!text) return tl::make_unexpected(text.error());
  return std::vector<ProjectPlan>{plan_standard_input(options.stdin_filename, std::move(*text), cwd)};
}

}  // namespace

int run_check(const Options& options) {
  const std::string cwd = current_folder();
  if (cwd == ".") {
    print_error(kFolderIsGone);
    return kTrouble;
  }
  auto plans = find_plans(options, cwd);
  if (!plans) {
    print_error(plans.error());
    return kTrouble;
  }

  // Lives to the end of the process: taking a large project apart would be work for nothing.
  static std::optional<Check> slot;
  Check& check = slot.emplace(options, cwd);
  for (const ProjectPlan& plan : *plans) {
    if (const int fault = check.project(plan); fault != kClean) return fault;
  }
  if (options.show_settings || options.show_files) return kClean;
  const output::Report& report = check.finished();
  if (!options.quiet) print_warnings(check.warnings(), options.verbose);
  if (options.add_ignore) return write_ignores(report, options, cwd);
  if (const int fault = write_outputs(report, options); fault != kClean) return fault;
  if (options.timing) print_timings(check.timings());
  if (options.exit_zero) return kClean;
  const bool failed = std::any_of(report.findings.begin(), report.findings.end(),
                                  [&](const output::Finding& f) { return f.diagnostic.severity >= check.fail_on(); });
  return failed ? kFound : kClean;
}

}  // namespace seedlint::app
