// SEED304: a distributed sampler deals out the same order in every epoch.
#include "ranks.h"

namespace seedlint::rules {

namespace {

bool trains_in(const Run& run, execute::LoopId loop) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Train && run.loop_contains(loop, step.loop)) return true;
  return false;
}

// One of the objects that the field may hold: `sampler = DistributedSampler(data) if distributed else None`.
bool may_hold(const Run& run, ObjectId holder, std::string_view field, ObjectId object) {
  const execute::Value* given = run.field(holder, field);
  if (given == nullptr) return false;
  for (const execute::Atom& atom : given->atoms)
    if (atom.kind == execute::AtomKind::Object && ObjectId{atom.ref} == object) return true;
  return false;
}

// The sampler deals out what this loader loads, itself or through a sampler of batches.
bool deals_for(const Run& run, ObjectId loader, ObjectId sampler) {
  if (may_hold(run, loader, "sampler", sampler)) return true;
  const execute::Value* batches = run.field(loader, "batch_sampler");
  if (batches == nullptr) return false;
  for (const execute::Atom& atom : batches->atoms)
    if (atom.kind == execute::AtomKind::Object && may_hold(run, ObjectId{atom.ref}, "sampler", sampler)) return true;
  return false;
}

bool makes_iterators(const Run& run, ObjectId loader) {
  static const Symbol iterator = intern("iterator");
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Mark && step.name == iterator && step.object == loader) return true;
  return false;
}

}  // namespace

SEEDLINT_RULE(missing_set_epoch)(const Run& run, Report& report) {
  if (!run.distributed() || run.root().is_test || run.cut()) return;
  static const Symbol set_epoch = intern("set_epoch"), framework = intern("framework"), iterate = intern("iterate"),
                      iterator = intern("iterator"), next = intern("next");
  bool any_unknown = false;
  std::vector<ObjectId> told;
  for (const Step& step : run.steps()) {
    if (step.kind == EventKind::Group && step.name == framework) return;  // it calls set_epoch itself
    if (step.kind != EventKind::Mark || step.name != set_epoch) continue;
    if (step.object == execute::kNoObject) any_unknown = true;
    told.push_back(step.object);
  }
  if (any_unknown) return;

  for (std::uint32_t i = 0; i < run.objects().size(); ++i) {
    const ObjectId sampler{i};
    if (!run.is_a(sampler, "torch.utils.data.DistributedSampler") &&
        !run.is_a(sampler, "torch.utils.data.distributed.DistributedSampler"))
      continue;
    const execute::Value* shuffle = run.field(sampler, "shuffle");
    if (shuffle != nullptr && shuffle->truth() == std::optional<bool>(false)) continue;
    bool called = false;
    for (const ObjectId id : told) called = called || id == sampler;
    if (called) continue;

    // A loader with this sampler is iterated in a training loop that the sampler outlives.
    const Step* iteration = nullptr;
    ObjectId loader = execute::kNoObject;
    execute::LoopId epochs{};
    for (std::uint32_t k = 0; k < run.objects().size() && iteration == nullptr; ++k) {
      if (!deals_for(run, ObjectId(k), sampler)) continue;
      loader = ObjectId(k);
      for (const ObjectId id : told) called = called || id == loader;
      for (const Step& step : run.steps()) {
        if (step.object != loader || step.no_grad) continue;
        const bool by_next = step.api == next;
        const bool begins = step.kind == EventKind::Mark && step.name == iterator;
        if (step.kind != EventKind::Fork && !(step.kind == EventKind::Mark && step.name == iterate) && !begins) continue;
        // `it = iter(loader)`: the pass begins there, however often `next` is called.
        if (by_next && makes_iterators(run, loader)) continue;
        execute::LoopId own{};
        epochs = loop_around(run, step, &own);
        if (epochs == execute::LoopId{} || run.loop_contains(epochs, run.object(sampler).loop)) continue;
        if (!trains_in(run, epochs)) continue;
        // An evaluation between epochs may go through its data in one order.
        if (own != execute::LoopId{} && !trains_in(run, own)) continue;
        iteration = &step;
        break;
      }
    }
    if (iteration == nullptr || called) continue;
    report
        .at(run.object(sampler).created,
            "nothing calls set_epoch on this sampler: every epoch goes through the data in the same order", "sampler")
        .path_of(*iteration, "iterated again in every epoch")
        .label(run.loop(epochs).token, "the loop over epochs")
        .help("call `sampler.set_epoch(epoch)` at the start of every epoch");
  }
}

}  // namespace seedlint::rules
