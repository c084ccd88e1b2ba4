// SEED106: a later seeding undoes an earlier, better one.
#include <fmt/format.h>

#include "common.h"

namespace seedlint::rules {

namespace {

bool is_plain(const Step& seed) {
  return seed.kind == EventKind::Seed && seed.stream.global() && !seed.rank0_only && !seed.conditional &&
         !seed.before.overflow && !seed.value.is_none();
}

}  // namespace

SEEDLINT_RULE(seed_overridden)(const Run& run, Report& report) {
  if (run.root().is_test || !run.trains()) return;
  std::vector<Span> told;
  for (const Step& later : run.steps()) {
    if (!is_plain(later) || in_loader_worker(run, later)) continue;
    if (doubtful(later.value) || later.before.seeds.size() != 1 || !is_step(later.before.seeds[0])) continue;
    const Step& earlier = run.step(later.before.seeds[0]);
    if (earlier.process != later.process || run.stands_at(earlier) == run.stands_at(later)) continue;
    const StepId earlier_id = run.id_of(earlier), later_id = run.id_of(later);
    const Span at = run.stands_at(later);
    bool seen = false;
    for (const Span& other : told) seen = seen || other == at;
    if (seen) continue;

    // The offset by rank is lost, and ranks draw alike from here on.
    if (run.distributed() && depends_on_rank(earlier.value) && !may_depend_on_rank(later.value)) {
      const Step* draw = nullptr;
      bool put_back = false;
      for (const Step& step : run.steps()) {
        if (step.kind == EventKind::Seed && step.stream == later.stream && contains(step.before.seeds, later_id) &&
            may_depend_on_rank(step.value))
          put_back = true;
        if (draw == nullptr && step.kind == EventKind::Draw && step.stream == later.stream &&
            step.before.seeds.size() == 1 && step.before.seeds[0] == later_id &&
            (is_per_rank_draw(run, step) || (step.role == Role::SeedMaterial && in_training_loop(run, step))))
          draw = &step;
      }
      if (draw != nullptr && !put_back) {
        told.push_back(at);
        report
            .at(at,
                fmt::format("this seed is the same on every rank and undoes the one with the rank's offset: the ranks "
                            "draw the same numbers from here on"),
                stream_key(run, later.stream))
            .label(run.stands_at(earlier), "the offset by rank that is lost")
            .label(draw->token, draw->role == Role::SeedMaterial
                                    ? std::string("workers on all ranks get the same seeds here")
                                    : fmt::format("{} draws alike on all ranks", api_words(*draw)))
            .help("add the rank here as well, or leave this seeding out");
      }
      continue;
    }

    // A seed that the user chooses never reaches a draw: a constant comes over it first.
    const Provenance old = earlier.value.provenance, fresh = later.value.provenance;
    if (!old.must_be(Origin::Option) || !fresh.only(Origin::Const) || later.loop != execute::LoopId{}) continue;
    if (later.process != 0 || later.deferred || earlier.conditional) continue;
    bool drawn_before = false;
    const Step* draw = nullptr;
    for (const Step& step : run.steps()) {
      if (step.stream != later.stream) continue;
      if (step.kind == EventKind::Save) drawn_before = true;  // put aside for later
      if (step.kind == EventKind::Seed && &step != &later && contains(step.before.seeds, later_id)) drawn_before = true;
      if (step.kind != EventKind::Draw) continue;
      if (contains(step.before.seeds, earlier_id)) drawn_before = true;
      if (draw == nullptr && contains(step.before.seeds, later_id) && !step.no_grad && step.role != Role::Split &&
          reaches_training(run, step))
        draw = &step;
    }
    if (drawn_before || draw == nullptr) continue;
    told.push_back(at);
    report
        .at(at,
            fmt::format("this constant seed undoes the user's before anything was drawn with it: `{}` has no effect on "
                        "{}",
                        text_of(earlier.value.option).empty() ? "the seed option" : text_of(earlier.value.option),
                        stream_words(run, later.stream)),
            stream_key(run, later.stream))
        .label(run.stands_at(earlier), "the seed that is lost")
        .label(draw->token, fmt::format("{} draws from the constant seed", api_words(*draw)))
        .help("leave this seeding out, or seed a generator of its own for what must be fixed");
  }
}

}  // namespace seedlint::rules
