// The command itself and its words, without torch.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "compare/explain.h"
#include "compare/repair.h"
#include "json_report.h"
#include "temporary_folder.h"
#include "verify_command.h"

namespace seedlint::verify {
namespace {

using compare::Cause;
using compare::Report;
using compare::Trial;
using compare::Verdict;
using test::TemporaryFolder;

class Verify : public ::testing::Test {
 protected:
  Verify() {
    ::setenv("SEEDLINT_CACHE", (folder_ / "cache").c_str(), 1);
    ::setenv("TMPDIR", folder_.path().c_str(), 1);
  }
  ~Verify() override {
    ::unsetenv("SEEDLINT_CACHE");
    ::unsetenv("TMPDIR");
  }
  int run(std::vector<std::string> words) {
    words.insert(words.begin(), "seedlint-verify");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    int status = verify_main(static_cast<int>(arguments.size()), arguments.data());
    out_ = ::testing::internal::GetCapturedStdout();
    err_ = ::testing::internal::GetCapturedStderr();
    return status;
  }
  std::size_t left_behind() {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) count += entry.path().filename() != "cache";
    return count;
  }
  TemporaryFolder folder_;
  std::string out_, err_;
};

TEST_F(Verify, HelpIsPrinted) {
  EXPECT_EQ(run({"--help"}), 0);
  EXPECT_NE(out_.find("Exit status"), std::string::npos);
}

TEST_F(Verify, WrongUsageIsTwoWithAMessage) {
  EXPECT_EQ(run({}), 2);
  EXPECT_NE(err_.find("no command"), std::string::npos);
  EXPECT_EQ(run({"--what"}), 2);
  EXPECT_NE(err_.find("--what"), std::string::npos);
  EXPECT_EQ(run({"--steps", "many", "--", "true"}), 2);
  EXPECT_NE(err_.find("'many'"), std::string::npos);
  EXPECT_EQ(run({"--steps"}), 2);
}

TEST_F(Verify, ACommandWithoutTorchCannotBeTold) {
  EXPECT_EQ(run({"--", "/bin/sh", "-c", "echo nothing here"}), 2);
  EXPECT_NE(err_.find("recorded nothing"), std::string::npos);
  EXPECT_NE(err_.find("nothing here"), std::string::npos);
  EXPECT_EQ(left_behind(), 0u);
}

TEST_F(Verify, AFailingCommandIsSaidToFail) {
  EXPECT_EQ(run({"--", "/bin/sh", "-c", "echo broken; exit 3"}), 2);
  EXPECT_NE(err_.find("exit status 3"), std::string::npos);
  EXPECT_NE(err_.find("broken"), std::string::npos);
}

TEST_F(Verify, JsonIsValidAlsoWhenItCouldNotTell) {
  EXPECT_EQ(run({"--json", "--", "/nonexistent/x"}), 2);
  auto json = nlohmann::json::parse(out_);
  EXPECT_EQ(json["exit"], 2);
  EXPECT_EQ(json["verdict"], "unknown");
  EXPECT_NE(json["sentence"].get<std::string>().find("could not be started"), std::string::npos);
}

TEST_F(Verify, KeepWantsANewFolder) {
  EXPECT_EQ(run({"--keep", folder_.path().string(), "--", "true"}), 2);
  EXPECT_NE(err_.find("exists already"), std::string::npos);
  EXPECT_EQ(run({"--keep", folder_ / "kept", "--", "true"}), 2);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "kept/plain-1/output.txt"));
}

// Permissions do not bind root, so the folders that cannot be written are those of the kernel, and a file.
TEST_F(Verify, ATemporaryFolderThatCannotBeWrittenIsSaid) {
  const std::string file = folder_ / "cache-file";
  std::ofstream(file) << "no folder";
  for (const std::string& place : {std::string("/nonexistent"), std::string("/proc"), file}) {
    ::setenv("TMPDIR", place.c_str(), 1);
    EXPECT_EQ(run({"--", "true"}), 2) << place;
    EXPECT_NE(err_.find(place), std::string::npos) << err_;
    EXPECT_NE(err_.find("set TMPDIR"), std::string::npos) << err_;
    EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << "one message: " << err_;
  }
}

