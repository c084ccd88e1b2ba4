// SEED108: a generator object made without a seed feeds training.
#include <fmt/format.h>

#include "common.h"

namespace seedlint::rules {

SEEDLINT_RULE(unseeded_generator)(const Run& run, Report& report) {
  if (run.root().is_test || run.root().is_open() || !run.trains() || run.cut()) return;
  // A program that seeds nothing at all is told so once, by missing-seed.
  bool seeds_anything = false, draws_unseeded = false;
  for (const Step& step : run.steps()) {
    if (step.kind == EventKind::Seed && step.stream.global()) seeds_anything = true;
    if (step.kind == EventKind::Draw && step.stream.global() && unseeded(step.before) && !is_single_number(step))
      draws_unseeded = true;
  }
  if (!seeds_anything && draws_unseeded) return;

  for (const Step& seed : run.steps()) {
    if (seed.kind != EventKind::Seed || seed.stream.global() || !seed.value.is_none()) continue;
    if (seed.certainty != Certainty::Proved || seed.deferred) continue;
    const execute::Object& generator = run.object(seed.stream.object);
    if (!generator.created.valid() || seed.token != generator.created) continue;
    const std::string_view name = generator.library_class;
    if (!name.starts_with("numpy.") && !name.starts_with("random.")) continue;
    const StepId id = run.id_of(seed);
    const Step* draw = nullptr;
    for (const Step& step : run.steps()) {
      if (step.kind != EventKind::Draw || step.stream != seed.stream || !contains(step.before.seeds, id)) continue;
      if (!in_loader_worker(run, step) && !reaches_training(run, step)) continue;
      draw = &step;
      break;
    }
    if (draw == nullptr) continue;
    report
        .at(generator.created, "this generator has no seed: what it gives to training differs in every run",
            stream_key(run, seed.stream))
        .label(draw->token, fmt::format("{} draws from it", api_words(*draw)))
        .help("pass the run's seed: `np.random.default_rng(seed)`");
  }
}

}  // namespace seedlint::rules
