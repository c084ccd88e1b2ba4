// Fixture projects: their findings in one line each, as in expected.txt.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cases.h"
#include "rule.h"
#include "spec_project.h"

namespace seedlint::spec {

namespace fs = std::filesystem;

void check_fixture(const std::string& folder) {
  const Analysed a = analyse_folder(folder);
  std::vector<std::string> found;
  std::string detail;
  for (const findings::Diagnostic& d : a.analysis.diagnostics) {
    if (!is_stable(d.rule) || d.severity == findings::Severity::Note) continue;
    const SourceFile& source = *a.analysis.project->file(d.span.file).source;
    const std::string path = app::absolute_path(source.path(), a.settings.cwd);
    found.push_back(fs::relative(path, folder).generic_string() + ":" + std::to_string(source.stored_line(d.span.begin)) +
                    ": " + d.rule);
    detail += "\n  " + describe(a, d);
  }
  std::vector<std::string> wanted;
  std::ifstream in(fs::path(folder) / "expected.txt");
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') wanted.push_back(line);
  std::sort(found.begin(), found.end());
  std::sort(wanted.begin(), wanted.end());
  for (const std::string& line : wanted)
    if (!std::binary_search(found.begin(), found.end(), line)) ADD_FAILURE() << folder << ": missed " << line << "; found:" << detail;
  for (const std::string& line : found)
    if (!std::binary_search(wanted.begin(), wanted.end(), line)) ADD_FAILURE() << folder << ": not expected: " << line << detail;
}

}  // namespace seedlint::spec
