// What a library that hashes tensors where they lie offers: seedlint_cuda.so (hash.cu) on a GPU, and in the
// tests one over the CPU's memory. Plain C, so neither side needs the other's headers or C++ library.
//
// A hash is launched into a slot; slots fill pages, and a page travels back as a whole, without holding up
// the device. None of these functions may be called by two threads at once, and none throws.
#pragma once

#include <cstdint>

#include "kernels/hash_parts.h"

namespace seedlint::kernels {

inline constexpr int kDeviceInterface = 1;  ///< what seedlint_device_interface gives; also stands for the hash's definition
inline constexpr std::uint32_t kDeviceSlots = 8192;  ///< in a page
inline constexpr std::uint32_t kDevicePages = 8;

/// How a launch ended.
enum DeviceLaunch : int {
  kLaunched = 0,
  kFull = 1,       ///< every page is on its way: collect, waiting, and launch again
  kCapturing = 2,  ///< the stream records a graph: nothing was launched, nothing was disturbed
  kFailed = 3,     ///< seedlint_device_error says why; the device should be left alone from now on
};

/// One tensor to hash.
struct DeviceTensor {
  const void* data;
  std::uint64_t bytes;     ///< not 0
  const DevicePlan* plan;
  int values;              ///< element size the values lane counts in: 1, 2, 4, 8; 0: none
  int own_stream;          ///< the stream may be destroyed by the program: do not touch it later
};

using DeviceTake = void (*)(void* context, std::uint32_t slot, const std::uint64_t sums[3]);

extern "C" {
/// kDeviceInterface of its time.
typedef int seedlint_device_interface_t();
/// Whether "device" memory is the CPU's own, as in the tests.
typedef int seedlint_device_is_host_t();
/// Allocates what a device needs. 0, or not if it cannot be used. Not to be called while a stream captures
/// unless nothing else will do; it asks the driver not to disturb a capture.
typedef int seedlint_device_prepare_t(int device);
/// 1 if the stream records a graph, or may do so.
typedef int seedlint_device_capturing_t(int device, void* stream);
/// Launches one hash; on kLaunched `slot` (below kDevicePages * kDeviceSlots) names it until it is taken.
typedef int seedlint_device_hash_t(int device, void* stream, const DeviceTensor* tensor, std::uint32_t* slot);
/// Sends what was launched so far on its way, without waiting.
typedef int seedlint_device_flush_t(int device);
/// Gives every digest that has come back, as Accumulator::sums. `wait`: 1 until the oldest page has, 2 until all
/// that were sent have.
typedef int seedlint_device_collect_t(int device, int wait, DeviceTake take, void* context);
/// The last failure in words; never null.
typedef const char* seedlint_device_error_t();
}

}  // namespace seedlint::kernels
