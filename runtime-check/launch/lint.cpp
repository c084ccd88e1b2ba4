// See lint.h.
#include "launch/lint.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "launch/child.h"

namespace seedlint::launch {
namespace fs = std::filesystem;
using compare::Finding;
using compare::FindingLine;
using Json = nlohmann::json;

namespace {

constexpr int kPatience = 120;  // seconds

std::string canonical(const std::string& path) {
  std::error_code error;
  auto result = fs::weakly_canonical(path, error);
  return error ? path : result.string();
}

bool in_project(fs::path folder) {
  std::error_code error;
  for (;; folder = folder.parent_path()) {
    for (const char* mark : {".git", "seedlint.toml", "pyproject.toml", "setup.py", "setup.cfg"})
      if (fs::exists(folder / mark, error)) return true;
    if (folder == folder.parent_path()) return false;
  }
}

/// Outside of any project the linter takes every file it is given for a program of its own, so several are given as
/// the folder that holds them; empty where that is not needed, or the folder is too wide to be read for this.
fs::path loose_folder(const std::set<std::string>& files) {
  if (files.size() < 2) return {};
  fs::path common = fs::path(*files.begin()).parent_path();
  for (const std::string& file : files)
    while (common != common.parent_path() && !file.starts_with(common.string() + "/")) common = common.parent_path();
  std::error_code error;
  const char* home = std::getenv("HOME");
  if (in_project(common) || common == common.parent_path() || common == fs::temp_directory_path(error) || (home != nullptr && common == canonical(home)))
    return {};
  return common;
}

FindingLine line_of(const Json& object) {
  FindingLine at;
  at.path = canonical(object.value("path", std::string()));
  at.line = object.value("line", 0);
  at.end_line = std::max(at.line, object.value("end_line", at.line));
  return at;
}

}  // namespace

fs::path linter() {
  std::error_code error;
  fs::path self = fs::read_symlink("/proc/self/exe", error);
  fs::path beside = self.parent_path() / "seedlint";
  return !error && ::access(beside.c_str(), X_OK) == 0 ? beside : fs::path();
}

tl::expected<std::vector<Finding>, std::string> lint(const std::vector<std::string>& files, const fs::path& log_folder) {
  fs::path program = linter();
  if (program.empty()) return tl::unexpected(std::string("the linter (seedlint) does not stand beside this program"));
  std::vector<std::string> command{program.string(), "check", "--output-format", "json", "--quiet", "--exit-zero"};
  std::error_code error;
  std::set<std::string> wanted;
  for (const std::string& file : files)  // a module may claim a file that is not there
    if (fs::is_regular_file(file, error)) wanted.insert(canonical(file));
  if (wanted.empty()) return std::vector<Finding>{};
  if (fs::path folder = loose_folder(wanted); !folder.empty()) command.push_back(folder.string());
  else command.insert(command.end(), wanted.begin(), wanted.end());
  fs::path out = log_folder / "lint.json";
  if (int status = run_child(command, out, log_folder / "lint.json.err", kPatience); status != 0 && status != 1) return tl::unexpected(std::string("the linter failed on this program"));
  std::ifstream file(out, std::ios::binary);
  Json document = Json::parse(file, nullptr, false);
  if (!document.is_object() || !document.contains("diagnostics") || !document["diagnostics"].is_array())
    return tl::unexpected(std::string("the linter gave no findings that can be read"));
  std::vector<Finding> findings;
  try {
    for (const Json& d : document["diagnostics"]) {
      Finding finding;
      finding.fingerprint = d.value("fingerprint", std::string());
      finding.rule = d.value("rule", std::string());
      finding.code = d.value("code", std::string());
      finding.path = d.value("path", std::string());
      finding.message = d.value("message", std::string());
      finding.line = d.value("line", 0);
      finding.at = line_of(d);
      if (!wanted.contains(finding.at.path)) continue;
      if (d.contains("labels"))
        for (const Json& label : d["labels"]) finding.labels.push_back(line_of(label));
      findings.push_back(std::move(finding));
    }
  } catch (const Json::exception&) {
    return tl::unexpected(std::string("the linter gave no findings that can be read"));
  }
  return findings;
}

}  // namespace seedlint::launch
