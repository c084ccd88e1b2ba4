// See findings.h. A finding is confirmed only by what its own rule speaks of: its generator, its line, its rule's
// name among the ranks' diagnostics. A difference somewhere else confirms nothing.
#include "compare/findings.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "compare/generators.h"

namespace seedlint::compare {

using trace::Kind;
using trace::Record;
using trace::Stream;

const char* state_name(Finding::State state) {
  switch (state) {
    case Finding::State::Confirmed: return "confirmed";
    case Finding::State::NotReproduced: return "not-reproduced";
    case Finding::State::NotCovered: return "not-covered";
  }
  return "not-covered";
}

std::set<std::string> streams_of(const Finding& finding) {
  std::set<std::string> names;
  auto says = [&](const char* word) { return finding.message.find(word) != std::string::npos; };
  if (says("torch")) names.insert("torch");
  if (says("NumPy") || says("numpy") || says("np.random")) names.insert("numpy");
  if (says("Python's random") || says("`random") || says("Python's generator")) names.insert("python");
  return names;
}

namespace {

std::string canonical(const std::string& path) {
  std::error_code error;
  auto result = std::filesystem::weakly_canonical(path, error);
  return error ? path : result.string();
}

bool is_global(const std::string& name) { return is_global_generator(name); }

/// The generator records of one stream by generator, in order.
std::map<std::string, std::vector<std::size_t>> moves(const Stream& stream) {
  std::map<std::string, std::vector<std::size_t>> all;
  auto records = stream.records();
  for (std::size_t i = 0; i < records.size(); ++i)
    if (records[i].kind == Kind::Generator) all[std::string(stream.name(records[i].op))].push_back(i);
  return all;
}

GeneratorEvidence evidence_at(const Stream& stream, const std::string& name, std::size_t index) {
  auto records = stream.records();
  GeneratorEvidence found;
  found.name = name;
  found.seeding = is_seeding(stream, index);
  found.in_worker = stream.label().find("-w") != std::string::npos;
  trace::Site site = stream.site(records[index]);
  found.place = {std::string(site.file), site.line, std::string(site.function)};
  found.step = records[index].step;
  for (std::size_t i = index + 1; i < records.size(); ++i) {
    if (is_soft(records[i])) continue;
    found.operation = stream.name(records[i].op);
    break;
  }
  return found;
}

bool touches(const FindingLine& at, const Place& place, const std::string& file) {
  return place.known() && at.path == file && place.line >= at.line && place.line <= at.end_line;
}

/// Whether a place of the run is one of the lines the finding names.
bool names_place(const Finding& finding, const Place& place) {
  if (!place.known()) return false;
  const std::string file = canonical(place.file);
  if (touches(finding.at, place, file)) return true;
  return std::any_of(finding.labels.begin(), finding.labels.end(), [&](const FindingLine& label) { return touches(label, place, file); });
}

std::string generator_words(const std::string& name) {
  if (name == "torch") return "torch's generator";
  if (is_cuda_generator(name)) return "torch's CUDA generator";
  if (name == "numpy") return "NumPy's global generator";
  if (name == "python") return "Python's random";
  return "the generator " + name;
}

bool equal_with(const RunEvidence& run, const char* change) {
  if (run.trials == nullptr) return false;
  return std::any_of(run.trials->begin(), run.trials->end(),
                     [&](const Trial& t) { return t.change == change && t.usable && t.equal; });
}

bool refuted(const RunEvidence& run, const std::string& change) {
  if (run.trials == nullptr) return false;
  return std::any_of(run.trials->begin(), run.trials->end(),
                     [&](const Trial& t) { return t.change == change && t.usable && !t.equal && !t.moved; });
}

enum class Speaks { Unseeded, Late, Seeding, Object, Order, Kernels, Ranks, Nothing };

/// What kind of difference a rule predicts; `Nothing` for rules that no pair of runs can show.
Speaks subject(const std::string& rule) {
  static const std::map<std::string, Speaks> rules = {
      {"missing-seed", Speaks::Unseeded},
      {"unseeded-split", Speaks::Unseeded},
      {"unseeded-spawned-process", Speaks::Unseeded},
      {"missing-worker-init-fn", Speaks::Unseeded},
      {"seed-after-draw", Speaks::Late},
      {"entropy-seed", Speaks::Seeding},
      {"unseeded-generator", Speaks::Object},
      {"stale-default-generator", Speaks::Object},
      {"late-hash-seed", Speaks::Order},
      {"unordered-input", Speaks::Order},
      {"partial-determinism", Speaks::Kernels},
      {"contradictory-determinism-flags", Speaks::Kernels},
      {"unknown-determinism-flag", Speaks::Kernels},
      {"same-seed-all-ranks", Speaks::Ranks},
      {"generator-copied-to-workers", Speaks::Ranks},
      {"replayed-worker-seed", Speaks::Ranks},
      {"reseed-in-loop", Speaks::Ranks},
      {"unsharded-iterable-dataset", Speaks::Ranks},
      {"rank-seed-where-ranks-must-agree", Speaks::Ranks},
      {"missing-set-epoch", Speaks::Ranks},
  };
  auto found = rules.find(rule);
  return found == rules.end() ? Speaks::Nothing : found->second;
}

class Judge {
 public:
  Judge(Finding& finding, const RunEvidence& run, std::size_t of_this_rule)
      : finding_(finding), run_(run), alone_(of_this_rule == 1), streams_(streams_of(finding)) {}

