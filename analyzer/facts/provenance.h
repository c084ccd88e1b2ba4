// Where a value came from: two bit sets over the kinds of source that matter for randomness.
#pragma once

#include <cstdint>
#include <string>

namespace seedlint {

enum class Origin : std::uint16_t {
  Const = 1 << 0,      // a literal
  Option = 1 << 1,     // command line, or a parameter of the root named like a seed
  Config = 1 << 2,     // configuration file, environment variable
  Rank = 1 << 3,       // global rank
  LocalRank = 1 << 4,  // rank inside one node
  Worker = 1 << 5,     // loader worker id
  Epoch = 1 << 6,      // epoch or step counter kept by the program
  Loop = 1 << 7,       // variable of a loop
  Entropy = 1 << 8,    // clock, pid, urandom, uuid, unseeded generator
  Hash = 1 << 9,       // hash() of something hashed differently in every process
  BaseSeed = 1 << 10,  // torch's per-epoch worker seed
  Drawn = 1 << 11,     // taken from a stream (whose seeding decides)
  Caller = 1 << 12,    // parameter of an open root
  Unknown = 1 << 13,
};

// may: sources on some path; must: sources on every path. must is a subset of may.
// Arithmetic unites both; a join of paths unites may and intersects must.
struct Provenance {
  std::uint16_t may = 0;
  std::uint16_t must = 0;

  static constexpr Provenance of(Origin o) {
    return {static_cast<std::uint16_t>(o), static_cast<std::uint16_t>(o)};
  }
  constexpr bool may_be(Origin o) const { return may & static_cast<std::uint16_t>(o); }
  constexpr bool must_be(Origin o) const { return must & static_cast<std::uint16_t>(o); }
  constexpr bool only(Origin o) const { return may == static_cast<std::uint16_t>(o); }
  friend constexpr bool operator==(Provenance, Provenance) = default;
};

// Value computed from both.
constexpr Provenance combine(Provenance a, Provenance b) {
  return {static_cast<std::uint16_t>(a.may | b.may), static_cast<std::uint16_t>(a.must | b.must)};
}
// Value that is one or the other.
constexpr Provenance join(Provenance a, Provenance b) {
  return {static_cast<std::uint16_t>(a.may | b.may), static_cast<std::uint16_t>(a.must & b.must)};
}

std::string to_string(Provenance p);  // "Option+Rank?" : '?' marks what is only in may

}  // namespace seedlint
