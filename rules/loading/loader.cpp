// Questions about data loaders.
#include "loader.h"

namespace seedlint::rules {

bool may_have_workers(const Run& run, ObjectId loader) {
  if (loader == execute::kNoObject) return true;
  const execute::Value* workers = run.field(loader, "num_workers");
  if (workers == nullptr) return true;  // a loader of another kind: the fork itself is the evidence
  const auto number = workers->integer();
  return !number.has_value() || *number != 0 || workers->provenance.may_be(Origin::Option);
}

bool keeps_workers(const Run& run, ObjectId loader) {
  if (loader == execute::kNoObject) return false;
  const execute::Value* keep = run.field(loader, "persistent_workers");
  // A value that is not known may well be True.
  return keep != nullptr && keep->truth() != std::optional<bool>(false);
}

bool iterated_again(const Run& run, const Step& fork) {
  // `it = iter(loader)`, then `next(it)`: workers start with the iterator, however often `next` is called.
  static const Symbol iterator = intern("iterator"), next = intern("next");
  const Step* begun = nullptr;
  if (fork.api == next && fork.object != execute::kNoObject)
    for (const Step& step : run.steps()) {
      if (step.kind != EventKind::Mark || step.name != iterator || step.object != fork.object) continue;
      if (begun != nullptr || loop_around(run, step) != execute::LoopId{}) return true;
      begun = &step;
    }
  if (begun != nullptr) return false;
  if (loop_around(run, fork) != execute::LoopId{}) return true;
  for (const Step& other : run.steps())
    if (other.kind == EventKind::Fork && &other != &fork && other.object == fork.object &&
        fork.object != execute::kNoObject && other.name == fork.name && other.token != fork.token)
      return true;
  return false;
}

namespace {

// "_eval_epoch", "validate", "test_step"; not "train_and_eval", "fastest".
bool names_an_evaluation(std::string_view function) {
  if (function.find("train") != std::string_view::npos) return false;
  while (function.starts_with('_')) function.remove_prefix(1);
  return function.find("eval") != std::string_view::npos || function.starts_with("valid") || function.starts_with("test") ||
         function.find("_valid") != std::string_view::npos || function.find("_test") != std::string_view::npos;
}

}  // namespace

bool feeds_training(const Run& run, const Step& fork) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Train && fork.loop != execute::LoopId{} && run.loop_contains(fork.loop, step.loop)) return true;
  for (const execute::Frame& frame : run.frames(fork.path))
    if (names_an_evaluation(text_of(frame.callee))) return false;
  return true;
}

Span made_at(const Run& run, const Step& fork) {
  if (fork.object == execute::kNoObject) return fork.token;
  const Span made = run.object(fork.object).created;
  return made.valid() ? made : fork.token;
}

}  // namespace seedlint::rules
