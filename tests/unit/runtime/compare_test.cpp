// Comparing streams and giving verdicts, on traces written by hand.
#include <gtest/gtest.h>

#include <random>

#include "compare/myers.h"
#include "scripts.h"

namespace seedlint::compare {
namespace {

using test::Script;
using trace::Kind;
using trace::Record;

class Compare : public test::TwoRuns {};

TEST_F(Compare, EqualRunsAreEqual) {
  both([](Script& s) { s.op("aten::randn", 1, 5).op("aten::mm", 2, 6).op("aten::sum", 3, 7); });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::Equal);
  EXPECT_EQ(r.compared, 3u);
  EXPECT_EQ(r.differing, 0u);
}

TEST_F(Compare, NothingRecordedIsNotEquality) { EXPECT_EQ(report().verdict, Verdict::Unknown); }

TEST_F(Compare, NamesMayHaveOtherIds) {
  run(1, [](Script& s) { s.op("aten::a", 1, 5).op("aten::b", 2, 6); });
  run(2, [](Script& s) { s.generator("numpy", 9, 1, 2).op("aten::a", 1, 5).op("aten::b", 2, 6); });
  EXPECT_EQ(report().verdict, Verdict::Equal);
}

TEST_F(Compare, TheFirstDifferentBitsAreNamed) {
  for (int n : {1, 2})
    run(n, [n](Script& s) { s.op("aten::a", 1, 5).op("aten::mm", 2, n == 1 ? 6 : 9).op("aten::sum", 3, n == 1 ? 7 : 8); });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::FirstSeen) << "inputs were not hashed: no claim about the operation";
  EXPECT_EQ(r.place.line, 2);
  EXPECT_EQ(r.operation, "aten::mm");
  EXPECT_EQ(r.compared, 1u);
  EXPECT_EQ(r.differing, 2u);
}

TEST_F(Compare, EqualInputsAndAnotherOutputIsAnOrigin) {
  for (int n : {1, 2})
    run(n, [n](Script& s) { s.op("aten::mm", 2, 1, 0, Kind::Input).op("aten::mm", 2, n == 1 ? 6 : 9); });
  EXPECT_EQ(report().verdict, Verdict::Origin);
}

TEST_F(Compare, AnInputThatCouldNotBeReadLeavesTheOperationUnaccused) {
  for (int n : {1, 2})
    run(n, [n](Script& s) {
      s.flags(trace::kNotHashed).op("aten::mm", 2, 0, 0, Kind::Input);
      s.op("aten::mm", 2, 1, 0, Kind::Input).op("aten::mm", 2, n == 1 ? 6 : 9);
    });
  EXPECT_EQ(report().verdict, Verdict::FirstSeen);
}

TEST_F(Compare, ADifferentInputThatNoOperationMadeIsForeign) {
  for (auto n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) { s.op("aten::mm", 2, n, 0, Kind::Input).op("aten::mm", 2, n + 6); });
  EXPECT_EQ(report().verdict, Verdict::ForeignData);
}

TEST_F(Compare, TheSameValuesInAnotherOrderAreSaidToBe) {
  for (auto n : {1u, 2u}) run(static_cast<int>(n), [n](Script& s) { s.op("x", 2, n, 77, Kind::Foreign); });
  Report r = report();
  EXPECT_TRUE(r.reordered);
  EXPECT_EQ(r.verdict, Verdict::ForeignData);
}

TEST_F(Compare, ADrawFromADifferentStateIsGeneratorFirst) {
  for (auto n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) { s.generator("torch", 4, n, n + 10).op("aten::normal_", 4, n + 20); });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::GeneratorFirst);
  ASSERT_FALSE(r.causes.empty());
  EXPECT_EQ(r.causes[0].name, "torch");
  EXPECT_TRUE(r.causes[0].differed_before);
  EXPECT_TRUE(r.causes[0].exact);
  EXPECT_FALSE(r.seeded_later);
}

TEST_F(Compare, SeedingTooLateIsPointedAt) {
  for (auto n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) {
      s.generator("torch", 4, n, n + 10).op("aten::normal_", 4, n + 20).generator("torch", 8, n + 10, 500, trace::kReseeded | trace::kOutside).op("aten::x", 8, 1);
    });
  Report r = report();
  ASSERT_TRUE(r.seeded_later);
  EXPECT_EQ(r.seeded_later->line, 8);
}

