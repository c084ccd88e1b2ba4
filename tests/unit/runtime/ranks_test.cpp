// Ranks, workers and epochs, on facts and traces written by hand.
#include <gtest/gtest.h>

#include <fstream>

#include "compare/ranks.h"
#include "temporary_folder.h"
#include "trace/writer.h"

namespace seedlint::compare {
namespace {

using test::TemporaryFolder;
using trace::Kind;
using trace::Record;

class RanksTest : public ::testing::Test {
 protected:
  void fact(const std::string& json) {
    std::ofstream file(folder_ / "facts-1.jsonl", std::ios::app);
    file << json << '\n';
  }
  void iteration(int rank, int loader, int epoch, const std::string& more = "", bool training = true) {
    std::string key = R"("rank":)" + std::to_string(rank) + R"(,"world":)" + std::to_string(world_) + R"(,"loader":)" + std::to_string(loader) +
                      R"(,"iteration":)" + std::to_string(epoch);
    fact("{\"k\":\"iterator\"," + key + R"(,"site":"train.py\t7\tmain","dataset":"Rows","sampler":"DistributedSampler","length":16,"batch":4)" + more + "}");
    if (training) fact("{\"k\":\"training\"," + key + "}");
  }
  void indexes(int rank, int epoch, const std::string& list, bool ended = true) {
    std::string key = R"("rank":)" + std::to_string(rank) + R"(,"loader":0,"iteration":)" + std::to_string(epoch);
    fact("{\"k\":\"index\"," + key + ",\"index\":[" + list + "]}");
    if (ended) fact("{\"k\":\"end\"," + key + "}");
  }
  void fetch(int rank, int worker, int epoch, const std::string& stream, const std::string& before, const std::string& after, const std::string& lineage,
             int n = 0, const std::string& index = "i") {
    fact(R"({"k":"fetch","rank":)" + std::to_string(rank) + R"(,"loader":0,"iteration":)" + std::to_string(epoch) + R"(,"worker":)" +
         std::to_string(worker) + R"(,"n":)" + std::to_string(n) + R"(,"index":")" + index + std::to_string(worker) + std::to_string(epoch) +
         R"(","streams":{")" + stream + R"(":[")" + before + "\",\"" + after + "\",\"" + lineage + "\"]}}");
  }
  void batch(int rank, int worker, int n, const std::string& digest) {
    fact(R"({"k":"fetch","rank":)" + std::to_string(rank) + R"(,"loader":0,"iteration":0,"worker":)" + std::to_string(worker) + R"(,"n":)" +
         std::to_string(n) + R"(,"iterable":true,"batch":")" + digest + R"(","streams":{}})");
  }
  void wraps() {
    world_ = 2;
    for (int rank : {0, 1})
      fact(R"({"k":"wrap","rank":)" + std::to_string(rank) + R"(,"world":2,"number":0,"size":2,"module":"Net","site":"train.py\t3\tmain"})");
  }
  /// One draw in step 1 of each rank's main stream.
  void draw(int rank, const char* operation, const char* meta, std::uint64_t before) {
    std::string label = "r" + std::to_string(rank);
    fact(R"({"k":"first-step","label":")" + label + R"(","rank":)" + std::to_string(rank) + R"(,"world":2})");
    trace::StreamWriter writer;
    ASSERT_TRUE(writer.open(folder_ / (label + "-main")));
    Record record{};
    record.kind = Kind::Generator;
    record.op = writer.name("torch");
    record.site = writer.name("train.py\t9\tmain");
    record.stack = 5;
    record.step = 1;
    record.digest[0] = before;
    record.digest[1] = before + 1;
    writer.add(record);
    record.kind = Kind::Output;
    record.op = writer.name(operation);
    record.meta = writer.name(meta);
    writer.add(record);
  }
  RankReport report() {
    run_ = trace::read_run(folder_.path());
    return compare_ranks(run_, read_facts(folder_.path()));
  }
  std::string rules() {
    std::string all;
    for (const auto& d : report().diagnostics) all += (all.empty() ? "" : " ") + d.rule;
    return all;
  }
  TemporaryFolder folder_;
  trace::Run run_;
  int world_ = 1;
};

TEST_F(RanksTest, NothingIsSaidOfNothing) {
  EXPECT_TRUE(report().diagnostics.empty());
  EXPECT_TRUE(report().matrix.empty());
}

TEST_F(RanksTest, BrokenLinesAreLeftOut) {
  fact("{\"k\":\"iterator\"");
  fact("[1,2]");
  fact(R"({"k":"fetch","streams":{"torch":[1,2]}})");
  fact(R"({"k":7,"rank":"x"})");
  EXPECT_TRUE(report().diagnostics.empty());
}

TEST_F(RanksTest, AGeneratorObjectCopiedToWorkersIsFound) {
  iteration(0, 0, 0);
  fetch(0, 0, 0, "Generator dataset.rng", "a", "b", "key");
  fetch(0, 1, 0, "Generator dataset.rng", "a", "c", "key");
  EXPECT_EQ(rules(), "generator-copied-to-workers");
}

TEST_F(RanksTest, AnUndrawnCopyIsSilent) {
  iteration(0, 0, 0);
  fetch(0, 0, 0, "Generator dataset.rng", "a", "a", "key");
  fetch(0, 1, 0, "Generator dataset.rng", "a", "a", "key");
  EXPECT_EQ(rules(), "");
}

TEST_F(RanksTest, AnObjectSeededForEachSampleIsSilent) {
  iteration(0, 0, 0);
  fetch(0, 0, 0, "Random dataset.rng", "a", "b", "key 1");
  fetch(0, 1, 0, "Random dataset.rng", "a", "c", "key 2");
  EXPECT_EQ(rules(), "");
}

TEST_F(RanksTest, AnEvaluationMayRepeatItself) {
  iteration(0, 0, 0, "", false);
  iteration(0, 0, 1, "", false);
  for (int epoch : {0, 1})
    for (int worker : {0, 1}) fetch(0, worker, epoch, "numpy", "a", "b", "key");
  EXPECT_EQ(rules(), "");
}

TEST_F(RanksTest, AWorkerThatReplaysItsStreamIsFound) {
  iteration(0, 0, 0, R"(,"base_seed":"1")");
  iteration(0, 0, 1, R"(,"base_seed":"2")");
  fetch(0, 0, 0, "numpy", "a", "b", "key");
  fetch(0, 0, 1, "numpy", "a", "b", "key");
  auto found = report();
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].rule, "replayed-worker-seed");
  EXPECT_EQ(found.diagnostics[0].place.line, 7);
  ASSERT_EQ(found.matrix.size(), 2u);
  EXPECT_EQ(found.matrix[0].relation, MatrixRow::Relation::Different);
  EXPECT_EQ(found.matrix[1].relation, MatrixRow::Relation::Replayed);
}

TEST_F(RanksTest, AnEqualLoaderSeedHasAnotherName) {
  iteration(0, 0, 0, R"(,"base_seed":"1")");
  iteration(0, 0, 1, R"(,"base_seed":"1")");
  fetch(0, 0, 0, "numpy", "a", "b", "key");
  fetch(0, 0, 1, "numpy", "a", "b", "key");
  EXPECT_EQ(rules(), "reseed-in-loop");
}

TEST_F(RanksTest, UnshardedNeedsDifferentBatchesOfOneWorker) {
  iteration(0, 0, 0);
  for (int worker : {0, 1})
    for (int n : {0, 1}) batch(0, worker, n, "constant");
  EXPECT_EQ(rules(), "");
}

TEST_F(RanksTest, UnshardedIsFound) {
  iteration(0, 0, 0);
  for (int worker : {0, 1})
    for (int n : {0, 1}) batch(0, worker, n, "rows " + std::to_string(n));
  EXPECT_EQ(rules(), "unsharded-iterable-dataset");
}

TEST_F(RanksTest, EqualAugmentationOnRanksNeedsASharedModel) {
  world_ = 2;
  for (int rank : {0, 1}) {
    iteration(rank, 0, 0);
    fetch(rank, -1, 0, "numpy", "a", "b", "key");
  }
  EXPECT_EQ(rules(), "");
  wraps();
  EXPECT_EQ(rules(), "same-seed-all-ranks");
}

TEST_F(RanksTest, EqualDropoutIsFound) {
  wraps();
  draw(0, "aten::dropout", "float[4, 8]", 1);
  draw(1, "aten::dropout", "float[4, 8]", 1);
  auto found = report();
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].rule, "same-seed-all-ranks");
  EXPECT_EQ(found.diagnostics[0].operation, "aten::dropout");
  EXPECT_EQ(found.diagnostics[0].place.line, 9);
}

