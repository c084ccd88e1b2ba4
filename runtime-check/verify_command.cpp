// See verify_command.h. Reads as the order of events: two runs, compare, a deep pair, a search for the cause.
#include "verify_command.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "against.h"
#include "compare/generators.h"
#include "compare/repair.h"
#include "json_report.h"
#include "launch/lint.h"
#include "session.h"

namespace seedlint::verify {
namespace fs = std::filesystem;

namespace {

constexpr const char* kUsage =
    "Usage: seedlint verify [OPTIONS] -- COMMAND...\n"
    "\n"
    "Runs COMMAND twice, unmodified, under a tracer, and compares every operation bit for bit.\n"
    "\n"
    "  --steps N       end each run after N optimiser steps (default 50; 0: run to the end)\n"
    "  --time SECONDS  end each run after this long (default 600)\n"
    "  --records N     end each run after N records of one stream (default 10000000)\n"
    "  --quick         only the two runs: no deep pass, no search for the cause, no look at findings' lines\n"
    "  --light         look at parameters, gradients and generators once a step only; on a difference the runs are\n"
    "                  repeated up to there in full\n"
    "  --against REV   run the command at this revision of its git repository as well, and say whether the\n"
    "                  difference is fixed\n"
    "  --no-lint       do not look for lint findings that the runs confirm\n"
    "  --tracer WHICH  compiled, python (slower, needs no C++ compiler) or auto (default: python where compiling fails)\n"
    "  --json          the report as JSON on standard output\n"
    "  --keep DIR      keep the traces in DIR, which must not exist\n"
    "  --no-progress   no progress line\n"
    "\n"
    "Exit status: 0 equal, 1 different or wrongly equal, 2 could not tell.\n"
    "With --against: 0 fixed, 1 not fixed, 2 could not tell.\n";

/// The options, or nothing after a message: the first element says whether --help was asked for.
std::optional<Options> parse(int argc, char** argv, bool& help) {
  Options options;
  int i = 1;
  auto number = [&](const char* name) -> std::optional<double> {
    if (i + 1 >= argc) {
      std::fprintf(stderr, "seedlint verify: %s needs a number\n", name);
      return std::nullopt;
    }
    char* end = nullptr;
    double value = std::strtod(argv[++i], &end);
    if (end == argv[i] || *end != '\0' || !(value >= 0) || value > 1e15) {
      std::fprintf(stderr, "seedlint verify: %s needs a number, not '%s'\n", name, argv[i]);
      return std::nullopt;
    }
    return value;
  };
  for (; i < argc; ++i) {
    std::string word = argv[i];
    if (word == "--") {
      ++i;
      break;
    }
    if (word == "-h" || word == "--help") {
      help = true;
      return std::nullopt;
    }
    if (word == "--steps" || word == "--time" || word == "--records") {
      auto value = number(argv[i]);
      if (!value) return std::nullopt;
      if (word == "--steps") options.steps = static_cast<int>(std::min(*value, 2e9));
      else if (word == "--time") options.seconds = *value;
      else options.records = static_cast<std::uint64_t>(*value);
    } else if (word == "--quick") {
      options.quick = true;
    } else if (word == "--light") {
      options.light = true;
    } else if (word == "--json") {
      options.json = true;
    } else if (word == "--no-progress") {
      options.progress = false;
    } else if (word == "--no-lint") {
      options.lint = false;
    } else if (word == "--tracer" && i + 1 < argc) {
      const std::string which = argv[++i];
      if (which != "auto" && which != "compiled" && which != "python") {
        std::fprintf(stderr, "seedlint verify: --tracer is auto, compiled or python, not '%s'\n", which.c_str());
        return std::nullopt;
      }
      options.tracer = which == "python" ? Tracer::Python : which == "compiled" ? Tracer::Compiled : Tracer::Auto;
    } else if (word == "--against" && i + 1 < argc) {
      options.against = argv[++i];
    } else if (word == "--keep" && i + 1 < argc) {
      options.keep = argv[++i];
    } else if (word.starts_with("-")) {
      const bool lacks = word == "--keep" || word == "--against" || word == "--tracer";
      std::fprintf(stderr, lacks ? "seedlint verify: %s needs a value\n" : "seedlint verify: unknown option '%s'; see --help\n", argv[i]);
      return std::nullopt;
    } else {
      break;
    }
  }
  options.command.assign(argv + std::min(i, argc), argv + argc);
  if (options.command.empty()) {
    std::fprintf(stderr, "seedlint verify: no command given, for example: seedlint verify -- python train.py\n");
    return std::nullopt;
  }
  return options;
}

/// The window of a deep pass: the first difference and what led to it. Lines are followed from the start
/// where that is affordable, because an outside value may have been made long before it is used.
std::string deep_window(const compare::Report& report, double seconds) {
  constexpr std::size_t kLead = 64, kTail = 16;
  std::size_t at = report.hard_index;
  std::size_t from = at > kLead ? at - kLead : 0;
  bool lines_from_start = at < 20000 && seconds < 60;
  return report.stream + "," + std::to_string(from) + "," + std::to_string(at + kTail) + "," + (lines_from_start ? "0" : "1");
}

/// Whether a second pair parted where the first did. Where the ways part, either run may be the one that
/// went on, so the two places count as a pair.
bool same_difference(const compare::Report& a, const compare::Report& b) {
  // Workers and threads that do the same work count as one: which of them comes first is chance.
  auto role = [](std::string label) {
    std::erase_if(label, [](char c) { return c >= '0' && c <= '9'; });
    return label;
  };
  if (role(a.stream) != role(b.stream) || !a.difference || !b.difference) return false;
  // IPython names a cell's file after its process and its text.
  auto file = [&](const std::string& path) { return path.find("/ipykernel_") == std::string::npos ? path : fs::path(path).filename().string(); };
  auto same = [&](const compare::Place& p, const compare::Place& q) { return file(p.file) == file(q.file) && p.line == q.line; };
  if (same(a.place, b.place) && a.operation == b.operation) return true;
  return a.difference->what == compare::Difference::What::Path && b.difference->what == compare::Difference::What::Path &&
         (same(a.place, b.place) || same(a.place, b.other_place));
}

/// Whether the records show that the generator which `change` seeds differed between the runs.
bool generator_moved(const compare::Report& report, const std::string& change) {
  return std::any_of(report.causes.begin(), report.causes.end(),
                     [&](const compare::Cause& cause) { return cause.what == compare::Cause::What::Generator && compare::seeded_by(cause.name) == change; });
}

/// Switches one thing at a time. Where that moves the difference on, it stays switched and the search goes on from
/// there, so a program with two unseeded generators is told of both.
void search_for_cause(Session& session, Wish wish, int whole, Outcome& outcome) {
  constexpr std::size_t kMost = 8;
  std::vector<std::string> queue = compare::switches_to_try(outcome.report), kept;
  const compare::Verdict verdict = outcome.report.verdict;
  if (outcome.cuda && (verdict == compare::Verdict::Origin || verdict == compare::Verdict::FirstSeen)) queue.insert(queue.begin(), "benchmark");
  compare::Report base = outcome.report;
  for (std::size_t i = 0; i < queue.size() && i < kMost; ++i) {
    const std::string change = queue[i];
    wish.switches = kept;
    wish.switches.push_back(change);
    compare::Trial trial;
    for (const std::string& name : wish.switches) trial.change += (trial.change.empty() ? "" : "+") + name;
    // Whether clocks are all there is must be seen over the whole of what the first pair did.
    const int steps = wish.steps;
    if (change == "clock" && outcome.weights_equal.value_or(false)) wish.steps = whole;
    auto pair = session.run_pair("with-" + trial.change, "with " + compare::describe_switch(trial.change), wish);
    if (session.interrupted()) return;
    // A program that fails anyway may fail here as well, in the same way.
    auto ended_otherwise = [&](const Pair& tried) { return tried.failure || (tried.ending && tried.ending != outcome.ending); };
    if (ended_otherwise(pair)) {
      trial.usable = false;
    } else {
      auto report = compare::compare_runs(pair.left, pair.right, {pair.stopped});
      trial.equal = report.verdict == compare::Verdict::Equal;
      // Runs that differ by chance may agree by chance: what the records do not show is tried again.
      constexpr int kMostAgain = 2;
      for (int n = 1; n <= kMostAgain && trial.equal && !generator_moved(outcome.report, change); ++n) {
        auto again = session.run_pair("with-" + trial.change + "-again-" + std::to_string(n), "with " + compare::describe_switch(trial.change) + ", once more", wish);
        if (session.interrupted()) return;
        trial.equal = !ended_otherwise(again) && compare::compare_runs(again.left, again.right, {again.stopped}).verdict == compare::Verdict::Equal;
      }
      trial.moved = compare::moved_on(report, base, change);
      trial.later = report.place;
      if (trial.moved) {
        kept.push_back(change);
        std::vector<std::string> next;
        for (const std::string& name : compare::switches_to_try(report))
          if (std::find(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(i) + 1, name) == queue.begin() + static_cast<std::ptrdiff_t>(i) + 1) next.push_back(name);
        queue.resize(i + 1);
        queue.insert(queue.end(), next.begin(), next.end());
        base = std::move(report);
      }
    }
    wish.steps = steps;
    outcome.trials.push_back(trial);
    outcome.aside = trial.equal && trial.change == "clock" && outcome.weights_equal.value_or(false);
    if (trial.equal && trial.change == "clock") compare::lead_with_clock(outcome.report);
    else if (trial.equal) compare::lead_with_generator(outcome.report, change);
    // Filled memory still differs, or a change outside torch makes it equal: something had filled it through a pointer, so
    // it is a value, not a missing write.
    const bool about_memory = change == "fill" || change == "deterministic";
    if (outcome.report.verdict == compare::Verdict::Uninitialised && (trial.equal ? !about_memory : change == "fill" && trial.usable))
      outcome.report.verdict = compare::Verdict::ForeignData;
    if (trial.equal) break;
  }
}

/// Whether the later runs read a file that an earlier one wrote; every run then starts from what the one before left.
bool left_something(const Pair& later, Outcome& outcome) {
  return compare::blame_left_over(outcome.report, compare::read_facts(later.left_folder));
}

void explain_further(const Options& options, Session& session, Outcome& outcome) {
  const int enough = static_cast<int>(outcome.report.step) + 2;
  Wish wish;
  wish.steps = options.steps == 0 ? enough : std::min(options.steps, enough);
  outcome.deep = true;
  wish.deep = deep_window(outcome.report, session.seconds().front());
  constexpr int kMost = 3;  // runs that differ by chance may agree by chance
  for (int attempt = 1; attempt <= kMost; ++attempt) {
    auto pair = session.run_pair(attempt == 1 ? "deep" : "deep" + std::to_string(attempt), "looking closely", wish);
    if (session.interrupted()) return;
    if (pair.failure) break;
    compare::Report deep = compare::compare_runs(pair.left, pair.right, {true});
    if (!deep.difference && deep.verdict == compare::Verdict::Equal) {
      if (attempt == 1 && left_something(pair, outcome)) return;
      if (attempt < kMost) continue;
      // Equal without any change, so no change would show a cause.
      outcome.report.problems.push_back("Three more pairs of runs were equal: the difference depends on timing, or on something outside the program.");
      return;
    }
    if (!deep.difference || !same_difference(deep, outcome.report)) {
      if (left_something(pair, outcome)) return;
      break;
    }
    outcome.repeated = true;
    deep.compared = outcome.report.compared;
    deep.differing = outcome.report.differing;
    deep.also_different = outcome.report.also_different;
    deep.difference = outcome.report.difference;
    deep.record = outcome.report.record;
    deep.hard_index = outcome.report.hard_index;
    if (!deep.seeded_later) deep.seeded_later = outcome.report.verdict == compare::Verdict::GeneratorFirst ? outcome.report.seeded_later : std::nullopt;
    deep.problems.insert(deep.problems.begin(), outcome.report.problems.begin(), outcome.report.problems.end());
    outcome.report = std::move(deep);
    break;
  }
  wish.deep.clear();
  search_for_cause(session, wish, options.steps, outcome);
}

/// After a light pair that differs: a pair up to there with every operation, which takes its place if it differs too.
void look_again_in_full(const Options& options, Session& session, Pair& pair, Outcome& outcome) {
  const int enough = static_cast<int>(outcome.report.step) + 2;
  Wish wish;
  wish.steps = options.steps == 0 ? enough : std::min(options.steps, enough);
  auto full = session.run_pair("full", "every operation", wish);
  if (session.interrupted() || full.failure) return;
  compare::Report report = compare::compare_runs(full.left, full.right, {full.stopped});
  if (!report.difference) {
    outcome.report.problems.push_back("A pair with every operation traced up to there was equal: the difference depends on timing.");
    return;
  }
  outcome.report = std::move(report);
  pair = std::move(full);
}

/// The linter's findings in the files that the program loaded and those its command names.
void lint_program(const Options& options, const Session& session, const compare::Facts& facts, Outcome& outcome) {
  std::vector<std::string> files = facts.files;
  std::error_code error;
  for (const std::string& word : options.command) {
    if (!word.ends_with(".py") && !word.ends_with(".ipynb")) continue;
    fs::path path = fs::weakly_canonical(word, error);
    if (!error && fs::is_regular_file(path, error)) files.push_back(path.string());
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  if (files.empty()) return;
  session.say("linting the program");
  auto findings = launch::lint(files, session.root());
  if (findings) outcome.findings = std::move(*findings);
  else outcome.lint_problem = findings.error();
}

/// Judges every finding by the runs; where a finding's line is not among the records, one more run looks whether
/// the line runs at all.
void link_findings(const Options& options, Session& session, const Pair& pair, Outcome& outcome) {
  if (outcome.findings.empty()) return;
  compare::RunEvidence evidence;
  evidence.report = &outcome.report;
  evidence.trials = &outcome.trials;
  evidence.generators = compare::generator_evidence(pair.left, pair.right);
  evidence.diagnostics = &outcome.diagnostics;
  evidence.covered = compare::lines_seen(pair.left);
  compare::judge_findings(outcome.findings, evidence);
  std::vector<std::pair<std::string, int>> unknown;
  for (const compare::Finding& finding : outcome.findings)
    if (finding.state == compare::Finding::State::NotCovered)
      for (int line = finding.at.line; line <= finding.at.end_line; ++line) unknown.emplace_back(finding.at.path, line);
  if (unknown.empty() || options.quick || session.interrupted()) return;
  Wish wish;
  wish.steps = options.steps;
  auto seen = session.run_for_lines(unknown, wish);
  if (!seen) return;
  evidence.covered.insert(seen->begin(), seen->end());
  compare::judge_findings(outcome.findings, evidence);
}

void verify(const Options& options, Session& session, Outcome& outcome) {
  if (auto problem = session.prepare()) {
    outcome.message = *problem;
    return;
  }
  Wish wish;
  wish.steps = options.steps;
  wish.light = options.light;
  auto pair = session.run_pair("plain", "verify", wish);
  if (pair.failure) {
    outcome.message = *pair.failure;
    return;
  }
  outcome.report = compare::compare_runs(pair.left, pair.right, {pair.stopped});
  if (options.light && outcome.report.difference) look_again_in_full(options, session, pair, outcome);
  const compare::Facts facts = compare::read_facts(pair.left_folder), again = compare::read_facts(pair.right_folder);
  outcome.cuda = facts.cuda;
  outcome.weights_equal = compare::final_weights_agree(facts, again);
  outcome.ranks = compare::compare_ranks(pair.left, facts);
  outcome.diagnostics = compare::shown_twice(outcome.ranks, compare::compare_ranks(pair.right, again));
  if (options.lint) lint_program(options, session, facts, outcome);
  outcome.ending = pair.ending;
  if (pair.ending) outcome.report.problems.push_back(*pair.ending + " Its last lines:\n" + launch::output_tail(session.root() / "plain-1", 4));
  if (!pair.not_hashed.empty()) {
    outcome.report.problems.push_back("Tensors on a GPU were not hashed: " + pair.not_hashed + ".");
    if (outcome.report.verdict == compare::Verdict::Equal) {
      outcome.message = "the program computes on a GPU, and its tensors there could not be hashed: " + pair.not_hashed + ". What was hashed is equal";
      return;
    }
  }
  if (outcome.report.verdict == compare::Verdict::Equal && pair.ending) {
    outcome.message = *pair.ending + " Up to there both runs are equal. Its last lines:\n" + launch::output_tail(session.root() / "plain-1", 4);
    return;
  }
  if (outcome.report.verdict == compare::Verdict::Unknown) return;
  outcome.exit_status = outcome.report.verdict == compare::Verdict::Equal && outcome.diagnostics.empty() ? 0 : 1;
  if (outcome.report.verdict != compare::Verdict::Equal && !options.quick) explain_further(options, session, outcome);
  if (outcome.aside && outcome.diagnostics.empty()) outcome.exit_status = 0;
  link_findings(options, session, pair, outcome);
  if (!options.against.empty() && !session.interrupted()) compare_with_revision(options, session, pair, outcome);
}

void print(const Options& options, const Outcome& outcome) {
  if (!outcome.message.empty()) {
    std::fprintf(stderr, "seedlint verify: %s\n", outcome.message.c_str());
    return;
  }
  std::printf("%s\n", sentence(outcome).c_str());
  auto line = [](const std::string& text) { std::printf("  %s\n", near_paths(text).c_str()); };
  compare::Place place = compare::headline_place(outcome.report);
  if (place.known()) std::printf("%s: in %s\n", near_paths(compare::show(place)).c_str(), place.function.c_str());
  if (std::string todo = outcome.aside ? "" : compare::repair(outcome.report, outcome.trials); !todo.empty()) line("To repair: " + todo);
  if (outcome.exit_status == 1 && outcome.report.difference && outcome.weights_equal.value_or(false))
    line("The weights after the last step agree: in these steps the difference did not reach them.");
  for (const std::string& text : against_lines(outcome)) line(text);
  for (std::size_t i = 0; i < outcome.diagnostics.size() && i < 6; ++i) {
    const compare::RankDiagnostic& d = outcome.diagnostics[i];
    line(compare::show(d.place) + ": " + d.rule + ": " + d.message + ".");
  }
  if (outcome.diagnostics.size() > 6) line(std::to_string(outcome.diagnostics.size() - 6) + " more; see --json.");
  for (const std::string& text : compare::describe_findings(outcome.findings, options.steps)) line(text);
  if (!outcome.lint_problem.empty()) line("Findings were not looked at: " + outcome.lint_problem + ".");
  for (const std::string& text : compare::details(outcome.report, outcome.trials)) line(text);
  if (!outcome.python_tracer_because.empty()) line(tracer_line(outcome.python_tracer_because));
  if (outcome.deep && !outcome.repeated && outcome.exit_status == 1 && outcome.report.problems.empty() && outcome.report.left_over.empty())
    line("A second pair of runs parted somewhere else: the difference depends on timing or on the tracer.");
}

}  // namespace

int verify_main(int argc, char** argv) {
  bool help = false;
  auto options = parse(argc, argv, help);
  if (!options) {
    if (help) std::fputs(kUsage, stdout);
    return help ? 0 : 2;
  }
  Outcome outcome;
  outcome.command = options->command;
  {
    Session session(*options);
    verify(*options, session, outcome);
    outcome.python_tracer_because = session.python_tracer_because();
    outcome.seconds = session.seconds();
    session.clear_line();
  }
  if (options->json) std::printf("%s\n", json_report(outcome).c_str());
  else print(*options, outcome);
  return outcome.exit_status;
}

}  // namespace seedlint::verify
