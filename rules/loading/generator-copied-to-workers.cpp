// SEED202: a generator made before the workers start is drawn from in each of them.
#include <fmt/format.h>

#include "loader.h"

namespace seedlint::rules {

namespace {

// The worker asks who it is and makes a generator: it may well replace the copy.
bool makes_its_own(const Run& run, std::uint32_t process) {
  static const Symbol info = intern("worker-info"), shard = intern("shard");
  bool asks = false, makes = false;
  for (const Step& step : run.steps()) {
    if (step.process != process) continue;
    if (step.kind == EventKind::Mark && (step.name == info || step.name == shard)) asks = true;
    if (step.kind == EventKind::Seed && !step.stream.global()) makes = true;
  }
  return asks && makes;
}

// A library that keeps a generator of its own class (datasets' iterable streams, MONAI's transforms) may well take
// care of workers itself.
bool is_plain_generator(std::string_view library_class) {
  return library_class.starts_with("numpy.") || library_class.starts_with("random.") || library_class.starts_with("torch.") ||
         library_class.starts_with("albumentations.");
}

}  // namespace

SEEDLINT_RULE(generator_copied_to_workers)(const Run& run, Report& report) {
  if (run.root().is_test) return;
  for (const Step& draw : run.steps()) {
    if (draw.kind != EventKind::Draw || draw.stream.global() || draw.process == 0) continue;
    if (draw.role == Role::SeedMaterial || draw.certainty == Certainty::Possible) continue;
    const auto& seeds = draw.before.seeds;
    if (seeds.size() != 1 || seeds[0] != execute::kCopied) continue;
    const Step* fork = fork_of(run, draw.process);
    if (fork == nullptr || text_of(fork->name) != "loader" || fork->no_grad || !feeds_training(run, *fork)) continue;
    if (!may_have_workers(run, fork->object)) continue;
    const execute::Object& generator = run.object(draw.stream.object);
    if (!is_plain_generator(generator.library_class)) continue;
    if (!generator.created.valid() || generator.process == draw.process) continue;
    if (makes_its_own(run, draw.process)) continue;
    const bool repeats = iterated_again(run, *fork) && !keeps_workers(run, fork->object);
    report
        .at(generator.created,
            fmt::format("this generator is copied into every loader worker: all workers draw the same numbers{}",
                        repeats ? ", and the same again in every epoch" : ""),
            stream_key(run, draw.stream))
        .label(made_at(run, *fork), "the loader whose workers get a copy each")
        .label(draw.token, fmt::format("{} draws from the copy", api_words(draw)))
        .help("draw from the global stream, which the loader seeds for each worker, or make the generator in the "
              "worker from torch.initial_seed(), or per sample from (seed, epoch, index)");
  }
}

}  // namespace seedlint::rules
