// Modules as a whole: the outline, the two ways of reading, damage, depth and threads.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include <gtest/gtest.h>

#include "unit/python/python_text.h"
#include "text/read_source.h"

namespace seedlint::python {
namespace {

// Texts that a pass over the bytes can get wrong.
const std::vector<std::string> kTricky = {
    "",
    "\n\n# only a comment",
    "#!/usr/bin/env python3\n'''doc'''\nx = 1",
    "def f(): pass",
    "def f(): pass;  # c\nx = 1;\n",
    "def f():\n    return 1  # c\n    # d\n\n# e\nclass A: pass\n",
    "def f():\n\tif x:\n\t\ty\n\treturn z\n",
    "def f(a,\n  b):\n  '''doc\nat column 0\n'''\n  return (1,\n2)\n",
    "def f():\n    x = '''\ndef g(): pass\n'''\n    return x\n",
    "@a\n@b(c,\n  d)  # e\n\n# f\nasync  def g(): await h\n",
    "class A:\n    '''doc\n  odd'''\n    x: int = 3; y = 4\n\n  # c\n    if x:\n        z = 1\n\n    elif y:\n"
    "        w = '''\n  m'''\n        def inner(self): pass\n    else: v = 2\n    @p\n    # c\n    @q\n"
    "    def f(self): return 1\n\n    class N(C):\n        def g(self):\n            import deep.er\n            y\n"
    "    @d\n    class M: pass\n    async def h(self, *,\n          a): await x\n    q = [1,\n  2]; f()\n"
    "    def last(self):\n        pass  ;  # c\n",
    "class A(B\n   , C):\n    pass\n    # end\n",
    "class A[T: int, *U](B[T]):\n    def f[V](self): pass\n",
    "class A(): # c\n    x = 1\n\n\nclass B(object):\n\n    def f(self):\n        pass\n\n    x = 2\ny = 3\n",
    "@d\nclass A: x = 1\nclass B(C): pass; y = 1\nz = 1\n",
    "@d(lambda x: x)\n@e.f\nclass A(B, metaclass=M, *c, **k):\n    @property\n    def f(self): pass\n    g = f\n",
    "class A:\r\n    x = 1\r\n    def f(self):\r\n        return '''a\r\nb'''\r\n\r\ndef g():\r\n    pass\r\n",
    "if a:\n    def f(): pass\nelse:\n    class A:\n        def g(self): pass\n",
    "try: import a.b\nexcept ImportError: a = None; import c\nfinally: from d import e\n",
    "if True: from q import r; import t\n",
    "import a, \\\n  b as c\nfrom x \\\n  import y\nfrom .z import w\nfrom . import v\nimport_me = 1\nfrom_here = 2\n",
    "for i in x:\n  pass\n",
    "with open(f) as g: pass\n",
    "x = 1; f(x)\n",
    "x = f(1)\ny: int = g(2)\nz += h(3)\n",
    "a == f(x)\n",
    "a.b['('](c)\n",
    "[i for i in (1, 2)]\n",
    "not (a)\n",
    "print 'a'\n",
    "print\n",
    "assert f(x)\ndel g(x)[0]\n",
    "if __name__ == '__main__':\n    main()\n",
    "if (__name__ == \"__main__\") :\n    main()\n",
    "if '__main__' == __name__: main()\n",
    "if __name__ == '__main__' and x: main()\n",
    "if __name__ != '__main__': main()\n",
    "x = f\"{a[\"b\"]!r:>{w}}\" 'z'\ndef g(): pass\n",
    "x = {'a': lambda: [1, (2)]}\ndef f(a=lambda: {}): return lambda: (yield)\n",
    "def \xC3\xBCn\xC3\xAF(): return 1\nclass \xC3\x9Cn\xC3\xAF(A):\n    def \xC3\xA9(self): pass\n",
    "match x:\n    case 1: pass\n    case A(b): f(x)\nmatch(x)\nmatch = 3\n",
    "async def f():\n    async with a as b: pass\n    async for c in d: pass\n",
    "x = 1 \\\n\ndef f():\n    return a(b) \\\n        # c\n",
    "\f\ndef f():\n    pass\n\f\nclass A:\n    def g(self): pass\n\f\n    x = 1\n",
    "def f():\n    if x:\n        c = 1\n        g(c);\n\ndef h(): pass\n",
    "def f(x):\n    return x\n    # trailing\n\n# top\nx = 1  # same\n",
    "class A:\n    @staticmethod\n    def f():\n        @d\n        def g(): pass\n        return g\n",
    "class A:\n    def f(self): x = 1; y = 2\n    def g(self): return [\n1]\n    z = f\n",
    "global x\nx = yield\n",
    "try:\n    import numpy as np\nexcept ImportError:\n    np = None\nelse:\n    pass\nfinally:\n    pass\n",
    "while True: break\n",
    "@property\ndef f(self): 'doc'\n",
    "lambda: f()\n",
    "x = [\n# c )\n']', \"\"\"\n)\"\"\"]\ndef f(): pass\n",
    "type X = int\ntype = 3\ntype(x)\n",
};

TEST(Module, ReadsTheSameOnDemandAsWhole) {
  for (const std::string& text : kTricky) {
    const Read whole = read(text, true);
    const Read pieces = read(text);
    EXPECT_FALSE(pieces.module->outline().doubtful) << text;
    EXPECT_EQ(dump(whole.module->code()), dump(pieces.module->code())) << text;
    if (text == "lambda: f()\n") continue;  // the outline takes this for a call, which does no harm
    EXPECT_EQ(facts_of(*whole.module), facts_of(*pieces.module)) << text;
  }
}

// SEEDLINT_PYTHON_TREE names a folder: every .py file below it must read the same in both ways.
TEST(Module, ReadsATreeTheSameOnDemandAsWhole) {
  const char* tree = std::getenv("SEEDLINT_PYTHON_TREE");
  if (tree == nullptr) GTEST_SKIP() << "set SEEDLINT_PYTHON_TREE to a folder of Python files to run this";
  std::size_t files = 0, damaged = 0, doubtful = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(tree)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".py") continue;
    auto bytes = read_bytes(entry.path().string());
    if (!bytes) continue;
    auto made = make_source(FileId{0}, entry.path().string(), std::move(*bytes));
    if (!made) continue;
    const auto whole = read_module_whole(*made->file);
    if (!whole->problems().empty()) {  // recovery may differ
      ++damaged;
      continue;
    }
    const auto pieces = read_module(*made->file);
    doubtful += pieces->outline().doubtful;
    ++files;
    EXPECT_TRUE(dump(whole->code()) == dump(pieces->code())) << entry.path();
    EXPECT_EQ(facts_of(*whole), facts_of(*pieces)) << entry.path();
  }
  std::cout << files << " files compared, " << doubtful << " doubtful, " << damaged << " damaged left out\n";
}

