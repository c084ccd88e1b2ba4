// The tensor hash of hash.h on a GPU: the same bits, in one launch, without a copy, a synchronisation or a
// torch header; and the slots its digests travel back in (device.h). Built by plain nvcc as seedlint_cuda.so:
//   nvcc -std=c++20 -O3 -shared -Xcompiler -fPIC --cudart=static -I.. -gencode arch=compute_80,code=sm_80 …
//
// Sums commute, so the launch shape does not matter, and one 64-bit atomic per block and lane adds them up
// exactly. All memory is this library's own, never torch's allocator's: that would change what is observed.
//
// Digests: a launch adds to a zeroed slot of the current page. A flush makes a private stream wait for every
// stream the page was launched on, copy it to pinned memory and zero it. Nobody waits before a collect.
//
// Graph capture: a launch on a stream that captures is refused, since the slot of a captured launch would be
// written again by every replay, long after it was given to somebody else. Calls that could disturb a
// capture of another thread run in the relaxed mode, and a page that a capturing stream was launched on
// stays until the capture is over, because waiting for that stream would draw ours into the graph.
#include <cuda_runtime.h>

#include <cstdio>

#include "kernels/device.h"

namespace seedlint::kernels {
namespace {

constexpr int kThreads = 256;
constexpr int kMaxDevices = 64, kMaxStreams = 16;

__device__ inline void store_sums(const Sums& sums, unsigned long long* out) {
  std::uint64_t lanes[3] = {sums.a, sums.b, sums.values};
  __shared__ std::uint64_t partial[3][kThreads / 32];
  for (int lane = 0; lane < 3; ++lane) {
    unsigned long long sum = lanes[lane];
    for (int offset = 16; offset > 0; offset /= 2) sum += __shfl_down_sync(0xffffffffu, sum, offset);
    if (threadIdx.x % 32 == 0) partial[lane][threadIdx.x / 32] = sum;
  }
  __syncthreads();
  if (threadIdx.x < 3) {
    std::uint64_t sum = 0;
    for (int warp = 0; warp < kThreads / 32; ++warp) sum += partial[threadIdx.x][warp];
    if (sum != 0) atomicAdd(out + threadIdx.x, static_cast<unsigned long long>(sum));
  }
}

template <int Element>
__global__ void __launch_bounds__(kThreads) hash_contiguous(const unsigned char* data, std::uint64_t bytes, unsigned long long* out) {
  const std::uint64_t thread = blockIdx.x * std::uint64_t{kThreads} + threadIdx.x, threads = std::uint64_t{gridDim.x} * kThreads;
  const auto address = reinterpret_cast<std::uintptr_t>(data);
  if (address % 16 == 0) store_sums(contiguous_share<Element, 16>(data, bytes, thread, threads), out);
  else if (address % 4 == 0) store_sums(contiguous_share<Element, 4>(data, bytes, thread, threads), out);
  else store_sums(contiguous_share<Element, 1>(data, bytes, thread, threads), out);
}

template <int Element, typename Index>
__global__ void __launch_bounds__(kThreads) hash_strided(const unsigned char* data, std::uint64_t bytes, const __grid_constant__ DevicePlan plan,
                                                         unsigned long long* out) {
  const std::uint64_t thread = blockIdx.x * std::uint64_t{kThreads} + threadIdx.x, threads = std::uint64_t{gridDim.x} * kThreads;
  store_sums(strided_share<Element, Index>(data, bytes, plan, thread, threads), out);
}

char g_error[256] = "none";

bool failed(cudaError_t error, const char* doing) {
  if (error == cudaSuccess) return false;
  std::snprintf(g_error, sizeof g_error, "%s: %s", doing, cudaGetErrorString(error));
  (void)cudaGetLastError();
  return true;
}

/// Makes a device the calling thread's, and gives the thread its own back.
class OnDevice {
 public:
  explicit OnDevice(int device) {
    if (cudaGetDevice(&before_) != cudaSuccess || before_ == device) before_ = -1;
    else cudaSetDevice(device);
  }
  OnDevice(const OnDevice&) = delete;
  ~OnDevice() {
    if (before_ >= 0) cudaSetDevice(before_);
  }

 private:
  int before_ = -1;
};

/// Lets the calling thread allocate and query while another one captures a graph, without ending that capture.
class Relaxed {
 public:
  Relaxed() { cudaThreadExchangeStreamCaptureMode(&mode_); }
  Relaxed(const Relaxed&) = delete;
  ~Relaxed() { cudaThreadExchangeStreamCaptureMode(&mode_); }

