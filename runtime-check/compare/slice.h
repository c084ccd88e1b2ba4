// Follows a value that differs back to the statement it came from: through the variables that differ too and
// what each statement reads (python/seedlint_statements.py). Needs the records of a deep pass.
#pragma once

#include <optional>
#include <vector>

#include "compare/streams.h"
#include "compare/verdict.h"

namespace seedlint::compare {

/// Where to begin: before record `index` of a stream, at this place.
struct SliceStart {
  const StreamComparison* own = nullptr;     ///< the stream with the difference
  const StreamComparison* parent = nullptr;  ///< the main stream it descends from; null for the main stream itself
  std::size_t index = 0;
  Place place;
  bool ways_part = false;  ///< begin with the branches before `place` in its function, and before `other`
  Place other{};
};

/// The statement the difference comes from. Nothing where no statement was recorded at the start.
std::optional<Origin> find_origin(const SliceStart& start);

/// The values that differ before there and were made from a clock, one for each place; nothing says that they decide.
std::vector<Origin> made_from_clocks(const SliceStart& start);

}  // namespace seedlint::compare
