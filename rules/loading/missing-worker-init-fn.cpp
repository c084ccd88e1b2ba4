// SEED201: loader workers draw from a stream that nobody seeds for each of them.
#include <fmt/format.h>

#include <algorithm>

#include "loader.h"
#include "resolve/versions.h"

namespace seedlint::rules {

SEEDLINT_RULE(missing_worker_init_fn)(const Run& run, Report& report) {
  if (run.root().is_test) return;
  for (const Step& draw : run.steps()) {
    if (draw.kind != EventKind::Draw || !draw.stream.global() || draw.process == 0) continue;
    if (draw.certainty == Certainty::Possible || draw.role == Role::SeedMaterial) continue;
    const std::string_view stream = text_of(draw.stream.name);
    // torch and python are seeded in every worker of every version.
    if (stream == "torch" || stream == "python" || stream == "torch.cuda") continue;
    if (!contains(draw.before.seeds, execute::kCopied)) continue;
    for (const StepId id : draw.before.seeds)
      if (id != execute::kCopied && id != execute::kBaseSeed) goto next;
    {
      const Step* fork = fork_of(run, draw.process);
      if (fork == nullptr || text_of(fork->name) != "loader" || fork->no_grad || !feeds_training(run, *fork)) continue;
      if (!may_have_workers(run, fork->object)) continue;
      // A function that is given in some cases: most likely those in which it is needed.
      if (const auto* given = run.field(fork->object, "worker_init_fn"); given != nullptr && given->atoms.size() > 1) continue;
      const bool old_only = contains(draw.before.seeds, execute::kBaseSeed);  // the torch version is not known
      if (old_only && resolve::compare_versions(run.needed_version(intern("torch")), "1.9") >= 0) continue;
      const std::string who = stream_words(run, draw.stream);
      const bool repeats = iterated_again(run, *fork) && !keeps_workers(run, fork->object);
      report
          .at(made_at(run, *fork),
              fmt::format("{}workers of this loader all draw the same numbers from {}{}",
                          old_only ? "with torch below 1.9, " : "", who, repeats ? ", and again in every epoch" : ""),
              stream)
          .path_of(draw, fmt::format("{} draws from {} in every worker", api_words(draw), who))
          .help(stream == "numpy"
                    ? std::string("pass `worker_init_fn=lambda i: np.random.seed(torch.initial_seed() % 2**32)`, or "
                                  "require torch 1.9 or newer")
                    : fmt::format("pass a `worker_init_fn` that calls `{}`",
                                  seed_call(stream, "torch.initial_seed() % 2**31")));
    }
  next:;
  }
}

}  // namespace seedlint::rules
