// How fast the CPU hash reads memory, beside a plain read of the same bytes: both in turn on one thread, so a busy
// machine slows both. Prints the median over the rounds for sizes in each cache and in memory.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "kernels/hash.h"

namespace {

using seedlint::kernels::Accumulator;

/// The fastest read there is without a result that matters: four independent sums of whole vectors.
#ifdef SEEDLINT_HASH_AVX2
__attribute__((target("avx2")))
#endif
std::uint64_t read_all(const unsigned char* at, std::size_t bytes) {
#ifdef SEEDLINT_HASH_AVX2
  __m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;  // four variables: an array would live in memory
  for (std::size_t i = 0; i < bytes; i += 128) {
    auto vector = reinterpret_cast<const __m256i*>(at + i);
    a = _mm256_add_epi64(a, _mm256_load_si256(vector));
    b = _mm256_add_epi64(b, _mm256_load_si256(vector + 1));
    c = _mm256_add_epi64(c, _mm256_load_si256(vector + 2));
    d = _mm256_add_epi64(d, _mm256_load_si256(vector + 3));
  }
  const __m256i all = _mm256_add_epi64(_mm256_add_epi64(a, b), _mm256_add_epi64(c, d));
  return static_cast<std::uint64_t>(_mm256_extract_epi64(all, 0) + _mm256_extract_epi64(all, 1));
#else
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < bytes; i += 8) sum += *reinterpret_cast<const std::uint64_t*>(at + i);
  return sum;
#endif
}

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main() {
  constexpr std::size_t kSizes[] = {16 << 10, 256 << 10, 8 << 20, 256 << 20};
  constexpr int kRounds = 15;
  volatile std::uint64_t sink = 0;
  std::printf("%-10s %12s %20s %28s\n", "size", "read GB/s", "hash GB/s (of read)", "with values lane (of read)");
  for (std::size_t size : kSizes) {
    // As torch aligns its tensors.
    std::unique_ptr<unsigned char, decltype(&std::free)> memory(static_cast<unsigned char*>(std::aligned_alloc(64, size)), &std::free);
    if (!memory) return 1;
    for (std::size_t i = 0; i < size; ++i) memory.get()[i] = static_cast<unsigned char>(i * 31 + (i >> 9));
    const std::size_t repeats = std::max<std::size_t>(1, (std::size_t{256} << 20) / size);
    std::vector<double> seconds[3];
    auto timed = [&](std::vector<double>& list, auto work) {
      const double start = cpu_seconds();
      for (std::size_t i = 0; i < repeats; ++i) sink = sink + work();
      list.push_back(cpu_seconds() - start);
    };
    auto hash = [&](std::size_t element) {
      Accumulator sum(element);
      sum.add(memory.get(), size);
      return sum.sums().a + sum.sums().values;
    };
    for (int round = 0; round < kRounds; ++round) {
      timed(seconds[0], [&] { return read_all(memory.get(), size); });
      timed(seconds[1], [&] { return hash(0); });
      timed(seconds[2], [&] { return hash(4); });
    }
    const double gigabytes = static_cast<double>(size) * static_cast<double>(repeats) * 1e-9;
    double speed[3];
    for (int i = 0; i < 3; ++i) speed[i] = gigabytes / median(seconds[i]);
    std::printf("%7zu KiB %10.1f %12.1f (%3.0f%%) %20.1f (%3.0f%%)\n", size >> 10, speed[0], speed[1], 100 * speed[1] / speed[0], speed[2], 100 * speed[2] / speed[0]);
  }
  return 0;
}
