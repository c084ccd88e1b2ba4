// See silence.h.
#include "app/silence.h"

#include <algorithm>

namespace seedlint::app {
namespace {

using execute::EventKind;
using execute::Run;
using execute::Step;

template <typename Test>
bool any(const Run& run, Test&& test) {
  return std::any_of(run.steps().begin(), run.steps().end(), test);
}

bool has(const Run& run, EventKind kind) {
  return any(run, [&](const Step& s) { return s.kind == kind; });
}

bool forks(const Run& run, std::string_view how) {
  return any(run, [&](const Step& s) { return s.kind == EventKind::Fork && text_of(s.name) == how; });
}

}  // namespace

std::string_view why_silent(const rules::RuleInfo& rule, const Run& run) {
  if (run.cut()) return "the program was not followed to its end: it is too large";
  const char hundred = rule.code.size() > 4 ? rule.code[4] : '0';
  if (!run.trains() && !run.root().is_open() && (hundred == '1' || hundred == '2' || hundred == '3'))
    return "nothing here trains: no backward, optimiser step or fit was reached";
  if (hundred == '3' && rule.name != "unseeded-spawned-process" && !run.distributed())
    return "one process: no process group, wrapper or launch line was found";
  if (rule.name == "unseeded-spawned-process" && !forks(run, "spawn") && !forks(run, "fork")) return "no process is started";
  if (rule.name == "missing-worker-init-fn" || rule.name == "generator-copied-to-workers" || rule.name == "replayed-worker-seed")
    return forks(run, "loader") ? "no loader's workers draw in the way it looks for" : "no loader with workers is iterated";
  if (rule.name == "missing-seed")
    return has(run, EventKind::Draw) ? "every stream that is drawn from is seeded, or may be" : "nothing is drawn";
  if (rule.name == "seed-after-draw") {
    if (!has(run, EventKind::Seed)) return "nothing is seeded";
    return "no draw that matters comes before the first seed of its stream";
  }
  if (rule.name == "unused-seed-option") return has(run, EventKind::Option) ? "every seed option is used" : "there is no seed option";
  if (hundred == '1' && !has(run, EventKind::Seed)) return "nothing is seeded";
  if (hundred == '4' && !has(run, EventKind::Flag)) return "no determinism switch is set";
  return "nothing of its kind was found";
}

}  // namespace seedlint::app
