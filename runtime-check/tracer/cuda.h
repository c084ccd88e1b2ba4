// What the tracer asks torch about CUDA, without its CUDA headers and without linking torch_cuda, so one
// tracer serves CPU-only torch as well: the stream operations go to, and the default generators.
#pragma once

#include <ATen/Context.h>
#include <ATen/core/Generator.h>
#include <c10/core/Stream.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <dlfcn.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/hash.h"

namespace seedlint::tracer {

/// The stream that the calling thread's operations on a device are queued on.
struct CurrentStream {
  void* handle = nullptr;
  bool known = false;
  bool own = false;  ///< made by the program, which may destroy it
};

inline CurrentStream current_stream(c10::DeviceIndex device) {
  // CUDAStream is a c10::Stream and nothing else, so its method takes one. Found where torch has put it: the
  // library is in the process already when there is a CUDA tensor. c10's own way to the handle came later than 2.8.
  using Native = void* (*)(const c10::Stream*);
  static const Native native = []() -> Native {
    void* library = ::dlopen("libc10_cuda.so", RTLD_NOLOAD | RTLD_LAZY);
    return library == nullptr ? nullptr : reinterpret_cast<Native>(::dlsym(library, "_ZNK3c104cuda10CUDAStream6streamEv"));
  }();
  if (native == nullptr || !c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA)) return {};
  c10::Stream stream = c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->getStream(c10::Device(c10::DeviceType::CUDA, device));
  // torch's own streams have odd numbers, the default one 0; an external one has its address for a number.
  return {native(&stream), true, stream.id() != 0 && stream.id() % 2 == 0};
}

/// torch's default CUDA generators: a seed and a Philox offset that every draw moves on.
class CudaGenerators {
 public:
  struct State {
    std::uint64_t seed = 0, offset = 0;
    std::uint64_t fingerprint() const { return kernels::mix64(kernels::mix64(seed + 0x9e3779b97f4a7c15ull) + offset); }
    friend bool operator==(const State&, const State&) = default;
  };

  struct Entry {
    c10::DeviceIndex device;
    std::string name;
    at::Generator generator;
    State last;
  };

  bool knows(c10::DeviceIndex device) const { return device >= 0 && device < 64 && (known_ >> device & 1) != 0; }

  /// A tensor on this device was met, so CUDA is up and its generator exists. Not to be called while its stream
  /// captures. What the generator did before is one draw from the state that its seed gives.
  void meet(c10::DeviceIndex device) {
    if (device < 0 || device >= 64 || knows(device)) return;
    try {
      at::Generator generator = at::globalContext().defaultGenerator(c10::Device(c10::DeviceType::CUDA, device));
      std::string name = entries_.empty() ? "torch.cuda" : "torch.cuda:" + std::to_string(device);
      State start{generator.current_seed(), 0};
      entries_.push_back({device, std::move(name), std::move(generator), start});
      known_ |= std::uint64_t{1} << device;
    } catch (...) {  // capturing after all: the next operation asks again
    }
  }

  std::vector<Entry>& entries() { return entries_; }

  /// In a forked child, where no generator of a GPU can be asked.
  void forget() {
    entries_.clear();
    known_ = 0;
  }

  /// Draws alone, which is cheap and allowed at any time: a capture leaves the offset where it was.
  static bool drew(const Entry& entry) {
    using Offset = std::uint64_t (*)(const void*);
    static const Offset offset = []() -> Offset {
      void* library = ::dlopen("libtorch_cuda.so", RTLD_NOLOAD | RTLD_LAZY);
      return library == nullptr ? nullptr : reinterpret_cast<Offset>(::dlsym(library, "_ZNK2at17CUDAGeneratorImpl24philox_offset_per_threadEv"));
    }();
    return offset != nullptr && offset(entry.generator.unsafeGetGeneratorImpl()) != entry.last.offset;
  }

  /// Nothing while the device's stream captures a graph: torch answers with an exception then, so ask only if it
  /// does not, as far as that is known.
  static std::optional<State> now(const at::Generator& generator) {
    try {
      return State{generator.unsafeGetGeneratorImpl()->current_seed(), generator.unsafeGetGeneratorImpl()->get_offset()};
    } catch (...) {
      return std::nullopt;
    }
  }

 private:
  std::uint64_t known_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace seedlint::tracer
