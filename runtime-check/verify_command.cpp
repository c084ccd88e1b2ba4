// See verify_command.h. Reads as the order of events: two runs, compare, a deep pair, a search for the cause.
#include "verify_command.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>

#include "json_report.h"
#include "launch/run.h"
#include "launch/tracer_build.h"

namespace seedlint::verify {
namespace fs = std::filesystem;
using launch::RunOptions;
using launch::RunResult;

namespace {

constexpr const char* kUsage =
    "Usage: seedlint verify [OPTIONS] -- COMMAND...\n"
    "\n"
    "Runs COMMAND twice, unmodified, under a tracer, and compares every operation bit for bit.\n"
    "\n"
    "  --steps N       end each run after N optimiser steps (default 50; 0: run to the end)\n"
    "  --time SECONDS  end each run after this long (default 600)\n"
    "  --records N     end each run after N records of one stream (default 10000000)\n"
    "  --quick         only the two runs: no deep pass, no search for the cause\n"
    "  --json          the report as JSON on standard output\n"
    "  --keep DIR      keep the traces in DIR, which must not exist\n"
    "  --no-progress   no progress line\n"
    "\n"
    "Exit status: 0 equal, 1 different, 2 could not tell.\n";

struct Options {
  int steps = 50;
  double seconds = 600;
  std::uint64_t records = 10'000'000;
  bool quick = false, json = false, progress = true;
  std::string keep;
  std::vector<std::string> command;
};

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
    } else if (word == "--json") {
      options.json = true;
    } else if (word == "--no-progress") {
      options.progress = false;
    } else if (word == "--keep" && i + 1 < argc) {
      options.keep = argv[++i];
    } else if (word.starts_with("-")) {
      std::fprintf(stderr, "seedlint verify: unknown option '%s'; see --help\n", argv[i]);
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

/// All runs of one invocation: where they lie, what they share.
class Session {
 public:
  explicit Session(const Options& options) : options_(options) {}

  ~Session() {
    if (options_.keep.empty() && !root_.empty()) {
      std::error_code ignored;
      fs::remove_all(root_, ignored);
    }
  }

  /// Makes the folders. A sentence if that fails.
  std::optional<std::string> prepare() {
    cache_ = launch::tracer_cache();
    auto python = launch::install_sources(cache_);
    if (!python) return python.error();
    python_ = *python;
    std::error_code error;
    if (!options_.keep.empty()) {
      root_ = fs::absolute(options_.keep);
      if (fs::exists(root_)) return root_.string() + " exists already; --keep wants a new folder";
      if (!fs::create_directories(root_, error)) return "cannot make " + root_.string() + ": " + error.message();
    } else {
      fs::path base = fs::temp_directory_path(error);
      std::string pattern = (base / "seedlint-verify-XXXXXX").string();
      if (error || ::mkdtemp(pattern.data()) == nullptr)
        return "cannot make a temporary folder in " + base.string() + ": " + std::strerror(errno) + "; set TMPDIR to one that can be written";
      root_ = pattern;
    }
    return std::nullopt;
  }

  struct Pair {
    trace::Run left, right;
    bool stopped = false;
    std::optional<std::string> failure;  ///< why there is nothing to compare
    std::optional<std::string> ending;   ///< the program failed, in its own words
  };

  /// Runs the command twice. `name` becomes part of the folders' names.
  Pair run_pair(const std::string& name, const std::string& what, const std::vector<std::string>& switches, const std::string& deep, int steps) {
    Pair pair;
    for (int n : {1, 2}) {
      fs::path folder = root_ / (name + "-" + std::to_string(n));
      auto result = run_once(folder, what + ", run " + std::to_string(n) + " of 2", switches, deep, steps);
      if (!result) {
        pair.failure = result.error();
        return pair;
      }
      if (result->how == RunResult::How::TimedOut) pair.stopped = true;
      (n == 1 ? pair.left : pair.right) = trace::read_run(folder);
      pair.failure = complaint(folder, *result, n == 1 ? pair.left : pair.right);
      if (pair.failure) return pair;
      if (result->how == RunResult::How::Signalled || (result->how == RunResult::How::Exited && result->code != 0)) {
        std::string how = (result->how == RunResult::How::Signalled ? "was ended by signal " : "failed with exit status ") + std::to_string(result->code);
        pair.ending = pair.ending ? "The command " + how + "." : "Run " + std::to_string(n) + " of the command " + how + ".";
      }
      for (const auto& stream : n == 1 ? pair.left.streams : pair.right.streams)
        if (stream.end() == trace::End::NoSpace) pair.failure = "the disk filled up while tracing (" + root_.string() + "); set TMPDIR to a larger one or use --steps";
      seconds_.push_back(result->seconds);
      if (pair.failure) return pair;
    }
    return pair;
  }

  const std::vector<double>& seconds() const { return seconds_; }
  const fs::path& root() const { return root_; }
  bool interrupted() const { return interrupted_; }
  void clear_line() const {
    if (shows_progress()) std::fprintf(stderr, "\r\033[K");
  }

 private:
  bool shows_progress() const { return options_.progress && ::isatty(2) != 0; }

  tl::expected<RunResult, std::string> run_once(const fs::path& folder, const std::string& what, const std::vector<std::string>& switches,
                                                const std::string& deep, int steps) {
    std::error_code error;
    RunOptions run;
    run.command = options_.command;
    run.folder = folder;
    run.python = python_;
    run.cache = cache_;
    run.sources = launch::tracer_sources_hash();
    run.steps = steps;
    run.seconds = options_.seconds;
    run.records = options_.records;
    run.switches = switches;
    run.deep = deep;
    if (shows_progress()) {
      run.progress = [&, steps](std::uint32_t step) {
        std::fprintf(stderr, "\r\033[K%s: step %u%s", what.c_str(), step, steps > 0 ? (" of " + std::to_string(steps)).c_str() : "");
        std::fflush(stderr);
      };
    }
    for (int attempt = 0; attempt < 2; ++attempt) {
      fs::remove_all(folder, error);
      fs::create_directories(folder, error);
      if (error) return tl::unexpected("cannot make " + folder.string() + ": " + error.message());
      RunResult result = launch::run(run);
      if (result.how == RunResult::How::Interrupted) {
        interrupted_ = true;
        return tl::unexpected(std::string("interrupted"));
      }
      if (result.how == RunResult::How::NotStarted) return tl::unexpected("the command could not be started: " + result.message);
      if (result.how != RunResult::How::NeedsTracer) return result;
      if (shows_progress()) std::fprintf(stderr, "\r\033[Kcompiling the tracer for this torch (once)");
      auto built = launch::build_tracer(cache_, folder / "request.json");
      if (!built) return tl::unexpected(built.error());
    }
    return tl::unexpected(std::string("the compiled tracer is not found by the program"));
  }

  std::optional<std::string> complaint(const fs::path& folder, const RunResult& result, const trace::Run& run) {
    std::ifstream failed(folder / "failed.txt");
    std::string line;
    if (std::getline(failed, line)) return "the tracer could not start in the program: " + line;
    if (!run.streams.empty()) return std::nullopt;
    if (!run.problems.empty()) return "the trace cannot be read: " + run.problems.front();
    std::string tail = launch::output_tail(folder, 6);
    std::string text = result.how == RunResult::How::Exited && result.code == 0
                           ? "the command ran but recorded nothing: it never used torch, or Python was started with -E, -I or -S"
                       : result.how == RunResult::How::TimedOut ? "the command recorded nothing before the time limit"
                                                                : "the command failed before it used torch (exit status " + std::to_string(result.code) + ")";
    if (!tail.empty()) text += "; its last lines:\n" + tail;
    return text;
  }

  const Options& options_;
  fs::path root_, cache_, python_;
  std::vector<double> seconds_;
  bool interrupted_ = false;
};

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
  if (a.stream != b.stream || !a.difference || !b.difference) return false;
  auto same = [](const compare::Place& p, const compare::Place& q) { return p.file == q.file && p.line == q.line; };
  if (same(a.place, b.place) && a.operation == b.operation) return true;
  return a.difference->what == compare::Difference::What::Path && b.difference->what == compare::Difference::What::Path &&
         (same(a.place, b.place) || same(a.place, b.other_place));
}

void explain_further(const Options& options, Session& session, Outcome& outcome) {
  const int enough = static_cast<int>(outcome.report.step) + 2;
  const int steps = options.steps == 0 ? enough : std::min(options.steps, enough);
  {
    outcome.deep = true;
    auto pair = session.run_pair("deep", "looking closely", {}, deep_window(outcome.report, session.seconds().front()), steps);
    if (session.interrupted()) return;
    if (!pair.failure) {
      compare::Report deep = compare::compare_runs(pair.left, pair.right, {true});
      if (deep.difference && same_difference(deep, outcome.report)) {
        outcome.repeated = true;
        deep.compared = outcome.report.compared;
        deep.differing = outcome.report.differing;
        deep.also_different = outcome.report.also_different;
        deep.difference = outcome.report.difference;
        deep.record = outcome.report.record;
        deep.hard_index = outcome.report.hard_index;
        if (!deep.seeded_later) deep.seeded_later = outcome.report.verdict == compare::Verdict::GeneratorFirst ? outcome.report.seeded_later : std::nullopt;
        outcome.report = std::move(deep);
      }
    }
  }
  for (const std::string& change : compare::switches_to_try(outcome.report)) {
    auto pair = session.run_pair("with-" + change, "with " + compare::describe_switch(change), {change}, {}, steps);
    if (session.interrupted()) return;
    compare::Trial trial{change};
    if (pair.failure || pair.ending) {
      trial.usable = false;
    } else {
      trial.equal = compare::compare_runs(pair.left, pair.right, {pair.stopped}).verdict == compare::Verdict::Equal;
    }
    outcome.trials.push_back(trial);
    if (trial.equal) break;
    // Filled memory still differs, so something outside torch had filled it: a value, not a missing write.
    if (change == "fill" && trial.usable && outcome.report.verdict == compare::Verdict::Uninitialised)
      outcome.report.verdict = compare::Verdict::ForeignData;
  }
}

void verify(const Options& options, Session& session, Outcome& outcome) {
  if (auto problem = session.prepare()) {
    outcome.message = *problem;
    return;
  }
  auto pair = session.run_pair("plain", "verify", {}, {}, options.steps);
  if (pair.failure) {
    outcome.message = *pair.failure;
    return;
  }
  outcome.report = compare::compare_runs(pair.left, pair.right, {pair.stopped});
  if (pair.ending) outcome.report.problems.push_back(*pair.ending + " Its last lines:\n" + launch::output_tail(session.root() / "plain-1", 4));
  if (outcome.report.verdict == compare::Verdict::Equal && pair.ending) {
    outcome.message = *pair.ending + " Up to there both runs are equal. Its last lines:\n" + launch::output_tail(session.root() / "plain-1", 4);
    return;
  }
  if (outcome.report.verdict == compare::Verdict::Equal) {
    outcome.exit_status = 0;
    return;
  }
  if (outcome.report.verdict == compare::Verdict::Unknown) return;
  outcome.exit_status = 1;
  if (!options.quick) explain_further(options, session, outcome);
}

void print(const Outcome& outcome) {
  if (!outcome.message.empty()) {
    std::fprintf(stderr, "seedlint verify: %s\n", outcome.message.c_str());
    return;
  }
  compare::Place place = compare::headline_place(outcome.report);
  std::printf("%s\n", compare::sentence(outcome.report, outcome.trials).c_str());
  if (place.known()) std::printf("%s: in %s\n", compare::show(place).c_str(), place.function.c_str());
  for (const std::string& line : compare::details(outcome.report, outcome.trials)) std::printf("  %s\n", line.c_str());
  if (outcome.deep && !outcome.repeated && outcome.exit_status == 1)
    std::printf("  A second pair of runs parted somewhere else: the difference depends on timing or on the tracer.\n");
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
    outcome.seconds = session.seconds();
    session.clear_line();
  }
  if (options->json) std::printf("%s\n", json_report(outcome).c_str());
  else print(outcome);
  return outcome.exit_status;
}

}  // namespace seedlint::verify
