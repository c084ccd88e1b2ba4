#include "resolve/search_paths.h"

#include <gtest/gtest.h>

namespace seedlint::resolve {
namespace {

using Names = std::vector<std::string>;

Names edits(std::string_view text) { return path_edits(text, "a/b/train.py"); }

TEST(PathEdits, ByAHelperOfTheFile) {
  const std::string helper = "def add_path(path):\n    if path not in sys.path:\n        sys.path.insert(0, path)\n\n";
  EXPECT_EQ(edits(helper + "here = os.path.dirname(__file__)\nlib = os.path.join(here, '..', 'lib')\nadd_path(lib)\n"),
            (Names{"a/lib"}));
  EXPECT_EQ(edits(helper + "add_path('x')\nadd_path('y')\nobject.add_path('z')\n"), (Names{"a/b/x", "x", "a/b/y", "y"}));
  EXPECT_EQ(edits(helper), (Names{}));
  EXPECT_EQ(edits("def add_path(other):\n    sys.path.insert(0, path)\nadd_path('x')\n"), (Names{}));
}

TEST(PathEdits, Literals) {
  EXPECT_EQ(edits("sys.path.append('..')"), (Names{"a"}));
  EXPECT_EQ(edits("sys.path.insert(0, \"lib\")"), (Names{"a/b/lib", "lib"}));
  EXPECT_EQ(edits("sys.path += ['../x']"), (Names{"a/x"}));
  EXPECT_EQ(edits("site.addsitedir('x')"), (Names{"a/b/x", "x"}));
}

TEST(PathEdits, FromTheFileItself) {
  EXPECT_EQ(edits("sys.path.append(os.path.dirname(__file__))"), (Names{"a/b"}));
  EXPECT_EQ(edits("sys.path.append(os.path.join(os.path.dirname(__file__), '..'))"), (Names{"a"}));
  EXPECT_EQ(edits("sys.path.insert(1, osp.join(osp.dirname(osp.abspath(__file__)), '..', 'lib'))"), (Names{"a/lib"}));
  EXPECT_EQ(edits("sys.path.append(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))"), (Names{"a"}));
  EXPECT_EQ(edits("sys.path.append(os.path.dirname(__file__) + '/../src')"), (Names{"a/src"}));
}

TEST(PathEdits, Pathlib) {
  EXPECT_EQ(edits("sys.path.append(str(Path(__file__).parent.parent / 'src'))"), (Names{"a/src"}));
  EXPECT_EQ(edits("sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))"), (Names{"a"}));
  EXPECT_EQ(edits("sys.path.append(Path(__file__).absolute().parents[2].as_posix())"), (Names{""}));
}

TEST(PathEdits, Variables) {
  EXPECT_EQ(edits("HERE = os.path.dirname(__file__)\nROOT = os.path.join(HERE, '..')\nsys.path.append(ROOT)"), (Names{"a"}));
  EXPECT_EQ(edits("FILE = Path(__file__).resolve()\nROOT = FILE.parents[1]\nsys.path.append(str(ROOT))"), (Names{"a"}));
  EXPECT_EQ(edits("ROOT = ROOT\nsys.path.append(ROOT)"), Names{});
  EXPECT_EQ(edits("sys.path.append(unknown)"), Names{});
}

TEST(PathEdits, AboveTheRootAndBrokenTexts) {
  EXPECT_EQ(edits("sys.path.append(os.path.join(os.path.dirname(__file__), '../../..'))"), Names{});
  EXPECT_EQ(edits("sys.path.append('/abs')"), Names{});
  for (const char* text : {"sys.path.append(", "sys.path.append('", "sys.path.insert(0", "sys.path.append(Path(__file__).parents[",
                           "sys.path.append((((((((((", "sys.path.append(f'{x}')"})
    EXPECT_EQ(edits(text), Names{}) << text;
}

}  // namespace
}  // namespace seedlint::resolve
