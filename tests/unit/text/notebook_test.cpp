// Notebooks: joined cells, the way back to cells and stored lines, magics, damaged files.
#include <gtest/gtest.h>

#include "text/magics.h"
#include "text/read_source.h"

namespace seedlint {
namespace {

const std::string kNotebook = R"({
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# Title\n", "text"]},
  {
   "cell_type": "code",
   "execution_count": 1,
   "outputs": [],
   "source": [
    "import torch\n",
    "%matplotlib inline\n",
    "x = 1"
   ]
  },
  {"cell_type": "raw", "source": "raw"},
  {"cell_type": "code", "source": "a = \"q\"\nb = 2\n"},
  {"cell_type": "code", "source": []},
  {
   "source": ["def f():\n", "    ", "return 1"],
   "cell_type": "code"
  }
 ],
 "metadata": {"kernelspec": {"language": "python"}},
 "nbformat": 4
}
)";

std::uint32_t offset_of(const SourceFile& file, std::string_view what) {
  const std::size_t at = file.text().find(what);
  EXPECT_NE(at, std::string_view::npos) << what;
  return static_cast<std::uint32_t>(at);
}

TEST(Notebook, JoinsCodeCellsAndFindsTheWayBack) {
  auto made = make_source(FileId{0}, "a.ipynb", kNotebook);
  ASSERT_TRUE(made) << made.error();
  const SourceFile& file = *made->file;
  EXPECT_EQ(file.kind(), SourceKind::Notebook);
  EXPECT_EQ(file.text(), "import torch\n                  \nx = 1\na = \"q\"\nb = 2\ndef f():\n    return 1\n");
  ASSERT_EQ(file.cells().size(), 4u);

  const std::uint32_t x = offset_of(file, "x = 1");
  EXPECT_EQ(file.cell(x)->number, 2u);
  EXPECT_EQ(file.cell_line(x), 3u);
  EXPECT_EQ(file.stored_line(x), 11u);

  const std::uint32_t b = offset_of(file, "b = 2");
  EXPECT_EQ(file.cell(b)->number, 4u);
  EXPECT_EQ(file.cell_line(b), 2u);
  EXPECT_EQ(file.stored_line(b), 15u);

  const std::uint32_t r = offset_of(file, "return");
  EXPECT_EQ(file.cell(r)->number, 6u);
  EXPECT_EQ(file.cell_line(r), 2u);
  EXPECT_EQ(file.stored_line(r), 18u);
}

TEST(Notebook, ReadsFormat3) {
  auto made = make_source(FileId{0}, "a.ipynb",
                          R"({"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1\n", "y"]}]}]})");
  ASSERT_TRUE(made) << made.error();
  EXPECT_EQ(made->file->text(), "x = 1\ny\n");
}

TEST(Notebook, LeavesOtherLanguagesAlone) {
  auto made = make_source(FileId{0}, "a.ipynb",
                          R"({"cells": [{"cell_type": "code", "source": "x <- 1"}],
                              "metadata": {"kernelspec": {"language": "R"}}})");
  ASSERT_TRUE(made) << made.error();
  EXPECT_EQ(made->file->text(), "");
  EXPECT_EQ(made->warnings.size(), 1u);
}

TEST(Notebook, SaysWhatIsWrongWithADamagedOne) {
  const auto error = [](std::string bytes) {
    auto made = make_source(FileId{0}, "a.ipynb", std::move(bytes));
    return made ? std::string("read") : made.error();
  };
  for (std::size_t cut = 1; cut + 2 < kNotebook.size(); ++cut) {
    EXPECT_NE(error(kNotebook.substr(0, cut)), "read") << cut;
  }
  EXPECT_NE(error(kNotebook.substr(0, 400)).find("damaged notebook"), std::string::npos);
  EXPECT_NE(error("{}").find("no list of cells"), std::string::npos);
  EXPECT_NE(error("[1]").find("no list of cells"), std::string::npos);
  EXPECT_NE(error(R"({"cells": 3})").find("no list of cells"), std::string::npos);
  EXPECT_NE(error("{\"cells\": [\xFF]}").find("damaged"), std::string::npos);
  EXPECT_NE(error("<<<<<<< HEAD\n{}").find("notebook"), std::string::npos);
  EXPECT_NE(error("{\"cells\": []} >>>>>>> x").find("damaged"), std::string::npos);
  EXPECT_EQ(error(""), "read");
  EXPECT_EQ(error(R"({"cells": []})"), "read");
  EXPECT_EQ(error(R"({"cells": [{"cell_type": "code", "source": "\ud83d"}]})"), "read");
}

std::string blanked(std::string cell) {
  const std::size_t size = cell.size();
  blank_magics(cell);
  EXPECT_EQ(cell.size(), size);
  return cell;
}

TEST(Magics, AreBlankedInPlace) {
  EXPECT_EQ(blanked("!ls -l\nx = 1\n"), "      \nx = 1\n");
  EXPECT_EQ(blanked("%cd a \\\n  b\nx\n"), "       \n   \nx\n");
  EXPECT_EQ(blanked("?print\ntorch.nn?\nx??\n"), "      \n         \n   \n");
  EXPECT_EQ(blanked("if x:\n    !pip install y\nz\n"), "if x:\n    0             \nz\n");
  EXPECT_EQ(blanked("files = !ls\nn = %timeit -o f()\n"), "files = 0  \nn = 0             \n");
}

TEST(Magics, KeepTheStatementTheyRun) {
  EXPECT_EQ(blanked("%time y = f(x)\n"), "0;    y = f(x)\n");
  EXPECT_EQ(blanked("%timeit -n 10 -r3 f(x)\n"), "0;                f(x)\n");
  EXPECT_EQ(blanked("%%time\ny = f(x)\n"), "      \ny = f(x)\n");
}

TEST(Magics, OfOtherLanguagesTakeTheWholeCell) {
  EXPECT_EQ(blanked("\n%%bash\nif [ 1 ]\n"), "\n      \n        \n");
}

TEST(Magics, InStringsAndContinuationLinesAreNone) {
  for (const char* cell : {"x = (a\n  % b)\n", "s = '''\n%time\n!ls\n'''\n", "x = a \\\n % b\n", "y = a != b\n",
                           "print('what?')\n", "f'{x!r}'\n", "assert a, 'really?'\n"}) {
    EXPECT_EQ(blanked(cell), cell);
  }
}

}  // namespace
}  // namespace seedlint
