// SEED109: torch.manual_seed gives the global generator; used as if it were a private one, it sets training back.
#include <fmt/format.h>

#include "seeding/reseeding.h"

namespace seedlint::rules {

namespace {

// The sampling call that is given the generator `seed` returned, as the draw it makes; nullptr if there is none.
const Step* sampling_with(const Run& run, const Step& seed) {
  static const Symbol given = intern("global-generator");
  const auto& steps = run.steps();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& mark = steps[i];
    if (mark.kind != EventKind::Mark || mark.name != given || mark.object == execute::kNoObject ||
        run.object(mark.object).created != seed.token)
      continue;
    for (std::size_t k = i + 1; k < steps.size() && steps[k].token == mark.token; ++k)
      if (steps[k].kind == EventKind::Draw && steps[k].stream == seed.stream) return &steps[k];
  }
  return nullptr;
}

}  // namespace

// A loop is followed more than once: the same seeding may stand in several steps, the mark in the first only.
LentGenerator lent_generator(const Run& run, const Step& seed) {
  static const Symbol torch = intern("torch");
  if (seed.kind != EventKind::Seed || !seed.stream.global() || seed.stream.name != torch ||
      seed.loop == execute::LoopId{} || seed.certainty == Certainty::Possible || seed.deferred ||
      !is_same_every_time(seed.value) || in_loader_worker(run, seed))
    return {};
  const Step* use = sampling_with(run, seed);
  if (use == nullptr) return {};
  execute::LoopId loop{};
  for (const Step& step : run.steps()) {
    if (step.kind != EventKind::Train || step.process != seed.process) continue;
    const execute::LoopId common = common_loop(run, seed, step);
    if (common != execute::LoopId{} && (loop == execute::LoopId{} || run.loop_contains(loop, common))) loop = common;
  }
  if (loop == execute::LoopId{} || starts_anew(run, loop, seed) || is_restored(run, loop, seed)) return {};
  const StepId id = run.id_of(seed);
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Draw && step.stream == seed.stream && step.process == seed.process && !step.no_grad &&
        step.token != use->token && step.role != Role::Init && step.role != Role::Split &&
        contains(step.before.seeds, id) && run.loop_contains(loop, step.loop))
      return {use, &step, loop};
  return {};
}

SEEDLINT_RULE(global_generator_as_local)(const Run& run, Report& report) {
  if (run.root().is_test) return;
  for (const Step& seed : run.steps()) {
    const LentGenerator lent = lent_generator(run, seed);
    if (lent.upset == nullptr) continue;
    report
        .at(seed.token,
            "`torch.manual_seed` gives the global generator, not one of its own: every time this runs, training's "
            "random numbers start over",
            stream_key(run, seed.stream))
        .label(run.loop(lent.loop).token, "training goes on in this loop")
        .label(lent.use->token, fmt::format("{} is given it", api_words(*lent.use)))
        .label(lent.upset->token, fmt::format("{} goes on from the same seed each time", api_words(*lent.upset)))
        .help(fmt::format("make a generator for it alone: `torch.Generator().manual_seed({})`",
                          seed_argument(seed.value)));
  }
}

}  // namespace seedlint::rules
