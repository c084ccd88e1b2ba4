// SEED105: a stream is set back to the same state over and over while training goes on.
#include <fmt/format.h>

#include "seeding/reseeding.h"

namespace seedlint::rules {

bool is_same_every_time(const execute::Value& value) {
  constexpr auto harmless = static_cast<std::uint16_t>(Origin::Const) | static_cast<std::uint16_t>(Origin::Option) |
                            static_cast<std::uint16_t>(Origin::Config) | static_cast<std::uint16_t>(Origin::Rank) |
                            static_cast<std::uint16_t>(Origin::LocalRank);
  return !value.nothing() && !value.is_none() && value.provenance.may != 0 && (value.provenance.may & ~harmless) == 0;
}

bool starts_anew(const Run& run, execute::LoopId loop, const Step& seed) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Draw && (step.role == Role::Init || step.role == Role::Split) &&
        step.process == seed.process && run.loop_contains(loop, step.loop))
      return true;
  for (const execute::Object& object : run.objects()) {
    if (!run.loop_contains(loop, object.loop)) continue;
    const std::string_view name = object.library_class;
    if (name.starts_with("torch.optim.") || name.starts_with("torch.nn.")) return true;
  }
  return false;
}

bool is_restored(const Run& run, execute::LoopId loop, const Step& seed) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Restore && &step > &seed && run.loop_contains(loop, step.loop) &&
        (step.stream == seed.stream || step.stream.name == kNoSymbol || text_of(step.stream.name) == "all"))
      return true;
  return false;
}

namespace {

// `for seed in (1, 2, 3): set_seed(seed); for episode in ...: env.reset(seed=seed)`: the value changes with an outer
// loop, where something was seeded with the very same numbers before the inner loop began.
bool is_fixed_by_outer_loop(const Run& run, const Step& seed) {
  const execute::Value& value = seed.value;
  if (!value.provenance.may_be(Origin::Loop) || value.atoms.size() < 2 || value.any_of) return false;
  for (const execute::Atom& atom : value.atoms)
    if (atom.kind != execute::AtomKind::Int) return false;
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Seed && &step < &seed && step.loop != seed.loop && step.loop != execute::LoopId{} &&
        run.loop_contains(step.loop, seed.loop) && step.value.atoms == value.atoms)
      return true;
  return false;
}

bool is_environment(const Run& run, const Stream& stream) {
  return !stream.global() && (run.is_a(stream.object, "gymnasium.Env") || run.is_a(stream.object, "gym.Env"));
}

// Episodes are started without a seed in a loop inside: this one repeats whole experiments, each from the same start.
bool goes_on_inside(const Run& run, execute::LoopId loop, const Step& seed) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Draw && step.stream == seed.stream && step.loop != loop && step.token != seed.token &&
        text_of(step.api).ends_with("reset") && run.loop_contains(loop, step.loop))
      return true;
  return false;
}

// global-generator-as-local says it better.
bool is_lent(const Run& run, const Step& seed) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Seed && step.token == seed.token && lent_generator(run, step).upset != nullptr) return true;
  return false;
}

}  // namespace

SEEDLINT_RULE(reseed_in_loop)(const Run& run, Report& report) {
  if (run.root().is_test) return;
  for (const Step& seed : run.steps()) {
    if (seed.kind != EventKind::Seed || seed.loop == execute::LoopId{} || seed.certainty != Certainty::Proved) continue;
    if (seed.rank0_only || in_loader_worker(run, seed)) continue;
    if (!is_same_every_time(seed.value) && !is_fixed_by_outer_loop(run, seed)) continue;
    const bool environment = is_environment(run, seed.stream);
    if (!seed.stream.global() && !environment) {
      // A generator made in the loop and seeded there is as good as new; one from outside is set back.
      if (run.loop_contains(seed.loop, run.object(seed.stream.object).loop)) continue;
    }
    if (environment && run.loop_contains(seed.loop, run.object(seed.stream.object).loop)) continue;
    const execute::LoopId loop = seed.loop;
    if (environment && goes_on_inside(run, loop, seed)) continue;
    const StepId id = run.id_of(seed);
    bool trained = environment;
    const Step* draw = nullptr;
    for (const Step& step : run.steps()) {
      if (step.kind == EventKind::Train && step.process == seed.process && run.loop_contains(loop, step.loop))
        trained = true;
      if (draw == nullptr && step.kind == EventKind::Draw && step.stream == seed.stream &&
          step.process == seed.process && !step.no_grad && contains(step.before.seeds, id) &&
          run.loop_contains(loop, step.loop) && step.role != Role::Init)
        draw = &step;
    }
    if (!trained || draw == nullptr || starts_anew(run, loop, seed) || is_restored(run, loop, seed)) continue;
    if (is_lent(run, seed)) continue;
    const std::string who = stream_words(run, seed.stream);
    const Span loop_token = run.loop(loop).token;
    report
        .at(run.stands_at(seed),
            environment
                ? fmt::format("the environment is reseeded with the same value in every turn of the loop: all episodes "
                              "see the same random numbers")
                : fmt::format("{} is set back to the same seed in every turn of the loop: {} repeat instead of varying",
                              who, role_words(draw->role)),
            stream_key(run, seed.stream))
        .label(loop_token, "in this loop")
        .label(draw->token, fmt::format("{} draws the same again", api_words(*draw)))
        .help(environment ? std::string("pass `seed=` to the first reset only")
                          : std::string("seed once before the loop; for a fixed evaluation use a generator of its own "
                                        "or save and restore the state around it"));
  }
}

}  // namespace seedlint::rules
