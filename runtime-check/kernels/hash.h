// The tensor hash, on the CPU. hash.cu computes the same bits on a GPU; the golden vectors in the tests
// hold both to this definition.
//
// The bytes of a tensor in logical (row-major) order are read as little-endian 32-bit words w[i], padded
// with zeros to a multiple of two words. With p[i], q[i] two unrelated keys of position i:
//   lane a = sum over pairs  (w[2j] + p[2j] mod 2^32) * (w[2j+1] + p[2j+1] mod 2^32)   mod 2^64
//   lane b = sum over words  (w[i] xor q[i])^2                                         mod 2^64
//   values = sum over elements  scramble(element)                                      mod 2^64
// Sums commute, so any order of work, number of threads or launch shape gives the same bits. Lane a alone
// would lose a change beside a zero factor; lane b is injective in each word. `values` has no keys, so
// it is equal when the same elements stand in another order.
//
// The keys come from two tables of 1024 random words, offset by a hash of the block number: a linear key
// collides when +x and -x change places.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define SEEDLINT_HASH_AVX2 1
#include <immintrin.h>
#endif

namespace seedlint::kernels {

struct Digest {
  std::uint64_t a = 0;
  std::uint64_t b = 0;
  std::uint64_t values = 0;
  friend bool operator==(const Digest&, const Digest&) = default;
};

constexpr std::uint32_t mix32(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  x ^= x >> 16;
  return x;
}

constexpr std::uint64_t mix64(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ull;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebull;
  x ^= x >> 31;
  return x;
}

inline constexpr std::size_t kKeyBlock = 1024;  // words
inline constexpr std::size_t kPrefetch = 320;         // bytes
inline constexpr std::size_t kTwoStreams = 1u << 20;  // bytes; smaller ones are often in a cache

constexpr std::array<std::uint32_t, kKeyBlock> key_table(std::uint32_t salt) {
  std::array<std::uint32_t, kKeyBlock> table{};
  for (std::uint32_t i = 0; i < kKeyBlock; ++i) table[i] = mix32(i * 0x9e3779b9u + salt);
  return table;
}
alignas(32) inline constexpr auto kKeysA = key_table(0x243f6a88u);
alignas(32) inline constexpr auto kKeysB = key_table(0xb7e15162u);

/// The offset of block `n`: low half for p, high half for q.
constexpr std::uint64_t block_key(std::uint64_t n) { return mix64(n + 0x9e3779b97f4a7c15ull); }

inline constexpr std::uint32_t kScrambleXor = 0x5bd1e995u, kScrambleMul = 0x9e3779b1u, kScrambleHigh = 0xc2b2ae3du;

/// One element of up to 4 bytes, zero-extended.
constexpr std::uint64_t scramble32(std::uint32_t e) {
  std::uint32_t x = (e ^ kScrambleXor) * kScrambleMul;
  x ^= x >> 15;
  return std::uint64_t{x} * x;
}

/// One element of 8 bytes.
constexpr std::uint64_t scramble64(std::uint64_t e) {
  std::uint32_t lo = (static_cast<std::uint32_t>(e) ^ kScrambleXor) * kScrambleMul;
  std::uint32_t hi = (static_cast<std::uint32_t>(e >> 32) ^ kScrambleXor) * kScrambleHigh;
  lo ^= lo >> 15;
  hi ^= hi >> 15;
  std::uint32_t x = lo + hi * 5;
  std::uint32_t y = hi ^ (lo << 7 | lo >> 25);
  return std::uint64_t{x} * x + std::uint64_t{y} * y;
}

/// The digest of these sums, bound to `shape`.
constexpr Digest finished(const Digest& sums, std::uint64_t shape) {
  return {mix64(sums.a + mix64(shape ^ 0x13198a2e03707344ull)), mix64(sums.b + mix64(shape ^ 0xa4093822299f31d0ull)), sums.values};
}

/// Adds up a stream of bytes. Every call but the last must give a multiple of 32 bytes.
class Accumulator {
 public:
  /// `element_size` in {1, 2, 4, 8, 16}; 16 counts as two elements of 8. 0 leaves the values lane out.
  explicit Accumulator(std::size_t element_size, bool allow_avx2 = true)
      : element_(element_size > 8 ? 8 : element_size), avx2_(allow_avx2 && has_avx2()) {}

  void add(const void* data, std::size_t bytes) {
    auto at = static_cast<const unsigned char*>(data);
    std::size_t whole_bytes = bytes & ~std::size_t{31};
    if (whole_bytes > 0) {
      whole(at, whole_bytes);
      word_ += whole_bytes / 4;
      at += whole_bytes;
      bytes -= whole_bytes;
    }
    if (bytes > 0) tail(at, bytes);
  }

