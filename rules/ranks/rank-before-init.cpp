// SEED302: the rank in a seed is read before the process group exists, through a helper that answers 0.
#include <fmt/format.h>

#include "ranks.h"

namespace seedlint::rules {

SEEDLINT_RULE(rank_before_init)(const Run& run, Report& report) {
  if (!run.distributed() || run.root().is_test) return;
  static const Symbol asked = intern("group-asked"), init = intern("init");
  const Step* group = nullptr;
  for (const Step& step : run.steps())
    if (group == nullptr && step.kind == EventKind::Group && step.name == init && step.process == 0) group = &step;

  for (const Step& seed : run.steps()) {
    if (seed.kind != EventKind::Seed || seed.group_before != GroupState::No || seed.rank0_only) continue;
    if (in_loader_worker(run, seed)) continue;
    // The value would hold the rank, but cannot: on the way to it somebody asked for a group that is not there yet.
    if (!seed.value.provenance.may_be(Origin::Rank) || seed.value.provenance.must_be(Origin::Rank)) continue;
    const Step* question = nullptr;
    for (const Step& step : run.steps()) {
      if (&step >= &seed) break;
      if (step.kind == EventKind::Rank && step.name == asked && step.group_before == GroupState::No &&
          step.process == seed.process)
        question = &step;
    }
    if (question == nullptr) continue;
    const Step* later = nullptr;
    for (const Step& step : run.steps())
      if (later == nullptr && &step > &seed && step.kind == EventKind::Group && step.name == init &&
          step.process == seed.process)
        later = &step;
    if (later == nullptr) continue;
    report
        .at(run.stands_at(seed),
            "the rank in this seed is read before the process group exists, so it is 0 on every rank and all ranks "
            "draw alike",
            stream_key(run, seed.stream))
        .path_of(*question, "there is no group yet: the answer is rank 0")
        .label(seen_from_fork(run, *later, seed), "the group is made only here")
        .help("seed after the group is made, or take the rank from os.environ[\"RANK\"]");
  }
}

}  // namespace seedlint::rules