  bool confirmed() {
    if (run_.report == nullptr) return false;
    const bool differs = run_.report->verdict != Verdict::Equal && run_.report->verdict != Verdict::Unknown;
    switch (subject(finding_.rule)) {
      case Speaks::Unseeded: return differs && generator([](const GeneratorEvidence& g) { return !g.seeding; });
      case Speaks::Late: return differs && generator([](const GeneratorEvidence& g) { return !g.seeding && g.seeded_later; });
      case Speaks::Seeding: return differs && (generator([](const GeneratorEvidence& g) { return g.seeding; }) || object(true));
      case Speaks::Object: return differs && object(false);
      case Speaks::Order:
        return differs && order();
      case Speaks::Kernels:
        if (run_.report->verdict != Verdict::Origin || !equal_with(run_, "deterministic")) return false;
        return show("equal inputs gave another output, and deterministic algorithms make the runs equal", run_.report->place, run_.report->step,
                    run_.report->operation, true);
      case Speaks::Ranks: return diagnostic();
      case Speaks::Nothing: return false;
    }
    return false;
  }

 private:
  bool show(std::string text, Place place, std::uint32_t step, std::string operation, bool first) {
    finding_.evidence = {std::move(text), std::move(place), step, std::move(operation)};
    finding_.predicted = first;
    return true;
  }

  /// Whether this generator explains the first difference, not only a later one.
  bool explains_first(const std::string& name) const {
    const Report& report = *run_.report;
    if (refuted(run_, std::string(seeded_by(name)))) return false;
    if (equal_with(run_, name.c_str())) return true;
    return report.verdict == Verdict::GeneratorFirst && !report.causes.empty() && report.causes.front().name == name;
  }

  template <typename Accept>
  bool generator(Accept accept) {
    const GeneratorEvidence* best = nullptr;
    const bool place_matters = finding_.rule == "unseeded-split" || finding_.rule == "entropy-seed";
    for (const GeneratorEvidence& g : run_.generators) {
      if (!accept(g) || (!streams_.empty() && !streams_.contains(std::string(seeded_by(g.name))))) continue;
      if (finding_.rule == "missing-worker-init-fn" && !g.in_worker) continue;
      bool here = names_place(finding_, g.place) || names_cause(g.name);
      if (place_matters && !here && !alone_) continue;
      if (streams_.empty() && !here) continue;
      if (best == nullptr || (here && !names_place(finding_, best->place))) best = &g;
    }
    // A draw between two operations, with the seed after it: only the closer look tells the two apart.
    GeneratorEvidence close;
    if (best == nullptr && !run_.report->causes.empty() && run_.report->verdict == Verdict::GeneratorFirst) {
      const Cause& cause = run_.report->causes.front();
      close.name = cause.name;
      close.place = cause.place;
      close.step = run_.report->step;
      close.operation = run_.report->operation;
      close.seeding = cause.seeded_here;
      close.seeded_later = run_.report->seeded_later.has_value();
      if (cause.what == Cause::What::Generator && cause.exact && is_global(cause.name) && accept(close) &&
          (streams_.empty() || streams_.contains(std::string(seeded_by(cause.name)))) && names_place(finding_, cause.place))
        best = &close;
    }
    if (best == nullptr) return false;
    Place place = best->place;
    for (const Cause& cause : run_.report->causes)  // the closer look knows the very line
      if (cause.what == Cause::What::Generator && cause.name == best->name && cause.exact && cause.seeded_here == best->seeding) place = cause.place;
    std::string text = generator_words(best->name);
    text += best->seeding        ? " was seeded with another value in each run"
            : best->seeded_later ? " was drawn from in another state in each run, before it was seeded"
                                 : " was drawn from in another state in each run";
    return show(std::move(text), std::move(place), best->step, best->operation, explains_first(best->name));
  }