  Digest sums() const { return {a_, b_, values_}; }

  /// The digest, bound to `shape`: a hash of dtype and sizes, so that equal bytes of another shape differ.
  Digest finish(std::uint64_t shape) const { return finished(sums(), shape); }

 private:
  static bool has_avx2() {
#ifdef SEEDLINT_HASH_AVX2
    static const bool have = __builtin_cpu_supports("avx2");
    return have;
#else
    return false;
#endif
  }

  /// Any number of blocks, from position word_ on; a multiple of 32 bytes.
  void whole(const unsigned char* at, std::size_t bytes) {
#ifdef SEEDLINT_HASH_AVX2
    if (avx2_) {
      switch (element_) {
        case 0: return lanes_avx2<0>(at, bytes);
        case 1: return lanes_avx2<1>(at, bytes);
        case 2: return lanes_avx2<2>(at, bytes);
        case 4: return lanes_avx2<4>(at, bytes);
        default: return lanes_avx2<8>(at, bytes);
      }
    }
#endif
    std::uint64_t word = word_;
    while (bytes > 0) {
      auto in_block = static_cast<std::size_t>(word % kKeyBlock);
      std::size_t room = (kKeyBlock - in_block) * 4, take = bytes < room ? bytes : room;
      portable(at, take, in_block, block_key(word / kKeyBlock));
      elements(at, take);
      at += take;
      bytes -= take;
      word += take / 4;
    }
  }

  void tail(const unsigned char* at, std::size_t bytes) {
    unsigned char padded[32] = {};
    std::memcpy(padded, at, bytes);
    std::size_t rounded = (bytes + 7) & ~std::size_t{7};
    portable(padded, rounded, static_cast<std::size_t>(word_ % kKeyBlock), block_key(word_ / kKeyBlock));
    elements(at, bytes);
    word_ += rounded / 4;
  }

  void portable(const unsigned char* at, std::size_t bytes, std::size_t in_block, std::uint64_t key) {
    auto pa = static_cast<std::uint32_t>(key), pb = static_cast<std::uint32_t>(key >> 32);
    for (std::size_t i = 0; i < bytes / 4; i += 2) {
      std::uint32_t w[2];
      std::memcpy(w, at + i * 4, 8);
      std::uint32_t x = w[0] + (kKeysA[in_block + i] ^ pa), y = w[1] + (kKeysA[in_block + i + 1] ^ pa);
      a_ += std::uint64_t{x} * y;
      std::uint32_t m = w[0] ^ kKeysB[in_block + i] ^ pb, n = w[1] ^ kKeysB[in_block + i + 1] ^ pb;
      b_ += std::uint64_t{m} * m + std::uint64_t{n} * n;
    }
  }

  template <typename T>
  void elements_of(const unsigned char* at, std::size_t bytes) {
    for (std::size_t i = 0; i + sizeof(T) <= bytes; i += sizeof(T)) {
      T e;
      std::memcpy(&e, at + i, sizeof e);
      if constexpr (sizeof(T) == 8)
        values_ += scramble64(e);
      else
        values_ += scramble32(e);
    }
  }

  void elements(const unsigned char* at, std::size_t bytes) {
    switch (element_) {
      case 0: return;
      case 1: return elements_of<std::uint8_t>(at, bytes);
      case 2: return elements_of<std::uint16_t>(at, bytes);
      case 4: return elements_of<std::uint32_t>(at, bytes);
      default: return elements_of<std::uint64_t>(at, bytes);
    }
  }

#ifdef SEEDLINT_HASH_AVX2
  /// The upper half of each 64 bits in the lower; a shuffle, because the shifts share a port with the products.
  __attribute__((target("avx2"))) static __m256i upper(__m256i x) { return _mm256_shuffle_epi32(x, 0xf5); }

  __attribute__((target("avx2"))) static __m256i squares(__m256i x) {
    __m256i odd = upper(x);
    return _mm256_add_epi64(_mm256_mul_epu32(x, x), _mm256_mul_epu32(odd, odd));
  }

  __attribute__((target("avx2"))) static __m256i scramble32_avx2(__m256i e) {
    __m256i x = _mm256_mullo_epi32(_mm256_xor_si256(e, _mm256_set1_epi32(static_cast<int>(kScrambleXor))),
                                   _mm256_set1_epi32(static_cast<int>(kScrambleMul)));
    return squares(_mm256_xor_si256(x, _mm256_srli_epi32(x, 15)));
  }