TEST(Module, ParsesWholeWhereTheOutlineIsInDoubt) {
  for (const char* text : {"x = (\ndef f(): pass\n", "x = 'a\ndef f(): pass\n", "x = '''a\ndef f(): pass\n", "x)\n",
                           "  x = 1\n", "def f():\nx = 1\n", "class A:\nx = 1\n", "@d\nx = 1\n", "class A:\n",
                           "else: pass\n",
                           "def f(): pass\nelse: pass\n", "class A:\n        x = 1\n    y = 2\n", "if x:\r    y\r",
                           "class A:\n    \tx = 1\n", "x = 1 \\ y\n", "@d\n",
                           "def f(): x\n    y\n", "class A:\n    def f(): x\n        y\n"}) {
    const Read made = read(text);
    EXPECT_TRUE(made.module->outline().doubtful) << text;
    EXPECT_NE(made.module->code().root, kNoNode);
  }
}

TEST(Module, SaysWhatItsOutlineShows) {
  const Read made = read(
      "#!/usr/bin/python\nimport torch.nn as nn\nfrom a.b import c\nfrom . import d\n"
      "def train(x):\n    import numpy\n\nclass Net(nn.Module):\n    @property\n    def size(self): pass\n"
      "if __name__ == '__main__':\n    train(1)\n");
  EXPECT_EQ(facts_of(*made.module),
            "guard shebang imports a numpy torch\n.train 74-104\nNet.size 132-166\n");
  EXPECT_FALSE(made.module->outline().doubtful);
  const auto& roots = made.module->outline().imported_roots;
  EXPECT_TRUE(std::is_sorted(roots.begin(), roots.end()));
}