TEST_F(Compare, AnUnseededStreamThatReachesNothingIsNoDifference) {
  for (auto n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) { s.generator("python", 4, n, n + 10, trace::kOutside).op("aten::mm", 5, 20); });
  EXPECT_EQ(report().verdict, Verdict::Equal);
}

TEST_F(Compare, AStateThatASeedMadeEqualIsNoSuspect) {
  for (auto n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) { s.generator("numpy", 4, n, 10).op("x", 5, 20 + n, 0, Kind::Foreign); });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::ForeignData);
  EXPECT_TRUE(r.causes.empty());
}

TEST_F(Compare, LoaderSeedMaterialIsNeverADifference) {
  for (auto n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) { s.flags(trace::kSeedMaterial).op("aten::random_", 4, n).op("aten::mm", 5, 20); });
  EXPECT_EQ(report().verdict, Verdict::Equal);
}

TEST_F(Compare, AVariableExplainsWhereItsValueEnters) {
  for (auto n : {1, 2})
    run(n, [n](Script& s) { s.value("names", 3, n == 1 ? "['a', 'b']" : "['b', 'a']").op("x", 5, static_cast<std::uint64_t>(n), 0, Kind::Foreign); });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::ForeignData);
  ASSERT_EQ(r.causes.size(), 1u);
  EXPECT_EQ(r.causes[0].what, Cause::What::Variable);
  EXPECT_EQ(r.causes[0].place.line, 3);
  EXPECT_EQ(r.causes[0].right, "['b', 'a']");
}

TEST_F(Compare, AnotherWayIsAControlFlowSplitAndMeetsAgain) {
  for (int n : {1, 2})
    run(n, [n](Script& s) {
      s.op("aten::a", 1, 1);
      if (n == 2) s.op("aten::extra", 2, 9).op("aten::extra2", 2, 9);
      for (int i = 10; i < 30; ++i) s.op("aten::b", i, 1);
    });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::ControlFlow);
  ASSERT_TRUE(r.difference);
  EXPECT_TRUE(r.difference->meets_again);
  EXPECT_EQ(r.difference->only_left, 0u);
  EXPECT_EQ(r.difference->only_right, 2u);
  EXPECT_EQ(r.place.line, 10);
  EXPECT_EQ(r.other_place.line, 2);
}

TEST_F(Compare, AnEarlierEndCountsUnlessTheRunWasStopped) {
  run(1, [](Script& s) { s.op("a", 1, 1).op("b", 2, 1); });
  run(2, [](Script& s) { s.op("a", 1, 1); });
  EXPECT_EQ(report(false).verdict, Verdict::Ended);
  EXPECT_EQ(report(true).verdict, Verdict::Equal);
}

TEST_F(Compare, AWorkerMayEndAnywhere) {
  run(1, [](Script& s) { s.op("a", 1, 1).op("b", 2, 1); }, "r0-w0-i1");
  run(2, [](Script& s) { s.op("a", 1, 1); }, "r0-w0-i1");
  EXPECT_EQ(report().verdict, Verdict::Equal);
}

TEST_F(Compare, TheEarlierStreamIsExplainedAndTheOtherMentioned) {
  for (auto n : {1u, 2u}) {
    run(static_cast<int>(n), [n](Script& s) { s.time(100).op("x", 9, n, 0, Kind::Foreign); }, "r0-main");
    run(static_cast<int>(n), [n](Script& s) { s.time(50).op("y", 5, n, 0, Kind::Foreign); }, "r0-w1-i1");
  }
  Report r = report();
  EXPECT_EQ(r.stream, "r0-w1-i1");
  EXPECT_EQ(r.place.line, 5);
  ASSERT_EQ(r.also_different.size(), 1u);
  EXPECT_EQ(r.also_different[0], "r0-main");
}

TEST_F(Compare, AWorkerInheritsItsParentsSuspects) {
  for (auto n : {1u, 2u}) {
    run(static_cast<int>(n), [n](Script& s) { s.time(10).generator("torch", 3, n, n + 5, trace::kOutside).op("x", 9, 1); }, "r0-main");
    run(static_cast<int>(n), [n](Script& s) { s.time(50).op("y", 5, n, 0, Kind::Foreign); }, "r0-w1-i1");
  }
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::GeneratorFirst);
  EXPECT_EQ(r.causes.at(0).name, "torch");
}

