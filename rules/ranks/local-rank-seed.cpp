// SEED305: the seed is offset by the rank inside one node, in a program that runs on several.
#include <fmt/format.h>

#include "ranks.h"

namespace seedlint::rules {

SEEDLINT_RULE(local_rank_seed)(const Run& run, Report& report) {
  if (!run.distributed() || run.root().is_test) return;
  const roots::Root::Launch* several = nullptr;
  for (const auto& launch : run.root().launches)
    if (several == nullptr && launch.several_nodes) several = &launch;
  if (several == nullptr) return;
  for (const Step& seed : run.steps()) {
    if (seed.kind != EventKind::Seed || in_loader_worker(run, seed)) continue;
    const Provenance p = seed.value.provenance;
    if (!p.must_be(Origin::LocalRank) || p.may_be(Origin::Rank) || doubtful(seed.value)) continue;
    const StepId id = run.id_of(seed);
    const Step* draw = nullptr;
    for (const Step& step : run.steps())
      if (draw == nullptr && step.kind == EventKind::Draw && contains(step.before.seeds, id) && is_per_rank_draw(run, step))
        draw = &step;
    if (draw == nullptr) continue;
    report
        .at(run.stands_at(seed),
            fmt::format("the seed is offset by the rank inside one node: with several nodes ({}:{}) ranks of different "
                        "nodes draw alike",
                        several->path, several->line),
            stream_key(run, seed.stream))
        .label(draw->token, fmt::format("{} draws alike on ranks of different nodes", api_words(*draw)))
        .help("use the global rank: torch.distributed.get_rank() or os.environ[\"RANK\"]");
  }
}

}  // namespace seedlint::rules
