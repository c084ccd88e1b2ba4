// What is true at one point of a path: who seeded every stream, and whether a process group exists.
#pragma once

#include <vector>

#include "execute/run.h"
#include "execute/shared.h"

namespace seedlint::execute {

inline constexpr std::size_t kMaxSeeds = 4;
inline constexpr std::size_t kMaxExposed = 16;

// One or the other; true if a changed. Union of both sets, capped as StreamState documents.
bool join_into(StreamState& a, const StreamState& b);

class State {
 public:
  using Streams = std::vector<std::pair<Stream, StreamState>>;

  bool reachable = true;
  GroupState group = GroupState::No;

  const StreamState& at(const Stream& s) const;
  StreamState& edit(const Stream& s);
  // State of every stream that is not listed.
  void set_default(StreamState s) { held_.change().rest = std::move(s); }
  const StreamState& unlisted() const { return held_.get().rest; }
  void set_all(const StreamState& s);
  // Listed streams, sorted.
  const Streams& streams() const { return held_.get().listed; }
  Streams& edit_streams() { return held_.change().listed; }
  bool same_streams(const State& o) const { return held_.same(o.held_); }

  friend bool operator==(const State&, const State&) = default;

 private:
  struct Held {
    Streams listed;
    StreamState rest;
    friend bool operator==(const Held&, const Held&) = default;
  };
  Shared<Held> held_;
};

// One or the other; true if a changed. An unreachable state is the neutral element.
bool join_into(State& a, const State& b);

void add_exposed(StreamState& s, StepId draw);
std::uint64_t hash_of(const StreamState& s);
std::uint64_t hash_of(const State& s);

}  // namespace seedlint::execute