  __attribute__((target("avx2"))) static __m256i scramble64_avx2(__m256i e) {
    const __m256i factor = _mm256_set1_epi64x(
        static_cast<long long>(std::uint64_t{kScrambleHigh} << 32 | kScrambleMul));
    __m256i x = _mm256_mullo_epi32(_mm256_xor_si256(e, _mm256_set1_epi32(static_cast<int>(kScrambleXor))), factor);
    x = _mm256_xor_si256(x, _mm256_srli_epi32(x, 15));
    __m256i hi = _mm256_srli_epi64(x, 32);
    __m256i left = _mm256_add_epi32(x, _mm256_add_epi32(hi, _mm256_slli_epi32(hi, 2)));
    __m256i turned = _mm256_or_si256(_mm256_slli_epi32(x, 7), _mm256_srli_epi32(x, 25));
    __m256i right = _mm256_xor_si256(hi, turned);
    return _mm256_add_epi64(_mm256_mul_epu32(left, left), _mm256_mul_epu32(right, right));
  }

  // No lambda: nvcc would lose its target.
  template <int Element>
  __attribute__((target("avx2"))) static inline void add_vector(const unsigned char* at, const std::uint32_t* ka, const std::uint32_t* kb, __m256i pa,
                                                                __m256i pb, __m256i& a, __m256i& b, __m256i& values) {
    __m256i w = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    __m256i x = _mm256_add_epi32(w, _mm256_xor_si256(pa, _mm256_load_si256(reinterpret_cast<const __m256i*>(ka))));
    a = _mm256_add_epi64(a, _mm256_mul_epu32(x, upper(x)));
    __m256i m = _mm256_xor_si256(w, _mm256_xor_si256(pb, _mm256_load_si256(reinterpret_cast<const __m256i*>(kb))));
    b = _mm256_add_epi64(b, squares(m));
    if constexpr (Element == 4) values = _mm256_add_epi64(values, scramble32_avx2(w));
    if constexpr (Element == 8) values = _mm256_add_epi64(values, scramble64_avx2(w));
    if constexpr (Element == 1 || Element == 2) {
      const __m256i mask = _mm256_set1_epi32(Element == 1 ? 0xff : 0xffff);
      for (int shift = 0; shift < 32; shift += Element * 8)
        values = _mm256_add_epi64(values, scramble32_avx2(_mm256_and_si256(_mm256_srli_epi32(w, shift), mask)));
    }
  }

  /// Where a block lies, its number's key spread over a vector, and where in the tables it starts.
  struct Block {
    const unsigned char* at;
    __m256i pa, pb;
    const std::uint32_t *ka, *kb;
  };

  __attribute__((target("avx2"))) static inline Block block_at(const unsigned char* at, std::uint64_t word) {
    const std::uint64_t key = block_key(word / kKeyBlock);
    return {at, _mm256_set1_epi32(static_cast<int>(static_cast<std::uint32_t>(key))), _mm256_set1_epi32(static_cast<int>(static_cast<std::uint32_t>(key >> 32))),
            kKeysA.data() + word % kKeyBlock, kKeysB.data() + word % kKeyBlock};
  }

  /// The 64 bytes at `i` of a block. Two of each sum hide their latency, and one prefetch serves a whole cache line;
  /// past the end of memory a prefetch does nothing.
  template <int Element>
  __attribute__((target("avx2"))) static inline void add_line(const Block& block, std::size_t i, __m256i* a, __m256i* b, __m256i& values) {
    _mm_prefetch(reinterpret_cast<const char*>(block.at + i + kPrefetch), _MM_HINT_T0);
    add_vector<Element>(block.at + i, block.ka + i / 4, block.kb + i / 4, block.pa, block.pb, a[0], b[0], values);
    add_vector<Element>(block.at + i + 32, block.ka + i / 4 + 8, block.kb + i / 4 + 8, block.pa, block.pb, a[1], b[1], values);
  }

