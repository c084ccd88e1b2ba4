// Fingerprints of generators, read in place: a few words that change with every draw and every seeding.
#pragma once

#include <ATen/CPUGeneratorImpl.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "kernels/hash.h"

namespace seedlint::tracer {

/// torch's CPU generator. Its engine is private; its place inside the object is found once by looking for
/// the bytes the public getter gives, and where they are not found the getter is used every time.
class TorchGenerator {
 public:
  void load() {
    generator_ = at::check_generator<at::CPUGeneratorImpl>(at::detail::getDefaultCPUGenerator());
    at::mt19937_data_pod state = generator_->engine().data();
    auto base = reinterpret_cast<const char*>(generator_);
    for (std::size_t at = 0; at + sizeof state <= sizeof(at::CPUGeneratorImpl); at += alignof(at::mt19937_data_pod)) {
      auto here = reinterpret_cast<const at::mt19937_data_pod*>(base + at);
      if (here->seed_ == state.seed_ && here->left_ == state.left_ && here->next_ == state.next_ && here->state_ == state.state_) {
        in_place_ = here;
        break;
      }
    }
  }

  struct State {
    std::uint64_t fingerprint = 0;
    std::uint64_t seed = 0;
    bool just_seeded = false;
  };

  const at::CPUGeneratorImpl* default_generator() const { return generator_; }

  static State state_of(at::CPUGeneratorImpl& generator) { return of(generator.engine().data()); }

  /// Asks for the memory that state() will read.
  void prefetch() const {
    if (in_place_ == nullptr) return;
    __builtin_prefetch(&in_place_->seed_);
    __builtin_prefetch(&in_place_->state_[0]);
    __builtin_prefetch(&in_place_->state_[623]);
  }

  State state() const {
    if (generator_ == nullptr) return {};
    if (in_place_ != nullptr) return of(*in_place_);
    return of(generator_->engine().data());
  }

 private:
  static State of(const at::mt19937_data_pod& pod) {
    State state;
    std::uint64_t ends = std::uint64_t{pod.state_[0]} << 32 | pod.state_[623];
    std::uint64_t at = static_cast<std::uint64_t>(static_cast<unsigned>(pod.left_)) << 32 | pod.next_;
    state.fingerprint = kernels::mix64(kernels::mix64(ends ^ pod.seed_ * 31) + at);
    state.seed = pod.seed_;
    state.just_seeded = pod.left_ == 1 && pod.next_ == 0;
    return state;
  }

  at::CPUGeneratorImpl* generator_ = nullptr;
  const at::mt19937_data_pod* in_place_ = nullptr;
};

/// A Mersenne Twister of Python's `random` or NumPy's legacy interface, at addresses its owner gave us.
struct WatchedTwister {
  std::string name;
  const std::uint32_t* key;  ///< 624 words
  const std::int32_t* position;
  std::uint64_t last = 0;

  std::uint64_t fingerprint() const {
    std::uint64_t ends = std::uint64_t{key[0]} << 32 | key[623];
    return kernels::mix64(kernels::mix64(ends ^ (std::uint64_t{key[1]} << 17)) + static_cast<std::uint32_t>(*position));
  }
  bool just_seeded() const { return *position == 624; }

  /// Asks for the memory that fingerprint() will read.
  void prefetch() const {
    __builtin_prefetch(key);
    __builtin_prefetch(key + 623);
    __builtin_prefetch(position);
  }
};

}  // namespace seedlint::tracer
