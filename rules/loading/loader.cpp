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
  if (loop_around(run, fork) != execute::LoopId{}) return true;
  for (const Step& other : run.steps())
    if (other.kind == EventKind::Fork && &other != &fork && other.object == fork.object &&
        fork.object != execute::kNoObject && other.name == fork.name && other.token != fork.token)
      return true;
  return false;
}

Span made_at(const Run& run, const Step& fork) {
  if (fork.object == execute::kNoObject) return fork.token;
  const Span made = run.object(fork.object).created;
  return made.valid() ? made : fork.token;
}

}  // namespace seedlint::rules
