#include "roots/find_roots.h"

#include <gtest/gtest.h>

#include "resolve/discover.h"
#include "roots/identifiers.h"
#include "roots/open_roots.h"
#include "roots/text_scan.h"

namespace seedlint::roots {
namespace {

constexpr const char* kGuard = "if __name__ == \"__main__\":\n    main()\n";

// "script a.py | open lib.py Class.method" in order; tests are marked, launches counted.
std::string roots_of(std::vector<resolve::MemoryFile> files, std::vector<std::string> configured = {}) {
  const resolve::Discovered found = resolve::project_from_texts(std::move(files));
  std::string all;
  for (const Root& root : find_roots(found.project, {.configured = std::move(configured), .threads = 2})) {
    static constexpr const char* kKinds[] = {"script", "notebook", "entry", "open"};
    if (!all.empty()) all += " | ";
    all += std::string(kKinds[static_cast<int>(root.kind)]) + " " + found.project.file(root.file).source->path();
    if (root.function != kNoSymbol) {
      all += " ";
      if (root.owner != kNoSymbol) all += std::string(text_of(root.owner)) + ".";
      all += text_of(root.function);
    }
    if (root.is_test) all += " test";
    for (const auto& launch : root.launches) all += " <" + launch.launcher + " " + launch.path + (launch.several_nodes ? "" : " one-node") + ">";
  }
  return all;
}

TEST(Roots, ScriptsAndNotebooks) {
  EXPECT_EQ(roots_of({{"a.py", kGuard}, {"b.py", "def f():\n    pass\n"}, {"c.py", "run()\n"}}), "script a.py | script c.py");
  EXPECT_EQ(roots_of({{"tool", "#!/usr/bin/env python\nx = 1\n"}}), "script tool");
  EXPECT_EQ(roots_of({{"pkg/__main__.py", "x = 1\n"}, {"setup.py", "setup()\n"}, {"empty.py", ""}}), "script pkg/__main__.py");
}

TEST(Roots, CodeAtTopLevelCountsUnlessImported) {
  EXPECT_EQ(roots_of({{"config.py", "register()\n"}, {"train.py", "import config\nrun()\n"}}), "script train.py");
  EXPECT_EQ(roots_of({{"lib/config.py", "register()\n"}, {"train.py", "from lib import (\n    other,\n    config)\nrun()\n"}}),
            "script train.py");
  // A guard makes a script, whoever imports it.
  EXPECT_EQ(roots_of({{"a.py", kGuard}, {"b.py", std::string("import a\n") + kGuard}}), "script a.py | script b.py");
  // Only the name is the same.
  EXPECT_EQ(roots_of({{"train.py", "run()\n"}, {"other.py", "from engine import train\nrun()\n"}, {"engine.py", "def train():\n    pass\n"}}),
            "script other.py | script train.py");
}

TEST(Roots, TestsAreMarked) {
  EXPECT_EQ(roots_of({{"tests/a.py", kGuard}, {"test_b.py", kGuard}, {"c_test.py", kGuard}, {"contest.py", kGuard}}),
            "script c_test.py test | script contest.py | script test_b.py test | script tests/a.py test");
}

TEST(Roots, ProgramsThatPackagingNames) {
  EXPECT_EQ(roots_of({{"src/pkg/__init__.py", ""}, {"src/pkg/cli.py", "def main():\n    pass\ndef other():\n    pass\n"},
                      {"pyproject.toml", "[project.scripts]\ntrain = 'pkg.cli:main'\ngone = 'no.such:main'\n"}}),
            "entry src/pkg/cli.py main");
  // The guard runs the same.
  EXPECT_EQ(roots_of({{"cli.py", std::string("def main():\n    pass\n") + kGuard}, {"setup.py", "setup(entry_points={'console_scripts': ['t=cli:main']})"}}),
            "script cli.py");
}

TEST(Roots, OfTheConfiguration) {
  EXPECT_EQ(roots_of({{"a/m.py", "def go():\n    pass\n"}, {"b.py", "x = 1\n"}}, {"a.m:go", "b.py", "none.py", "a/m.py:go"}),
            "entry a/m.py go | script b.py");
  const resolve::Discovered found = resolve::project_from_texts({{"b.py", ""}});
  EXPECT_EQ(unknown_roots(found.project, {.configured = {"b.py", "c.py", "b:f"}, .threads = 1}), (std::vector<std::string>{"c.py"}));
}

TEST(Roots, LaunchesThatNameThem) {
  EXPECT_EQ(roots_of({{"train.py", kGuard}, {"eval.py", kGuard}, {"run.sh", "torchrun --nproc_per_node=8 --nnodes=1 train.py\n"}}),
            "script eval.py | script train.py <torchrun run.sh one-node>");
  // The launching file's own folder first, then above it.
  EXPECT_EQ(roots_of({{"a/train.py", kGuard}, {"b/train.py", kGuard}, {"a/README.md", "`torchrun --nproc_per_node=8 train.py`\n"}}),
            "script a/train.py <torchrun a/README.md> | script b/train.py");
  EXPECT_EQ(roots_of({{"tools/train.py", kGuard}, {"scripts/x/run.sh", "torchrun --nproc_per_node=8 tools/train.py\n"}}),
            "script tools/train.py <torchrun scripts/x/run.sh>");
  EXPECT_EQ(roots_of({{"tools/train.py", kGuard}, {"scripts/run.sh", "torchrun --nproc_per_node=8 ../tools/train.py\n"}}),
            "script tools/train.py <torchrun scripts/run.sh>");
  // Two could be meant, so neither is.
  EXPECT_EQ(roots_of({{"a/train.py", kGuard}, {"b/train.py", kGuard}, {"README.md", "`torchrun --nproc_per_node=8 train.py`\n"}}),
            "script a/train.py | script b/train.py");
  EXPECT_EQ(roots_of({{"xtrain.py", kGuard}, {"run.sh", "torchrun --nproc_per_node=8 train.py\n"}}), "script xtrain.py");
  EXPECT_EQ(roots_of({{"src/pkg/train.py", kGuard}, {"run.sh", "torchrun --nproc_per_node=8 -m pkg.train\n"}}),
            "script src/pkg/train.py <torchrun run.sh>");
  EXPECT_EQ(roots_of({{"train.py", std::string("\"\"\"\ntorchrun --nproc_per_node=4 train.py\n\"\"\"\n") + kGuard}}),
            "script train.py <torchrun train.py>");
}

TEST(Roots, LaunchesAfterCdAndByAbsolutePath) {
  EXPECT_EQ(roots_of({{"a/train.py", kGuard}, {"b/train.py", kGuard}, {"README.md", "```\ncd b\ntorchrun --nproc_per_node=8 train.py\n```\n"}}),
            "script a/train.py | script b/train.py <torchrun README.md>");
  EXPECT_EQ(roots_of({{"a/train.py", kGuard}, {"b/train.py", kGuard}, {"run.sh", "cd a && torchrun --nproc_per_node=8 train.py\n"}}),
            "script a/train.py <torchrun run.sh> | script b/train.py");
  EXPECT_EQ(roots_of({{"train.py", kGuard}, {"README.md", "```\ncd the-repository\ntorchrun --nproc_per_node=8 train.py\n```\n"}}),
            "script train.py <torchrun README.md>");
  EXPECT_EQ(roots_of({{"ex/m/main.py", kGuard}, {"ex/n/main.py", kGuard}, {"run.sh", "torchrun --nproc_per_node=8 /shared/ex/m/main.py\n"}}),
            "script ex/m/main.py <torchrun run.sh> | script ex/n/main.py");
}

TEST(OpenRoots, PublicFunctionsThatNothingNames) {
  const std::string seeds = "def fix(s):\n    torch.manual_seed(s)\n";
  EXPECT_EQ(roots_of({{"lib.py", seeds}}), "open lib.py fix");
  EXPECT_EQ(roots_of({{"lib.py", "def _fix(s):\n    torch.manual_seed(s)\n"}}), "");
  EXPECT_EQ(roots_of({{"lib.py", "def plain(s):\n    return s\n"}}), "");
  EXPECT_EQ(roots_of({{"lib.py", seeds + "def use():\n    fix(1)\n"}}), "open lib.py use");
  EXPECT_EQ(roots_of({{"lib.py", seeds}, {"a.py", "from lib import fix\n" + std::string(kGuard)}}), "script a.py");
  EXPECT_EQ(roots_of({{"lib.py", seeds}, {"a.py", std::string("import lib\nlib.fix(3)\n") + kGuard}}), "script a.py");
  EXPECT_EQ(roots_of({{"lib.py", seeds}, {"a.py", std::string("model.fix(3)\n") + kGuard}}), "script a.py | open lib.py fix");
}

TEST(OpenRoots, HandingOnIsNoUse) {
  const std::string seeds = "def fix(s):\n    torch.manual_seed(s)\n";
  EXPECT_EQ(roots_of({{"p/__init__.py", "from .lib import fix\n__all__ = ['fix']\n"}, {"p/lib.py", seeds}}), "open p/lib.py fix");
  EXPECT_EQ(roots_of({{"p/lib.py", seeds}, {"tests/test_lib.py", "from p.lib import fix\nfix(1)\n"}}).find("open p/lib.py fix"), 0u);
  EXPECT_EQ(roots_of({{"p/lib.py", seeds + "\n# call fix(3) first\n"}, {"p/doc.py", "\"\"\"Use lib.fix(3).\"\"\"\n"}}), "open p/lib.py fix");
}

TEST(OpenRoots, WordsInCommentsAreNoEvidence) {
  EXPECT_EQ(roots_of({{"lib.py", "def f(x):\n    \"\"\"Needs a seed.\"\"\"\n    return x  # seed\n"}}), "");
  EXPECT_EQ(roots_of({{"lib.py", "def f(x):\n    return sorted(os.listdir(x))\n"}}), "");
  EXPECT_EQ(roots_of({{"lib.py", "def f(x):\n    return os.listdir(x)\n"}}), "open lib.py f");
  EXPECT_EQ(roots_of({{"lib.py", "def f(x):\n    return set(x)\n"}}), "");
  EXPECT_EQ(roots_of({{"lib.py", "def f(x):\n    return list(set(x))\n"}}), "open lib.py f");
}

TEST(OpenRoots, MethodsAndTheirClasses) {
  EXPECT_EQ(roots_of({{"lib.py", "class A:\n    def loader(self):\n        return DataLoader(1)\n    def _own(self):\n        set_seed(1)\n"}}),
            "open lib.py A.loader");
  // Who calls a private one is what can be called.
  EXPECT_EQ(roots_of({{"lib.py", "class A:\n    def fit(self):\n        self._prepare()\n    def _prepare(self):\n        set_seed(1)\n"}}),
            "open lib.py A.fit");
  EXPECT_EQ(roots_of({{"lib.py", "class A:\n    def loader(self):\n        return DataLoader(1)\n"},
                      {"a.py", std::string("from lib import A\nA().loader()\n") + kGuard}}),
            "script a.py");
  EXPECT_EQ(roots_of({{"lib.py", "class A:\n    def __init__(self):\n        set_seed(1)\n"}}), "open lib.py A.__init__");
  EXPECT_EQ(roots_of({{"lib.py", "class A:\n    def __init__(self):\n        set_seed(1)\n"}, {"a.py", std::string("A()\n") + kGuard}}), "script a.py");
  EXPECT_EQ(roots_of({{"lib.py", "class B(A):\n    def x(self):\n        pass\nclass A:\n    def __init__(self):\n        set_seed(1)\n"}}),
            "open lib.py A.__init__");
}

TEST(OpenRoots, DatasetsWithGeneratorsAndTrainers) {
  EXPECT_EQ(roots_of({{"lib.py", "class D(Dataset):\n    def __init__(self):\n        self.rng = np.random.default_rng(3)\n"
                                 "    def __getitem__(self, i):\n        return self.rng.random()\n"}}),
            "open lib.py D.__init__");
  EXPECT_EQ(roots_of({{"lib.py", "class D(Dataset):\n    def __getitem__(self, i):\n        np.random.seed(i)\n        return 1\n"}}),
            "open lib.py D.__init__");
  EXPECT_EQ(roots_of({{"lib.py", "class T(Trainer):\n    def __init__(self, n):\n        self.net = Net(n)\n        super().__init__(self.net)\n"}}),
            "open lib.py T.__init__");
  EXPECT_EQ(roots_of({{"lib.py", "class T(Base):\n    def __init__(self, n):\n        super().__init__(n)\n"}}), "");
}

TEST(OpenRoots, NotInTestsNorInLoneScripts) {
  const std::string seeds = "def fix(s):\n    torch.manual_seed(s)\n";
  EXPECT_EQ(roots_of({{"tests/helper.py", seeds}}), "");
  EXPECT_EQ(roots_of({{"train.py", seeds + kGuard}}), "script train.py");
  EXPECT_EQ(roots_of({{"p/__init__.py", ""}, {"p/train.py", seeds + kGuard}}), "open p/train.py fix | script p/train.py");
}

TEST(OpenRoots, TokenIsTheName) {
  const resolve::Discovered found = resolve::project_from_texts({{"lib.py", "x = 1\ndef fix(s):\n    torch.manual_seed(s)\n"}});
  const auto roots = find_roots(found.project);
  ASSERT_EQ(roots.size(), 1u);
  EXPECT_EQ(found.project.file(roots[0].file).source->slice(roots[0].token), "fix");
}

TEST(Identifiers, RunsOfWordCharacters) {
  for (std::size_t pad : {0, 1, 13, 15, 16, 60, 62, 63, 64, 65, 127, 128}) {
    std::string text(pad, ' ');
    text += "ab1+_c 9x \xc3\xa9t,long_identifier_that_crosses_a_block_of_sixty_four_bytes_for_sure_yes(z";
    std::vector<std::string> words;
    each_identifier(text, [&](std::size_t b, std::size_t e) { words.push_back(text.substr(b, e - b)); });
    EXPECT_EQ(words, (std::vector<std::string>{"ab1", "_c", "\xc3\xa9t",
                                               "long_identifier_that_crosses_a_block_of_sixty_four_bytes_for_sure_yes", "z"}))
        << pad;
  }
}

TEST(Identifiers, AgreeWithTheSlowWay) {
  std::string text;
  std::uint32_t state = 9;
  for (int i = 0; i < 5000; ++i) {
    state = state * 1664525u + 1013904223u;
    text += "aZ_9 .(\n\x80{`@[/:"[(state >> 16) % 15];
  }
  std::size_t runs = 0, letters = 0, expected_runs = 0, expected_letters = 0;
  each_identifier(text, [&](std::size_t b, std::size_t e) { ++runs, letters += e - b; });
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end > i && text[i] != '9') ++expected_runs, expected_letters += end - i;
    i = end + 1;
  }
  EXPECT_EQ(runs, expected_runs);
  EXPECT_EQ(letters, expected_letters);
}

TEST(TextScan, CommentsAndDocstrings) {
  const std::string text = "a = 1  # seed\nb = '#'; seed\n\"\"\"seed\n# seed\"\"\"\nseed\n";
  Prose prose(text);
  std::string covered;
  for (std::size_t at = text.find("seed"); at != std::string::npos; at = text.find("seed", at + 1)) covered += prose.covers(at) ? '1' : '0';
  EXPECT_EQ(covered, "10110");
}

TEST(TextScan, Imports) {
  const std::string text = "from a import (\n    x,\n    y)\nimport z\nf(x, z)\n";
  EXPECT_TRUE(in_import(text, text.find("y)")));
  EXPECT_TRUE(in_import(text, text.find("z\n")));
  EXPECT_FALSE(in_import(text, text.find("x, z)")));
  EXPECT_EQ(import_head(text, text.find("x,")), "from a import (\n    ");
}

}  // namespace
}  // namespace seedlint::roots
