// SEED104: what seeds is the clock, the process, or a hash that changes with every process.
#include <fmt/format.h>

#include "common.h"

namespace seedlint::rules {

namespace {

// The stream is seeded for good before training: the draw chooses settings, or a name.
bool is_seeded_again(const Run& run, const Step& draw, const Step& seed) {
  if (draw.role != Role::Sample) return false;
  for (const Step& step : run.steps()) {
    if (&step < &draw || step.process != draw.process) continue;
    if (step.kind == EventKind::Train) return false;
    if (step.kind == EventKind::Seed && step.stream == seed.stream && contains(step.before.seeds, run.id_of(seed)))
      return !step.value.provenance.may_be(Origin::Entropy) && !step.value.is_none() && !step.conditional;
  }
  return false;
}

}  // namespace

SEEDLINT_RULE(entropy_seed)(const Run& run, Report& report) {
  const auto& root = run.root();
  if (root.is_test || root.is_open() || !run.trains()) return;
  // A seed that was written down can be given again.
  static const Symbol written = intern("seed-written");
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Mark && step.name == written) return;
  for (const Step& seed : run.steps()) {
    if (seed.kind != EventKind::Seed || seed.deferred || seed.certainty != Certainty::Proved) continue;
    const Provenance p = seed.value.provenance;
    const bool hash = p.must_be(Origin::Hash);
    const bool none = seed.value.is_none();
    if (!hash && !none && !p.must_be(Origin::Entropy)) continue;
    // A generator made without a seed is unseeded-generator's.
    if (!seed.stream.global() && (none || !is_step(run.id_of(seed)))) continue;
    // Only a seed that something uses is worth a word.
    const StepId id = run.id_of(seed);
    const Step* draw = nullptr;
    for (const Step& step : run.steps()) {
      if (step.kind != EventKind::Draw || step.stream != seed.stream || step.process != seed.process) continue;
      if (!contains(step.before.seeds, id) || is_single_number(step) || is_seeded_again(run, step, seed)) continue;
      if (!in_loader_worker(run, step) && !reaches_training(run, step)) continue;
      draw = &step;
      break;
    }
    if (draw == nullptr) continue;
    const std::string who = stream_words(run, seed.stream);
    const std::string message =
        hash ? fmt::format("{} is seeded with hash() of a string, which every process computes differently", who)
        : none ? fmt::format("{} is seeded from the operating system here: no run can be repeated", who)
               : fmt::format("{} is seeded with a value that changes in every run: no run can be repeated", who);
    report.at(run.stands_at(seed), message, stream_key(run, seed.stream))
        .label(draw->token, fmt::format("{} draws from it", api_words(*draw)))
        .help(hash ? std::string("use a stable hash: `int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], \"big\")`")
                   : std::string("take the seed as an option; where a fresh one is wanted, draw it once, log it and "
                                 "accept it back"));
  }
}

}  // namespace seedlint::rules
