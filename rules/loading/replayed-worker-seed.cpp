// SEED203: workers are seeded with something that is the same in every epoch.
#include <fmt/format.h>

#include <algorithm>

#include "loader.h"

namespace seedlint::rules {

namespace {

bool repeats_every_epoch(const execute::Value& value) {
  using enum Origin;
  constexpr auto fixed = static_cast<std::uint16_t>(Const) | static_cast<std::uint16_t>(Option) |
                         static_cast<std::uint16_t>(Config) | static_cast<std::uint16_t>(Worker) |
                         static_cast<std::uint16_t>(Rank) | static_cast<std::uint16_t>(LocalRank);
  const auto may = value.provenance.may;
  return !value.nothing() && !value.is_none() && may != 0 && (may & ~fixed) == 0;
}

}  // namespace

SEEDLINT_RULE(replayed_worker_seed)(const Run& run, Report& report) {
  if (run.root().is_test) return;
  std::vector<std::pair<execute::PathId, std::uint32_t>> told;  // one finding for each function that seeds
  for (const Step& seed : run.steps()) {
    if (seed.kind != EventKind::Seed || seed.process == 0 || !seed.stream.global()) continue;
    // `if index == 0: np.random.seed(0)`: some samples are meant to be the same.
    if (seed.conditional && !seed.value.provenance.must_be(Origin::Worker)) continue;
    if (seed.certainty != Certainty::Proved || !repeats_every_epoch(seed.value)) continue;
    const Step* fork = fork_of(run, seed.process);
    if (fork == nullptr || text_of(fork->name) != "loader" || fork->no_grad || !feeds_training(run, *fork)) continue;
    if (!may_have_workers(run, fork->object) || keeps_workers(run, fork->object) || !iterated_again(run, *fork)) continue;
    if (std::find(told.begin(), told.end(), std::pair(seed.path, seed.process)) != told.end()) continue;
    const StepId id = run.id_of(seed);
    const Step* draw = nullptr;
    for (const Step& step : run.steps()) {
      if (step.kind != EventKind::Draw || step.stream != seed.stream || step.process != seed.process) continue;
      if (!contains(step.before.seeds, id)) continue;
      draw = &step;
      break;
    }
    if (draw == nullptr) continue;
    told.emplace_back(seed.path, seed.process);
    const bool by_worker = seed.value.provenance.must_be(Origin::Worker);
    report
        .at(seed.token,
            fmt::format("workers are started anew for every epoch and get the same seed each time{}: every epoch gets the "
                        "same {} again{}",
                        by_worker ? "" : ", all of them alike", bare_role_words(draw->role),
                        seed.value.provenance.may_be(Origin::Option) ? "" : ", whatever the run's seed"),
            stream_key(run, seed.stream))
        .label(made_at(run, *fork), "the loader whose workers are seeded")
        .label(draw->token, fmt::format("{} draws the same in every epoch", api_words(*draw)))
        .help("derive it from torch.initial_seed(), which changes with worker and epoch: "
              "`np.random.seed(torch.initial_seed() % 2**32)`");
  }
}

}  // namespace seedlint::rules
