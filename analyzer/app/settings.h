// What a run does in the end: the command line laid over the configuration file.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "app/config.h"
#include "app/options.h"

namespace seedlint::app {

struct Settings {
  Options options;
  Config config;
  std::set<std::string_view> rules;  // names of those that are on
  findings::Severity fail_on = findings::Severity::Warning;
  Profile profile = Profile::Default;
  bool notes = false;
  unsigned threads = 1;
  std::string cwd;  // absolute, links resolved

  bool on(std::string_view rule) const { return rules.contains(rule); }
};

// Finds and reads the configuration for a project's root folder (absolute). The error is one line for the user.
tl::expected<Settings, std::string> make_settings(const Options& options, const std::string& project_root);

// What --show-settings prints: every value and where it comes from.
std::string describe(const Settings& settings, const std::string& project_root);

}  // namespace seedlint::app
