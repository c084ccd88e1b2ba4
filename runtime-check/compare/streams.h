// Compares one stream of two runs, record by record.
//
// Records are of two sorts. *Hard* ones are what the program computed: they must agree in order, place
// and bits. *Soft* ones (generators, local variables, uninitialised memory, seed material) may differ
// without harm, for example in a program that seeds later; they only explain a hard difference.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trace/reader.h"

namespace seedlint::compare {

/// The first hard difference of a stream.
struct Difference {
  enum class What {
    Bits,   ///< the same operation at the same place gave other bits
    Shape,  ///< … gave another shape or dtype
    Path,   ///< other operations were run
    End,    ///< one run stopped here, the other went on
  };
  What what;
  std::size_t left, right;     ///< record indexes; one past the end where a stream ended
  bool reordered = false;      ///< Bits: the same elements in another order
  std::size_t only_left = 0;   ///< Path: operations only run 1 has before the runs meet again
  std::size_t only_right = 0;
  bool meets_again = false;
};

inline constexpr std::size_t kNoRecord = static_cast<std::size_t>(-1);

/// A soft difference before the first hard one.
struct Suspect {
  std::size_t left, right;      ///< `right` is kNoRecord where threads are compared in any order
  bool before_differs = false;  ///< Generator: the state differed already before this draw
};

struct StreamComparison {
  const trace::Stream* left = nullptr;
  const trace::Stream* right = nullptr;
  std::size_t compared = 0;   ///< hard records that agreed before the first difference
  std::size_t differing = 0;  ///< hard records that differ from there to where the ways part
  std::optional<Difference> first;
  std::vector<Suspect> healed;    ///< generators that differed until they were seeded alike: only a value drawn before may still differ
  std::vector<Suspect> suspects;  ///< in the order of the program; at most 32768
};

struct StreamOptions {
  bool length_counts = true;  ///< false where a stream may end anywhere: stopped runs, prefetching workers
};

/// Whether a Generator record is a seeding: a state that only seeding leaves behind, and none it was in before (which
/// `set_rng_state` and the end of `fork_rng` bring back).
bool is_seeding(const trace::Stream& stream, std::size_t index);

/// Compares two streams of the same label.
StreamComparison compare_streams(const trace::Stream& left, const trace::Stream& right, StreamOptions options);

/// Compares what several threads of one role did together, in any order: a pool hands its work out as it
/// comes. A difference names the first record of run 1 that run 2 does not have as often.
StreamComparison compare_unordered(const std::vector<const trace::Stream*>& left, const std::vector<const trace::Stream*>& right,
                                   StreamOptions options);

/// True for records that explain rather than differ.
bool is_soft(const trace::Record& record);

}  // namespace seedlint::compare