TEST_F(Verify, ACacheThatCannotBeWrittenIsSaid) {
  const std::string file = folder_ / "cache-file";
  std::ofstream(file) << "no folder";
  for (const std::string& place : {std::string("/proc/x"), file, file + "/below"}) {
    ::setenv("SEEDLINT_CACHE", place.c_str(), 1);
    EXPECT_EQ(run({"--", "true"}), 2) << place;
    EXPECT_NE(err_.find(place), std::string::npos) << err_;
    EXPECT_NE(err_.find("set SEEDLINT_CACHE"), std::string::npos) << err_;
    EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << "one message: " << err_;
  }
  EXPECT_EQ(left_behind(), 1u) << "nothing but the file above";
}

Report unseeded(const char* generator) {
  Report report;
  report.verdict = Verdict::GeneratorFirst;
  report.operation = "aten::normal_";
  report.place = {"train.py", 20, "main"};
  Cause cause;
  cause.what = Cause::What::Generator;
  cause.name = generator;
  cause.place = {"data.py", 7, "load"};
  cause.exact = true;
  cause.differed_before = true;
  report.causes.push_back(cause);
  return report;
}

TEST(Explain, AnUnseededGeneratorIsNamedWithItsDraw) {
  Report report = unseeded("numpy");
  EXPECT_EQ(compare::cause_name(report, {}), "unseeded-generator");
  EXPECT_EQ(compare::show(compare::headline_place(report)), "data.py:7");
  std::string text = compare::sentence(report, {});
  EXPECT_NE(text.find("train.py:20"), std::string::npos);
  EXPECT_NE(text.find("NumPy's global generator was not seeded"), std::string::npos);
  EXPECT_EQ(compare::switches_to_try(report).front(), "numpy");
}

TEST(Explain, AFileThatAnEarlierRunWroteIsTheCause) {
  TemporaryFolder folder;
  std::ofstream(folder / "facts-1.jsonl") << R"({"k":"left-over","path":"/data/cache.bin","site":""})" << '\n'
                                          << R"({"k":"left-over","path":"/data/last.pt","site":"train.py\t12\tresume"})" << '\n';
  Report report = unseeded("torch");  // what the first pair looked like
  ASSERT_TRUE(compare::blame_left_over(report, compare::read_facts(folder.path())));
  EXPECT_EQ(report.left_over, "/data/last.pt") << "one whose reader is not known names no place";
  EXPECT_EQ(compare::cause_name(report, {}), "left-over-file");
  EXPECT_EQ(compare::show(compare::headline_place(report)), "train.py:12");
  EXPECT_NE(compare::sentence(report, {}).find("train.py:12 reads /data/last.pt"), std::string::npos);
  EXPECT_NE(compare::repair(report, {}).find("remove /data/last.pt"), std::string::npos);
  EXPECT_EQ(compare::cause_name(report, {{"torch", true, true}}), "left-over-file");
}

TEST(Explain, NoFileIsBlamedThatNobodyReads) {
  TemporaryFolder folder;
  std::ofstream(folder / "facts-1.jsonl") << R"({"k":"left-over","path":"/data/cache.bin","site":""})" << '\n';
  Report report = unseeded("torch");
  EXPECT_FALSE(compare::blame_left_over(report, compare::read_facts(folder.path())));
  EXPECT_EQ(compare::cause_name(report, {}), "unseeded-generator");
}

