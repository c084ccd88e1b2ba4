// One thread's share of the tensor hash, for any number of threads. hash.cu runs these functions on a GPU;
// compiled as plain C++ they are what the tests hold against hash.h, so the bits are proven without a GPU.
#pragma once

#include <cstdint>
#include <cstring>

#include "kernels/hash.h"

#if defined(__CUDACC__)
#define SEEDLINT_BOTH __host__ __device__ inline
#else
#define SEEDLINT_BOTH inline
#endif

namespace seedlint::kernels {

/// In what order a tensor's bytes are read. The hash counts in units of 8 bytes of the logical order; where
/// every row is a whole number of units, units are walked in the order of memory, so neighbouring threads
/// read neighbouring bytes whatever the strides.
struct DevicePlan {
  static constexpr int kMaxDims = 9;
  std::int64_t size[kMaxDims];
  std::int64_t stride[kMaxDims];  ///< elements in memory from one to the next
  std::int64_t units[kMaxDims];   ///< units of the hash from one to the next
  std::int64_t inner_stride;      ///< elements in memory between the elements of one unit
  std::uint64_t count;            ///< units
  int dims;      ///< 0: contiguous
  int element;   ///< bytes
  int per_unit;  ///< elements in a unit; 0: rows are no whole number of units, dims stand in logical order
};

/// The plan for a tensor with these sizes and strides (in elements); false if it has too many dimensions
/// that cannot be joined, or an element size the hash does not know.
inline bool plan_tensor(const std::int64_t* sizes, const std::int64_t* strides, int dims, int element, DevicePlan& plan) {
  if (element != 1 && element != 2 && element != 4 && element != 8 && element != 16) return false;
  constexpr int kMost = 64;
  std::int64_t size[kMost], stride[kMost];
  int n = 0;
  for (int d = 0; d < dims; ++d) {
    if (sizes[d] == 1) continue;
    if (n > 0 && stride[n - 1] == strides[d] * sizes[d]) {  // neighbours that lie end to end are one
      size[n - 1] *= sizes[d];
      stride[n - 1] = strides[d];
      continue;
    }
    if (n == kMost) return false;
    size[n] = sizes[d];
    stride[n++] = strides[d];
  }
  plan = {};
  plan.element = element;
  if (n == 0 || (n == 1 && stride[0] == 1)) return true;
  if (element == 16) {  // two elements of 8
    if (n == kMost) return false;
    for (int d = 0; d < n; ++d) stride[d] *= 2;
    size[n] = 2;
    stride[n++] = 1;
    plan.element = element = 8;
  }
  if (n > DevicePlan::kMaxDims) return false;
  plan.dims = n;
  if (size[n - 1] * element % 8 != 0) {
    for (int d = 0; d < n; ++d) {
      plan.size[d] = size[d];
      plan.stride[d] = stride[d];
    }
    return true;
  }
  plan.per_unit = 8 / element;
  plan.inner_stride = stride[n - 1];
  size[n - 1] /= plan.per_unit;
  stride[n - 1] *= plan.per_unit;
  std::int64_t units[kMost], step = 1;
  plan.count = 1;
  for (int d = n - 1; d >= 0; --d) {
    units[d] = step;
    step *= size[d];
    plan.count *= static_cast<std::uint64_t>(size[d]);
  }
  auto distance = [](std::int64_t s) { return s < 0 ? -s : s; };
  for (int at = 0; at < n; ++at) {  // nearest in memory first
    int best = -1;
    for (int d = 0; d < n; ++d)
      if (size[d] != 0 && (best < 0 || distance(stride[d]) < distance(stride[best]))) best = d;
    plan.size[at] = size[best];
    plan.stride[at] = stride[best];
    plan.units[at] = units[best];
    size[best] = 0;
  }
  return true;
}

struct Sums {
  std::uint64_t a = 0, b = 0, values = 0;
};

SEEDLINT_BOTH std::uint32_t key_a(std::uint32_t i) { return mix32(i * 0x9e3779b9u + 0x243f6a88u); }
SEEDLINT_BOTH std::uint32_t key_b(std::uint32_t i) { return mix32(i * 0x9e3779b9u + 0xb7e15162u); }

/// The elements of one unit, of which `bytes` are real; Element 0 leaves the values out.
template <int Element>
SEEDLINT_BOTH void add_values(Sums& sums, std::uint64_t unit, int bytes) {
  if constexpr (Element == 8) {
    sums.values += scramble64(unit);
  } else if constexpr (Element != 0) {
    constexpr std::uint64_t mask = (std::uint64_t{1} << (Element * 8)) - 1;
    for (int at = 0; at + Element <= bytes; at += Element) sums.values += scramble32(static_cast<std::uint32_t>((unit >> (at * 8)) & mask));
  }
}

SEEDLINT_BOTH void add_pair(Sums& sums, std::uint64_t block, std::uint32_t x, std::uint32_t y, std::uint32_t ax, std::uint32_t ay, std::uint32_t bx,
                            std::uint32_t by) {
  auto pa = static_cast<std::uint32_t>(block), pb = static_cast<std::uint32_t>(block >> 32);
  std::uint32_t u = x + (ax ^ pa), v = y + (ay ^ pa);
  sums.a += std::uint64_t{u} * v;
  std::uint32_t m = x ^ bx ^ pb, n = y ^ by ^ pb;
  sums.b += std::uint64_t{m} * m + std::uint64_t{n} * n;
}

/// The unit at position `at` of the logical order, wherever its bytes came from.
template <int Element>
SEEDLINT_BOTH void add_unit(Sums& sums, std::uint64_t at, std::uint64_t unit, int bytes) {
  auto i = static_cast<std::uint32_t>(at * 2 % kKeyBlock);
  add_pair(sums, block_key(at * 2 / kKeyBlock), static_cast<std::uint32_t>(unit), static_cast<std::uint32_t>(unit >> 32), key_a(i), key_a(i + 1), key_b(i),
           key_b(i + 1));
  add_values<Element>(sums, unit, bytes);
}

struct Four {
  std::uint32_t x, y, z, w;
};

/// 16 bytes from an address that is a multiple of Align.
template <int Align>
SEEDLINT_BOTH Four load_four(const unsigned char* at) {
#if defined(__CUDA_ARCH__)
  if constexpr (Align == 16) {
    uint4 v = *reinterpret_cast<const uint4*>(at);
    return {v.x, v.y, v.z, v.w};
  }
  if constexpr (Align == 4) {
    auto words = reinterpret_cast<const std::uint32_t*>(at);
    return {words[0], words[1], words[2], words[3]};
  }
  std::uint32_t words[4] = {};
  for (int b = 0; b < 16; ++b) words[b / 4] |= std::uint32_t{at[b]} << (b % 4 * 8);
  return {words[0], words[1], words[2], words[3]};
#else
  Four four;
  std::memcpy(&four, at, sizeof four);
  return four;
#endif
}

/// `threads` must be a multiple of 256: a thread then meets the same 4 key words every time and keeps them.
template <int Element, int Align>
SEEDLINT_BOTH Sums contiguous_share(const unsigned char* data, std::uint64_t bytes, std::uint64_t thread, std::uint64_t threads) {
  constexpr std::uint64_t kVectors = kKeyBlock / 4;  // of 16 bytes in a block of keys
  Sums sums;
  const auto first = static_cast<std::uint32_t>(thread % kVectors) * 4;
  const std::uint32_t a0 = key_a(first), a1 = key_a(first + 1), a2 = key_a(first + 2), a3 = key_a(first + 3);
  const std::uint32_t b0 = key_b(first), b1 = key_b(first + 1), b2 = key_b(first + 2), b3 = key_b(first + 3);
  const std::uint64_t vectors = bytes / 16;
#if defined(__CUDA_ARCH__)
#pragma unroll 4
#endif
  for (std::uint64_t i = thread; i < vectors; i += threads) {
    Four v = load_four<Align>(data + i * 16);
    std::uint64_t block = block_key(i / kVectors);
    add_pair(sums, block, v.x, v.y, a0, a1, b0, b1);
    add_pair(sums, block, v.z, v.w, a2, a3, b2, b3);
    add_values<Element>(sums, std::uint64_t{v.y} << 32 | v.x, 8);
    add_values<Element>(sums, std::uint64_t{v.w} << 32 | v.z, 8);
  }
  if (thread == 0) {
    for (std::uint64_t at = vectors * 16; at < bytes; at += 8) {
      int here = bytes - at < 8 ? static_cast<int>(bytes - at) : 8;
      std::uint64_t unit = 0;
      for (int b = 0; b < here; ++b) unit |= std::uint64_t{data[at + static_cast<std::uint64_t>(b)]} << (b * 8);
      add_unit<Element>(sums, at / 8, unit, here);
    }
  }
  return sums;
}

/// One element of `element` bytes, zero-extended; elements lie at multiples of their size.
SEEDLINT_BOTH std::uint64_t load_element(const unsigned char* at, int element) {
#if defined(__CUDA_ARCH__)
  switch (element) {
    case 1: return *at;
    case 2: return *reinterpret_cast<const std::uint16_t*>(at);
    case 4: return *reinterpret_cast<const std::uint32_t*>(at);
    default: return *reinterpret_cast<const std::uint64_t*>(at);
  }
#else
  std::uint64_t value = 0;
  std::memcpy(&value, at, static_cast<std::size_t>(element));
  return value;
#endif
}

/// Index: an unsigned type that holds the number of elements; 32 bits divide several times faster.
template <int Element, typename Index>
SEEDLINT_BOTH Sums strided_share(const unsigned char* data, std::uint64_t bytes, const DevicePlan& plan, std::uint64_t thread, std::uint64_t threads) {
  Sums sums;
  if (plan.per_unit != 0) {
    for (std::uint64_t n = thread; n < plan.count; n += threads) {
      auto left = static_cast<Index>(n);
      std::int64_t offset = 0;
      std::uint64_t at = 0;
      for (int d = 0; d < plan.dims; ++d) {
        auto size = static_cast<Index>(plan.size[d]);
        Index next = left / size, here = left - next * size;
        offset += static_cast<std::int64_t>(here) * plan.stride[d];
        at += static_cast<std::uint64_t>(here) * static_cast<std::uint64_t>(plan.units[d]);
        left = next;
      }
      std::uint64_t unit = 0;
      for (int k = 0; k < plan.per_unit; ++k)
        unit |= load_element(data + (offset + k * plan.inner_stride) * plan.element, plan.element) << (k * plan.element * 8);
      add_unit<Element>(sums, at, unit, 8);
    }
    return sums;
  }
  const std::uint64_t units = (bytes + 7) / 8;
  const int per_unit = 8 / plan.element;
  const std::uint64_t elements = bytes / static_cast<std::uint64_t>(plan.element);
  for (std::uint64_t at = thread; at < units; at += threads) {
    std::uint64_t unit = 0;
    int here = 0;
    for (int k = 0; k < per_unit && at * static_cast<std::uint64_t>(per_unit) + static_cast<std::uint64_t>(k) < elements; ++k, here += plan.element) {
      auto left = static_cast<Index>(at * static_cast<std::uint64_t>(per_unit) + static_cast<std::uint64_t>(k));
      std::int64_t offset = 0;
      for (int d = plan.dims - 1; d >= 0; --d) {
        auto size = static_cast<Index>(plan.size[d]);
        Index next = left / size;
        offset += static_cast<std::int64_t>(left - next * size) * plan.stride[d];
        left = next;
      }
      unit |= load_element(data + offset * plan.element, plan.element) << (k * plan.element * 8);
    }
    add_unit<Element>(sums, at, unit, here);
  }
  return sums;
}

}  // namespace seedlint::kernels
