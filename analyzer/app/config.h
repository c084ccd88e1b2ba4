// seedlint.toml, or [tool.seedlint] in pyproject.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "app/options.h"

namespace seedlint::app {

struct Config {
  std::string path;    // the file, as shown to the user; empty if there is none
  std::string folder;  // absolute; globs and paths in the file are relative to it
  std::optional<std::vector<std::string>> select;
  std::vector<std::string> extend_select, ignore, exclude;
  std::vector<std::pair<std::string, std::vector<std::string>>> per_file_ignores;  // glob -> rules, in file order
  std::vector<std::string> roots;         // "tools/train.py", "pkg.module:function"
  std::vector<std::string> seed_helpers;  // "pkg.utils.fix_everything"
  std::vector<std::string> rank_names;    // "LOCAL_WORKER"
  std::vector<std::string> stubs;         // folders
  std::optional<findings::Severity> fail_on;
  std::optional<Profile> profile;
  std::optional<bool> notes;
};

// Reads one file. The error is "file:line: what is wrong", with a suggestion for a misspelt key or rule.
tl::expected<Config, std::string> read_config(const std::string& absolute_path, const std::string& shown_path);

// Whether this folder (absolute) holds a configuration of ours, and in which file; empty if it does not. A
// pyproject.toml that cannot be read counts, so that read_config says so.
std::string config_file_in(const std::string& folder);

}  // namespace seedlint::app
