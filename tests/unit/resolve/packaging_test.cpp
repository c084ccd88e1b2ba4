#include "resolve/packaging.h"

#include <gtest/gtest.h>

namespace seedlint::resolve {
namespace {

std::string scripts(std::string_view path, std::string_view text) {
  std::string all;
  for (const ConsoleScript& s : read_packaging(path, text).scripts)
    all += (all.empty() ? "" : " ") + s.name + "=" + s.module + ":" + s.function;
  return all;
}
using Names = std::vector<std::string>;
Names folders(std::string_view path, std::string_view text) { return read_packaging(path, text).package_folders; }

TEST(Packaging, ConsoleScripts) {
  EXPECT_EQ(scripts("pyproject.toml", "[project.scripts]\ntrain = \"pkg.cli:main\"\n[tool.poetry.scripts]\nx = {reference = \"a:b\"}\n"),
            "train=pkg.cli:main x=a:b");
  EXPECT_EQ(scripts("setup.cfg", "[options.entry_points]\nconsole_scripts =\n    a = p.q:run\n    b = p.r:go [extra]\n"),
            "a=p.q:run b=p.r:go");
  EXPECT_EQ(scripts("setup.py", "setup(entry_points={'console_scripts': ['a=p:f', \"b = p.q:C.g\"]})"), "a=p:f b=p.q:C.g");
  EXPECT_EQ(scripts("pyproject.toml", "[project.scripts]\nbad = 3\nworse = \"no colon\"\n"), "");
}

TEST(Packaging, WherePackagesLie) {
  EXPECT_EQ(folders("pyproject.toml", "[tool.setuptools.packages.find]\nwhere = [\"lib\"]\n"), (Names{"lib"}));
  EXPECT_EQ(folders("pyproject.toml", "[tool.setuptools]\npackage-dir = {\"\" = \"python\"}\n"), (Names{"python"}));
  EXPECT_EQ(folders("pyproject.toml", "[tool.hatch.build.targets.wheel]\npackages = [\"code/foo\"]\n"), (Names{"code"}));
  EXPECT_EQ(folders("pyproject.toml", "[tool.poetry]\npackages = [{include = \"x\", from = \"lib\"}]\n"), (Names{"lib"}));
  EXPECT_EQ(folders("setup.cfg", "[options]\npackage_dir =\n    = lib\n[options.packages.find]\nwhere = lib\n"), (Names{"lib"}));
  EXPECT_EQ(folders("setup.py", "setup(packages=find_packages(where='lib'), package_dir={'': 'lib', \"a\": './code/a'})"),
            (Names{"lib", "code"}));
  EXPECT_EQ(folders("setup.py", "setup(packages=find_packages())"), Names{});
}

TEST(Packaging, DamagedFilesAreHarmless) {
  for (const char* text : {"", "package_dir", "package_dir={'", "entry_points={'console_scripts': [", "find_packages(", "[", "install_requires=["}) {
    for (const char* path : {"setup.py", "setup.cfg", "pyproject.toml"}) {
      const Packaging packaging = read_packaging(path, text);
      EXPECT_TRUE(packaging.scripts.empty() && packaging.package_folders.empty()) << path << ": " << text;
    }
  }
}

}  // namespace
}  // namespace seedlint::resolve
