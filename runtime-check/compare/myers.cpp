// See myers.h. Both functions walk the same furthest-reaching paths; they differ in when they stop.
#include "compare/myers.h"

#include <algorithm>
#include <vector>

namespace seedlint::compare {
namespace {

/// Runs the greedy algorithm; `stop(start, x, y, edits)` sees every snake and ends the walk by giving true.
template <typename Stop>
bool walk(std::span<const std::uint64_t> left, std::span<const std::uint64_t> right, std::size_t max_edits, Stop stop) {
  const auto n = static_cast<std::ptrdiff_t>(left.size()), m = static_cast<std::ptrdiff_t>(right.size());
  const auto limit = static_cast<std::ptrdiff_t>(std::min<std::size_t>(max_edits, left.size() + right.size()));
  std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * limit + 3), 0);
  auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& { return furthest[static_cast<std::size_t>(k + limit + 1)]; };
  for (std::ptrdiff_t d = 0; d <= limit; ++d) {
    for (std::ptrdiff_t k = -d; k <= d; k += 2) {
      std::ptrdiff_t x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      if (d == 0) x = 0;
      std::ptrdiff_t y = x - k;
      std::ptrdiff_t start = x;
      if (x > n || y > m) {
        at(k) = x;
        continue;
      }
      while (x < n && y < m && left[static_cast<std::size_t>(x)] == right[static_cast<std::size_t>(y)]) ++x, ++y;
      at(k) = x;
      if (stop(start, x, y, static_cast<std::size_t>(d))) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<Resync> resync(std::span<const std::uint64_t> left, std::span<const std::uint64_t> right,
                             std::size_t stretch, std::size_t max_edits) {
  std::optional<Resync> found;
  walk(left, right, max_edits, [&](std::ptrdiff_t start, std::ptrdiff_t x, std::ptrdiff_t y, std::size_t) {
    bool ends = x == static_cast<std::ptrdiff_t>(left.size()) && y == static_cast<std::ptrdiff_t>(right.size());
    if (static_cast<std::size_t>(x - start) < stretch && !(ends && x > start)) return false;
    found = Resync{static_cast<std::size_t>(start), static_cast<std::size_t>(y - (x - start))};
    return true;
  });
  return found;
}

std::optional<std::size_t> edit_distance(std::span<const std::uint64_t> left, std::span<const std::uint64_t> right,
                                         std::size_t max_edits) {
  std::optional<std::size_t> found;
  walk(left, right, max_edits, [&](std::ptrdiff_t, std::ptrdiff_t x, std::ptrdiff_t y, std::size_t edits) {
    if (x != static_cast<std::ptrdiff_t>(left.size()) || y != static_cast<std::ptrdiff_t>(right.size())) return false;
    found = edits;
    return true;
  });
  return found;
}

}  // namespace seedlint::compare
