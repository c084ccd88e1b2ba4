#include "execute/shared.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "execute/function_ref.h"
#include "execute/value.h"

namespace seedlint::execute {
namespace {

using Words = Shared<std::vector<std::string>>;

TEST(Shared, ACopyDoesNotSeeLaterChanges) {
  Words a;
  a.change().push_back("x");
  Words b = a;
  EXPECT_TRUE(a.same(b));
  a.change().push_back("y");
  EXPECT_FALSE(a.same(b));
  EXPECT_EQ(b.get(), (std::vector<std::string>{"x"}));
  EXPECT_EQ(a.get(), (std::vector<std::string>{"x", "y"}));
}

TEST(Shared, TheLastOwnerChangesInPlace) {
  Words a(std::vector<std::string>{"x"});
  const std::string* before = a.get().data();
  { const Words b = a; }
  a.change()[0] = "z";
  EXPECT_EQ(a.get().data(), before);
}

TEST(Shared, EqualByValue) {
  const Words a(std::vector<std::string>{"x"}), b(std::vector<std::string>{"x"}), none;
  EXPECT_EQ(a, b);
  EXPECT_FALSE(a.same(b));
  EXPECT_EQ(none, Words(std::vector<std::string>{}));
}

TEST(Shared, SurvivesAssignmentToItself) {
  Words a(std::vector<std::string>{"x"});
  const Words& same = a;
  a = same;
  EXPECT_EQ(a.get().size(), 1u);
}

TEST(AtomList, ACopyDoesNotGrowWithTheOriginal) {
  AtomList a({AtomKind::Int, 0, 1});
  a.push_back({AtomKind::Int, 0, 2});
  AtomList b = a;
  a.push_back({AtomKind::Int, 0, 3});
  EXPECT_EQ(b.size(), 2u);
  ASSERT_EQ(a.size(), 3u);
  EXPECT_EQ(a[2].aux, 3u);
  b.push_back({AtomKind::Int, 0, 4});
  EXPECT_EQ(a[2].aux, 3u);
  EXPECT_EQ(b[2].aux, 4u);
}

TEST(FunctionRef, CallsWhatItViews) {
  int calls = 0;
  const auto add = [&](int n) { return calls += n; };
  const FunctionRef<int(int)> view = add;
  EXPECT_EQ(view(2), 2);
  EXPECT_EQ(view(3), 5);
}

}  // namespace
}  // namespace seedlint::execute
