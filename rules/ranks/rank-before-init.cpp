// SEED302: the rank in a seed is read before the process group exists, through a helper that answers 0.
#include <algorithm>

#include "ranks.h"

namespace seedlint::rules {

SEEDLINT_RULE(rank_before_init)(const Run& run, Report& report) {
  if (!run.distributed() || run.root().is_test) return;
  static const Symbol init = intern("init");
  std::vector<execute::PathId> told;  // one finding for each function that seeds
  for (const Step& seed : run.steps()) {
    if (seed.kind != EventKind::Seed || seed.group_before != GroupState::No || seed.rank0_only || seed.deferred) continue;
    if (in_loader_worker(run, seed) || !has_rank_read_too_early(seed.value)) continue;
    const Step* later = nullptr;
    bool again = false;  // seeded once more when the rank is known
    for (const Step& step : run.steps()) {
      if (&step <= &seed || step.process != seed.process) continue;
      if (later == nullptr && step.kind == EventKind::Group && step.name == init) later = &step;
      if (step.kind == EventKind::Seed && step.stream == seed.stream && may_depend_on_rank(step.value)) again = true;
    }
    if (later == nullptr || again) continue;
    if (std::find(told.begin(), told.end(), seed.path) != told.end()) continue;
    told.push_back(seed.path);
    report
        .at(run.stands_at(seed),
            "the rank in this seed is read before the process group exists, so it is 0 on every rank and all ranks "
            "draw alike",
            "rank")
        .label(seen_from_fork(run, *later, seed), "the group is made only here")
        .help("seed after the group is made, or take the rank from os.environ[\"RANK\"]");
  }
}

}  // namespace seedlint::rules
