// The tensor hash of hash.h on a GPU: the same bits, in one launch, without a copy, a synchronisation or
// a torch header. Built by plain nvcc:
//   nvcc -std=c++20 -O3 -I.. --cudart=static -gencode arch=compute_80,code=sm_80 … -c hash.cu
//
// Each thread sums words at a grid stride; sums commute, so the launch shape does not matter, and one
// 64-bit atomic per block and lane adds them up exactly. The launch touches only its arguments, so it may
// be captured into a CUDA graph. With SEEDLINT_HASH_SELF_TEST this file is a program that checks the
// golden vectors and measures bandwidth.
#include <cstdint>

#include "kernels/hash.h"

namespace seedlint::kernels {

/// A tensor's geometry after neighbouring dimensions have been joined; strides in elements.
struct DeviceLayout {
  static constexpr int kMaxDims = 8;
  std::int64_t size[kMaxDims];
  std::int64_t stride[kMaxDims];
  int dims;  ///< 0: contiguous
};

namespace {

constexpr int kThreads = 256;

__device__ inline std::uint32_t key_a(std::uint32_t i) { return mix32(i * 0x9e3779b9u + 0x243f6a88u); }
__device__ inline std::uint32_t key_b(std::uint32_t i) { return mix32(i * 0x9e3779b9u + 0xb7e15162u); }

struct Sums {
  std::uint64_t a = 0, b = 0, values = 0;
};

__device__ inline void add_pair(Sums& sums, std::uint64_t word, std::uint32_t x, std::uint32_t y, const std::uint32_t* keys) {
  std::uint64_t block = block_key(word / kKeyBlock);
  auto pa = static_cast<std::uint32_t>(block), pb = static_cast<std::uint32_t>(block >> 32);
  auto i = static_cast<std::uint32_t>(word % kKeyBlock);
  std::uint32_t u = x + (keys[i] ^ pa), v = y + (keys[i + 1] ^ pa);
  sums.a += std::uint64_t{u} * v;
  std::uint32_t m = x ^ keys[kKeyBlock + i] ^ pb, n = y ^ keys[kKeyBlock + i + 1] ^ pb;
  sums.b += std::uint64_t{m} * m + std::uint64_t{n} * n;
}

/// The elements that lie in one 8-byte unit, of which `bytes` are real.
__device__ inline void add_values(Sums& sums, std::uint64_t unit, int bytes, int element) {
  if (element == 8) {
    sums.values += scramble64(unit);
    return;
  }
  std::uint64_t mask = (std::uint64_t{1} << (element * 8)) - 1;
  for (int at = 0; at + element <= bytes; at += element) sums.values += scramble32(static_cast<std::uint32_t>((unit >> (at * 8)) & mask));
}

__device__ inline void store_sums(const Sums& sums, unsigned long long* out) {
  std::uint64_t lanes[3] = {sums.a, sums.b, sums.values};
  __shared__ std::uint64_t partial[3][kThreads / 32];
  for (int lane = 0; lane < 3; ++lane) {
    std::uint64_t sum = lanes[lane];
    for (int offset = 16; offset > 0; offset /= 2) sum += __shfl_down_sync(0xffffffffu, sum, offset);
    if (threadIdx.x % 32 == 0) partial[lane][threadIdx.x / 32] = sum;
  }
  __syncthreads();
  if (threadIdx.x < 3) {
    std::uint64_t sum = 0;
    for (int warp = 0; warp < kThreads / 32; ++warp) sum += partial[threadIdx.x][warp];
    atomicAdd(out + threadIdx.x, static_cast<unsigned long long>(sum));
  }
}

__device__ inline void load_keys(std::uint32_t* keys) {
  for (std::uint32_t i = threadIdx.x; i < kKeyBlock; i += kThreads) {
    keys[i] = key_a(i);
    keys[kKeyBlock + i] = key_b(i);
  }
  __syncthreads();
}

__global__ void __launch_bounds__(kThreads) hash_contiguous(const unsigned char* data, std::uint64_t bytes, int element, unsigned long long* out) {
  __shared__ std::uint32_t keys[2 * kKeyBlock];
  load_keys(keys);
  Sums sums;
  std::uint64_t thread = blockIdx.x * std::uint64_t{kThreads} + threadIdx.x, threads = std::uint64_t{gridDim.x} * kThreads;
  bool aligned = reinterpret_cast<std::uintptr_t>(data) % 16 == 0;
  std::uint64_t vectors = aligned ? bytes / 16 : 0;
  for (std::uint64_t i = thread; i < vectors; i += threads) {
    uint4 v = reinterpret_cast<const uint4*>(data)[i];
    add_pair(sums, i * 4, v.x, v.y, keys);
    add_pair(sums, i * 4 + 2, v.z, v.w, keys);
    if (element != 0) {
      add_values(sums, std::uint64_t{v.y} << 32 | v.x, 8, element);
      add_values(sums, std::uint64_t{v.w} << 32 | v.z, 8, element);
    }
  }
  // What is left, or all of it when the data is not aligned: 8 bytes at a time, read byte by byte.
  std::uint64_t units = (bytes + 7) / 8;
  for (std::uint64_t unit = vectors * 2 + thread; unit < units; unit += threads) {
    std::uint64_t left = bytes - unit * 8, value = 0;
    int here = left < 8 ? static_cast<int>(left) : 8;
    for (int b = 0; b < here; ++b) value |= std::uint64_t{data[unit * 8 + b]} << (b * 8);
    add_pair(sums, unit * 2, static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value >> 32), keys);
    if (element != 0) add_values(sums, value, here, element);
  }
  store_sums(sums, out);
}

__device__ inline const unsigned char* element_at(const unsigned char* data, std::uint64_t n, const DeviceLayout& layout, int element) {
  std::int64_t offset = 0;
  for (int d = layout.dims - 1; d >= 0; --d) {
    auto size = static_cast<std::uint64_t>(layout.size[d]);
    offset += static_cast<std::int64_t>(n % size) * layout.stride[d];
    n /= size;
  }
  return data + offset * element;
}

/// `element` is the size in memory, up to 16; `values_element` the one the values lane counts in.
__global__ void __launch_bounds__(kThreads) hash_strided(const unsigned char* data, std::uint64_t bytes, DeviceLayout layout, int element,
                                                         int values_element, unsigned long long* out) {
  __shared__ std::uint32_t keys[2 * kKeyBlock];
  load_keys(keys);
  Sums sums;
  std::uint64_t thread = blockIdx.x * std::uint64_t{kThreads} + threadIdx.x, threads = std::uint64_t{gridDim.x} * kThreads;
  std::uint64_t units = (bytes + 7) / 8;
  for (std::uint64_t unit = thread; unit < units; unit += threads) {
    std::uint64_t left = bytes - unit * 8, value = 0;
    int here = left < 8 ? static_cast<int>(left) : 8;
    for (int b = 0; b < here;) {
      std::uint64_t at = unit * 8 + static_cast<std::uint64_t>(b);
      const unsigned char* from = element_at(data, at / static_cast<std::uint64_t>(element), layout, element) + at % static_cast<std::uint64_t>(element);
      int take = element - static_cast<int>(at % static_cast<std::uint64_t>(element));
      for (; take > 0 && b < here; --take, ++b) value |= std::uint64_t{*from++} << (b * 8);
    }
    add_pair(sums, unit * 2, static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value >> 32), keys);
    if (values_element != 0) add_values(sums, value, here, values_element);
  }
  store_sums(sums, out);
}

}  // namespace
}  // namespace seedlint::kernels