TEST_F(RanksTest, OtherDropoutIsSilent) {
  wraps();
  draw(0, "aten::dropout", "float[4, 8]", 1);
  draw(1, "aten::dropout", "float[4, 8]", 2);
  EXPECT_EQ(rules(), "");
}

TEST_F(RanksTest, PermutationsSingleNumbersAndSharedOutBatchesAreSilent) {
  for (auto [operation, meta] : {std::pair{"aten::randperm", "int64[100]"}, {"aten::rand", "float[1]"}, {"aten::rand", "float[]"}, {"aten::randint", "int64[16]"}}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) std::filesystem::remove(entry.path());
    wraps();
    draw(0, operation, meta, 1);
    draw(1, operation, meta, 1);
    EXPECT_EQ(rules(), "") << operation << meta;
  }
}

constexpr const char* kShared = R"(,"distributed":true,"shuffle":true,"replicas":2)";

TEST_F(RanksTest, DisjointSharesAreSilentAndCover) {
  wraps();
  for (int rank : {0, 1}) iteration(rank, 0, 0, kShared);
  indexes(0, 0, "3,1,5,7,9,11,13,15");
  indexes(1, 0, "2,0,4,6,8,10,12,14");
  auto found = report();
  EXPECT_TRUE(found.diagnostics.empty());
  ASSERT_EQ(found.samples.size(), 1u);
  EXPECT_EQ(found.samples[0].relation, "disjoint");
  EXPECT_TRUE(found.samples[0].covering);
}