  /// An order that differs: of a set, which a fixed salt shows, or of a listing, which only its place shows.
  bool order() {
    const Report& report = *run_.report;
    const Place place = headline_place(report);
    const bool here = names_place(finding_, place) || names_place(finding_, report.place) || (report.origin && names_place(finding_, report.origin->place));
    if (equal_with(run_, "hashseed")) {
      if (finding_.rule == "unordered-input" && !here && !alone_) return false;
      return show("the order of a set or a hash() of text decided, and PYTHONHASHSEED=0 makes the runs equal", place, report.step, report.operation, true);
    }
    if (finding_.rule != "unordered-input" || !here || !report.reordered) return false;
    return show("the same values came in another order in each run", place, report.step, report.operation, true);
  }

  bool names_cause(const std::string& name) const {
    return std::any_of(run_.report->causes.begin(), run_.report->causes.end(), [&](const Cause& cause) {
      return cause.what == Cause::What::Generator && cause.name == name && names_place(finding_, cause.place);
    });
  }

  /// A generator object: named by the closer look, at a line of the finding.
  bool object(bool seeded_here) {
    const auto& causes = run_.report->causes;
    for (std::size_t i = 0; i < causes.size(); ++i) {
      const Cause& cause = causes[i];
      if (cause.what != Cause::What::Generator || is_global(cause.name)) continue;
      if (seeded_here && !cause.seeded_here) continue;
      if (!names_place(finding_, cause.place) && !(alone_ && finding_.rule != "entropy-seed" && names_place(finding_, run_.report->place))) continue;
      return show(generator_words(cause.name) + " was in another state in each run", cause.place, run_.report->step, run_.report->operation,
                  run_.report->verdict == Verdict::GeneratorFirst && i == 0);
    }
    return false;
  }

  bool diagnostic() {
    if (run_.diagnostics == nullptr) return false;
    const RankDiagnostic* best = nullptr;
    for (const RankDiagnostic& d : *run_.diagnostics) {
      if (d.rule != finding_.rule) continue;
      bool here = names_place(finding_, d.place);
      if (!here && !alone_) continue;
      if (best == nullptr || here) best = &d;
      if (here) break;
    }
    if (best == nullptr) return false;
    return show(best->message, best->place, best->step, best->operation, false);
  }