 private:
  cudaStreamCaptureMode mode_ = cudaStreamCaptureModeRelaxed;
};

bool capturing(cudaStream_t stream) {
  cudaStreamCaptureStatus status = cudaStreamCaptureStatusNone;
  if (cudaStreamIsCapturing(stream, &status) == cudaSuccess) return status != cudaStreamCaptureStatusNone;
  (void)cudaGetLastError();  // of the legacy stream while another captures: it must not be used either
  return true;
}

struct UsedStream {
  cudaStream_t stream;
  cudaEvent_t event;
  bool recorded;  ///< already: the program may have destroyed the stream since
};

struct Page {
  unsigned long long* slots = nullptr;  ///< on the device
  unsigned long long* copy = nullptr;   ///< pinned
  cudaEvent_t done = nullptr;
  std::uint32_t used = 0;
  bool sent = false;
  int streams = 0;
  UsedStream stream[kMaxStreams] = {};
};

struct Device {
  bool ready = false, broken = false;
  int processors = 0;
  cudaStream_t back = nullptr;
  int current = 0;
  Page pages[kDevicePages];
};

Device g_devices[kMaxDevices];

Device* ready_device(int device) {
  if (device < 0 || device >= kMaxDevices || !g_devices[device].ready || g_devices[device].broken) return nullptr;
  return &g_devices[device];
}

/// Kernels are loaded when first used, which a capture would not survive; so they are used here.
template <typename Kernel>
bool load(Kernel* kernel) {
  cudaFuncAttributes attributes;
  return !failed(cudaFuncGetAttributes(&attributes, kernel), "loading the hash kernels");
}

template <int Element>
bool load_all() {
  return load(hash_contiguous<Element>) && load(hash_strided<Element, std::uint32_t>) && load(hash_strided<Element, std::uint64_t>);
}

template <int Element>
void launch(const Device& device, const DeviceTensor& tensor, unsigned long long* out, cudaStream_t stream) {
  auto* data = static_cast<const unsigned char*>(tensor.data);
  const bool contiguous = tensor.plan == nullptr || tensor.plan->dims == 0;
  const std::uint64_t work = tensor.bytes / (contiguous ? 16 : 8) + 1;
  std::uint64_t blocks = (work + kThreads - 1) / kThreads;
  const auto most = static_cast<std::uint64_t>(device.processors) * 8;
  if (blocks > most) blocks = most;
  const auto grid = static_cast<unsigned>(blocks);
  if (contiguous) hash_contiguous<Element><<<grid, kThreads, 0, stream>>>(data, tensor.bytes, out);
  else if (tensor.bytes < (std::uint64_t{1} << 32)) hash_strided<Element, std::uint32_t><<<grid, kThreads, 0, stream>>>(data, tensor.bytes, *tensor.plan, out);
  else hash_strided<Element, std::uint64_t><<<grid, kThreads, 0, stream>>>(data, tensor.bytes, *tensor.plan, out);
}

/// The page's entry for a stream, made if needed; null when it has no room.
UsedStream* entry_of(Page& page, cudaStream_t stream) {
  for (int i = 0; i < page.streams; ++i)
    if (page.stream[i].stream == stream) return &page.stream[i];
  if (page.streams == kMaxStreams) return nullptr;
  UsedStream& entry = page.stream[page.streams];
  if (entry.event == nullptr) {
    Relaxed relaxed;
    if (failed(cudaEventCreateWithFlags(&entry.event, cudaEventDisableTiming), "making an event")) return nullptr;
  }
  entry.stream = stream;
  entry.recorded = false;
  ++page.streams;
  return &entry;
}

/// Sends the current page off. True if there is a free page to go on with.
bool send(Device& device) {
  Page& page = device.pages[device.current];
  if (page.used == 0) return true;
  for (int i = 0; i < page.streams; ++i)
    if (!page.stream[i].recorded && capturing(page.stream[i].stream)) return page.used < kDeviceSlots;
  Page& next = device.pages[(device.current + 1) % kDevicePages];
  if (next.sent) return page.used < kDeviceSlots;  // keeps collecting in this one
  Relaxed relaxed;
  const std::size_t bytes = page.used * 3 * sizeof(unsigned long long);
  bool bad = false;
  for (int i = 0; i < page.streams && !bad; ++i) {
    if (!page.stream[i].recorded) bad = failed(cudaEventRecord(page.stream[i].event, page.stream[i].stream), "marking a stream");
    bad = bad || failed(cudaStreamWaitEvent(device.back, page.stream[i].event, 0), "waiting for a stream");
  }
  bad = bad || failed(cudaMemcpyAsync(page.copy, page.slots, bytes, cudaMemcpyDeviceToHost, device.back), "bringing digests back") ||
        failed(cudaMemsetAsync(page.slots, 0, bytes, device.back), "zeroing slots") || failed(cudaEventRecord(page.done, device.back), "marking the way back");
  if (bad) {
    device.broken = true;
    return false;
  }
  page.sent = true;
  device.current = (device.current + 1) % kDevicePages;
  return true;
}

}  // namespace
}  // namespace seedlint::kernels

using namespace seedlint::kernels;  // NOLINT: the C interface below is this library's only surface