/// Adds the hash of a tensor to `out` (three 64-bit sums, zeroed by the caller on the same stream):
/// contiguous if `layout` is null or has no dimensions. `element` in {1, 2, 4, 8, 16}. `stream` is a
/// cudaStream_t. Returns cudaGetLastError() of the launch; never synchronises.
extern "C" int seedlint_hash_cuda(const void* data, unsigned long long bytes, const seedlint::kernels::DeviceLayout* layout, int element,
                                  unsigned long long* out, void* stream) {
  using namespace seedlint::kernels;
  if (bytes == 0) return 0;
  unsigned long long units = (bytes + 15) / 16;
  unsigned long long blocks = (units + kThreads - 1) / kThreads;
  if (blocks > 2048) blocks = 2048;
  int values_element = element > 8 ? 8 : element;
  auto* bytes_at = static_cast<const unsigned char*>(data);
  auto cuda_stream = static_cast<cudaStream_t>(stream);
  if (layout == nullptr || layout->dims == 0)
    hash_contiguous<<<static_cast<unsigned>(blocks), kThreads, 0, cuda_stream>>>(bytes_at, bytes, values_element, out);
  else
    hash_strided<<<static_cast<unsigned>(blocks), kThreads, 0, cuda_stream>>>(bytes_at, bytes, *layout, element, values_element, out);
  return static_cast<int>(cudaGetLastError());
}

