// The shortest edit between two short sequences (Myers' greedy algorithm), bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace seedlint::compare {

/// Where two sequences meet again after a difference.
struct Resync {
  std::size_t only_left = 0;   ///< items of the left sequence before the common stretch
  std::size_t only_right = 0;  ///< items of the right one
};

/// Looks for the cheapest way to leave out items at the front of both sequences such that at least
/// `stretch` items in a row agree afterwards. Nothing if that needs more than `max_edits` items.
std::optional<Resync> resync(std::span<const std::uint64_t> left, std::span<const std::uint64_t> right,
                             std::size_t stretch, std::size_t max_edits);

/// The number of items to delete and insert that turns `left` into `right`; nothing above `max_edits`.
std::optional<std::size_t> edit_distance(std::span<const std::uint64_t> left, std::span<const std::uint64_t> right,
                                         std::size_t max_edits);

}  // namespace seedlint::compare
