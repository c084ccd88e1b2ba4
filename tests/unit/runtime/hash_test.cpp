// The tensor hash: its bits are fixed (golden vectors), both CPU paths agree, and it sees every change
// that the L1 norm or an XOR of the words miss.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <random>
#include <vector>

#include "kernels/golden.h"
#include "kernels/hash.h"

namespace seedlint::kernels {
namespace {

template <typename T>
Digest hash(const std::vector<T>& data, bool avx2 = true, std::uint64_t shape = 0) {
  Accumulator sum(sizeof(T), avx2);
  sum.add(data.data(), data.size() * sizeof(T));
  return sum.finish(shape);
}

std::vector<float> normal(std::size_t n, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::vector<float> data(n);
  for (float& x : data) x = static_cast<float>(static_cast<std::int32_t>(random())) * 1e-9f;
  return data;
}

TEST(Hash, GoldenVectors) {
  for (const Golden& golden : kGolden) {
    std::vector<unsigned char> data = golden_bytes(golden.bytes);
    for (bool avx2 : {true, false}) {
      Accumulator sum(golden.element, avx2);
      sum.add(data.data(), data.size());
      Digest digest = sum.finish(golden.shape);
      EXPECT_EQ(digest.a, golden.digest.a) << golden.bytes << " bytes of " << golden.element;
      EXPECT_EQ(digest.b, golden.digest.b) << golden.bytes << " bytes of " << golden.element;
      EXPECT_EQ(digest.values, golden.digest.values) << golden.bytes << " bytes of " << golden.element;
    }
  }
}

TEST(Hash, BothPathsGiveTheSameBitsAtEveryLength) {
  std::mt19937_64 random(3);
  std::vector<unsigned char> data(20000);
  for (auto& byte : data) byte = static_cast<unsigned char>(random());
  for (std::size_t element : {0u, 1u, 2u, 4u, 8u, 16u}) {
    for (int round = 0; round < 300; ++round) {
      std::size_t step = element == 0 ? 1 : element;
      std::size_t bytes = (round < 100 ? static_cast<std::size_t>(round) : random() % data.size()) / step * step;
      Accumulator fast(element, true), plain(element, false);
      fast.add(data.data(), bytes);
      plain.add(data.data(), bytes);
      ASSERT_EQ(fast.finish(9), plain.finish(9)) << bytes << " bytes, element " << element;
    }
  }
}

TEST(Hash, LargeDataReadFromTwoPlacesGivesTheSameBits) {
  std::vector<unsigned char> data = golden_bytes(2 * kTwoStreams + 3 * 4 * kKeyBlock + 100);
  for (std::size_t element : {0u, 1u, 4u, 8u}) {
    for (std::size_t bytes : {kTwoStreams - 32, kTwoStreams, kTwoStreams + 4 * kKeyBlock + 32, data.size() / 8 * 8}) {
      for (std::size_t before : {std::size_t{0}, std::size_t{32}, std::size_t{4 * kKeyBlock}}) {
        if (before + bytes > data.size()) continue;
        Accumulator fast(element, true), plain(element, false);
        for (Accumulator* sum : {&fast, &plain}) {
          sum->add(data.data(), before);
          sum->add(data.data() + before, bytes);
        }
        ASSERT_EQ(fast.finish(1), plain.finish(1)) << bytes << " bytes after " << before << ", element " << element;
      }
    }
  }
}

TEST(Hash, PiecesGiveTheSameAsTheWhole) {
  auto data = normal(5000);
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    Accumulator sum(4);
    std::size_t at = 0, bytes = data.size() * 4;
    auto base = reinterpret_cast<const unsigned char*>(data.data());
    while (at < bytes) {
      std::size_t take = std::min<std::size_t>((random() % 200 + 1) * 32, bytes - at);
      sum.add(base + at, take);
      at += take;
    }
    ASSERT_EQ(sum.finish(0), hash(data));
  }
}

TEST(Hash, SeesWhatNormsAndXorMiss) {
  auto data = normal(1024);
  Digest base = hash(data);
  auto differs = [&](auto change) {
    auto other = data;
    change(other);
    Digest digest = hash(other);
    EXPECT_NE(digest.a, base.a);
    EXPECT_NE(digest.b, base.b);
    return digest;
  };
  differs([](auto& x) { for (float& v : x) v = -v; });
  differs([](auto& x) { x[3] = std::bit_cast<float>(std::bit_cast<std::uint32_t>(x[3]) + 1); });
  differs([](auto& x) {
    x[3] = std::bit_cast<float>(std::bit_cast<std::uint32_t>(x[3]) + 1);
    x[9] = std::bit_cast<float>(std::bit_cast<std::uint32_t>(x[9]) - 1);
  });
  Digest reversed = differs([](auto& x) { std::reverse(x.begin(), x.end()); });
  EXPECT_EQ(reversed.values, base.values) << "the same values in another order";
  std::vector<float> zeros(1000, 0.0f), same(1000, 3.5f), negative(1000, -0.0f);
  EXPECT_NE(hash(zeros).b, hash(same).b);
  EXPECT_NE(hash(zeros).b, hash(negative).b);
  float nan = std::bit_cast<float>(0x7fc00001u);
  EXPECT_EQ(hash(std::vector<float>{nan, 1}), hash(std::vector<float>{nan, 1}));
}

TEST(Hash, PlusAndMinusXChangingPlacesIsSeen) {
  std::mt19937 random(8);
  for (int round = 0; round < 2000; ++round) {
    auto data = normal(64, static_cast<unsigned>(round));
    std::size_t i = random() % 64, j = (i + 1 + random() % 63) % 64;
    data[j] = -data[i];
    Digest before = hash(data);
    std::swap(data[i], data[j]);
    Digest after = hash(data);
    ASSERT_NE(before.a, after.a);
    ASSERT_NE(before.b, after.b);
    ASSERT_EQ(before.values, after.values);
  }
}

TEST(Hash, EverySingleBitCounts) {
  std::vector<std::uint32_t> data(33);
  std::iota(data.begin(), data.end(), 0u);
  Digest base = hash(data);
  for (std::size_t word = 0; word < data.size(); ++word) {
    for (int bit = 0; bit < 32; ++bit) {
      data[word] ^= 1u << bit;
      Digest digest = hash(data);
      ASSERT_NE(digest.b, base.b);
      ASSERT_NE(digest.values, base.values);
      data[word] ^= 1u << bit;
    }
  }
}

TEST(Hash, LengthAndShapeCount) {
  std::vector<std::uint8_t> a(5, 0), b(6, 0);
  EXPECT_NE(hash(a, true, 5), hash(b, true, 6));
  EXPECT_NE(hash(a, true, 1).a, hash(a, true, 2).a);
}

TEST(Hash, ValuesLaneIsBlindToOrderForEveryElementSize) {
  std::mt19937_64 random(11);
  auto check = [&]<typename T>(T) {
    std::vector<T> data(777);
    for (T& x : data) x = static_cast<T>(random());
    Digest base = hash(data);
    std::shuffle(data.begin(), data.end(), random);
    EXPECT_EQ(hash(data).values, base.values);
    EXPECT_NE(hash(data).a, base.a);
    data[5] = static_cast<T>(data[5] + 1);
    EXPECT_NE(hash(data).values, base.values);
  };
  check(std::uint8_t{});
  check(std::uint16_t{});
  check(std::uint32_t{});
  check(std::uint64_t{});
}

// A view of any strides hashes like its contiguous copy.
TEST(Hash, StridedEqualsItsContiguousCopy) {
  std::mt19937 random(13);
  for (int round = 0; round < 300; ++round) {
    int dims = static_cast<int>(random() % 5);
    std::vector<std::int64_t> sizes(static_cast<std::size_t>(dims)), strides(sizes.size());
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), 0u);
    std::shuffle(order.begin(), order.end(), random);
    std::int64_t step = 1 + static_cast<std::int64_t>(random() % 3);
    for (std::size_t d : order) {
      sizes[d] = static_cast<std::int64_t>(random() % 9);
      strides[d] = random() % 8 == 0 ? 0 : step;
      step *= std::max<std::int64_t>(sizes[d], 1) + static_cast<std::int64_t>(random() % 2);
    }
    std::vector<std::uint32_t> storage(static_cast<std::size_t>(step) + 16);
    for (auto& x : storage) x = static_cast<std::uint32_t>(random());
    std::int64_t count = 1;
    for (auto s : sizes) count *= s;
    std::vector<std::uint32_t> copy;
    for (std::int64_t n = 0; n < count; ++n) {
      std::int64_t rest = n, offset = 0;
      for (int d = dims - 1; d >= 0; --d) {
        offset += rest % sizes[static_cast<std::size_t>(d)] * strides[static_cast<std::size_t>(d)];
        rest /= sizes[static_cast<std::size_t>(d)];
      }
      copy.push_back(storage[static_cast<std::size_t>(offset)]);
    }
    Accumulator sum(4);
    add_strided(sum, storage.data(), sizes.data(), strides.data(), dims, 4);
    ASSERT_EQ(sum.finish(0), hash(copy)) << "round " << round;
  }
}

}  // namespace
}  // namespace seedlint::kernels