TEST(Explain, TheRepairNamesTheCallAndThePlace) {
  Report report = unseeded("numpy");
  EXPECT_EQ(compare::repair(report, {}), "call numpy.random.seed(SEED) before data.py:7 runs.");
  EXPECT_EQ(compare::repair(report, {{"numpy+torch", true, true}}), "call numpy.random.seed(SEED) and torch.manual_seed(SEED) before data.py:7 runs.");
  report.seeded_later = compare::Place{"main.py", 3, "main"};
  EXPECT_EQ(compare::repair(report, {}), "move the seeding at main.py:3 before data.py:7.");
  EXPECT_EQ(compare::repair(unseeded("numpy"), {{"numpy", false, true}}), "") << "seeding it was tried and did not help";
}

// `torch.randn(4, generator=torch.Generator().manual_seed(entropy()))`: no name, but a place and a repair.
TEST(Explain, AGeneratorWithoutANameIsCalledTheOneGivenToTheOperation) {
  Report report = unseeded("torch.Generator argument");
  EXPECT_NE(compare::sentence(report, {}).find("the torch.Generator given to it was in another state"), std::string::npos) << compare::sentence(report, {});
  EXPECT_EQ(compare::cause_name(report, {}), "unseeded-generator-object");
  EXPECT_NE(compare::repair(report, {}).find("seed the generator that data.py:7 uses"), std::string::npos) << compare::repair(report, {});
}

TEST(Explain, NoRepairWithoutACause) {
  Report report;
  report.verdict = Verdict::FirstSeen;
  report.place = {"train.py", 20, "main"};
  EXPECT_EQ(compare::repair(report, {}), "");
  report.verdict = Verdict::ForeignData;
  EXPECT_EQ(compare::repair(report, {}), "") << "where the value comes from is not known";
}

Outcome only_a_clock() {
  Outcome outcome;
  outcome.exit_status = 0;
  outcome.report.verdict = Verdict::ForeignData;
  outcome.report.place = {"train.py", 9, "main"};
  outcome.report.difference = compare::Difference{};
  outcome.trials = {{"clock", true, true}};
  outcome.weights_equal = true;
  outcome.aside = true;
  return outcome;
}

TEST(Words, AClockThatIsOnlyLoggedIsNoDifferenceInTraining) {
  Outcome outcome = only_a_clock();
  auto json = nlohmann::json::parse(json_report(outcome));
  EXPECT_EQ(json["verdict"], "aside");
  EXPECT_EQ(json["cause"], "clock");
  EXPECT_EQ(json["weights_equal"], true);
  EXPECT_TRUE(json["repair"].is_null());
  EXPECT_EQ(sentence(outcome).find("Training is equal in both runs"), 0u);
  compare::RankDiagnostic wrong;
  wrong.rule = "same-seed-all-ranks";
  wrong.equal = true;
  outcome.diagnostics.push_back(wrong);
  EXPECT_EQ(nlohmann::json::parse(json_report(outcome))["verdict"], "wrongly-equal") << "what is wrong across ranks counts";
}

TEST(Facts, WeightsAgreeOnlyWhereBothRunsLeftThem) {
  compare::Facts one, two;
  EXPECT_FALSE(compare::final_weights_agree(one, two));
  one.final_weights[0] = "a";
  EXPECT_FALSE(compare::final_weights_agree(one, two));
  two.final_weights[0] = "a";
  EXPECT_EQ(compare::final_weights_agree(one, two), true);
  two.final_steps = 3;
  EXPECT_EQ(compare::final_weights_agree(one, two), false) << "after another number of steps";
  two.final_steps = 0;
  two.final_weights[0] = "b";
  EXPECT_EQ(compare::final_weights_agree(one, two), false);
  one.final_weights[0] = two.final_weights[0] = "";
  EXPECT_FALSE(compare::final_weights_agree(one, two)) << "not read";
}

