// Checks seedlint_cuda.so's code on a GPU and measures it: golden vectors, strided tensors against hash.h, many
// launches on several streams and threads of pages, a capture left undisturbed, bandwidth beside a copy.
// Exit 0: all right. 1: not. 77: there is no GPU to run on.
#include <algorithm>
#include <cstdio>
#include <map>
#include <random>
#include <vector>

#include "kernels/golden.h"
#include "kernels/hash.cu"

namespace {

int wrong = 0;
std::map<std::uint32_t, Digest> arrived;

void expect(bool right, const char* what) {
  if (right) return;
  ++wrong;
  std::printf("wrong: %s (last error: %s)\n", what, seedlint_device_error());
}

void take(void*, std::uint32_t slot, const std::uint64_t sums[3]) { arrived[slot] = {sums[0], sums[1], sums[2]}; }

Digest hash_now(const void* data, std::uint64_t bytes, const DevicePlan* plan, int values) {
  DeviceTensor tensor{data, bytes, plan, values, 0};
  std::uint32_t slot = 0;
  expect(seedlint_device_hash(0, nullptr, &tensor, &slot) == kLaunched, "a launch");
  seedlint_device_flush(0);
  seedlint_device_collect(0, 2, take, nullptr);
  return arrived[slot];
}

unsigned char* on_device(const std::vector<unsigned char>& host, std::size_t shift = 0) {
  unsigned char* device = nullptr;
  cudaMalloc(&device, host.size() + shift + 32);
  cudaMemcpy(device + shift, host.data(), host.size(), cudaMemcpyHostToDevice);
  return device;
}

void golden_vectors() {
  for (const Golden& golden : kGolden) {
    if (golden.bytes == 0) continue;
    std::vector<unsigned char> host = golden_bytes(golden.bytes);
    for (std::size_t shift : {0, 1, 4, 8}) {
      unsigned char* device = on_device(host, shift);
      int values = golden.element > 8 ? 8 : static_cast<int>(golden.element);
      expect(finished(hash_now(device + shift, golden.bytes, nullptr, values), golden.shape) == golden.digest, "a golden vector");
      cudaFree(device);
    }
  }
}

void strided_tensors() {
  std::mt19937_64 random(7);
  for (int round = 0; round < 400; ++round) {
    const int element = 1 << random() % 5, dims = 1 + static_cast<int>(random() % 4);
    std::vector<std::int64_t> size(dims), stride(dims), order(dims);
    for (int d = 0; d < dims; ++d) size[d] = 1 + static_cast<std::int64_t>(random() % (round % 4 == 0 ? 90 : 14)), order[d] = d;
    std::shuffle(order.begin(), order.end(), random);
    std::int64_t step = 1 + static_cast<std::int64_t>(random() % 2), count = 1;
    for (auto d : order) {
      stride[d] = random() % 9 == 0 ? 0 : step;
      step *= size[d] + static_cast<std::int64_t>(random() % 2);
      count *= size[d];
    }
    std::vector<unsigned char> host = golden_bytes(static_cast<std::size_t>(step * element + 64));
    DevicePlan plan;
    if (!plan_tensor(size.data(), stride.data(), dims, element, plan)) continue;
    Accumulator cpu(static_cast<std::size_t>(element));
    add_strided(cpu, host.data(), size.data(), stride.data(), dims, static_cast<std::size_t>(element));
    unsigned char* device = on_device(host);
    expect(hash_now(device, static_cast<std::uint64_t>(count * element), &plan, element > 8 ? 8 : element) == cpu.sums(), "a strided tensor");
    cudaFree(device);
  }
}

void many_launches() {
  constexpr int kMany = 100000, kKinds = 64;
  std::vector<unsigned char> host = golden_bytes(kKinds * 1024);
  unsigned char* device = on_device(host);
  std::vector<Digest> right;
  for (int kind = 0; kind < kKinds; ++kind) {
    Accumulator cpu(4);
    cpu.add(host.data() + kind * 1024, 1024);
    right.push_back(cpu.sums());
  }
  cudaStream_t streams[4] = {};
  for (int i = 1; i < 4; ++i) cudaStreamCreateWithFlags(&streams[i], cudaStreamNonBlocking);
  struct Check {
    std::map<std::uint32_t, int> kind;
    const std::vector<Digest>* right;
    int taken = 0, bad = 0;
  } check;
  check.right = &right;
  auto compare = [](void* context, std::uint32_t slot, const std::uint64_t sums[3]) {
    auto& c = *static_cast<Check*>(context);
    ++c.taken;
    if (!(Digest{sums[0], sums[1], sums[2]} == (*c.right)[static_cast<std::size_t>(c.kind[slot])])) ++c.bad;
  };
  for (int i = 0; i < kMany; ++i) {
    const int kind = i * 7 % kKinds;
    DeviceTensor tensor{device + kind * 1024, 1024, nullptr, 4, i % 4 == 3};
    std::uint32_t slot = 0;
    int how = seedlint_device_hash(0, streams[i % 4], &tensor, &slot);
    if (how == kFull) {
      seedlint_device_collect(0, 1, compare, &check);
      how = seedlint_device_hash(0, streams[i % 4], &tensor, &slot);
    }
    if (how != kLaunched) {
      expect(false, "one of many launches");
      break;
    }
    check.kind[slot] = kind;
    if (i % 1000 == 0) {
      seedlint_device_flush(0);
      seedlint_device_collect(0, 0, compare, &check);
    }
  }
  cudaStreamSynchronize(streams[3]);
  cudaStreamDestroy(streams[3]);  // as a program may
  seedlint_device_flush(0);
  seedlint_device_collect(0, 2, compare, &check);
  expect(check.taken == kMany, "the number of digests that came back");
  expect(check.bad == 0, "a digest among many launches");
  cudaFree(device);
}

void capture() {
  std::vector<unsigned char> host = golden_bytes(4096);
  unsigned char* device = on_device(host);
  cudaStream_t stream;
  cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
  DeviceTensor tensor{device, 4096, nullptr, 4, 0};
  std::uint32_t slot = 0, pending = 0;
  expect(seedlint_device_hash(0, stream, &tensor, &pending) == kLaunched, "a launch before the capture");
  cudaGraph_t graph = nullptr;
  cudaGraphExec_t exec = nullptr;
  expect(cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal) == cudaSuccess, "beginning a capture");
  cudaMemsetAsync(device, 1, 16, stream);
  expect(seedlint_device_capturing(0, stream) == 1, "telling that the stream captures");
  expect(seedlint_device_hash(0, stream, &tensor, &slot) == kCapturing, "refusing a launch while capturing");
  arrived.clear();
  expect(seedlint_device_flush(0) == 0 && seedlint_device_collect(0, 2, take, nullptr) == 0, "a flush while capturing");
  expect(arrived.empty(), "leaving the page of a capturing stream");
  expect(cudaStreamEndCapture(stream, &graph) == cudaSuccess && graph != nullptr, "ending the capture");
  expect(cudaGraphInstantiate(&exec, graph, 0) == cudaSuccess && cudaGraphLaunch(exec, stream) == cudaSuccess, "replaying the graph");
  expect(seedlint_device_capturing(0, stream) == 0, "telling that the capture is over");
  seedlint_device_flush(0);
  seedlint_device_collect(0, 2, take, nullptr);
  expect(arrived.count(pending) == 1, "the digest of before the capture");
  cudaFree(device);
}

