// A "device" whose memory is the CPU's, with the C interface of seedlint_cuda.so: digests are taken when the hash is
// launched and come back only when they are collected, page by page. The fake_ functions steer it
// from a test, FAKE_DEVICE_FAILS from outside a program.
#include <cstdlib>
#include <vector>

#include "kernels/device.h"

namespace {
using namespace seedlint::kernels;

struct Page {
  std::vector<Sums> digests;
  bool sent = false;
};

Page pages[kDevicePages];
std::uint32_t current = 0;
bool is_capturing = false, fails = std::getenv("FAKE_DEVICE_FAILS") != nullptr, slow = false;

template <int Element>
Sums hash(const DeviceTensor& tensor) {
  constexpr std::uint64_t kThreads = 512;
  auto* data = static_cast<const unsigned char*>(tensor.data);
  Sums sums;
  for (std::uint64_t thread = 0; thread < kThreads; ++thread) {
    Sums part = tensor.plan == nullptr || tensor.plan->dims == 0 ? contiguous_share<Element, 1>(data, tensor.bytes, thread, kThreads)
                                                                 : strided_share<Element, std::uint32_t>(data, tensor.bytes, *tensor.plan, thread, kThreads);
    sums.a += part.a;
    sums.b += part.b;
    sums.values += part.values;
  }
  return sums;
}

bool send() {
  if (pages[current].digests.empty()) return true;
  if (is_capturing || pages[(current + 1) % kDevicePages].sent) return false;
  pages[current].sent = true;
  current = (current + 1) % kDevicePages;
  return true;
}

}  // namespace

extern "C" {

void fake_capturing(int on) { is_capturing = on != 0; }
void fake_fails(int on) { fails = on != 0; }
/// Nothing comes back unless somebody waits for it.
void fake_slow(int on) { slow = on != 0; }

int seedlint_device_interface() { return kDeviceInterface; }
int seedlint_device_is_host() { return 1; }
int seedlint_device_prepare(int) { return fails ? 1 : 0; }
int seedlint_device_capturing(int, void*) { return is_capturing ? 1 : 0; }
const char* seedlint_device_error() { return fails ? "the fake device fails" : "none"; }

int seedlint_device_hash(int, void*, const DeviceTensor* tensor, std::uint32_t* slot) {
  if (fails) return kFailed;
  if (is_capturing) return kCapturing;
  if (pages[current].digests.size() == kDeviceSlots && !send()) return kFull;
  *slot = current * kDeviceSlots + static_cast<std::uint32_t>(pages[current].digests.size());
  switch (tensor->values) {
    case 0: pages[current].digests.push_back(hash<0>(*tensor)); break;
    case 1: pages[current].digests.push_back(hash<1>(*tensor)); break;
    case 2: pages[current].digests.push_back(hash<2>(*tensor)); break;
    case 4: pages[current].digests.push_back(hash<4>(*tensor)); break;
    default: pages[current].digests.push_back(hash<8>(*tensor)); break;
  }
  return kLaunched;
}

int seedlint_device_flush(int) {
  send();
  return fails ? 1 : 0;
}

int seedlint_device_collect(int, int wait, DeviceTake take, void* context) {
  if (fails) return 1;
  for (std::uint32_t i = 1; i <= kDevicePages; ++i) {
    const std::uint32_t number = (current + i) % kDevicePages;
    if (!pages[number].sent) continue;
    if (wait == 0 && slow) break;
    for (std::uint32_t slot = 0; slot < pages[number].digests.size(); ++slot) {
      const Sums& sums = pages[number].digests[slot];
      const std::uint64_t lanes[3] = {sums.a, sums.b, sums.values};
      take(context, number * kDeviceSlots + slot, lanes);
    }
    pages[number] = Page{};
    if (wait == 1) wait = 0;
  }
  return 0;
}

}  // extern "C"