  Finding& finding_;
  const RunEvidence& run_;
  bool alone_;
  std::set<std::string> streams_;
};

std::string short_name(const std::string& path, int line) { return path + ":" + std::to_string(line); }

}  // namespace

std::vector<GeneratorEvidence> generator_evidence(const trace::Run& left, const trace::Run& right) {
  std::vector<GeneratorEvidence> all;
  for (const Stream& stream : left.streams) {
    auto other = std::find_if(right.streams.begin(), right.streams.end(), [&](const Stream& s) { return s.label() == stream.label(); });
    if (other == right.streams.end()) continue;
    auto ours = moves(stream), theirs = moves(*other);
    for (const auto& [name, list] : ours) {
      if (!is_global(name)) continue;
      const auto& others = theirs[name];
      std::size_t both = std::min(list.size(), others.size());
      auto seeds = [&](std::size_t n) {
        return is_seeding(stream, list[n]) && is_seeding(*other, others[n]);
      };
      for (std::size_t n = 0; n < both; ++n) {
        const Record& a = stream.records()[list[n]];
        const Record& b = other->records()[others[n]];
        if (a.digest[1] == b.digest[1]) {
          if (seeds(n)) break;  // seeded alike: what follows is another matter
          continue;
        }
        if (!seeds(n) && a.digest[0] == b.digest[0] && n > 0) break;  // parted while drawing: a consequence
        GeneratorEvidence found = evidence_at(stream, name, list[n]);
        found.seeding = seeds(n);
        for (std::size_t m = n + 1; m < both && !found.seeding; ++m)
          found.seeded_later = found.seeded_later || (seeds(m) && stream.records()[list[m]].digest[1] == other->records()[others[m]].digest[1]);
        all.push_back(std::move(found));
        break;
      }
    }
  }
  return all;
}

std::set<std::pair<std::string, int>> lines_seen(const trace::Run& run) {
  std::set<std::pair<std::string, int>> lines;
  std::map<std::string, std::string, std::less<>> known;
  for (const Stream& stream : run.streams) {
    std::set<std::uint32_t> ids;
    for (const Record& record : stream.records()) {
      // A generator that moved between operations is recorded at the next one, which may be elsewhere.
      if (!ids.insert(record.site).second) continue;
      trace::Site site = stream.site(record);
      if (!site.known()) continue;
      auto [entry, added] = known.try_emplace(std::string(site.file));
      if (added) entry->second = canonical(entry->first);
      lines.emplace(entry->second, site.line);
    }
  }
  return lines;
}

void judge_findings(std::vector<Finding>& findings, const RunEvidence& run) {
  std::map<std::string, std::size_t> of_rule;
  for (const Finding& finding : findings) ++of_rule[finding.rule];
  for (Finding& finding : findings) {
    finding.evidence = {};
    finding.predicted = false;
    if (Judge(finding, run, of_rule[finding.rule]).confirmed()) {
      finding.state = Finding::State::Confirmed;
      continue;
    }
    bool covered = false;
    for (int line = finding.at.line; line <= finding.at.end_line && !covered; ++line) covered = run.covered.contains({finding.at.path, line});
    finding.state = covered ? Finding::State::NotReproduced : Finding::State::NotCovered;
  }
}

std::string prediction(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings)
    if (finding.predicted) return ", as " + finding.rule + " predicted at " + short_name(finding.path, finding.line);
  return {};
}

std::vector<std::string> describe_findings(const std::vector<Finding>& findings, int steps) {
  std::vector<std::string> lines;
  std::vector<const Finding*> not_reproduced, not_covered;
  std::size_t confirmed = 0;
  for (const Finding& finding : findings) {
    if (finding.state == Finding::State::NotReproduced) not_reproduced.push_back(&finding);
    if (finding.state == Finding::State::NotCovered) not_covered.push_back(&finding);
    if (finding.state != Finding::State::Confirmed || ++confirmed > 4) continue;
    std::string line = "Confirmed: " + finding.rule + " (" + short_name(finding.path, finding.line) + "): " + finding.evidence.text;
    if (finding.evidence.place.known() && finding.evidence.place.line != finding.line) line += ", at " + show(finding.evidence.place);
    lines.push_back(line + " (step " + std::to_string(finding.evidence.step) +
                    (finding.evidence.operation.empty() ? "" : ", " + finding.evidence.operation) + ").");
  }
  if (confirmed > 4) lines.push_back("Confirmed: " + std::to_string(confirmed - 4) + " more.");
  auto list = [&](const std::string& what, const std::vector<const Finding*>& some) {
    if (some.empty()) return;
    std::string line = what;
    for (std::size_t i = 0; i < some.size() && i < 3; ++i)
      line += (i == 0 ? " " : ", ") + some[i]->rule + " (" + short_name(some[i]->path, some[i]->line) + ")";
    if (some.size() > 3) line += " and " + std::to_string(some.size() - 3) + " more";
    lines.push_back(line + ".");
  };
  list(steps > 0 ? "Not reproduced in " + std::to_string(steps) + " step" + (steps == 1 ? ":" : "s:") : "Not reproduced:", not_reproduced);
  list("Not covered by this run:", not_covered);
  return lines;
}

}  // namespace seedlint::compare
