#include "resolve/find_text.h"

#include <gtest/gtest.h>

#include <string>

namespace seedlint::resolve {
namespace {

TEST(FindText, AgreesWithTheSlowWay) {
  std::uint32_t state = 3;
  for (int round = 0; round < 400; ++round) {
    std::string text, what;
    const auto next = [&](unsigned n) { return (state = state * 1664525u + 1013904223u) >> 16 & 0xffff ? (state >> 16) % n : 0; };
    for (unsigned n = next(300); n > 0; --n) text += "ab"[next(2)];
    for (unsigned n = 1 + next(9); n > 0; --n) what += "ab"[next(2)];
    for (std::size_t from = 0; from <= text.size(); from += 1 + next(60))
      ASSERT_EQ(find_text(text, what, from), text.find(what, from)) << text << " " << what << " " << from;
  }
}

TEST(FindText, Ends) {
  EXPECT_EQ(find_text("", "a"), std::string_view::npos);
  EXPECT_EQ(find_text("abc", "abc"), 0u);
  EXPECT_EQ(find_text("abc", "abcd"), std::string_view::npos);
  EXPECT_EQ(find_text("abc", "", 3), 3u);
  EXPECT_EQ(find_text("abc", "c", 9), std::string_view::npos);
  EXPECT_TRUE(holds_text(std::string(1000, 'x') + "seed", "seed"));
}

}  // namespace
}  // namespace seedlint::resolve