extern "C" {

int seedlint_device_interface() { return kDeviceInterface; }

int seedlint_device_is_host() { return 0; }

const char* seedlint_device_error() { return g_error; }

int seedlint_device_prepare(int index) {
  if (index < 0 || index >= kMaxDevices) return 1;
  Device& device = g_devices[index];
  if (device.ready) return device.broken ? 1 : 0;
  device.ready = device.broken = true;
  OnDevice on(index);
  Relaxed relaxed;
  constexpr std::size_t kBytes = std::size_t{kDeviceSlots} * 3 * sizeof(unsigned long long);
  if (failed(cudaDeviceGetAttribute(&device.processors, cudaDevAttrMultiProcessorCount, index), "asking for the device")) return 1;
  if (failed(cudaStreamCreateWithFlags(&device.back, cudaStreamNonBlocking), "making a stream")) return 1;
  for (Page& page : device.pages) {
    void *slots = nullptr, *copy = nullptr;
    if (failed(cudaMalloc(&slots, kBytes), "allocating slots") || failed(cudaMallocHost(&copy, kBytes), "allocating pinned memory") ||
        failed(cudaEventCreateWithFlags(&page.done, cudaEventDisableTiming), "making an event") ||
        failed(cudaMemsetAsync(slots, 0, kBytes, device.back), "zeroing slots"))
      return 1;
    page.slots = static_cast<unsigned long long*>(slots);
    page.copy = static_cast<unsigned long long*>(copy);
  }
  if (failed(cudaStreamSynchronize(device.back), "preparing the device")) return 1;
  if (!load_all<0>() || !load_all<1>() || !load_all<2>() || !load_all<4>() || !load_all<8>()) return 1;
  device.broken = false;
  return 0;
}

int seedlint_device_capturing(int index, void* stream) {
  if (ready_device(index) == nullptr) return 0;
  OnDevice on(index);
  return capturing(static_cast<cudaStream_t>(stream)) ? 1 : 0;
}

int seedlint_device_hash(int index, void* stream_handle, const DeviceTensor* tensor, std::uint32_t* slot) {
  Device* device = ready_device(index);
  if (device == nullptr) return kFailed;
  OnDevice on(index);
  auto stream = static_cast<cudaStream_t>(stream_handle);
  if (capturing(stream)) return kCapturing;
  Page* page = &device->pages[device->current];
  UsedStream* entry = page->used < kDeviceSlots ? entry_of(*page, stream) : nullptr;
  if (entry == nullptr) {
    const int before = device->current;
    send(*device);
    if (device->broken) return kFailed;
    if (device->current == before) return kFull;
    page = &device->pages[device->current];
    entry = entry_of(*page, stream);
    if (entry == nullptr) return kFailed;
  }
  unsigned long long* out = page->slots + std::size_t{page->used} * 3;
  switch (tensor->values) {
    case 0: launch<0>(*device, *tensor, out, stream); break;
    case 1: launch<1>(*device, *tensor, out, stream); break;
    case 2: launch<2>(*device, *tensor, out, stream); break;
    case 4: launch<4>(*device, *tensor, out, stream); break;
    default: launch<8>(*device, *tensor, out, stream); break;
  }
  if (failed(cudaGetLastError(), "launching the hash")) {
    device->broken = true;
    return kFailed;
  }
  if (tensor->own_stream != 0) {
    if (failed(cudaEventRecord(entry->event, stream), "marking a stream")) device->broken = true;
    entry->recorded = true;
  }
  *slot = static_cast<std::uint32_t>(device->current) * kDeviceSlots + page->used++;
  return kLaunched;
}

int seedlint_device_flush(int index) {
  Device* device = ready_device(index);
  if (device == nullptr) return 1;
  OnDevice on(index);
  send(*device);
  return device->broken ? 1 : 0;
}

int seedlint_device_collect(int index, int wait, DeviceTake take, void* context) {
  Device* device = ready_device(index);
  if (device == nullptr) return 1;
  OnDevice on(index);
  Relaxed relaxed;
  for (std::uint32_t i = 1; i <= kDevicePages; ++i) {  // the oldest first
    const std::uint32_t number = (static_cast<std::uint32_t>(device->current) + i) % kDevicePages;
    Page& page = device->pages[number];
    if (!page.sent) continue;
    cudaError_t state = wait != 0 ? cudaEventSynchronize(page.done) : cudaEventQuery(page.done);
    if (state == cudaErrorNotReady) {
      (void)cudaGetLastError();
      break;
    }
    if (failed(state, "waiting for digests")) {
      device->broken = true;
      return 1;
    }
    for (std::uint32_t slot = 0; slot < page.used; ++slot) {
      std::uint64_t sums[3];
      for (int lane = 0; lane < 3; ++lane) sums[lane] = page.copy[std::size_t{slot} * 3 + static_cast<std::size_t>(lane)];
      take(context, number * kDeviceSlots + slot, sums);
    }
    page.sent = false;
    page.used = 0;
    page.streams = 0;
    if (wait == 1) wait = 0;
  }
  return 0;
}

}  // extern "C"
