// seedlint trace: what was understood of a program, step by step, what was not, and why rules said nothing.
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <map>
#include <thread>

#include "app/analyze.h"
#include "app/builtin_rules.h"
#include "app/collect.h"
#include "app/commands.h"
#include "app/console.h"
#include "app/describe_step.h"
#include "app/silence.h"
#include "output/position.h"
#include "output/style.h"

namespace seedlint::app {
namespace {

using execute::EventKind;
using execute::Run;
using execute::Step;

constexpr std::size_t kUnresolvedShown = 20;

std::string_view name_of_kind(const roots::Root& root) {
  switch (root.kind) {
    case roots::RootKind::Script: return "script";
    case roots::RootKind::Notebook: return "notebook";
    case roots::RootKind::Entry: return "entry point";
    case roots::RootKind::Open: return "open root (its caller is not known)";
  }
  return "root";
}

class Tracer {
 public:
  Tracer(const Analysis& analysis, const Settings& settings, const output::Style& style, bool verbose)
      : analysis_(analysis), settings_(settings), style_(style), verbose_(verbose) {}

  std::string root(const roots::Root& root) {
    std::string out = style_(output::Tone::Bold, title(root)) + "\n";
    for (const roots::Root::Launch& launch : root.launches)
      out += fmt::format("  launched by {} at {}:{}\n", launch.launcher, output::printable(launch.path), launch.line);
    const std::vector<Run> runs = execute_root(analysis_, root, settings_);
    if (runs.empty()) out += "  not executed\n";
    for (const Run& run : runs) out += one_run(run);
    return out + "\n";
  }

  std::string title(const roots::Root& root) const {
    std::string name = output::printable(source(root.file).path());
    if (root.owner != kNoSymbol) name += fmt::format(" {}.{}", text_of(root.owner), text_of(root.function));
    else if (root.function != kNoSymbol) name += fmt::format(" {}", text_of(root.function));
    return fmt::format("{}: {}{}", name, name_of_kind(root), root.is_test ? ", a test" : "");
  }

 private:
  const SourceFile& source(FileId file) const { return *analysis_.project->file(file).source; }
  std::string where(Span span) const { return span.valid() ? output::location(source(span.file), span) : std::string("-"); }

  std::string one_run(const Run& run) {
    std::string out = fmt::format("\n  {}: {}{}\n", run.distributed() ? "several ranks" : "one process",
                                  run.trains() ? "trains" : "does not train",
                                  run.cut() ? "; cut short: the program is too large, what follows is incomplete" : "");
    out += steps(run) + ends(run) + unresolved(run) + verdicts(run);
    return out;
  }

  std::string text_of_step(const Run& run, const Step& step) const {
    std::string what, state;
    switch (step.kind) {
      case EventKind::Seed:
        what = stream(run, step) + " with " + or_word(describe(step.value), "an unknown value");
        break;
      case EventKind::Draw:
        what = fmt::format("{} {}", stream(run, step), name_of(step.role));
        state = ", " + describe(step.before);
        break;
      case EventKind::Save:
      case EventKind::Restore:
        what = stream(run, step);
        break;
      case EventKind::Flag:
      case EventKind::Option:
        what = fmt::format("{} = {}", text_of(step.name), or_word(describe(step.value), "?"));
        break;
      default:
        what = std::string(text_of(step.name));
    }
    if (step.api != kNoSymbol && text_of(step.api) != text_of(step.name)) what += fmt::format(" by {}", text_of(step.api));
    return what + state + circumstances(step);
  }

  static std::string or_word(std::string text, std::string_view otherwise) { return text.empty() ? std::string(otherwise) : text; }

  std::string stream(const Run& run, const Step& step) const { return describe(run, step.stream, made_at(run, step.stream)); }

  std::string made_at(const Run& run, const execute::Stream& s) const {
    if (s.global()) return {};
    const Span created = run.object(s.object).created;
    return created.valid() ? where(created) : std::string();
  }

  std::string steps(const Run& run) const {
    std::string out;
    const auto& all = run.steps();
    if (all.empty()) return "    no step\n";
    for (std::size_t i = 0; i < all.size();) {
      const std::string text = text_of_step(run, all[i]);
      // Sixteen layers in a row are one line, unless all is wanted.
      std::size_t next = i + 1;
      while (!verbose_ && next < all.size() && all[next].kind == all[i].kind && all[next].path == all[i].path &&
             text_of_step(run, all[next]) == text)
        ++next;
      const std::string number = next - i > 1 ? fmt::format("#{}-{}", i + 1, next) : fmt::format("#{}", i + 1);
      out += fmt::format("    {:<9} {:<28} {} {}\n", number, where(all[i].token),
                         style_(tone(all[i].kind), fmt::format("{:<9}", name_of(all[i].kind))), output::printable(text));
      if (all[i].path != execute::PathId{} && (i == 0 || all[i].path != all[i - 1].path)) out += path(run, all[i]);
      i = next;
    }
    return out;
  }

  std::string path(const Run& run, const Step& step) const {
    std::string calls;
    for (const execute::Frame& frame : run.frames(step.path)) {
      if (!frame.call.valid()) continue;
      calls += fmt::format("{}{}() at {}", calls.empty() ? "" : ", ", text_of(frame.callee), where(frame.call));
    }
    return calls.empty() ? calls : fmt::format("    {:<9} via {}\n", "", output::printable(calls));
  }

  static output::Tone tone(EventKind kind) {
    switch (kind) {
      case EventKind::Seed: return output::Tone::Help;
      case EventKind::Draw: return output::Tone::Warning;
      default: return output::Tone::Frame;
    }
  }

