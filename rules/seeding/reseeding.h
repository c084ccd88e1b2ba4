// Seedings in a training loop that set a stream back: what reseed-in-loop and global-generator-as-local share.
#pragma once

#include "common.h"

namespace seedlint::rules {

// Something is started anew in the loop (a model, an optimiser): a sweep over folds or settings, not a training loop.
bool starts_anew(const Run& run, execute::LoopId loop, const Step& seed);
// The state before the seeding is put back in the loop afterwards.
bool is_restored(const Run& run, execute::LoopId loop, const Step& seed);
// The seed is the same in every turn of every loop.
bool is_same_every_time(const execute::Value& value);
// What `generator=torch.manual_seed(s)` in a training loop upsets: where the generator is used, and a draw of the
// training that goes on from its state. Both nullptr where the seed is no such one, or does no harm.
struct LentGenerator {
  const Step* use = nullptr;
  const Step* upset = nullptr;
  execute::LoopId loop{};
};
LentGenerator lent_generator(const Run& run, const Step& seed);

}  // namespace seedlint::rules
