// SEED303: the rank is in a seed of something that all ranks must draw alike.
#include <fmt/format.h>

#include "ranks.h"

namespace seedlint::rules {

namespace {

bool is_distributed_sampler(const Run& run, ObjectId id) {
  return run.is_a(id, "torch.utils.data.DistributedSampler") || run.is_a(id, "torch.utils.data.distributed.DistributedSampler");
}

// The data set that is being made when `step` happens; kNoObject where none is.
ObjectId data_set_in_making(const Run& run, const Step& step) {
  const std::vector<execute::Frame> frames = run.frames(step.path);
  for (std::uint32_t i = 0; i < run.objects().size(); ++i) {
    const ObjectId id{i};
    if (!run.is_a(id, "torch.utils.data.Dataset")) continue;
    for (const execute::Frame& frame : frames)
      if (frame.call == run.object(id).created) return id;
  }
  return execute::kNoObject;
}

// Each rank permutes the data for itself and a DistributedSampler deals out positions: the ranks' shares overlap.
void check_permuted_data(const Run& run, Report& report) {
  const execute::Object* sampler = nullptr;
  for (std::uint32_t i = 0; i < run.objects().size() && sampler == nullptr; ++i)
    if (is_distributed_sampler(run, ObjectId{i})) sampler = &run.object(ObjectId{i});
  if (sampler == nullptr) return;
  for (const Step& draw : run.steps()) {
    if (draw.kind != EventKind::Draw || draw.role != Role::Shuffle || draw.process != 0 || draw.rank0_only ||
        draw.certainty != Certainty::Proved || draw.before.seeds.size() != 1 || !is_step(draw.before.seeds[0]))
      continue;
    const Step& seed = run.step(draw.before.seeds[0]);
    if (!depends_on_rank(seed.value) || doubtful(seed.value)) continue;
    if (data_set_in_making(run, draw) == execute::kNoObject) continue;
    report
        .at(run.stands_at(seed),
            "the rank is in the seed the data is permuted with: the sampler deals out positions, and on every rank "
            "another sample stands there",
            stream_key(run, draw.stream))
        .path_of(draw, fmt::format("{} permutes the data of this rank", api_words(draw)))
        .label(sampler->created, "deals out positions as if all ranks held the same order")
        .help("permute with a seed that is the same on all ranks, and add the rank afterwards");
    return;
  }
}

}  // namespace

SEEDLINT_RULE(rank_seed_where_ranks_must_agree)(const Run& run, Report& report) {
  if (run.root().is_test) return;

  // A sampler that deals out one permutation: every rank must make the same one.
  for (std::uint32_t i = 0; i < run.objects().size(); ++i) {
    const ObjectId id{i};
    if (!is_distributed_sampler(run, id)) continue;
    const execute::Value* seed = run.field(id, "seed");
    const execute::Value* shuffle = run.field(id, "shuffle");
    if (seed == nullptr || (shuffle != nullptr && shuffle->truth() == std::optional<bool>(false))) continue;
    const bool entropy = seed->provenance.must_be(Origin::Entropy);
    if (!depends_on_rank(*seed) && !entropy) continue;
    report
        .at(run.object(id).created,
            fmt::format("the sampler's seed {}: the ranks deal out different permutations, so some samples are seen "
                        "several times and others never",
                        entropy ? "differs between the processes" : "holds the rank"),
            "sampler")
        .help("give the sampler the same seed on every rank; it takes each rank's share by itself");
  }

  if (run.distributed()) check_permuted_data(run, report);

  // Weights that nothing makes equal again: fully_shard takes each rank's own draw as part of one tensor.
  if (!run.distributed()) return;
  const Step* shard = nullptr;
  bool broadcast = false;
  for (const Step& step : run.steps()) {
    if (step.kind == EventKind::Overwrite || (step.kind == EventKind::Mark && text_of(step.name) == "broadcast"))
      broadcast = true;
    if (step.kind != EventKind::Group) continue;
    const std::string_view name = text_of(step.name);
    if (name == "ddp" || name == "deepspeed") broadcast = true;
    if (name == "fully_shard" && shard == nullptr) shard = &step;
  }
  if (shard == nullptr || broadcast) return;
  for (const Step& draw : run.steps()) {
    if (draw.kind != EventKind::Draw || draw.role != Role::Init || draw.certainty != Certainty::Proved) continue;
    if (&draw > shard || draw.before.seeds.size() != 1 || !is_step(draw.before.seeds[0])) continue;
    const Step& seed = run.step(draw.before.seeds[0]);
    if (!seed.value.provenance.must_be(Origin::Rank) || doubtful(seed.value)) continue;
    report
        .at(run.stands_at(seed),
            "the rank is in the seed the weights are drawn with, and fully_shard does not broadcast: replicas start "
            "from different weights",
            stream_key(run, seed.stream))
        .path_of(draw, fmt::format("{} draws weights", api_words(draw)))
        .label(shard->token, "sharded here as if all ranks had drawn the same")
        .help("draw the weights with a seed that is the same on all ranks, and add the rank afterwards");
    return;
  }
}

}  // namespace seedlint::rules