  template <int Element>
  __attribute__((target("avx2"))) void lanes_avx2(const unsigned char* at, std::size_t bytes) {
    constexpr std::size_t kBlockBytes = kKeyBlock * 4;
    __m256i a[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()}, b[2] = {a[0], a[0]}, values = a[0];
    std::uint64_t word = word_;
    // What comes from memory is read from two places at once: one stream of loads does not fill the memory's queue
    // beside this much arithmetic (84 % of a plain read's bandwidth, two give 90 %).
    if (bytes >= kTwoStreams && word % kKeyBlock == 0) {
      const std::size_t half = bytes / (2 * kBlockBytes) * kBlockBytes;
      for (std::size_t start = 0; start < half; start += kBlockBytes) {
        const Block low = block_at(at + start, word + start / 4), high = block_at(at + half + start, word + (half + start) / 4);
        for (std::size_t i = 0; i < kBlockBytes; i += 64) {
          add_line<Element>(low, i, a, b, values);
          add_line<Element>(high, i, a, b, values);
        }
      }
      at += 2 * half;
      bytes -= 2 * half;
      word += 2 * half / 4;
    }
    while (bytes > 0) {
      std::size_t room = kBlockBytes - word % kKeyBlock * 4, take = bytes < room ? bytes : room, i = 0;
      const Block block = block_at(at, word);
      for (; i + 64 <= take; i += 64) add_line<Element>(block, i, a, b, values);
      for (; i < take; i += 32) add_vector<Element>(at + i, block.ka + i / 4, block.kb + i / 4, block.pa, block.pb, a[0], b[0], values);
      at += take;
      bytes -= take;
      word += take / 4;
    }
    a_ += fold(a[0]) + fold(a[1]);
    b_ += fold(b[0]) + fold(b[1]);
    values_ += fold(values);
  }

  __attribute__((target("avx2"))) static std::uint64_t fold(__m256i v) {
    alignas(32) std::uint64_t lane[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(lane), v);
    return lane[0] + lane[1] + lane[2] + lane[3];
  }
#endif

  std::size_t element_;
  bool avx2_;
  std::uint64_t word_ = 0, a_ = 0, b_ = 0, values_ = 0;
};

/// Adds a tensor of any strides (in elements), in logical order and without a copy of the whole.
inline void add_strided(Accumulator& sum, const void* data, const std::int64_t* sizes, const std::int64_t* strides,
                        int dims, std::size_t element) {
  constexpr int kMaxDims = 64;
  std::int64_t size[kMaxDims], stride[kMaxDims];
  int n = 0;
  for (int d = 0; d < dims && n < kMaxDims; ++d) {
    if (sizes[d] == 0) return;
    if (sizes[d] == 1) continue;
    // Neighbouring dimensions that lie end to end are one.
    if (n > 0 && stride[n - 1] == strides[d] * sizes[d]) {
      size[n - 1] *= sizes[d];
      stride[n - 1] = strides[d];
    } else {
      size[n] = sizes[d];
      stride[n++] = strides[d];
    }
  }
  auto base = static_cast<const unsigned char*>(data);
  if (n == 0) return sum.add(base, element);
  if (n == 1 && stride[0] == 1) return sum.add(base, static_cast<std::size_t>(size[0]) * element);

  alignas(32) unsigned char buffer[8192];
  std::size_t filled = 0;
  std::int64_t index[kMaxDims] = {};
  const std::int64_t inner = size[n - 1], inner_stride = stride[n - 1] * static_cast<std::int64_t>(element);
  for (;;) {
    const unsigned char* row = base;
    for (int d = 0; d < n - 1; ++d) row += index[d] * stride[d] * static_cast<std::int64_t>(element);
    for (std::int64_t i = 0; i < inner;) {
      auto room = static_cast<std::int64_t>((sizeof buffer - filled) / element);
      std::int64_t take = inner - i < room ? inner - i : room;
      if (inner_stride == static_cast<std::int64_t>(element)) {
        std::memcpy(buffer + filled, row, static_cast<std::size_t>(take) * element);
        filled += static_cast<std::size_t>(take) * element;
      } else {
        for (std::int64_t k = 0; k < take; ++k, filled += element)
          std::memcpy(buffer + filled, row + k * inner_stride, element);
      }
      row += take * inner_stride;
      i += take;
      if (filled == sizeof buffer) {
        sum.add(buffer, filled);
        filled = 0;
      }
    }
    int d = n - 2;
    while (d >= 0 && ++index[d] == size[d]) index[d--] = 0;
    if (d < 0) break;
  }
  if (filled > 0) sum.add(buffer, filled);
}

/// A short hash of text, for call stacks and names.
inline std::uint64_t hash_text(const char* data, std::size_t size, std::uint64_t start = 0) {
  std::uint64_t h = mix64(start ^ (size * 0x9e3779b97f4a7c15ull));
  while (size > 0) {
    std::uint64_t part = 0;
    std::size_t take = size < 8 ? size : 8;
    std::memcpy(&part, data, take);
    h = mix64(h ^ part);
    data += take;
    size -= take;
  }
  return h;
}

}  // namespace seedlint::kernels
