// What the runs say of lint findings.
#include <gtest/gtest.h>

#include "compare/findings.h"
#include "temporary_folder.h"
#include "trace/writer.h"

namespace seedlint::compare {
namespace {

using test::TemporaryFolder;
using trace::Kind;
using trace::Record;

Finding finding(const std::string& rule, int line, const std::string& message = "this program never seeds torch: every run gets other weights") {
  Finding f;
  f.rule = rule;
  f.path = "train.py";
  f.message = message;
  f.line = line;
  f.at = {"/p/train.py", line, line};
  return f;
}

Report differing(const std::string& generator, int line) {
  Report report;
  report.verdict = Verdict::GeneratorFirst;
  report.operation = "aten::uniform_";
  report.place = {"/p/train.py", line, "main"};
  Cause cause{};
  cause.what = Cause::What::Generator;
  cause.name = generator;
  cause.place = report.place;
  cause.exact = cause.differed_before = true;
  report.causes.push_back(cause);
  return report;
}

GeneratorEvidence drawn(const std::string& name, int line) {
  GeneratorEvidence g;
  g.name = name;
  g.place = {"/p/train.py", line, "main"};
  g.step = 2;
  g.operation = "aten::uniform_";
  return g;
}

struct Case {
  Report report;
  std::vector<Trial> trials;
  std::vector<RankDiagnostic> diagnostics;
  RunEvidence evidence;
  std::vector<Finding> judge(std::vector<Finding> findings) {
    evidence.report = &report;
    evidence.trials = &trials;
    evidence.diagnostics = &diagnostics;
    judge_findings(findings, evidence);
    return findings;
  }
};

TEST(Findings, AnUnseededStreamIsConfirmedAndWasPredicted) {
  Case c{differing("torch", 4), {}, {}, {}};
  c.evidence.generators = {drawn("torch", 4)};
  auto f = c.judge({finding("missing-seed", 9)});
  EXPECT_EQ(f[0].state, Finding::State::Confirmed);
  EXPECT_TRUE(f[0].predicted);
  EXPECT_EQ(f[0].evidence.step, 2u);
  EXPECT_EQ(f[0].evidence.place.line, 4);
  EXPECT_EQ(prediction(f), ", as missing-seed predicted at train.py:9");
}

TEST(Findings, AnotherGeneratorConfirmsNothing) {
  Case c{differing("numpy", 4), {}, {}, {}};
  c.evidence.generators = {drawn("numpy", 4)};
  EXPECT_EQ(c.judge({finding("missing-seed", 9)})[0].state, Finding::State::NotCovered);
}

TEST(Findings, EqualRunsConfirmNothing) {
  Case c{};
  c.report.verdict = Verdict::Equal;
  c.evidence.generators = {drawn("torch", 4)};
  c.evidence.covered = {{"/p/train.py", 9}};
  EXPECT_EQ(c.judge({finding("missing-seed", 9)})[0].state, Finding::State::NotReproduced);
}

TEST(Findings, ARefutedGeneratorDidNotPredictTheFirstDifference) {
  Case c{differing("torch", 4), {{"torch", false, true, false, {}}}, {}, {}};
  c.evidence.generators = {drawn("torch", 4)};
  auto f = c.judge({finding("missing-seed", 9)});
  EXPECT_EQ(f[0].state, Finding::State::Confirmed);
  EXPECT_FALSE(f[0].predicted);
}

TEST(Findings, ADrawOfAnUnseededStreamIsNoEntropySeed) {
  Case c{differing("torch", 4), {}, {}, {}};
  c.evidence.generators = {drawn("torch", 4)};
  EXPECT_NE(c.judge({finding("entropy-seed", 4)})[0].state, Finding::State::Confirmed);
  c.evidence.generators[0].seeding = true;
  EXPECT_EQ(c.judge({finding("entropy-seed", 4)})[0].state, Finding::State::Confirmed);
}

TEST(Findings, SeedAfterDrawNeedsTheLaterSeeding) {
  Case c{differing("torch", 4), {}, {}, {}};
  c.evidence.generators = {drawn("torch", 4)};
  EXPECT_NE(c.judge({finding("seed-after-draw", 4)})[0].state, Finding::State::Confirmed);
  c.evidence.generators[0].seeded_later = true;
  EXPECT_EQ(c.judge({finding("seed-after-draw", 4)})[0].state, Finding::State::Confirmed);
}

TEST(Findings, AGeneratorObjectNeedsItsLine) {
  Case c{differing("numpy.Generator 'rng'", 4), {}, {}, {}};
  auto f = c.judge({finding("unseeded-generator", 4, "this generator has no seed"), finding("unseeded-generator", 30, "this generator has no seed")});
  EXPECT_EQ(f[0].state, Finding::State::Confirmed);
  EXPECT_EQ(f[1].state, Finding::State::NotCovered);
}

TEST(Findings, RanksConfirmByTheRulesName) {
  Case c{};
  c.report.verdict = Verdict::Equal;
  c.diagnostics.push_back({"missing-set-epoch", "the same order", {"/p/other.py", 3, "main"}, 0, "", "", true});
  auto f = c.judge({finding("missing-set-epoch", 9), finding("same-seed-all-ranks", 10)});
  EXPECT_EQ(f[0].state, Finding::State::Confirmed);
  EXPECT_EQ(f[1].state, Finding::State::NotCovered);
  // Of two findings of one rule only the one whose line it is.
  f = c.judge({finding("missing-set-epoch", 9), finding("missing-set-epoch", 12)});
  EXPECT_NE(f[0].state, Finding::State::Confirmed);
  EXPECT_NE(f[1].state, Finding::State::Confirmed);
}

TEST(Findings, HashOrderNeedsItsTrial) {
  Case c{differing("python", 4), {}, {}, {}};
  EXPECT_NE(c.judge({finding("late-hash-seed", 2)})[0].state, Finding::State::Confirmed);
  c.trials.push_back({"hashseed", true, true, false, {}});
  EXPECT_EQ(c.judge({finding("late-hash-seed", 2)})[0].state, Finding::State::Confirmed);
}

TEST(Findings, ASetsOrderIsShownByAFixedSalt) {
  Case c{differing("python", 4), {}, {}, {}};
  c.trials.push_back({"hashseed", true, true, false, {}});
  EXPECT_EQ(c.judge({finding("unordered-input", 2)})[0].state, Finding::State::Confirmed) << "the only one there is";
  const auto two = c.judge({finding("unordered-input", 2), finding("unordered-input", c.report.place.line)});
  EXPECT_NE(two[0].state, Finding::State::Confirmed) << "another one stands where the runs part";
  EXPECT_EQ(two[1].state, Finding::State::Confirmed);
  EXPECT_TRUE(two[1].predicted);
}

TEST(Findings, AListingsOrderIsShownByItsPlaceAndTheSameValues) {
  Case c{differing("python", 4), {}, {}, {}};
  c.trials.push_back({"hashseed", false, true, false, {}});
  EXPECT_NE(c.judge({finding("unordered-input", c.report.place.line)})[0].state, Finding::State::Confirmed) << "other values, no other order";
  c.report.reordered = true;
  EXPECT_EQ(c.judge({finding("unordered-input", c.report.place.line)})[0].state, Finding::State::Confirmed);
  EXPECT_NE(c.judge({finding("unordered-input", 2)})[0].state, Finding::State::Confirmed) << "somewhere else";
}

TEST(Findings, TheTerminalStaysShort) {
  std::vector<Finding> many(20, finding("missing-seed", 1));
  for (std::size_t i = 0; i < many.size(); ++i)
    many[i].state = i < 8 ? Finding::State::Confirmed : i < 14 ? Finding::State::NotReproduced : Finding::State::NotCovered;
  EXPECT_LE(describe_findings(many, 50).size(), 7u);
  EXPECT_NE(describe_findings(many, 50)[5].find("50 steps"), std::string::npos);
}

class GeneratorEvidenceTest : public ::testing::Test {
 protected:
  void move(int run, const std::vector<std::array<std::uint64_t, 3>>& moves) {  // before, after, flags
    std::filesystem::create_directories(folder_.path() / std::to_string(run));
    trace::StreamWriter writer;
    ASSERT_TRUE(writer.open(folder_ / (std::to_string(run) + "/p0-main")));
    for (const auto& m : moves) {
      Record record{};
      record.kind = Kind::Generator;
      record.op = writer.name("torch");
      record.site = writer.name("train.py\t3\tmain");
      record.digest[0] = m[0];
      record.digest[1] = m[1];
      record.flags = static_cast<std::uint16_t>(m[2]);
      writer.add(record);
    }
  }
  std::vector<GeneratorEvidence> found() {
    left_ = trace::read_run(folder_.path() / "1");
    right_ = trace::read_run(folder_.path() / "2");
    return generator_evidence(left_, right_);
  }
  TemporaryFolder folder_;
  trace::Run left_, right_;
};

TEST_F(GeneratorEvidenceTest, SeededAlikeIsNone) {
  move(1, {{1, 5, trace::kReseeded}, {5, 6, 0}});
  move(2, {{2, 5, trace::kReseeded}, {5, 6, 0}});
  EXPECT_TRUE(found().empty());
}

TEST_F(GeneratorEvidenceTest, DrawnBeforeItWasSeeded) {
  move(1, {{1, 2, 0}, {2, 5, trace::kReseeded}});
  move(2, {{3, 4, 0}, {4, 5, trace::kReseeded}});
  auto f = found();
  ASSERT_EQ(f.size(), 1u);
  EXPECT_FALSE(f[0].seeding);
  EXPECT_TRUE(f[0].seeded_later);
}

TEST_F(GeneratorEvidenceTest, SeededWithAnotherValue) {
  move(1, {{1, 2, trace::kReseeded}});
  move(2, {{1, 3, trace::kReseeded}});
  auto f = found();
  ASSERT_EQ(f.size(), 1u);
  EXPECT_TRUE(f[0].seeding);
}

TEST_F(GeneratorEvidenceTest, OneDrawMoreIsAConsequence) {
  move(1, {{1, 5, trace::kReseeded}, {5, 6, 0}, {6, 7, 0}});
  move(2, {{1, 5, trace::kReseeded}, {5, 6, 0}, {6, 8, 0}});
  EXPECT_TRUE(found().empty());
}

}  // namespace
}  // namespace seedlint::compare