TEST(Words, PathsBelowTheCurrentFolderAreShort) {
  const std::string here = std::filesystem::current_path().string();
  EXPECT_EQ(near_paths("part at " + here + "/a/train.py:3 (op), `" + here + "/b`"), "part at a/train.py:3 (op), `b`");
  EXPECT_EQ(near_paths("at /mnt" + here + "/train.py:3"), "at /mnt" + here + "/train.py:3");
  EXPECT_EQ(near_paths(here + "x/train.py"), here + "x/train.py");
}

TEST(Explain, ASeedThatDiffersIsNotCalledMissing) {
  Report report = unseeded("torch");
  report.causes[0].seeded_here = true;
  EXPECT_EQ(compare::cause_name(report, {}), "seed-differs");
  EXPECT_EQ(compare::sentence(report, {}).find("not seeded"), std::string::npos);
  report.causes[0].name = "numpy.Generator 'rng'";
  EXPECT_EQ(compare::cause_name(report, {}), "unseeded-generator-object");
}

TEST(Explain, ATrialOverrulesAGuess) {
  Report report = unseeded("python");
  EXPECT_EQ(compare::cause_name(report, {{"python", false, true}, {"hashseed", true, true}}), "hash-order");
  EXPECT_EQ(compare::cause_name(report, {{"hashseed", true, false}}), "unseeded-generator") << "a trial that did not run proves nothing";
}

TEST(Explain, OfSeveralGeneratorsTheOneThatRepairsLeads) {
  Report report = unseeded("python");
  report.causes.push_back(report.causes.front());
  report.causes.back().name = "numpy";
  report.causes.back().place.line = 15;
  compare::lead_with_generator(report, "numpy");
  EXPECT_EQ(report.causes.front().name, "numpy");
  EXPECT_EQ(compare::headline_place(report).line, 15);
  compare::lead_with_generator(report, "torch");
  EXPECT_EQ(report.causes.front().name, "numpy") << "no generator of torch's is among them";
}

TEST(Explain, ARefutedSuspicionIsNotRepeated) {
  Report report = unseeded("torch");
  std::vector<Trial> trials{{"torch", false, true}};
  EXPECT_EQ(compare::cause_name(report, trials), "unknown");
  EXPECT_EQ(compare::sentence(report, trials).find("not seeded"), std::string::npos);
  report.stream = "p0-tdraw-1";
  EXPECT_EQ(compare::cause_name(report, trials), "generator-order");
  EXPECT_NE(compare::sentence(report, trials).find("several threads"), std::string::npos);
}

TEST(Explain, WithoutHashedInputsNoOperationIsAccused) {
  Report report;
  report.verdict = Verdict::FirstSeen;
  report.place = {"a.py", 1, "f"};
  EXPECT_EQ(compare::cause_name(report, {}), "unknown");
  EXPECT_NE(compare::sentence(report, {}).find("may lie before"), std::string::npos);
}

TEST(Explain, AVariableThatIsAClockComesLast) {
  Report report;
  report.verdict = Verdict::ForeignData;
  report.place = {"a.py", 9, "f"};
  Cause clock, other;
  clock.what = other.what = Cause::What::Variable;
  clock.name = "start (clock)";
  clock.place = {"a.py", 1, "f"};
  other.name = "files";
  other.place = {"a.py", 5, "f"};
  report.causes = {clock, other};
  EXPECT_EQ(compare::headline_place(report).line, 5);
  report.causes = {clock};
  EXPECT_EQ(compare::headline_place(report).line, 1);
}

TEST(Json, AnyBytesGiveValidJson) {
  Outcome outcome;
  outcome.exit_status = 1;
  outcome.report = unseeded("torch");
  outcome.report.place.file = "na\xff\xfeme\n.py";
  outcome.command = {"python", "\x80\x01"};
  auto json = nlohmann::json::parse(json_report(outcome));
  EXPECT_EQ(json["cause"], "unseeded-generator");
  EXPECT_EQ(json["where"]["line"], 7);
  EXPECT_EQ(json["schema"], "seedlint-verify-1");
}

}  // namespace
}  // namespace seedlint::verify
