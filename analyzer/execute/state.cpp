// Joins of stream states; unions of small sorted sets.
#include "execute/state.h"

#include <algorithm>

namespace seedlint::execute {

namespace {

bool unite(std::vector<StepId>& a, const std::vector<StepId>& b) {
  bool changed = false;
  for (StepId id : b) {
    auto at = std::lower_bound(a.begin(), a.end(), id);
    if (at != a.end() && *at == id) continue;
    a.insert(at, id);
    changed = true;
  }
  return changed;
}

std::uint64_t mix(std::uint64_t h, std::uint64_t x) {
  h = (h ^ x) * 0x9e3779b97f4a7c15ull;
  return h ^ (h >> 31);
}

}  // namespace

bool join_into(StreamState& a, const StreamState& b) {
  if (a == b) return false;
  const StreamState before = a;
  unite(a.seeds, b.seeds);
  unite(a.exposed, b.exposed);
  a.overflow |= b.overflow;
  if (a.seeds.size() > kMaxSeeds) {
    a.seeds.resize(kMaxSeeds);
    a.overflow = true;
  }
  if (a.exposed.size() > kMaxExposed) a.exposed.resize(kMaxExposed);
  return !(a == before);
}

namespace {

auto position(auto& streams, const Stream& s) {
  return std::lower_bound(streams.begin(), streams.end(), s,
                          [](const auto& entry, const Stream& key) { return entry.first < key; });
}

}  // namespace

const StreamState& State::at(const Stream& s) const {
  const Held& held = held_.get();
  const auto it = position(held.listed, s);
  return it != held.listed.end() && it->first == s ? it->second : held.rest;
}

StreamState& State::edit(const Stream& s) {
  Held& held = held_.change();
  auto it = position(held.listed, s);
  if (it == held.listed.end() || it->first != s) it = held.listed.insert(it, {s, held.rest});
  return it->second;
}

void State::set_all(const StreamState& s) {
  Held& held = held_.change();
  for (auto& [stream, state] : held.listed)
    if (stream.global()) state = s;
  held.rest = s;
}

bool join_into(State& a, const State& b) {
  if (!b.reachable) return false;
  if (!a.reachable) {
    a = b;
    return true;
  }
  bool changed = false;
  if (!a.same_streams(b)) {
    // A stream listed on one side only is listed from here on, unless both take the unlisted ones to be alike.
    const bool alike = a.unlisted() == b.unlisted();
    for (const auto& [stream, state] : b.streams())
      if (!alike || !(a.at(stream) == state)) changed |= join_into(a.edit(stream), state);
    const State before = a;
    for (const auto& [stream, state] : before.streams())
      if (const StreamState& other = b.at(stream); !(state == other)) changed |= join_into(a.edit(stream), other);
    StreamState rest = a.unlisted();
    if (join_into(rest, b.unlisted())) {
      a.set_default(std::move(rest));
      changed = true;
    }
  }
  if (a.group != b.group && a.group != GroupState::Maybe) {
    a.group = GroupState::Maybe;
    changed = true;
  }
  return changed;
}

void add_exposed(StreamState& s, StepId draw) {
  auto at = std::lower_bound(s.exposed.begin(), s.exposed.end(), draw);
  if (at != s.exposed.end() && *at == draw) return;
  s.exposed.insert(at, draw);
  if (s.exposed.size() > kMaxExposed) s.exposed.resize(kMaxExposed);
}

std::uint64_t hash_of(const StreamState& s) {
  std::uint64_t h = s.overflow ? 3 : 1;
  for (StepId id : s.seeds) h = mix(h, static_cast<std::uint32_t>(id));
  h = mix(h, 0xfeed);
  for (StepId id : s.exposed) h = mix(h, static_cast<std::uint32_t>(id));
  return h;
}

std::uint64_t hash_of(const State& s) {
  std::uint64_t h = mix(s.reachable ? 11 : 13, static_cast<std::uint64_t>(s.group));
  for (const auto& [stream, state] : s.streams()) {
    h = mix(h, static_cast<std::uint32_t>(stream.name));
    h = mix(h, static_cast<std::uint32_t>(stream.object));
    h = mix(h, hash_of(state));
  }
  return mix(h, hash_of(s.unlisted()));
}

}  // namespace seedlint::execute
