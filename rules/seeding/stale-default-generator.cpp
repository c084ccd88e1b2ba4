// SEED112: a torch.Generator that nobody seeds gives the same numbers whatever the user's seed.
#include <fmt/format.h>

#include "common.h"

namespace seedlint::rules {

SEEDLINT_RULE(stale_default_generator)(const Run& run, Report& report) {
  if (run.root().is_test || run.root().is_open() || !run.trains() || run.cut()) return;
  static const Symbol made = intern("default-generator");
  for (const Step& mark : run.steps()) {
    if (mark.kind != EventKind::Mark || mark.name != made || mark.object == execute::kNoObject) continue;
    const Step* draw = nullptr;
    bool seeded = false;
    for (const Step& step : run.steps()) {
      if (step.stream.object != mark.object) continue;
      if (step.kind == EventKind::Seed || step.kind == EventKind::Restore) seeded = true;
      if (draw == nullptr && step.kind == EventKind::Draw) draw = &step;
    }
    if (seeded || draw == nullptr || !reaches_training(run, *draw)) continue;
    report
        .at(run.object(mark.object).created,
            "this generator is never seeded: torch.Generator() starts from a fixed number, so it ignores the run's seed "
            "and is the same in every run and on every rank",
            stream_key(run, draw->stream))
        .label(draw->token, fmt::format("{} draws from it", api_words(*draw)))
        .help("seed it: `torch.Generator().manual_seed(seed)`");
  }
}

}  // namespace seedlint::rules
