// SEED107: PYTHONHASHSEED is set inside the process it is meant for, where it has no effect any more.
#include <fmt/format.h>

#include "common.h"

namespace seedlint::rules {

namespace {

// The order of a set of strings decides something here: a numbering, a split, a shuffle.
bool uses_hash_order(const Run& run, const Step& step) {
  if (step.value.order == execute::kOrdered || run.order(step.value.order).listing) return false;
  const std::string_view use = text_of(step.api);
  return !run.order(step.value.order).sorted_later && use != "head" && use != "tail" && use != "pick" &&
         reaches_training(run, step);
}

}  // namespace

SEEDLINT_RULE(late_hash_seed)(const Run& run, Report& report) {
  if (run.root().is_test || run.root().is_open()) return;
  const Step* hashed = nullptr;
  const Step* ordered = nullptr;
  for (const Step& step : run.steps()) {
    // A process started from here on takes the variable.
    if (step.kind == EventKind::Mark && (text_of(step.name) == "exec" || text_of(step.name) == "subprocess")) return;
    if (hashed == nullptr && step.kind == EventKind::Seed && step.value.provenance.may_be(Origin::Hash)) hashed = &step;
    if (ordered == nullptr && uses_hash_order(run, step)) ordered = &step;
  }
  for (const Step& step : run.steps()) {
    if (step.kind != EventKind::Flag || text_of(step.name) != "env.PYTHONHASHSEED") continue;
    auto builder = report.at(
        step.token, "PYTHONHASHSEED is read when Python starts: set here it changes nothing in this process", "hash");
    if (hashed != nullptr) {
      builder.severity(Severity::Warning).label(run.stands_at(*hashed), "hash() decides a seed here");
    } else if (ordered != nullptr) {
      builder.severity(Severity::Warning).label(ordered->token, "the order of a set of strings decides here");
    } else {
      builder.severity(Severity::Note);
    }
    builder.help("set it in the launch script: `PYTHONHASHSEED=0 python ...`");
    return;
  }
}

}  // namespace seedlint::rules
