// See analyze.h.
#include "app/analyze.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <map>
#include <system_error>
#include <thread>
#include <tuple>

#include "app/pipeline.h"
#include "rule.h"

namespace seedlint::app {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

// What one root brought; filled by one thread, read when all are done.
struct Slot {
  std::vector<findings::Diagnostic> diagnostics;
  std::string fault;
  std::size_t runs = 0;
  bool cut = false;
  double execute = 0, rules = 0;
};

void run_root(const Analysis& analysis, const roots::Root& root, const Settings& settings, Slot& slot) {
  try {
    const auto start = Clock::now();
    const std::vector<execute::Run> runs = execute_root(analysis, root, settings);
    const auto middle = Clock::now();
    slot.runs = runs.size();
    for (const execute::Run& run : runs) {
      slot.cut = slot.cut || run.cut();
      for (const rules::RuleInfo& rule : rules::all_rules()) {
        if (!settings.on(rule.name) || rule.check == nullptr) continue;
        rules::Report report(rule, run, slot.diagnostics);
        rule.check(run, report);
      }
    }
    slot.execute = milliseconds(middle - start);
    slot.rules = milliseconds(Clock::now() - middle);
  } catch (const std::exception& fault) {
    // A defect of ours must not cost the findings of other roots.
    slot.fault = fmt::format("could not be followed to its end because of an internal error ({}); its findings are "
                             "missing; please report this", fault.what());
    slot.cut = true;
  }
}

// Unites what the roots found: per (rule, place, stream) the strongest, among equals that of the first root.
std::vector<findings::Diagnostic> unite(std::vector<Slot>& slots, const resolve::Project& project) {
  using Key = std::tuple<FileId, std::uint32_t, std::uint32_t, std::string, std::string>;
  std::map<Key, findings::Diagnostic> united;
  for (Slot& slot : slots) {
    for (findings::Diagnostic& d : slot.diagnostics) {
      // A rule points at the user's code; what it has no place for is better lost than shown at a wrong one.
      if (!d.span.valid() || project.file(d.span.file).source->kind() == SourceKind::Stub) continue;
      std::erase_if(d.labels, [&](const findings::Label& l) {
        return !l.span.valid() || project.file(l.span.file).source->kind() == SourceKind::Stub;
      });
      Key key{d.span.file, d.span.begin, d.span.end, d.code, d.stream};
      const auto [entry, fresh] = united.try_emplace(std::move(key), d);
      if (!fresh && d.severity > entry->second.severity) entry->second = d;
    }
  }
  std::vector<findings::Diagnostic> list;
  list.reserve(united.size());
  for (auto& [key, d] : united) list.push_back(std::move(d));
  // FileIds follow the order of paths inside a project, so the map's order is final already but for the end offset.
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
    return std::tie(a.span.file, a.span.begin, a.code, a.stream, a.message) <
           std::tie(b.span.file, b.span.begin, b.code, b.stream, b.message);
  });
  return list;
}

}  // namespace

std::string text_of(const FileWarning& warning) {
  return warning.line == 0 ? fmt::format("warning: {}: {}", warning.path, warning.message)
                           : fmt::format("warning: {}:{}: {}", warning.path, warning.line, warning.message);
}

void add_file_problems(Analysis& analysis) {
  for (const resolve::Project::File& file : analysis.project->files()) {
    if (!file.module || !file.source || file.source->kind() == SourceKind::Stub) continue;
    const std::vector<FileProblem> problems = file.module->problems();
    if (problems.empty()) continue;
    const FileProblem& first = problems.front();
    std::string message = first.message;
    if (problems.size() > 1) message += fmt::format(" ({} more like it)", problems.size() - 1);
    analysis.warnings.push_back({file.source->path(), std::move(message), file.source->stored_line(first.span.begin)});
  }
  std::sort(analysis.warnings.begin(), analysis.warnings.end());
  analysis.warnings.erase(std::unique(analysis.warnings.begin(), analysis.warnings.end()), analysis.warnings.end());
}

tl::expected<Analysis, std::string> load_project(const ProjectPlan& plan, const Settings& settings) {
  Analysis analysis;
  auto loaded = pipeline::load(plan, settings, analysis.timings);
  if (!loaded) return tl::make_unexpected(loaded.error());
  analysis.project = std::make_unique<resolve::Project>(std::move(loaded->project));
  analysis.warnings = std::move(loaded->warnings);
  const auto start = Clock::now();
  analysis.roots = pipeline::find_roots(*analysis.project, settings, analysis.warnings);
  std::stable_sort(analysis.roots.begin(), analysis.roots.end(), [](const roots::Root& a, const roots::Root& b) {
    return std::tie(a.file, a.token.begin) < std::tie(b.file, b.token.begin);
  });
  analysis.timings.roots = milliseconds(Clock::now() - start);
  return analysis;
}

std::vector<execute::Run> execute_root(const Analysis& analysis, const roots::Root& root, const Settings& settings) {
  return pipeline::execute(*analysis.project, root, settings);
}

tl::expected<Analysis, std::string> analyze(const ProjectPlan& plan, const Settings& settings, Progress& progress) {
  progress.reading();
  auto loaded = load_project(plan, settings);
  if (!loaded) return loaded;
  Analysis& analysis = *loaded;

  const auto start = Clock::now();
  progress.executing(analysis.roots.size());
  std::vector<Slot> slots(analysis.roots.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < slots.size();) {
      run_root(analysis, analysis.roots[i], settings, slots[i]);
      progress.one_done();
    }
  };
  {
    // Never on the main thread, whose stack is the system's affair: see set_stack_size() in main.cpp.
    std::vector<std::jthread> threads;
    const std::size_t wanted = std::min<std::size_t>(settings.threads, slots.size());
    for (std::size_t i = 0; i < wanted; ++i) {
      try {
        threads.emplace_back(work);
      } catch (const std::system_error&) {  // a limit on memory or processes: those that run do all the work
        if (threads.empty()) throw;
        break;
      }
    }
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Slot& slot = slots[i];
    analysis.runs += slot.runs;
    analysis.cut = analysis.cut || slot.cut;
    analysis.timings.execute += slot.execute;
    analysis.timings.rules += slot.rules;
    const roots::Root& root = analysis.roots[i];
    const std::string_view name = root.function == kNoSymbol ? std::string_view() : text_of(root.function);
    analysis.timings.slowest.emplace_back(slot.execute + slot.rules,
                                          fmt::format("{} {}", analysis.project->file(root.file).source->path(), name));
    if (!slot.fault.empty())
      analysis.warnings.push_back({analysis.project->file(analysis.roots[i].file).source->path(), slot.fault});
  }
  auto& slowest = analysis.timings.slowest;
  std::stable_sort(slowest.begin(), slowest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  slowest.resize(std::min(slowest.size(), kSlowest));
  analysis.diagnostics = unite(slots, *analysis.project);
  add_file_problems(analysis);
  analysis.timings.run = milliseconds(Clock::now() - start);
  return loaded;
}

}  // namespace seedlint::app
