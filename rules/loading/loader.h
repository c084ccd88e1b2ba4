// What the loading rules ask about a data loader and the forks that iterate it.
#pragma once

#include <string_view>

#include "common.h"

namespace seedlint::rules {

// May the loader have workers? False where num_workers is surely 0 or left out.
bool may_have_workers(const Run& run, ObjectId loader);
// Surely persistent_workers=True.
bool keeps_workers(const Run& run, ObjectId loader);
// The loader is iterated more than once: in a loop around its iteration, or at several places.
bool iterated_again(const Run& run, const Step& fork);
// False for a loader that a function for evaluation goes through, in a loop that does not train.
bool feeds_training(const Run& run, const Step& fork);
// Where the loader was made; the fork's own token where that is not known.
Span made_at(const Run& run, const Step& fork);

}  // namespace seedlint::rules
