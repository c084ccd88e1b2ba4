// Makes a test of every fence in the rule pages and in tests/spec/*.md, and of every fixture project.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

#include "cases.h"
#include "page.h"

namespace fs = std::filesystem;
using namespace seedlint;

namespace {

class Case : public testing::Test {
 public:
  explicit Case(std::function<void()> body) : body_(std::move(body)) {}
  void TestBody() override { body_(); }

 private:
  std::function<void()> body_;
};

std::string identifier(std::string text) {
  for (char& c : text)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return text;
}

void add(const std::string& suite, const std::string& name, const std::string& file, unsigned line,
         std::function<void()> body) {
  testing::RegisterTest(identifier(suite).c_str(), identifier(name).c_str(), nullptr, nullptr, file.c_str(),
                        static_cast<int>(line), [body]() -> Case* { return new Case(body); });
}

std::vector<fs::path> pages_below(const fs::path& folder, bool deep) {
  std::vector<fs::path> out;
  if (!fs::exists(folder)) return out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (deep && entry.is_directory() && entry.path().filename() != "libraries")
      for (const fs::path& inner : pages_below(entry.path(), true)) out.push_back(inner);
    if (entry.path().extension() == ".md" && entry.path().filename() != "README.md") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

void add_page(const fs::path& path, bool is_rule) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::string name = path.stem().string();
  page::Page page;
  try {
    page = page::read_page(text, is_rule);
  } catch (const page::Error& error) {
    add("page", name, path.string(), 1, [path, what = std::string(error.what())] { FAIL() << path << ":" << what; });
    return;
  }
  for (const page::Project& project : page.projects) {
    const std::string title = "line_" + std::to_string(project.line);
    const std::string shown = path.filename().string() + ":" + std::to_string(project.line);
    add((is_rule ? "rule_" : "spec_") + name, title, path.string(), project.line, [=] {
      try {
        if (is_rule) spec::check_findings(shown, name, project);
        else spec::check_states(shown, project);
      } catch (const std::runtime_error& error) {
        FAIL() << shown << ": " << error.what();
      }
    });
  }
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path root = SEEDLINT_SOURCE_DIR;
  for (const fs::path& path : pages_below(root / "rules", true))
    if (path.parent_path() != root / "rules") add_page(path, true);
  for (const fs::path& path : pages_below(root / "tests/spec", false)) add_page(path, false);
  for (const char* kind : {"projects", "clean"}) {
    if (!fs::exists(root / "fixtures" / kind)) continue;
    for (const auto& entry : fs::directory_iterator(root / "fixtures" / kind)) {
      if (!entry.is_directory()) continue;
      const std::string folder = entry.path().string();
      add(std::string("fixture_") + kind, entry.path().filename().string(), folder, 1, [folder] {
        try {
          spec::check_fixture(folder);
        } catch (const std::runtime_error& error) {
          FAIL() << folder << ": " << error.what();
        }
      });
    }
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
