// seedlint check: the whole way from paths to an exit status.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "app/add_ignore.h"
#include "app/analyze.h"
#include "app/collect.h"
#include "app/commands.h"
#include "app/console.h"
#include "app/version.h"
#include "output/position.h"
#include "output/reporter.h"
#include "output/style.h"

namespace seedlint::app {
namespace {

void print_warnings(const std::vector<FileWarning>& warnings) {
  for (const FileWarning& w : warnings)
    complain(fmt::format("warning: {}: {}", w.path, w.message));
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

// The projects to analyse; the error is for the user.
tl::expected<std::vector<ProjectPlan>, std::string> find_plans(const Options& options, const std::string& cwd) {
  const bool from_input = std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end();
  if (!from_input) {
    if (!options.stdin_filename.empty()) return tl::make_unexpected("--stdin-filename goes with the path -");
    return plan_projects(options.paths, cwd);
  }
  if (options.paths.size() > 1) return tl::make_unexpected("standard input (-) cannot be checked together with other paths");
  auto text = read_standard_input();
  if (!text) return tl::make_unexpected(text.error());
  return std::vector<ProjectPlan>{plan_standard_input(options.stdin_filename, std::move(*text), cwd)};
}

}  // namespace

int run_check(const Options& options) {
  const std::string cwd = current_folder();
  auto plans = find_plans(options, cwd);
  if (!plans) {
    print_error(plans.error());
    return kTrouble;
  }

  output::Report report;
  report.version = kVersion;
  std::vector<Analysis> analyses;  // findings point into them
  std::vector<FileWarning> warnings;
  Timings timings;
  findings::Severity fail_on = findings::Severity::Warning;
  {
    Progress progress(!options.quiet);
    for (const ProjectPlan& plan : *plans) {
      auto settings = make_settings(options, plan.root);
      if (!settings) {
        print_error(settings.error());
        return kTrouble;
      }
      if (options.show_settings) {
        if (!print(describe(*settings, plan.root))) return kTrouble;
        continue;
      }
      // Of several projects the strictest says what fails.
      fail_on = analyses.empty() ? settings->fail_on : std::min(fail_on, settings->fail_on);
      auto analysis = options.show_files ? load_project(plan, *settings) : analyze(plan, *settings, progress);
      if (!analysis) {
        print_error(analysis.error());
        return kTrouble;
      }
      analyses.push_back(std::move(*analysis));
      Analysis& done = analyses.back();
      if (options.show_files) {
        for (const auto& file : done.project->files()) {
          if (file.source->kind() != SourceKind::Stub && covers(plan.targets, absolute_of(*file.source, *settings)))
            print(output::printable(file.source->path()) + "\n");
        }
        continue;
      }
      collect(done, plan, *settings, report);
      for (const FileWarning& w : done.warnings) warnings.push_back(w);
      add(timings, done.timings);
      if (options.verbose) {
        complain(fmt::format("{}: {} files, {} programs, {} runs{}", shown_path(plan.root, cwd), done.project->files().size(),
                             done.roots.size(), done.runs, done.cut ? ", some cut short by the budget" : ""));
      }
    }
  }
  if (options.show_settings || options.show_files) return kClean;
  finish(report);
  if (!options.quiet) print_warnings(warnings);
  if (options.add_ignore) return write_ignores(report, options, cwd);
  if (const int fault = write_outputs(report, options); fault != kClean) return fault;
  if (options.timing) print_timings(timings);
  if (options.exit_zero) return kClean;
  const bool failed = std::any_of(report.findings.begin(), report.findings.end(),
                                  [&](const output::Finding& f) { return f.diagnostic.severity >= fail_on; });
  return failed ? kFound : kClean;
}

}  // namespace seedlint::app
