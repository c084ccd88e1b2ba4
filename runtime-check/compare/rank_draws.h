// Draws of the training loop itself, rank against rank: dropout masks and noise.
#pragma once

#include <string>
#include <vector>

#include "compare/facts.h"

namespace seedlint::compare {

/// The same operation of two ranks, in the same step, drew from a generator in the same state.
struct EqualDraw {
  int rank = 0, other_rank = 0;
  std::string operation;
  Place place;
  std::uint32_t step = 0;
};

/// Equal draws of tensors after the first optimiser step, the first of each line. Permutations and single numbers
/// are left out: ranks may need to agree on those. Numbers drawn by `randint` count only where the loss that
/// comes of them is equal as well, because a common batch may be drawn to be shared out.
std::vector<EqualDraw> equal_draws(const trace::Run& run, const Facts& facts);

/// The first such draw of each rank that has one.
struct LoopDraw {
  int rank = 0;
  std::string state;
  int equal_to = -1;  ///< another rank that draws the same
};
std::vector<LoopDraw> loop_rows(const trace::Run& run, const Facts& facts);

}  // namespace seedlint::compare
