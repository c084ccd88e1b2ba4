#include "resolve/project.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "resolve/discover.h"
#include "resolve/library.h"
#include "temporary_folder.h"

namespace seedlint::resolve {
namespace {

constexpr const char* kScript = "if __name__ == \"__main__\":\n    main()\n";
using Names = std::vector<std::string>;

FileId id_of(const Project& project, std::string_view path) {
  for (std::size_t i = 0; i < project.files().size(); ++i)
    if (project.files()[i].source->path() == path) return static_cast<FileId>(i);
  ADD_FAILURE() << "no file " << path;
  return kNoFile;
}

Names find(const Project& project, std::string_view importer, std::string_view dotted, unsigned level = 0,
           std::string_view script = "") {
  Names names;
  for (const FileId id : project.find_module(id_of(project, importer), dotted, level,
                                             script.empty() ? kNoFile : id_of(project, script)))
    names.push_back(project.file(id).source->path());
  return names;
}

Project project_of(std::vector<MemoryFile> files) { return std::move(project_from_texts(std::move(files)).project); }

TEST(Project, FilesAreInPathOrder) {
  const Project project = project_of({{"b.py", ""}, {"a/c.py", ""}, {"a/__init__.py", ""}, {"notes.txt", ""}});
  ASSERT_EQ(project.files().size(), 3u);
  EXPECT_EQ(project.files()[0].source->path(), "a/__init__.py");
  EXPECT_TRUE(project.files()[0].is_package);
  EXPECT_EQ(project.files()[1].components, (Names{"a", "c"}));
  EXPECT_EQ(project.files()[2].source->id(), FileId{2});
}

TEST(FindModule, RelativeImports) {
  const Project project = project_of({{"p/__init__.py", ""}, {"p/a.py", ""}, {"p/q/__init__.py", ""}, {"p/q/b.py", ""}});
  EXPECT_EQ(find(project, "p/q/b.py", "", 1), (Names{"p/q/__init__.py"}));
  EXPECT_EQ(find(project, "p/q/b.py", "a", 2), (Names{"p/a.py"}));
  EXPECT_EQ(find(project, "p/q/__init__.py", "b", 1), (Names{"p/q/b.py"}));
  EXPECT_EQ(find(project, "p/a.py", "q.b", 1), (Names{"p/q/b.py"}));
  EXPECT_EQ(find(project, "p/a.py", "x", 9), Names{});
}

TEST(FindModule, AScriptSeesItsOwnFolderFirst) {
  const Project project = project_of({{"utils.py", ""}, {"tools/utils.py", ""}, {"tools/train.py", kScript}});
  EXPECT_EQ(find(project, "tools/train.py", "utils"), (Names{"tools/utils.py"}));
}

TEST(FindModule, ACopyOfALibraryIsTheLibraryForOthers) {
  const Project project = project_of({{"accelerate/__init__.py", ""}, {"accelerate/accelerator.py", ""},
                                      {"accelerate/data_loader.py", ""}, {"accelerate/state.py", ""},
                                      {"accelerate/tools.py", "import accelerate.state\n"}, {"train.py", kScript}});
  EXPECT_EQ(find(project, "train.py", "accelerate"), Names{});
  EXPECT_EQ(find(project, "accelerate/tools.py", "accelerate.state"), (Names{"accelerate/state.py"}));
}

TEST(FindModule, ASmallLibraryIsKnownByItsNames) {
  const Project project = project_of(
      {{"peft/__init__.py", "from .model import LoraConfig, PeftModel, get_peft_model, prepare_model_for_kbit_training\n"},
       {"peft/model.py", ""}, {"train.py", kScript}});
  EXPECT_EQ(find(project, "train.py", "peft.model"), Names{});
}

TEST(FindModule, AProjectsOwnPackageIsNoCopyOfALibraryOfThatName) {
  const Project project = project_of({{"datasets/__init__.py", ""}, {"datasets/coco.py", ""}, {"datasets/load.py", ""},
                                      {"train.py", kScript}});
  EXPECT_EQ(find(project, "train.py", "datasets"), (Names{"datasets/__init__.py"}));
}

TEST(FindModule, TheRunningScriptDecides) {
  const Project project =
      project_of({{"utils.py", ""}, {"train.py", kScript}, {"models/utils.py", ""}, {"models/net.py", "import utils\n"}});
  EXPECT_EQ(find(project, "models/net.py", "utils", 0, "train.py"), (Names{"utils.py"}));
  EXPECT_EQ(find(project, "models/net.py", "utils"), (Names{"models/utils.py", "utils.py"}));
}

TEST(FindModule, APackageSeesWhatLiesBesideIt) {
  const Project project = project_of({{"src/p/__init__.py", ""}, {"src/p/a.py", ""}, {"src/p/sub/__init__.py", ""},
                                      {"src/p/sub/b.py", ""}, {"train.py", kScript}});
  EXPECT_EQ(find(project, "src/p/sub/b.py", "p.a"), (Names{"src/p/a.py"}));
  EXPECT_EQ(find(project, "train.py", "p.sub.b"), (Names{"src/p/sub/b.py"}));
  EXPECT_EQ(find(project, "train.py", "p"), (Names{"src/p/__init__.py"}));
}

// `import datasets` is the library's where only a module inside a package has that name.
TEST(FindModule, LibrariesAreNotHiddenByInnerModules) {
  const Project project = project_of({{"p/__init__.py", ""}, {"p/torch.py", ""}, {"p/random.py", ""}, {"p/own.py", ""},
                                      {"p/a.py", "import torch\n"}});
  EXPECT_EQ(find(project, "p/a.py", "random"), Names{});
  EXPECT_EQ(find(project, "p/a.py", "own"), (Names{"p/own.py"}));
  if (project.find_stub("torch") != nullptr) {
    EXPECT_EQ(find(project, "p/a.py", "torch"), Names{});
  }
}

TEST(FindModule, AProjectsOwnPackageWinsOverALibrary) {
  const Project project = project_of({{"datasets/__init__.py", ""}, {"datasets/coco.py", ""}, {"train.py", kScript}});
  EXPECT_EQ(find(project, "train.py", "datasets"), (Names{"datasets/__init__.py"}));
  EXPECT_EQ(find(project, "datasets/coco.py", "datasets"), (Names{"datasets/__init__.py"}));
}

TEST(FindModule, SysPathEdits) {
  const Project project = project_of(
      {{"lib/helper.py", ""}, {"a/train.py", std::string("import os, sys\nsys.path.append(os.path.join(os.path.dirname("
                                                         "__file__), '..', 'lib'))\n") + kScript}});
  EXPECT_EQ(find(project, "a/train.py", "helper"), (Names{"lib/helper.py"}));
}

TEST(FindModule, AnywhereIsASetNearestFirst) {
  const Project project = project_of({{"x/inner/common.py", ""}, {"y/deep/common.py", ""}, {"y/job/run.py", kScript}});
  EXPECT_EQ(find(project, "y/job/run.py", "common"), (Names{"y/deep/common.py", "x/inner/common.py"}));
}

TEST(FindModule, PackageFoldersOfThePackaging) {
  const Project project = project_of({{"python/core/__init__.py", ""}, {"python/core/logging.py", ""},
                                      {"bin/run.py", kScript}, {"setup.py", "setup(package_dir={'': 'python'})\n"}});
  EXPECT_EQ(find(project, "bin/run.py", "core.logging"), (Names{"python/core/logging.py"}));
}

TEST(FindModule, APackageHidesAModuleAndAModuleAFolder) {
  const Project project = project_of({{"m.py", ""}, {"m/__init__.py", ""}, {"n.py", ""}, {"n/k.py", ""}, {"t.py", kScript}});
  EXPECT_EQ(find(project, "t.py", "m"), (Names{"m/__init__.py"}));
  EXPECT_EQ(find(project, "t.py", "n"), (Names{"n.py"}));
  EXPECT_EQ(find(project, "t.py", "n.k"), (Names{"n/k.py"}));
}

TEST(FindModule, NamespacesAreFoldersOfModules) {
  const Project project = project_of({{"ns/a.py", ""}, {"empty/x.sh", ""}, {"t.py", kScript}, {"p/__init__.py", ""}});
  const FileId script = id_of(project, "t.py");
  EXPECT_TRUE(project.is_namespace(script, "ns", 0));
  EXPECT_FALSE(project.is_namespace(script, "empty", 0));
  EXPECT_FALSE(project.is_namespace(script, "p", 0));
  EXPECT_TRUE(project.find_module(script, "ns", 0).empty());
}

TEST(FindPath, NearestThenOnlyOne) {
  const Project project = project_of({{"a/conf.py", ""}, {"b/conf.py", ""}, {"a/x/run.py", kScript}, {"b/one.py", ""}});
  const auto path = [&](std::string_view text) -> std::string {
    const auto hit = project.find_path(id_of(project, "a/x/run.py"), text);
    return hit ? project.file(*hit).source->path() : "";
  };
  EXPECT_EQ(path("conf.py"), "a/conf.py");
  EXPECT_EQ(path("../conf.py"), "a/conf.py");
  EXPECT_EQ(path("../../b/conf.py"), "b/conf.py");
  EXPECT_EQ(path("/abs/one.py"), "b/one.py");
  EXPECT_EQ(path("none.py"), "");
}

TEST(Stubs, UsersFoldersComeFirstAndIdsDoNotMove) {
  const TemporaryFolder folder;
  folder.write("mylib/__init__.py", "def f(): pass\n");
  folder.write("torch/__init__.py", "mine = 1\n");
  const Discovered discovered = project_from_texts({{"a.py", ""}, {"b.py", ""}}, {folder.path()});
  const Project& project = discovered.project;
  const Project::File* mine = project.find_stub("mylib");
  ASSERT_NE(mine, nullptr);
  EXPECT_TRUE(mine->is_stub());
  EXPECT_TRUE(mine->is_package);
  EXPECT_GE(static_cast<std::size_t>(mine->source->id()), project.files().size());
  EXPECT_EQ(&project.file(mine->source->id()), mine);
  ASSERT_NE(project.find_stub("torch"), nullptr);
  EXPECT_EQ(project.find_stub("torch")->source->text(), "mine = 1\n");
  EXPECT_EQ(project.find_stub("no.such"), nullptr);
  EXPECT_TRUE(project.find_module(mine->source->id(), "a", 0).empty());
}

TEST(Stubs, ManyThreadsGetTheSameFile) {
  const TemporaryFolder folder;
  for (int i = 0; i < 20; ++i) folder.write("lib" + std::to_string(i) + ".py", "x = 1\n");
  const Discovered discovered = project_from_texts({{"a.py", ""}}, {folder.path()});
  std::vector<std::vector<const Project::File*>> seen(4);
  {
    std::vector<std::jthread> threads;
    for (auto& list : seen)
      threads.emplace_back([&] {
        for (int i = 0; i < 20; ++i) list.push_back(discovered.project.find_stub("lib" + std::to_string(i)));
      });
  }
  for (const auto& list : seen) EXPECT_EQ(list, seen[0]);
}

TEST(Discover, ReadsFoldersTheSameForAnyNumberOfThreads) {
  const TemporaryFolder folder;
  for (int i = 0; i < 40; ++i) folder.write("p/m" + std::to_string(i) + ".py", "import os\nx = " + std::to_string(i));
  folder.write("requirements.txt", "torch==2.1.0\nnumpy>=1.20\n");
  folder.write("run.sh", "torchrun --nproc_per_node=8 p/m3.py\n");
  DiscoverOptions options;
  options.roots = {folder.path()};
  const auto one = discover(options);
  options.threads = 4;
  options.roots = {folder.at("p"), folder.path()};
  const auto four = discover(options);
  ASSERT_TRUE(one && four);
  ASSERT_EQ(one->project.files().size(), 40u);
  ASSERT_EQ(four->project.files().size(), 40u);
  for (std::size_t i = 0; i < 40; ++i) {
    EXPECT_EQ(one->project.files()[i].source->path(), four->project.files()[i].source->path());
    EXPECT_EQ(one->project.files()[i].source->text(), four->project.files()[i].source->text());
  }
  EXPECT_EQ(four->project.versions(), one->project.versions());
  EXPECT_EQ(four->project.versions().at("torch"), "2.1.0");
  EXPECT_EQ(four->project.versions().at("numpy>="), "1.20");
  ASSERT_EQ(four->project.launches().size(), 1u);
  EXPECT_EQ(four->project.launches()[0].target, "p/m3.py");
}

TEST(Discover, AFileAloneAndAMissingOne) {
  const TemporaryFolder folder;
  folder.write("a.py", "x = 1\n");
  folder.write("b.py", "");
  DiscoverOptions options;
  options.roots = {folder.at("a.py")};
  const auto found = discover(options);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->project.files().size(), 1u);
  EXPECT_EQ(found->project.files()[0].source->text(), "x = 1\n");
  options.roots = {folder.at("c.py")};
  EXPECT_FALSE(discover(options));
}

TEST(Discover, LinkedNamesAreImported) {
  const TemporaryFolder folder;
  folder.write("impl/core.py", "");
  folder.write("train.py", kScript);
  std::filesystem::create_symlink("impl/core.py", folder.at("alias.py"));
  std::filesystem::create_directory_symlink("impl", folder.at("other"));
  DiscoverOptions options;
  options.roots = {folder.path()};
  const auto found = discover(options);
  ASSERT_TRUE(found);
  const Project& project = found->project;
  ASSERT_EQ(project.files().size(), 2u);
  EXPECT_EQ(project.find_module(FileId{1}, "alias", 0), (std::vector<FileId>{FileId{0}}));
  EXPECT_EQ(project.find_module(FileId{1}, "other.core", 0), (std::vector<FileId>{FileId{0}}));
}

TEST(ProjectRoot, ConfigurationThenRepositoryThenPackaging) {
  const TemporaryFolder folder;
  const std::string top = std::filesystem::canonical(folder.path()).string();
  folder.write("repo/.git/HEAD", "");
  folder.write("repo/sub/pyproject.toml", "[project]\nname = 'x'\n");
  folder.write("repo/sub/pkg/a.py", "");
  EXPECT_EQ(project_root_of(folder.at("repo/sub/pkg/a.py")), top + "/repo");
  folder.write("repo/sub/pyproject.toml", "[tool.seedlint]\n");
  EXPECT_EQ(project_root_of(folder.at("repo/sub/pkg")), top + "/repo/sub");
  folder.write("plain/pkg/__init__.py", "");
  folder.write("plain/pkg/a.py", "");
  EXPECT_EQ(project_root_of(folder.at("plain/pkg/a.py")), top + "/plain");
}

TEST(YamlTargets, BelowTheirKey) {
  const Project project = project_of({{"a.py", ""},
                                      {"conf/model.yaml", "_target_: p.Top\nmodel:\n  lr: 1\n  _target_: p.Net\n  opt:\n"
                                                          "    _target_: 'torch.optim.Adam'\n  # _target_: p.No\n"
                                                          "list:\n  - _target_: p.Item\n"},
                                      {"conf/other.yaml", "model:\n  _target_: p.Net\n"}});
  EXPECT_EQ(project.yaml_targets("model"), (Names{"p.Net"}));
  EXPECT_EQ(project.yaml_targets("opt"), (Names{"torch.optim.Adam"}));
  EXPECT_EQ(project.yaml_targets("list"), (Names{"p.Item"}));
  EXPECT_EQ(project.yaml_targets(""), (Names{"p.Top"}));
}

}  // namespace
}  // namespace seedlint::resolve
