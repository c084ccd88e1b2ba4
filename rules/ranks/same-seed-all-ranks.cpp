// SEED301: every rank draws the same noise, dropout or samples, because the seed does not hold the rank.
#include <fmt/format.h>

#include <algorithm>

#include "ranks.h"

namespace seedlint::rules {

namespace {

bool same_on_all_ranks(const Step& seed) {
  return seed.kind == EventKind::Seed && !seed.value.nothing() && !seed.value.is_none() && !doubtful(seed.value) &&
         !may_depend_on_rank(seed.value) && !seed.rank0_only && !has_rank_read_too_early(seed.value);
}

// The one seeding that decides a draw; for a worker's stream, the one that decided the loader's base seed.
const Step* deciding_seed(const Run& run, const Step& draw) {
  if (draw.before.overflow) return nullptr;
  const Step* found = nullptr;
  std::vector<StepId> seeds = draw.before.seeds;
  if (in_loader_worker(run, draw)) {
    if (seeds.size() != 1) return nullptr;
    if (seeds[0] == execute::kBaseSeed) {
      const Step* fork = fork_of(run, draw.process);
      if (fork == nullptr) return nullptr;
      const Step* material = nullptr;
      for (const Step& step : run.steps()) {
        if (&step > fork && material != nullptr) break;
        if (step.kind == EventKind::Draw && step.role == Role::SeedMaterial && step.process == fork->process &&
            (step.object == fork->object || step.token == fork->token))
          material = &step;
      }
      if (material == nullptr || material->before.overflow) return nullptr;
      seeds = material->before.seeds;
    }
  }
  for (const StepId id : seeds) {
    // A state that a resumed run restores: the run that was never interrupted is judged.
    if (id == execute::kAssumedSeed && seeds.size() > 1 && !run.assumed_seeding()) continue;
    if (!is_step(id) || !same_on_all_ranks(run.step(id))) return nullptr;
    if (found == nullptr) found = &run.step(id);
  }
  return found;
}

}  // namespace

namespace {

// Whoever deals out indices must deal the same on every rank.
bool deals_out_indices(const Run& run, const Step& draw) {
  static const Symbol iter = intern("__iter__"), next = intern("__next__");
  for (const execute::Frame& frame : run.frames(draw.path))
    if (frame.callee == iter || frame.callee == next) return true;
  return false;
}

// `np.random.seed(np.random.randint(n) + rank)`: the draw is the material of a seed, and not the last word.
bool feeds_a_seed(const Run& run, const Step& draw) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Seed && step.value.provenance.may_be(Origin::Drawn) && step.path == draw.path &&
        step.token.file == draw.token.file && step.token.begin < draw.token.begin &&
        draw.token.begin - step.token.begin < 80)
      return true;
  return false;
}

// `noise = torch.randn(n); dist.broadcast(noise, 0)`, in one function or with the draw in a helper of it: what one rank
// drew is what all of them use.
bool is_broadcast(const Run& run, const Step& draw) {
  static const Symbol broadcast = intern("broadcast");
  const std::vector<execute::Frame> frames = run.frames(draw.path);
  for (const Step* step = &draw; step != run.steps().data() + run.steps().size() && step->kind != EventKind::Train; ++step)
    if (step->kind == EventKind::Mark && step->name == broadcast && step->process == draw.process &&
        (step->path == draw.path || (!frames.empty() && frames.back().parent == step->path)))
      return true;
  return false;
}

// By the call that trains, in the library: no line of the program draws.
bool is_drawn_in_training_call(const Run& run, const Step& draw) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Train && step.token == draw.token && step.path == draw.path) return true;
  return false;
}

// The ranks are processes that this program starts: what the parent draws is drawn once.
bool starts_its_ranks(const Run& run) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Train && step.process != 0 && !in_loader_worker(run, step)) return true;
  return false;
}

}  // namespace

SEEDLINT_RULE(same_seed_all_ranks)(const Run& run, Report& report) {
  const auto& root = run.root();
  if (!run.distributed() || root.is_test || run.cut()) return;
  if (!(run.trains() || root.is_open()) || !is_data_parallel(run) || is_model_parallel(run)) return;

  const bool parent_only = starts_its_ranks(run);
  struct Alike {
    const Step* seed;
    std::vector<const Step*> draws;
  };
  std::vector<Alike> found;  // one for each place that seeds
  for (const Step& draw : run.steps()) {
    if (draw.kind != EventKind::Draw || draw.certainty == Certainty::Possible || !is_per_rank_draw(run, draw)) continue;
    const Step* seed = deciding_seed(run, draw);
    if (seed == nullptr || (parent_only && seed->process == 0)) continue;
    if (!draw.stream.global() && deals_out_indices(run, draw)) continue;
    if (feeds_a_seed(run, draw) || is_broadcast(run, draw)) continue;
    // A generator kept for what must agree is named by its use; only noise and samples are judged here.
    if (!draw.stream.global() && draw.role != Role::Sample && draw.role != Role::Step) continue;
    // A rank-dependent seed undone by this one is seed-overridden's.
    bool overrides = false;
    for (const StepId id : seed->before.seeds) overrides = overrides || (is_step(id) && depends_on_rank(run.step(id).value));
    if (overrides) continue;
    const Span at = run.stands_at(*seed);
    auto same = std::find_if(found.begin(), found.end(), [&](const Alike& a) { return run.stands_at(*a.seed) == at; });
    if (same == found.end()) same = found.insert(found.end(), Alike{seed, {}});
    same->draws.push_back(&draw);
  }

  for (const Alike& alike : found) {
    bool only_minor = true;
    std::vector<std::string> words;
    const Step* shown = nullptr;
    for (const Step* draw : alike.draws) {
      // Dropout, and what the framework's own loop draws (the masks of a collator).
      if (draw->role != Role::Step && (in_loader_worker(run, *draw) || !is_drawn_in_training_call(run, *draw)))
        only_minor = false;
      std::string word{role_words(draw->role)};
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
      if (shown == nullptr || (shown->role == Role::Step && draw->role != Role::Step)) shown = draw;
    }
    const Step& seed = *alike.seed;
    auto builder = report.at(
        run.stands_at(seed),
        fmt::format("every rank gets this same seed: {} {} identical on all ranks", list_words(words),
                    words.size() == 1 && words[0] == role_words(Role::Augment) ? "is" : "are"),
        stream_key(run, seed.stream));
    builder.path_of(*shown, fmt::format("{} draws the same on every rank", api_words(*shown)));
    const std::string value = seed_argument(seed.value);
    const bool lightning = text_of(seed.api).ends_with("seed_everything");
    builder.help(lightning && in_loader_worker(run, *shown)
                     ? fmt::format("`seed_everything({}, workers=True)` seeds the workers of every rank differently", value)
                 : is_framework(seed.api)
                     ? std::string("reseed with the rank once the model is built (accelerate: "
                                   "`set_seed(seed, device_specific=True)`)")
                     : fmt::format("add the rank after the process group exists: `{}`",
                                   seed_call(text_of(seed.stream.name), value + " + torch.distributed.get_rank()")));
    if (is_framework(seed.api) && only_minor) builder.severity(Severity::Note);
  }
}

}  // namespace seedlint::rules
