// SEED206: the split between training and validation data is another one in every run, or on every rank.
#include <fmt/format.h>

#include "../ranks/ranks.h"
#include "loader.h"

namespace seedlint::rules {

SEEDLINT_RULE(unseeded_split)(const Run& run, Report& report) {
  if (run.root().is_test || run.cut() || !(run.trains() || run.root().is_open())) return;
  for (const Step& split : run.steps()) {
    if (split.kind != EventKind::Draw || split.role != Role::Split || split.deferred || split.rank0_only) continue;
    if (in_loader_worker(run, split)) continue;
    const auto& seeds = split.before.seeds;
    const std::string key = stream_key(run, split.stream);

    // Every rank splits for itself, each from another state: what one trains on another validates on.
    if (run.distributed() && !split.before.overflow && has_rank_evidence(run)) {
      const Step* by_rank = nullptr;
      bool all = !seeds.empty();
      for (const StepId id : seeds) {
        if (is_step(id) && depends_on_rank(run.step(id).value)) by_rank = &run.step(id);
        else all = false;
      }
      if (all && by_rank != nullptr) {
        report
            .at(split.token,
                "each rank splits the data differently, because its stream was seeded with the rank: validation data "
                "of one rank is trained on by the others",
                key)
            .severity(Severity::Error)
            .label(run.stands_at(*by_rank), "seeded with the rank here")
            .help("give the split a generator that is the same on all ranks: "
                  "`generator=torch.Generator().manual_seed(seed)`");
        continue;
      }
      if (unseeded(split.before) && split.stream.global() && split.before.exposed.size() < 16) {
        bool seeded_elsewhere = false;
        for (const Step& step : run.steps())
          seeded_elsewhere = seeded_elsewhere || (step.kind == EventKind::Seed && step.stream == split.stream);
        report
            .at(split.token,
                fmt::format("each rank splits the data for itself from an unseeded stream: validation data of one rank "
                            "is trained on by the others{}",
                            seeded_elsewhere ? " (the seeding comes later)" : ""),
                key)
            .severity(Severity::Error)
            .help("give the split a generator that is the same on all ranks: "
                  "`generator=torch.Generator().manual_seed(seed)`");
        continue;
      }
    }

    // A generator of its own that was never seeded; an unseeded global stream is missing-seed's.
    if (split.stream.global() || seeds.size() != 1 || !is_step(seeds[0])) continue;
    const Step& seed = run.step(seeds[0]);
    if (seed.value.nothing() || !seed.value.is_none()) continue;
    report
        .at(split.token, "the data is split with a generator that has no seed: the split is another one in every run",
            key)
        .label(run.object(split.stream.object).created, "made without a seed here")
        .help("give the generator a seed, and log it");
  }
}

}  // namespace seedlint::rules