TEST(Module, SaysWhereTheSyntaxIsDamagedAndReadsTheRest) {
  const Read made = read("x = 1\ny = = 2\ndef f():\n    return 3\n");
  const std::string shown = shape(made.module->code());
  ASSERT_EQ(made.module->problems().size(), 1u);
  EXPECT_EQ(made.module->problems()[0].message, "syntax not understood; the rest was read");
  EXPECT_NE(shown.find("Int 1"), std::string::npos) << shown;
  EXPECT_NE(shown.find("DefineFunction f"), std::string::npos) << shown;
}

TEST(Module, NamesTheCellOfDamageInANotebook) {
  auto made = make_source(FileId{0}, "a.ipynb",
                          R"({"cells": [{"cell_type": "code", "source": "x = 1"},
                                        {"cell_type": "code", "source": ["y = 1\n", "z = = 2"]}]})");
  ASSERT_TRUE(made) << made.error();
  const auto module = read_module(*made->file);
  (void)module->code();
  ASSERT_EQ(module->problems().size(), 1u);
  EXPECT_EQ(module->problems()[0].message, "syntax not understood in cell 2, line 2; the rest was read");
}

TEST(Module, FindsDamageInABodyWhenItIsLowered) {
  const Read made = read("def f():\n    return 3\ndef g():\n    x = = 2\n    return 4\n");
  EXPECT_TRUE(made.module->problems().empty());
  const std::string shown = shape(made.module->code());  // lowers every body
  ASSERT_EQ(made.module->problems().size(), 1u);
  EXPECT_EQ(made.module->problems()[0].message, "syntax not understood; the rest was read");
  EXPECT_NE(shown.find("Int 4"), std::string::npos) << shown;
}

std::string times(std::size_t n, std::string_view what) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += what;
  return out;
}

unsigned depth_of(const Code& code) {
  const std::string shown = dump(code);
  std::size_t deepest = 0;
  for (std::size_t at = 0; at < shown.size();) {
    std::size_t blanks = 0;
    while (shown[at + blanks] == ' ') ++blanks;
    deepest = std::max(deepest, blanks / 2);
    at = shown.find('\n', at) + 1;
  }
  return static_cast<unsigned>(deepest);
}

TEST(Module, SurvivesAnyDepth) {
  const std::vector<std::string> deep = {
      "x = " + times(100000, "(") + "1" + times(100000, ")"),
      times(100000, "["),
      "x = " + times(100000, "a + ") + "a",
      "x = " + times(100000, "-") + "1",
      "x = " + times(50000, "not ") + "1",
      "x = a" + times(50000, ".b()"),
      "x = " + times(30000, "lambda: ") + "1",
      "x = " + times(30000, "a if b else ") + "c",
      "if a: pass\n" + times(3000, "elif b: pass\n"),
      "x = f" + times(3000, "'{f") + "''",
      "match a:\n case " + times(20000, "[") + times(20000, "]") + ": pass",
      times(20000, "@d\n") + "def f(): pass",
      times(30000, "a = ") + "b",
      "class A(" + times(20000, "("),
  };
  for (const std::string& text : deep) {
    const Read made = read(text);
    // Every level of the tree is one step of indentation; scopes add a few.
    EXPECT_LE(depth_of(made.module->code()), 3 * kMaxDepth) << text.substr(0, 30);
  }
  std::string nested;
  for (std::size_t i = 0; i < 600; ++i) nested += std::string(i, ' ') + "def f():\n";
  nested += std::string(600, ' ') + "pass\n";
  EXPECT_LE(depth_of(read(nested).module->code()), 4 * kMaxDepth);
}

TEST(Module, ReadsManyStatements) {
  const Read made = read(times(10000, "x = 1\n"));
  EXPECT_EQ(made.module->code()[made.module->code().root].child_count, 10000u);
}

TEST(Module, LowersOneBodyOnceForAllThreads) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "def f" + std::to_string(i) + "(a):\n    return a + " + std::to_string(i) + "\n";
  const Read made = read(text);
  std::vector<std::vector<const FunctionCode*>> seen(4);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : seen) {
      threads.emplace_back([&] {
        for (const auto& f : made.module->code().functions) mine.push_back(&f->code());
      });
    }
  }
  ASSERT_EQ(seen[0].size(), 50u);
  for (const auto& mine : seen) EXPECT_EQ(mine, seen[0]);
  EXPECT_EQ(seen[0][7]->parameters.size(), 1u);
}

}  // namespace
}  // namespace seedlint::python
