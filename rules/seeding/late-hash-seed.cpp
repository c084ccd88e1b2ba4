// SEED107: PYTHONHASHSEED is set inside the process it is meant for, where it has no effect any more.
#include <fmt/format.h>

#include "common.h"

namespace seedlint::rules {

SEEDLINT_RULE(late_hash_seed)(const Run& run, Report& report) {
  if (run.root().is_test || run.root().is_open()) return;
  const Step* hashed = nullptr;
  for (const Step& step : run.steps()) {
    // A process started from here on takes the variable.
    if (step.kind == EventKind::Mark && (text_of(step.name) == "exec" || text_of(step.name) == "subprocess")) return;
    if (hashed == nullptr && step.kind == EventKind::Seed && step.value.provenance.may_be(Origin::Hash)) hashed = &step;
  }
  for (const Step& step : run.steps()) {
    if (step.kind != EventKind::Flag || text_of(step.name) != "env.PYTHONHASHSEED") continue;
    auto builder = report.at(
        step.token, "PYTHONHASHSEED is read when Python starts: set here it changes nothing in this process", "hash");
    if (hashed != nullptr) {
      builder.severity(Severity::Warning).label(run.stands_at(*hashed), "hash() decides a seed here");
    } else {
      builder.severity(Severity::Note);
    }
    builder.help("set it in the launch script: `PYTHONHASHSEED=0 python ...`");
    return;
  }
}

}  // namespace seedlint::rules