TEST_F(Compare, TheParentsDrawExplainsHowTheLoaderSeedsItsWorkers) {
  for (auto n : {1u, 2u}) {
    run(static_cast<int>(n), [n](Script& s) { s.time(10).generator("torch", 3, n, n + 5).op("x", 9, 1); }, "p0-main");
    run(static_cast<int>(n), [n](Script& s) {
      s.time(50).generator("torch", 5, n + 5, n + 50, trace::kReseeded | trace::kOutside).generator("numpy", 5, 9, n + 60, trace::kReseeded | trace::kOutside);
      s.op("y", 5, n, 0, Kind::Foreign);
    }, "p0-w1-i1");
  }
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::GeneratorFirst);
  EXPECT_EQ(r.causes.at(0).name, "torch");
  EXPECT_FALSE(r.causes[0].seeded_here);
  EXPECT_EQ(r.causes[0].place.line, 3);
}

TEST_F(Compare, AnUninitialisedInputExplainsItsOperation) {
  for (auto n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) { s.op("aten::add", 5, n, 0, Kind::Uninitialised).op("aten::add", 5, n + 9); });
  EXPECT_EQ(report().verdict, Verdict::Uninitialised);
}

TEST_F(Compare, StreamsOfOnlyOneRunAreListed) {
  both([](Script& s) { s.op("a", 1, 1); });
  run(2, [](Script& s) { s.op("a", 1, 1); }, "r0-w0-i1");
  Report r = report();
  ASSERT_EQ(r.unmatched.size(), 1u);
  EXPECT_EQ(r.unmatched[0], "r0-w0-i1");
}

TEST_F(Compare, ThreadsOfAPoolMayShareTheirWorkDifferently) {
  run(1, [](Script& s) { s.op("a", 1, 1).op("b", 2, 2); }, "p0-t_worker-1");
  run(1, [](Script& s) { s.op("c", 3, 3); }, "p0-t_worker-2");
  run(2, [](Script& s) { s.op("b", 2, 2); }, "p0-t_worker-1");
  run(2, [](Script& s) { s.op("c", 3, 3).op("a", 1, 1); }, "p0-t_worker-2");
  EXPECT_EQ(report().verdict, Verdict::Equal);
}

TEST_F(Compare, ThreadsThatShareAGeneratorInAnotherOrderAreGeneratorFirst) {
  run(1, [](Script& s) { s.generator("torch", 2, 1, 2).generator("torch", 2, 3, 4).op("aten::add", 3, 100); }, "p0-t_draw-1");
  run(1, [](Script& s) { s.generator("torch", 2, 2, 3).op("aten::add", 3, 101); }, "p0-t_draw-2");
  run(2, [](Script& s) { s.generator("torch", 2, 1, 2).generator("torch", 2, 2, 3).op("aten::add", 3, 102); }, "p0-t_draw-1");
  run(2, [](Script& s) { s.generator("torch", 2, 3, 4).op("aten::add", 3, 103); }, "p0-t_draw-2");
  Report r = report();
  ASSERT_EQ(r.verdict, Verdict::GeneratorFirst);
  EXPECT_EQ(r.causes.front().name, "torch");
}

TEST_F(Compare, ThreadsThatEachDrawAsBeforeAreNotBlamedOnTheirGenerator) {
  for (auto n : {1u, 2u}) {
    run(static_cast<int>(n), [n](Script& s) { s.generator("torch", 2, 1, 2).op("aten::add", 3, 100 + n); }, "p0-t_draw-1");
    run(static_cast<int>(n), [](Script& s) { s.generator("torch", 2, 2, 3).op("aten::mul", 3, 50); }, "p0-t_draw-2");
  }
  EXPECT_NE(report().verdict, Verdict::GeneratorFirst);
}

TEST_F(Compare, ASeedThatDiffersIsNoLaterSeeding) {
  for (auto n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) {
      s.generator("torch", 4, n, n + 10).op("aten::normal_", 4, n + 20).generator("torch", 6, n + 10, n + 30, trace::kReseeded).op("aten::mm", 7, n + 40);
    });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::GeneratorFirst);
  EXPECT_FALSE(r.seeded_later) << "a loader seeds its workers from what was drawn";
}

TEST_F(Compare, WhatAPoolComputedStillCounts) {
  for (auto n : {1u, 2u}) {
    run(static_cast<int>(n), [n](Script& s) { s.op("a", 1, 1).op("b", 2, n); }, "p0-t_worker-1");
    run(static_cast<int>(n), [](Script& s) { s.op("c", 3, 3); }, "p0-t_worker-2");
  }
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::FirstSeen);
  EXPECT_EQ(r.place.line, 2);
  EXPECT_EQ(r.differing, 1u);
}

