// Writing out a revision, on a small repository; skipped where there is no git.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "launch/child.h"
#include "launch/revision.h"
#include "temporary_folder.h"

namespace seedlint::launch {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

class RevisionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    before_ = fs::current_path();
    fs::create_directories(project() / "src");
    fs::current_path(project());
    if (git({"init", "-q", "."}) != 0) GTEST_SKIP() << "no git here";
    write("src/train.py", "old");
    ASSERT_EQ(git({"add", "."}), 0);
    ASSERT_EQ(git({"commit", "-q", "-m", "one"}), 0);
    write("src/train.py", "new");
    write("src/rows.bin", "data");
    write("src/fresh.py", "not committed");
    fs::current_path(project() / "src");
  }
  void TearDown() override { fs::current_path(before_); }
  fs::path project() const { return fs::canonical(folder_.path()) / "project"; }
  fs::path target() const { return folder_.path() / "out" / "revision"; }
  int git(std::vector<std::string> words) {
    words.insert(words.begin(), {"git", "-c", "user.name=t", "-c", "user.email=t@t"});
    return run_child(words, folder_ / "git.txt", folder_ / "git.txt", 60);
  }
  void write(const std::string& name, const std::string& text) { std::ofstream(project() / name) << text; }
  static std::string read(const fs::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  TemporaryFolder folder_;
  fs::path before_;
};

TEST_F(RevisionTest, GivesTheOldCodeAndTheDataBesideIt) {
  auto revision = export_revision("HEAD", {"python", "train.py", (project() / "src/train.py").string(), "/bin/sh"}, target());
  ASSERT_TRUE(revision.has_value()) << revision.error();
  EXPECT_EQ(revision->commit.size(), 40u);
  EXPECT_EQ(read(revision->directory / "train.py"), "old");
  EXPECT_EQ(read(revision->directory / "rows.bin"), "data");
  EXPECT_FALSE(fs::exists(revision->directory / "fresh.py"));
  EXPECT_EQ(revision->command[1], "train.py");
  EXPECT_EQ(revision->command[2], (revision->root / "src/train.py").string());
  EXPECT_EQ(revision->command[3], "/bin/sh");
  EXPECT_EQ(read(project() / "src/train.py"), "new");
  fs::remove_all(target());
  EXPECT_EQ(read(project() / "src/rows.bin"), "data") << "a link was followed when it was removed";
}

TEST_F(RevisionTest, SaysWhatIsMissing) {
  auto unknown = export_revision("no-such-branch", {"true"}, target());
  ASSERT_FALSE(unknown.has_value());
  EXPECT_NE(unknown.error().find("no-such-branch"), std::string::npos);
  EXPECT_FALSE(export_revision("--output=/tmp/x", {"true"}, target()).has_value());
  EXPECT_FALSE(export_revision("", {"true"}, target()).has_value());
}

TEST_F(RevisionTest, AFolderThatWasNotThereIsSaid) {
  fs::create_directories(project() / "later");
  fs::current_path(project() / "later");
  auto revision = export_revision("HEAD", {"true"}, target());
  ASSERT_FALSE(revision.has_value());
  EXPECT_NE(revision.error().find("not part of"), std::string::npos);
}

}  // namespace
}  // namespace seedlint::launch
