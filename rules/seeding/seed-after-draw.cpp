// SEED102: something was drawn from a stream before the stream is seeded for the first time.
#include <fmt/format.h>

#include <algorithm>

#include "seeding/reseeding.h"

namespace seedlint::rules {

namespace {

// A seeding that a user relies on for reproducibility from here on.
bool is_first_seeding(const Step& step) {
  if (step.kind != EventKind::Seed || !step.stream.global() || step.deferred || step.rank0_only) return false;
  if (step.certainty != Certainty::Proved || step.before.overflow) return false;
  for (const StepId id : step.before.seeds)
    if (id != execute::kCallerSeed) return false;
  const Provenance p = step.value.provenance;
  // A seed that changes in every turn makes inputs alike; it is no seed of the run.
  if (p.must_be(Origin::Loop) || p.must_be(Origin::Epoch)) return false;
  return !p.may_be(Origin::Entropy) && !p.may_be(Origin::Drawn) && !p.may_be(Origin::Hash);
}

// `for _ in range(300): settings = mutate(); train(settings)`: each turn is an experiment that seeds itself; what is
// drawn before chooses the experiment.
bool chooses_settings(const Run& run, const Step& draw, const Step& seed) {
  const execute::LoopId loop = common_loop(run, draw, seed);
  return loop != execute::LoopId{} && starts_anew(run, loop, seed);
}

// Something was trained before: a second phase, or an evaluation that sets the stream.
bool follows_training(const Run& run, const Step& seed) {
  for (const Step& step : run.steps()) {
    if (&step == &seed) return false;
    if (step.kind == EventKind::Train && step.process == seed.process) return true;
  }
  return false;
}

bool matters(const Run& run, const Step& draw, const Step& seed) {
  if (draw.kind != EventKind::Draw || draw.role == Role::SeedMaterial) return false;
  // Of several candidates for a split, all that have the method split.
  if (draw.certainty == Certainty::Possible && draw.role != Role::Split) return false;
  if (draw.deferred || draw.rank0_only || draw.process != seed.process || is_single_number(draw)) return false;
  if (draw.role == Role::Sample && chooses_settings(run, draw, seed)) return false;
  if (!run.root().is_open()) return reaches_training(run, draw);
  if (run.trains()) return true;
  // A function that seeds to make pictures: its weights come from a file.
  for (const Step& later : run.steps())
    if (&later > &seed && later.kind == EventKind::Draw && later.no_grad) return false;
  return true;
}

int weight_of(Role role) {
  switch (role) {
    case Role::Init: return 0;
    case Role::Split: return 1;
    case Role::Shuffle: return 2;
    case Role::Augment: return 3;
    default: return 4;
  }
}

}  // namespace

SEEDLINT_RULE(seed_after_draw)(const Run& run, Report& report) {
  const auto& root = run.root();
  if (root.is_test || !(run.trains() || root.is_open())) return;

  struct Late {
    const Step* seed = nullptr;
    std::vector<const Step*> draws;
    std::vector<std::string> streams;
  };
  std::vector<Late> found;  // one for each place that seeds, in execution order
  for (const Step& seed : run.steps()) {
    if (!is_first_seeding(seed) || is_isolated(run, seed) || follows_training(run, seed)) continue;
    std::vector<const Step*> draws;
    for (const StepId id : seed.before.exposed)
      if (is_step(id) && matters(run, run.step(id), seed)) draws.push_back(&run.step(id));
    if (draws.empty()) continue;
    const Span at = run.stands_at(seed);
    auto same = std::find_if(found.begin(), found.end(), [&](const Late& l) { return run.stands_at(*l.seed) == at; });
    if (same == found.end()) same = found.insert(found.end(), Late{&seed, {}, {}});
    same->draws.insert(same->draws.end(), draws.begin(), draws.end());
    const std::string name = stream_words(run, seed.stream);
    if (std::find(same->streams.begin(), same->streams.end(), name) == same->streams.end())
      same->streams.push_back(name);
  }

  for (Late& late : found) {
    std::stable_sort(late.draws.begin(), late.draws.end(), [](const Step* a, const Step* b) {
      return std::pair(weight_of(a->role), a) < std::pair(weight_of(b->role), b);
    });
    const Step& draw = *late.draws.front();
    // A split takes a seed of its own where it stands; weights are mended by seeding before the call that leads there.
    const Span at = draw.role == Role::Split ? draw.token : seen_from_fork(run, draw, *late.seed);
    const bool framework = late.seed->api != kNoSymbol && !text_of(late.seed->api).empty() &&
                           text_of(late.seed->api).find("seed") == std::string_view::npos;
    std::string what;
    switch (draw.role) {
      case Role::Init: what = "weights are drawn here"; break;
      case Role::Split: what = "the data is split here"; break;
      case Role::Shuffle: what = "the data is shuffled here"; break;
      default: what = "random numbers are drawn here"; break;
    }
    auto builder = report.at(
        at, fmt::format("{} before {} {} seeded: {} in every run, whatever the seed", what, list_words(late.streams),
                        late.streams.size() == 1 ? "is" : "are",
                        draw.role == Role::Init ? "they differ" : "the result differs"),
        stream_key(run, draw.stream));
    if (at != draw.token) builder.path_of(draw, fmt::format("{} draws from {}", api_words(draw), stream_words(run, draw.stream)));
    builder.label(run.stands_at(*late.seed),
                  framework ? fmt::format("seeded only here, by `{}`", text_of(late.seed->api))
                            : std::string("seeded only here"));
    std::vector<Span> told{at, draw.token};
    for (const Step* other : late.draws) {
      const Span where = seen_from_fork(run, *other, *late.seed);
      if (std::find(told.begin(), told.end(), where) != told.end() || told.size() > 5) continue;
      told.push_back(where);
      builder.label(where, fmt::format("also drawn before: {}", role_words(other->role)));
    }
    builder.help(framework
                     ? fmt::format("call `{}` before this line: `{}` seeds too late for it",
                                   seed_call(text_of(late.seed->stream.name), seed_argument(late.seed->value)),
                                   text_of(late.seed->api))
                     : std::string("move the seeding above this line"));
  }
}

}  // namespace seedlint::rules
