// SEED306: the parent seeds, and the processes that train do not see it.
#include <fmt/format.h>

#include <algorithm>

#include "ranks.h"

namespace seedlint::rules {

SEEDLINT_RULE(unseeded_spawned_process)(const Run& run, Report& report) {
  const auto& root = run.root();
  if (root.is_test || run.cut()) return;

  struct Lost {
    const Step* fork;
    const Step* seed;
    const Step* draw;
    std::vector<std::string> streams;
  };
  std::vector<Lost> found;  // one for each fork
  for (const Step& draw : run.steps()) {
    if (draw.kind != EventKind::Draw || draw.process == 0 || !draw.stream.global() || draw.deferred) continue;
    if (!unseeded(draw.before) || draw.role == Role::SeedMaterial) continue;
    const Step* fork = fork_of(run, draw.process);
    if (fork == nullptr || text_of(fork->name) == "loader" || in_loader_worker(run, draw)) continue;
    // The child seeds this stream later: that is seed-after-draw's.
    bool seeds_itself = false;
    const Step* seed = nullptr;
    for (const Step& step : run.steps()) {
      if (step.kind != EventKind::Seed || step.stream != draw.stream || step.deferred) continue;
      if (step.process == draw.process) seeds_itself = true;
      if (step.process == fork->process && &step < fork && seed == nullptr) seed = &step;
    }
    if (seeds_itself || seed == nullptr) continue;
    // Python's random is made anew in a forked child; a single number there is nothing to speak of.
    bool trains = false;
    for (const Step& step : run.steps())
      trains = trains || (step.kind == EventKind::Train && step.process == draw.process);
    if (!trains) continue;
    auto same = std::find_if(found.begin(), found.end(), [&](const Lost& l) { return l.fork->token == fork->token; });
    if (same == found.end()) same = found.insert(found.end(), Lost{fork, seed, &draw, {}});
    const std::string name = stream_words(run, draw.stream);
    if (std::find(same->streams.begin(), same->streams.end(), name) == same->streams.end())
      same->streams.push_back(name);
  }

  for (const Lost& lost : found) {
    report
        .at(lost.fork->token,
            fmt::format("the processes started here do not inherit the seed: they draw from {} unseeded",
                        list_words(lost.streams)),
            list_words(lost.streams))
        .label(run.stands_at(*lost.seed), "seeded here, in the parent only")
        .path_of(*lost.draw, fmt::format("{} draws unseeded in the child", api_words(*lost.draw)))
        .help(fmt::format("pass the seed to the function that is started and call `{}` there, with the rank added",
                          seed_call(text_of(lost.draw->stream.name), seed_argument(lost.seed->value))));
  }
}

}  // namespace seedlint::rules
