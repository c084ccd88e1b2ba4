// What is true at one point of a path: who seeded every stream, and whether a process group exists.
#pragma once

#include <vector>

#include "execute/run.h"

namespace seedlint::execute {

inline constexpr std::size_t kMaxSeeds = 4;
inline constexpr std::size_t kMaxExposed = 16;

// One or the other; true if a changed. Union of both sets, capped as StreamState documents.
bool join_into(StreamState& a, const StreamState& b);

class State {
 public:
  bool reachable = true;
  GroupState group = GroupState::No;

  const StreamState& at(const Stream& s) const;
  StreamState& edit(const Stream& s);
  // State of every stream that is not listed.
  void set_default(StreamState s) { default_ = std::move(s); }
  const StreamState& unlisted() const { return default_; }
  void set_all(const StreamState& s);
  std::vector<std::pair<Stream, StreamState>>& streams() { return streams_; }
  const std::vector<std::pair<Stream, StreamState>>& streams() const { return streams_; }

  friend bool operator==(const State&, const State&) = default;

 private:
  std::vector<std::pair<Stream, StreamState>> streams_;  // sorted by stream
  StreamState default_;
};

// One or the other; true if a changed. An unreachable state is the neutral element.
bool join_into(State& a, const State& b);

void add_exposed(StreamState& s, StepId draw);
std::uint64_t hash_of(const StreamState& s);
std::uint64_t hash_of(const State& s);

}  // namespace seedlint::execute
