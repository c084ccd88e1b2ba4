// SEED103: the program offers a seed and does nothing with it.
#include <fmt/format.h>

#include "common.h"

namespace seedlint::rules {

SEEDLINT_RULE(unused_seed_option)(const Run& run, Report& report) {
  const auto& root = run.root();
  if (root.is_test || root.is_open() || !run.trains() || run.cut() || run.assumed_seeding()) return;
  for (const Step& option : run.steps()) {
    if (option.kind != EventKind::Option || !names_seed(text_of(option.name))) continue;
    if (!is_unused_option(run, option)) continue;
    const Step* draw = nullptr;
    for (const Step& step : run.steps()) {
      if (step.kind != EventKind::Draw || step.role == Role::SeedMaterial || step.deferred) continue;
      if (!unseeded(step.before) || is_single_number(step) || is_overwritten(run, step) || !reaches_training(run, step)) continue;
      draw = &step;
      break;
    }
    // A program that is seeded otherwise, or draws nothing, may keep an option for show.
    if (draw == nullptr) continue;
    const std::string name{text_of(option.name)};
    report
        .at(option.token,
            fmt::format("the seed option `{}` reaches no generator: it looks as if runs could be repeated, but {} "
                        "draws without a seed",
                        name, stream_words(run, draw->stream)),
            name)
        .path_of(*draw, fmt::format("{} draws from {}, unseeded", api_words(*draw), stream_words(run, draw->stream)))
        .help(fmt::format("call `{}` with the option's value before the first draw",
                          seed_call(text_of(draw->stream.name), "args." + name)));
  }
}

}  // namespace seedlint::rules
