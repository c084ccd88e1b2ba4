#include "resolve/walk.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "temporary_folder.h"

namespace seedlint::resolve {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names(const Walked& walked) {
  std::vector<std::string> list;
  for (const auto& found : walked.files) list.push_back(found.relative);
  return list;
}

Walked walk_all(const std::string& root, const IgnoreList* exclude = nullptr) {
  return walk({.root = root, .shown_prefix = "", .exclude = exclude, .exclude_prefix = "", .exclude_below = "",
               .respect_gitignore = true});
}

using Names = std::vector<std::string>;

TEST(Walk, FindsProgramsAndWhatSpeaksOfThem) {
  const TemporaryFolder folder;
  for (const char* name : {"a.py", "b.ipynb", "c.pyi", "d.txt", "requirements.txt", "run.sh", "README.md", "lib.so"})
    folder.write(name, "x");
  folder.write("tool", "#!/usr/bin/env python3\n");
  folder.write("script", "#!/bin/sh\n");
  folder.write("LICENSE", "words\n");
  EXPECT_EQ(names(walk_all(folder.path())),
            (Names{"README.md", "a.py", "b.ipynb", "requirements.txt", "run.sh", "script", "tool"}));
}

TEST(Walk, LeavesOutCachesAndEnvironments) {
  const TemporaryFolder folder;
  for (const char* name : {".git/a.py", "__pycache__/a.py", "node_modules/a.py", ".venv/a.py", "x/site-packages/a.py",
                           "own/a.py", "own/pyvenv.cfg", "conda/lib/a.py", "conda/conda-meta/history",
                           "build/a.py", "data/a.py"})
    folder.write(name, "");
  EXPECT_EQ(names(walk_all(folder.path())), (Names{"build/a.py", "data/a.py"}));
  EXPECT_EQ(names(walk_all(folder.at("x/site-packages"))), (Names{"a.py"}));
  EXPECT_EQ(names(walk_all(folder.at(".venv"))), (Names{"a.py"}));
}

TEST(Walk, RespectsIgnoreFilesAtEveryLevel) {
  const TemporaryFolder folder;
  folder.write(".gitignore", "build/\n*_pb2.py\n/top.py\n");
  folder.write("sub/.gitignore", "!keep_pb2.py\nlocal.py\n");
  for (const char* name : {"build/a.py", "sub/build/a.py", "a_pb2.py", "top.py", "sub/top.py", "sub/keep_pb2.py",
                           "sub/local.py", "local.py"})
    folder.write(name, "");
  EXPECT_EQ(names(walk_all(folder.path())), (Names{"local.py", "sub/keep_pb2.py", "sub/top.py"}));
}

TEST(Walk, ReadsIgnoreFilesAboveUpToTheRepository) {
  const TemporaryFolder folder;
  folder.write("outer/.gitignore", "*.py\n");
  folder.write("outer/repo/.git/HEAD", "");
  folder.write("outer/repo/.git/info/exclude", "secret.py\n");
  folder.write("outer/repo/.gitignore", "sub/gone.py\nthrown/\n");
  for (const char* name : {"gone.py", "kept.py", "secret.py"}) folder.write(std::string("outer/repo/sub/") + name, "");
  folder.write("outer/repo/thrown/a.py", "");
  EXPECT_EQ(names(walk_all(folder.at("outer/repo/sub"))), (Names{"kept.py"}));
  // Who names an ignored folder wants it.
  EXPECT_EQ(names(walk_all(folder.at("outer/repo/thrown"))), (Names{"a.py"}));
}

TEST(Walk, ExcludesOfTheConfiguration) {
  const TemporaryFolder folder;
  for (const char* name : {"a/x.py", "a/y.py", "b/x.py"}) folder.write(name, "");
  IgnoreList exclude;
  exclude.add("a/x.py");
  EXPECT_EQ(names(walk_all(folder.path(), &exclude)), (Names{"a/y.py", "b/x.py"}));
  WalkOptions options{.root = folder.at("a"), .shown_prefix = "", .exclude = &exclude, .exclude_prefix = "a/",
                      .exclude_below = "", .respect_gitignore = true};
  EXPECT_EQ(names(walk(options)), (Names{"y.py"}));
  IgnoreList below;
  below.add("/x.py");
  options = {.root = folder.path(), .shown_prefix = "", .exclude = &below, .exclude_prefix = "", .exclude_below = "b/",
             .respect_gitignore = true};
  EXPECT_EQ(names(walk(options)), (Names{"a/x.py", "a/y.py"}));
}

TEST(Walk, OddThingsAreHarmless) {
  const TemporaryFolder folder;
  folder.write("ok.py", "");
  folder.write("folder.py/inner.py", "");
  folder.write("line\nbreak.py", "");
  ASSERT_EQ(::mkfifo(folder.at("pipe.py").c_str(), 0600), 0);
  fs::create_symlink("nowhere", folder.at("dangling.py"));
  fs::create_symlink("circle.py", folder.at("circle.py"));
  fs::create_directory(folder.at("deep"));
  fs::create_directory_symlink("..", folder.at("deep/up"));
  const Walked walked = walk_all(folder.path());
  EXPECT_EQ(names(walked), (Names{"folder.py/inner.py", "line\nbreak.py", "ok.py"}));
  Names warned;
  for (const Warning& w : walked.warnings) warned.push_back(w.path);
  std::sort(warned.begin(), warned.end());
  EXPECT_EQ(warned, (Names{"circle.py", "dangling.py", "pipe.py"}));
}

TEST(Walk, LinksAreSecondNames) {
  const TemporaryFolder folder;
  folder.write("src/pkg/__init__.py", "");
  folder.write("src/pkg/m.py", "");
  folder.write("outside/__init__.py", "");
  fs::create_directory(folder.at("root"));
  fs::rename(folder.at("src"), folder.at("root/src"));
  fs::create_symlink("src/pkg/m.py", folder.at("root/alias.py"));
  fs::create_directory_symlink("src/pkg", folder.at("root/pkg"));
  fs::create_directory_symlink("../outside", folder.at("root/linked"));
  const Walked walked = walk_all(folder.at("root"));
  EXPECT_EQ(names(walked), (Names{"linked/__init__.py", "src/pkg/__init__.py", "src/pkg/m.py"}));
  ASSERT_EQ(walked.aliases.size(), 2u);
  EXPECT_EQ(walked.aliases[0].relative, "alias.py");
  EXPECT_EQ(walked.aliases[0].target, "src/pkg/m.py");
  EXPECT_EQ(walked.aliases[1].target, "src/pkg");
}

TEST(Walk, AMissingRootIsAWarning) {
  const TemporaryFolder folder;
  const Walked walked = walk_all(folder.at("none"));
  EXPECT_TRUE(walked.files.empty());
  EXPECT_EQ(walked.warnings.size(), 1u);
}

TEST(Walk, ShebangsTell) {
  EXPECT_EQ(use_of_shebang("#!/usr/bin/python\nx"), FileUse::Python);
  EXPECT_EQ(use_of_shebang("#!/bin/bash\npython x"), FileUse::Text);
  EXPECT_EQ(use_of_shebang("#!/usr/bin/perl\n"), FileUse::None);
  EXPECT_EQ(use_of_shebang("python"), FileUse::None);
}

}  // namespace
}  // namespace seedlint::resolve
