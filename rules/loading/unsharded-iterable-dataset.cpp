// SEED204: every worker of a loader yields the whole of an iterable data set.
#include <fmt/format.h>

#include <algorithm>

#include "loader.h"

namespace seedlint::rules {

SEEDLINT_RULE(unsharded_iterable_dataset)(const Run& run, Report& report) {
  if (run.root().is_test) return;
  static const Symbol shard = intern("shard"), info = intern("worker-info"), loader = intern("loader");
  for (const Step& fork : run.steps()) {
    if (fork.kind != EventKind::Fork || fork.name != loader || fork.object == execute::kNoObject) continue;
    if (!may_have_workers(run, fork.object)) continue;
    const execute::Value* given = run.field(fork.object, "dataset");
    const auto id = given == nullptr ? std::nullopt : given->object();
    if (!id || !run.is_a(*id, "torch.utils.data.IterableDataset")) continue;
    const execute::Object& data = run.object(*id);
    if (data.library_class != "torch.utils.data.IterableDataset" && data.library_class != "torch.utils.data.dataset.IterableDataset")
      continue;  // a library's own: it shards as it sees fit
    // A method as worker_init_fn knows its object: it may deal out the work there.
    if (const auto* init = run.field(fork.object, "worker_init_fn"))
      if (std::any_of(init->atoms.begin(), init->atoms.end(), [](const execute::Atom& a) {
            return a.kind == execute::AtomKind::Function && a.bound_to_object();
          }))
        continue;
    // Who asks for the worker or the rank anywhere, or draws in the worker, yields something of its own.
    bool own = false;
    for (const Step& step : run.steps()) {
      if (step.kind == EventKind::Mark && (step.name == shard || step.name == info)) own = true;
      if (step.process == 0) continue;
      const Step* opened = fork_of(run, step.process);
      if (opened != &fork) continue;
      if (step.kind == EventKind::Draw || step.kind == EventKind::Rank) own = true;
    }
    if (own) continue;
    const bool known_number = run.field(fork.object, "num_workers") != nullptr &&
                              run.field(fork.object, "num_workers")->integer().has_value();
    report
        .at(made_at(run, fork),
            fmt::format("every worker of this loader yields the whole of `{}`: {}", data.class_name,
                        known_number ? "each sample comes once per worker" : "with several workers each sample comes several times"),
            data.class_name)
        .label(data.created, "its __iter__ does not ask which worker it runs in")
        .help("split the work by torch.utils.data.get_worker_info(): "
              "`itertools.islice(rows, info.id, None, info.num_workers)`");
  }
}

}  // namespace seedlint::rules