  std::string ends(const Run& run) const {
    // Streams in the order of their names: what state each is in when the program ends.
    std::map<std::string, execute::Stream> streams;
    for (const Step& step : run.steps())
      if ((step.kind == EventKind::Draw || step.kind == EventKind::Seed) && step.stream.global())
        streams.emplace(std::string(text_of(step.stream.name)), step.stream);
    std::string out;
    for (const auto& [name, stream] : streams) {
      const execute::StreamState* state = run.final_state(stream);
      if (state == nullptr) continue;
      out += fmt::format("    {} ends {}", name, describe(*state));
      if (!state->exposed.empty()) {
        std::string early;
        for (const execute::StepId id : state->exposed)
          if (execute::is_step(id)) early += fmt::format("{}#{}", early.empty() ? "" : ", ", static_cast<std::uint32_t>(id) + 1);
        if (!early.empty()) out += fmt::format("; drawn before any seed: {}", early);
      }
      out += "\n";
    }
    return out.empty() ? out : "\n" + out;
  }

  std::string unresolved(const Run& run) const {
    std::string out;
    if (run.assumed_seeding()) out += "\n    a call that is not understood may seed: its streams count as seeded from there on\n";
    const auto& all = run.unresolved();
    if (all.empty()) return out;
    out += fmt::format("\n    not understood ({} call{}; taken to touch no stream):\n", all.size(), all.size() == 1 ? "" : "s");
    for (std::size_t i = 0; i < all.size() && (verbose_ || i < kUnresolvedShown); ++i)
      out += fmt::format("      {:<28} {}\n", where(all[i].token), output::printable(all[i].name));
    if (!verbose_ && all.size() > kUnresolvedShown) out += fmt::format("      and {} more (-v)\n", all.size() - kUnresolvedShown);
    return out;
  }

  std::string verdicts(const Run& run) const {
    std::string found, silent;
    std::vector<std::pair<std::string_view, std::string>> reasons;  // with the rules it holds for, in the order of rules
    for (const rules::RuleInfo& rule : rules::all_rules()) {
      if (!settings_.on(rule.name) || rule.check == nullptr) continue;
      std::vector<findings::Diagnostic> diagnostics;
      rules::Report report(rule, run, diagnostics);
      rule.check(run, report);
      for (const findings::Diagnostic& d : diagnostics)
        found += fmt::format("      {} {}[{}] {}\n", where(d.span), output::name_of(d.severity), d.rule, output::printable(d.message));
      if (!diagnostics.empty()) continue;
      const std::string_view why = why_silent(rule, run);
      const auto known = std::find_if(reasons.begin(), reasons.end(), [&](const auto& r) { return r.first == why; });
      if (known == reasons.end()) reasons.emplace_back(why, rule.name);
      else known->second += fmt::format(", {}", rule.name);
    }
    for (const auto& [why, rules] : reasons) silent += fmt::format("      {}:\n        {}\n", why, rules);
    return (found.empty() ? std::string() : "\n    findings:\n" + found) + (silent.empty() ? std::string() : "\n    silent rules:\n" + silent);
  }

  const Analysis& analysis_;
  const Settings& settings_;
  const output::Style& style_;
  bool verbose_;
};

// For a file where nothing starts: the programs whose steps stand in it.
std::string programs_through(const Analysis& analysis, const Settings& settings, const Tracer& tracer, const ProjectPlan& plan) {
  std::string out;
  for (const roots::Root& root : analysis.roots) {
    bool touches = false;
    for (const Run& run : execute_root(analysis, root, settings)) {
      touches = touches || std::any_of(run.steps().begin(), run.steps().end(), [&](const Step& s) {
        return s.token.valid() && covers(plan.targets, absolute_of(*analysis.project->file(s.token.file).source, settings));
      });
    }
    if (touches) out += "  " + tracer.title(root) + "\n";
  }
  return out;
}

int trace_plan(const Options& options, const ProjectPlan& plan) {
  const auto settings = make_settings(options, plan.root);
  if (!settings) {
    print_error(settings.error());
    return kTrouble;
  }
  auto analysis = load_project(plan, *settings);
  if (!analysis) {
    print_error(analysis.error());
    return kTrouble;
  }
  const output::Style style(wants_colour(options.colour, false));
  Tracer tracer(*analysis, *settings, style, options.verbose);
  std::string out;
  std::string fault;
  // On a thread with the large stack that main.cpp asked for.
  std::jthread([&] {
    try {
      for (const roots::Root& root : analysis->roots) {
        if (covers(plan.targets, absolute_of(*analysis->project->file(root.file).source, *settings))) out += tracer.root(root);
      }
      if (out.empty()) {
        out = "No program starts here.\n";
        const std::string through = programs_through(*analysis, *settings, tracer, plan);
        if (!through.empty()) out += "These programs have steps in it; trace one of them:\n" + through;
      }
    } catch (const std::exception& e) {
      fault = e.what();
    }
  }).join();
  if (!fault.empty()) {
    print_error("internal error: " + fault + "; please report this");
    return kTrouble;
  }
  add_file_problems(*analysis);
  for (const FileWarning& w : analysis->warnings)
    if (covers(plan.targets, absolute_path(w.path, settings->cwd))) complain(text_of(w));
  return print(out) ? kClean : kTrouble;
}

}  // namespace

int run_trace(const Options& options) {
  const std::string cwd = current_folder();
  if (cwd == ".") {
    print_error(kFolderIsGone);
    return kTrouble;
  }
  const auto plans = plan_projects(options.paths, cwd);
  if (!plans) {
    print_error(plans.error());
    return kTrouble;
  }
  for (const ProjectPlan& plan : *plans)
    if (const int fault = trace_plan(options, plan); fault != kClean) return fault;
  return kClean;
}

}  // namespace seedlint::app