TEST_F(Compare, ASeededGeneratorIsNeverCalledUnseeded) {
  for (auto n : {1u, 2u}) {
    run(static_cast<int>(n), [](Script& s) { s.time(1).generator("torch", 3, 7, 8, trace::kReseeded | trace::kOutside).op("x", 4, 1); }, "p0-main");
    run(static_cast<int>(n), [n](Script& s) { s.time(9).generator("torch", 5, n + 20, n + 30).op("aten::rand", 5, n); }, "p0-tdraw-1");
  }
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::GeneratorFirst);
  ASSERT_TRUE(r.seeded_before);
  EXPECT_EQ(r.seeded_before->line, 3);
}

// `g = torch.Generator(); g.seed()`: the operation that draws knows no name, the closer look knows both.
TEST_F(Compare, AGeneratorThatIsGivenAwayIsNamedWhereItCameIntoAnotherState) {
  for (auto n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) {
      s.generator("torch.Generator 'g'", 4, 7, n + 20, trace::kOutside | trace::kLine);
      s.generator("torch.Generator argument", 9, n + 20, n + 30).op("aten::multinomial", 9, n);
    });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::GeneratorFirst);
  ASSERT_FALSE(r.causes.empty());
  EXPECT_EQ(r.causes.front().name, "torch.Generator 'g'");
  EXPECT_EQ(r.causes.front().place.line, 4);
}

// Property: change one hard record of a random trace; the comparison names exactly that record.
TEST_F(Compare, APlantedChangeIsFoundWhereItIs) {
  std::mt19937 random(4);
  for (int round = 0; round < 50; ++round) {
    std::size_t n = 5 + random() % 200, changed = random() % n;
    std::string label = "r" + std::to_string(round) + "-main";
    unsigned seed = static_cast<unsigned>(random());
    for (int side : {1, 2}) {
      run(side, [&](Script& s) {
        std::mt19937 content(seed);
        for (std::size_t i = 0; i < n; ++i) {
          std::uint64_t digest = content();
          s.op("aten::op", static_cast<int>(i + 1), side == 2 && i == changed ? digest + 1 : digest);
          if (side == 2 && content() % 3 == 0) s.generator("python", 1, 5, 6);
          else if (side == 1) content();
        }
      }, label);
    }
    auto left = trace::Stream::open(folder_ / ("1/" + label)), right = trace::Stream::open(folder_ / ("2/" + label));
    ASSERT_TRUE(left && right);
    StreamComparison pair = compare_streams(*left, *right, {});
    ASSERT_TRUE(pair.first);
    ASSERT_EQ(pair.compared, changed);
    ASSERT_EQ(left->site(left->records()[pair.first->left]).line, static_cast<int>(changed + 1));
  }
}

std::size_t slow_distance(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) d[i][j] = i + j;
      else if (a[i - 1] == b[j - 1]) d[i][j] = d[i - 1][j - 1];
      else d[i][j] = 1 + std::min(d[i - 1][j], d[i][j - 1]);
    }
  return d[a.size()][b.size()];
}

TEST(Myers, AgreesWithTheTextbookTable) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::uint64_t> a(random() % 20), b(random() % 20);
    for (auto& x : a) x = random() % 4;
    for (auto& x : b) x = random() % 4;
    auto found = edit_distance(a, b, 100);
    ASSERT_TRUE(found);
    ASSERT_EQ(*found, slow_distance(a, b));
    if (*found > 0) {
      ASSERT_FALSE(edit_distance(a, b, *found - 1));
    }
  }
}

TEST(Myers, ResyncCountsWhatEachSideHasAlone) {
  std::vector<std::uint64_t> common{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  std::vector<std::uint64_t> left{100, 101}, right{200, 201, 202};
  left.insert(left.end(), common.begin(), common.end());
  right.insert(right.end(), common.begin(), common.end());
  auto found = resync(left, right, 8, 100);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->only_left, 2u);
  EXPECT_EQ(found->only_right, 3u);
  EXPECT_FALSE(resync(left, std::vector<std::uint64_t>{7, 7, 7}, 8, 100));
}

}  // namespace
}  // namespace seedlint::compare