TEST_F(RanksTest, OverlappingSharesAreFound) {
  wraps();
  for (int rank : {0, 1}) iteration(rank, 0, 0, kShared);
  indexes(0, 0, "3,1,5,7,9,11,13,15");
  indexes(1, 0, "3,0,4,6,8,10,12,14");
  auto found = report();
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].rule, "rank-seed-where-ranks-must-agree");
  EXPECT_FALSE(found.diagnostics[0].equal);
}

TEST_F(RanksTest, PaddingIsNoOverlap) {
  wraps();
  for (int rank : {0, 1}) iteration(rank, 0, 0, std::string(kShared) + R"(,"length":15)");
  indexes(0, 0, "3,1,5,7,9,11,13,2");
  indexes(1, 0, "2,0,4,6,8,10,12,14");
  EXPECT_EQ(rules(), "");
}

TEST_F(RanksTest, AnOrderThatRepeatsIsFoundOnlyInTraining) {
  for (bool training : {false, true}) {
    iteration(0, 0, 0, kShared, training);
    iteration(0, 0, 1, kShared, training);
    if (!training) {
      indexes(0, 0, "3,1,5,7,9,11,13,15");
      indexes(0, 1, "3,1,5,7,9,11,13,15");
    }
    EXPECT_EQ(rules(), training ? "missing-set-epoch" : "");
  }
}

TEST_F(RanksTest, OtherSplitsAreFoundSharesByHandAreNot) {
  wraps();
  iteration(0, 0, 0, R"(,"subset":[0,1,2,3])");
  iteration(1, 0, 0, R"(,"subset":[4,5,6,7])");
  EXPECT_EQ(rules(), "");
  iteration(1, 0, 0, R"(,"subset":[3,5,6,7])");
  EXPECT_EQ(rules(), "rank-seed-where-ranks-must-agree");
}

TEST_F(RanksTest, WeightsMustAgreeWhereGradientsWereAveraged) {
  auto weights = [&](int rank, const char* bytes, const char* gradient) {
    fact(R"({"k":"weights","rank":)" + std::to_string(rank) + R"(,"world":2,"optimiser":0,"step":0,"site":"train.py\t4\tmain",)" +
         R"("unwrapped":{"count":2,"shapes":"s","unread":0,"bytes":")" + bytes + R"("},"gradients":{"count":2,"shapes":"s","unread":0,"bytes":")" + gradient + "\"}}");
  };
  weights(0, "a", "g0");
  weights(1, "b", "g1");
  EXPECT_EQ(rules(), "") << "independent programs";
  weights(0, "a", "g");
  weights(1, "b", "g");
  EXPECT_EQ(rules(), "rank-seed-where-ranks-must-agree");
}

TEST_F(RanksTest, OneRunAloneMayBeChance) {
  RankReport one, other;
  one.diagnostics.push_back({"missing-set-epoch", "x", {"train.py", 3, "main"}, 0, "", "", true});
  EXPECT_TRUE(shown_twice(one, other).empty());
  other = one;
  EXPECT_EQ(shown_twice(one, other).size(), 1u);
}

}  // namespace
}  // namespace seedlint::compare