#ifdef SEEDLINT_HASH_SELF_TEST
#include <cstdio>
#include <vector>

#include "kernels/golden.h"

// Exit 0: every golden vector agrees. 77: there is no GPU to run on.
int main() {
  using namespace seedlint::kernels;
  int devices = 0;
  if (cudaGetDeviceCount(&devices) != cudaSuccess || devices == 0) {
    std::puts("skipped: no GPU");
    return 77;
  }
  unsigned long long* out = nullptr;
  cudaMalloc(&out, 24);
  auto sums = [&](const void* data, std::size_t bytes, const DeviceLayout* layout, int element) {
    Digest digest;
    cudaMemset(out, 0, 24);
    if (int error = seedlint_hash_cuda(data, bytes, layout, element, out, nullptr)) std::printf("launch failed: %d\n", error);
    cudaMemcpy(&digest, out, 24, cudaMemcpyDeviceToHost);
    return digest;
  };
  auto finish = [](Digest digest, std::uint64_t shape) {
    return Digest{mix64(digest.a + mix64(shape ^ 0x13198a2e03707344ull)), mix64(digest.b + mix64(shape ^ 0xa4093822299f31d0ull)), digest.values};
  };
  int wrong = 0;
  for (const Golden& golden : kGolden) {
    if (golden.element == 0) continue;
    std::vector<unsigned char> host = golden_bytes(golden.bytes);
    unsigned char* device = nullptr;
    cudaMalloc(&device, golden.bytes + 32);
    for (int shift : {0, 1}) {
      cudaMemcpy(device + shift, host.data(), golden.bytes, cudaMemcpyHostToDevice);
      Digest digest = finish(sums(device + shift, golden.bytes, nullptr, static_cast<int>(golden.element)), golden.shape);
      if (!(digest == golden.digest)) ++wrong, std::printf("wrong: %zu bytes of %zu, shifted by %d\n", golden.bytes, golden.element, shift);
    }
    cudaFree(device);
  }
  constexpr int kRows = 300, kColumns = 77;
  std::vector<unsigned char> matrix = golden_bytes(kRows * kColumns * 4), turned(matrix.size());
  for (int r = 0; r < kRows; ++r)
    for (int c = 0; c < kColumns; ++c)
      for (int b = 0; b < 4; ++b) turned[static_cast<std::size_t>((c * kRows + r) * 4 + b)] = matrix[static_cast<std::size_t>((r * kColumns + c) * 4 + b)];
  Accumulator cpu(4);
  cpu.add(turned.data(), turned.size());
  unsigned char* device = nullptr;
  cudaMalloc(&device, matrix.size());
  cudaMemcpy(device, matrix.data(), matrix.size(), cudaMemcpyHostToDevice);
  DeviceLayout layout{{kColumns, kRows}, {1, kColumns}, 2};
  if (!(sums(device, matrix.size(), &layout, 4) == cpu.sums())) ++wrong, std::puts("wrong: transposed view");
  cudaFree(device);

  std::size_t bytes = std::size_t{1} << 30;
  unsigned char *from = nullptr, *to = nullptr;
  cudaMalloc(&from, bytes);
  cudaMalloc(&to, bytes);
  cudaMemset(from, 1, bytes);
  cudaEvent_t start, stop;
  cudaEventCreate(&start);
  cudaEventCreate(&stop);
  auto measure = [&](auto work) {
    float best = 1e9f;
    for (int round = 0; round < 12; ++round) {
      cudaEventRecord(start);
      work();
      cudaEventRecord(stop);
      cudaEventSynchronize(stop);
      float ms = 0;
      cudaEventElapsedTime(&ms, start, stop);
      if (ms < best) best = ms;
    }
    return best;
  };
  float copy = measure([&] { cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToDevice); });
  for (int element : {1, 2, 4, 8}) {
    float hash = measure([&] { seedlint_hash_cuda(from, bytes, nullptr, element, out, nullptr); });
    std::printf("hash, %d-byte elements: %.0f GB/s; copy: %.0f GB/s read and as much written\n", element, bytes / hash * 1e-6, bytes / copy * 1e-6);
  }
  std::printf("%d wrong\n", wrong);
  return wrong == 0 ? 0 : 1;
}
#endif
