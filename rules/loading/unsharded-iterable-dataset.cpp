// SEED204: every worker of a loader yields the whole of an iterable data set.
#include <fmt/format.h>

#include "loader.h"

namespace seedlint::rules {

SEEDLINT_RULE(unsharded_iterable_dataset)(const Run& run, Report& report) {
  if (run.root().is_test) return;
  static const Symbol iterate = intern("iterate"), shard = intern("shard"), loader = intern("loader");
  for (const Step& mark : run.steps()) {
    if (mark.kind != EventKind::Mark || mark.name != iterate || mark.process == 0 || mark.object == execute::kNoObject)
      continue;
    const Step* fork = fork_of(run, mark.process);
    if (fork == nullptr || fork->name != loader || !may_have_workers(run, fork->object)) continue;
    if (!run.is_a(mark.object, "torch.utils.data.IterableDataset")) continue;
    // A worker that reads its number anywhere, or draws by itself, yields something of its own.
    bool own = false;
    for (const Step& step : run.steps()) {
      if (step.kind == EventKind::Mark && step.name == shard) own = own || step.process == mark.process || step.process == 0;
      if (step.process != mark.process) continue;
      if (step.kind == EventKind::Draw || step.kind == EventKind::Rank) own = true;
    }
    if (own) continue;
    const execute::Object& data = run.object(mark.object);
    const bool known_number = run.field(fork->object, "num_workers") != nullptr &&
                              run.field(fork->object, "num_workers")->integer().has_value();
    report
        .at(made_at(run, *fork),
            fmt::format("every worker of this loader yields the whole of `{}`: {}", data.class_name,
                        known_number ? "each sample comes once per worker" : "with several workers each sample comes several times"),
            data.class_name)
        .label(mark.token, "this iteration does not ask which worker it runs in")
        .help("split the work by torch.utils.data.get_worker_info(): "
              "`itertools.islice(rows, info.id, None, info.num_workers)`");
  }
}

}  // namespace seedlint::rules