float best_of(int rounds, auto work) {
  cudaEvent_t start, stop;
  cudaEventCreate(&start);
  cudaEventCreate(&stop);
  float best = 1e9f;
  for (int round = 0; round < rounds; ++round) {
    cudaEventRecord(start);
    work();
    cudaEventRecord(stop);
    cudaEventSynchronize(stop);
    float ms = 0;
    cudaEventElapsedTime(&ms, start, stop);
    if (ms < best) best = ms;
  }
  return best;
}

void bandwidth() {
  const std::size_t bytes = std::size_t{1} << 30;
  unsigned char *from = nullptr, *to = nullptr;
  cudaMalloc(&from, bytes);
  cudaMalloc(&to, bytes);
  cudaMemset(from, 1, bytes);
  const double copy = 2 * static_cast<double>(bytes) * 1e-6 / best_of(12, [&] { cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToDevice); });
  std::printf("copy: %.0f GB/s, read and written together\n", copy);
  auto report = [&](const char* what, std::size_t size, const DevicePlan* plan, int values) {
    DeviceTensor tensor{from, size, plan, values, 0};
    std::uint32_t slot = 0;
    const float ms = best_of(12, [&] { seedlint_device_hash(0, nullptr, &tensor, &slot); });
    std::printf("hash of %s, values lane %d: %.0f GB/s, %.0f %% of the copy; %.1f us\n", what, values, static_cast<double>(size) * 1e-6 / ms,
                static_cast<double>(size) * 1e-4 / ms / copy, static_cast<double>(ms) * 1e3);
  };
  for (int values : {0, 4, 8, 2, 1}) report("1 GiB", bytes, nullptr, values);
  report("64 MiB", std::size_t{64} << 20, nullptr, 0);
  report("4 KiB", 4096, nullptr, 4);
  DevicePlan plan;
  const std::int64_t sizes[2] = {16384, 16384}, turned[2] = {1, 16384}, rows[2] = {32768, 1};
  plan_tensor(sizes, turned, 2, 4, plan);
  report("1 GiB float32, transposed", bytes, &plan, 0);
  plan_tensor(sizes, turned, 2, 2, plan);
  report("512 MiB bfloat16, transposed", bytes / 2, &plan, 0);
  plan_tensor(sizes, rows, 2, 2, plan);
  report("512 MiB bfloat16, every other row", bytes / 2, &plan, 0);
  cudaFree(from);
  cudaFree(to);
  seedlint_device_flush(0);
  seedlint_device_collect(0, 2, take, nullptr);
}

}  // namespace

int main() {
  int devices = 0;
  if (cudaGetDeviceCount(&devices) != cudaSuccess || devices == 0) {
    std::puts("skipped: no GPU");
    return 77;
  }
  expect(seedlint_device_prepare(0) == 0, "preparing the device");
  golden_vectors();
  strided_tensors();
  many_launches();
  capture();
  bandwidth();
  expect(cudaDeviceSynchronize() == cudaSuccess, "the device at the end");
  std::printf("%d wrong\n", wrong);
  return wrong == 0 ? 0 : 1;
}
