// See settings.h.
#include "app/settings.h"

#include <fmt/format.h>

#include <sched.h>

#include "app/command_line.h"
#include "app/paths.h"
#include "app/rule_selection.h"
#include "output/style.h"

namespace seedlint::app {
namespace {

// Cores this process may use, which in a container are fewer than the machine's.
unsigned core_count() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    const int n = CPU_COUNT(&set);
    if (n > 0) return static_cast<unsigned>(n);
  }
  return 1;
}

std::string list_text(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", item);
  return "[" + out + "]";
}

}  // namespace

tl::expected<Settings, std::string> make_settings(const Options& options, const std::string& project_root) {
  Settings s;
  s.options = options;
  s.cwd = current_folder();
  std::string file = options.config.empty() ? std::string() : absolute_path(options.config, s.cwd);
  if (file.empty() && !options.isolated) file = config_file_in(project_root);
  if (!file.empty()) {
    auto config = read_config(file, shown_path(file, s.cwd));
    if (!config) return tl::make_unexpected(config.error());
    s.config = std::move(*config);
  }
  s.profile = options.profile.value_or(s.config.profile.value_or(Profile::Default));
  s.notes = options.notes.value_or(s.config.notes.value_or(s.profile == Profile::Research));
  s.fail_on = options.fail_on.value_or(s.config.fail_on.value_or(findings::Severity::Warning));
  s.threads = options.jobs > 0 ? options.jobs : core_count();

  RuleRequest request;
  request.config_select = s.config.select.value_or(std::vector<std::string>());
  request.config_extend = s.config.extend_select;
  request.config_ignore = s.config.ignore;
  request.select = options.select.value_or(std::vector<std::string>());
  request.extend = options.extend_select;
  request.ignore = options.ignore;
  request.preview = options.preview;
  // These programs choose speed: that benchmark contradicts a seed is no news to them.
  const std::string_view fast = "benchmark-despite-determinism";
  if ((s.profile == Profile::Tuning || s.profile == Profile::Production) && find_known_rule(fast) != nullptr)
    request.config_ignore.emplace_back(fast);
  auto rules = select_rules(request);
  if (!rules) return tl::make_unexpected(rules.error());
  s.rules = std::move(*rules);
  return s;
}

std::string describe(const Settings& s, const std::string& project_root) {
  const std::string config = s.config.path.empty() ? std::string("default") : s.config.path;
  const auto from = [&](bool command_line, bool in_config) -> std::string_view {
    return command_line ? std::string_view("command line") : in_config ? std::string_view(config) : std::string_view("default");
  };
  std::string out;
  const auto row = [&](std::string_view key, const std::string& value, std::string_view origin) {
    out += fmt::format("{:<17} = {:<40} # {}\n", key, value, origin);
  };
  row("project", fmt::format("\"{}\"", project_root), "from the path");
  row("configuration", fmt::format("\"{}\"", s.config.path), s.options.isolated ? "--isolated" : s.options.config.empty() ? "search" : "command line");
  std::vector<std::string> on(s.rules.begin(), s.rules.end());
  row("rules", fmt::format("{} on", on.size()), from(s.options.select || !s.options.ignore.empty() || !s.options.extend_select.empty(),
                                                     s.config.select || !s.config.ignore.empty() || !s.config.extend_select.empty()));
  for (const std::string& name : on) out += fmt::format("  {}\n", name);
  row("exclude", list_text(s.config.exclude), from(false, !s.config.exclude.empty()));
  if (!s.options.exclude.empty()) row("exclude", list_text(s.options.exclude), "command line");
  for (const auto& [glob, rules] : s.config.per_file_ignores) row("per-file-ignores", fmt::format("\"{}\" = {}", glob, list_text(rules)), config);
  row("roots", list_text(s.config.roots), from(false, !s.config.roots.empty()));
  row("seed-helpers", list_text(s.config.seed_helpers), from(false, !s.config.seed_helpers.empty()));
  row("rank-names", list_text(s.config.rank_names), from(false, !s.config.rank_names.empty()));
  row("stubs", list_text(s.config.stubs), from(false, !s.config.stubs.empty()));
  row("fail-on", std::string(output::name_of(s.fail_on)), from(s.options.fail_on.has_value(), s.config.fail_on.has_value()));
  row("profile", std::string(name_of(s.profile)), from(s.options.profile.has_value(), s.config.profile.has_value()));
  row("notes", s.notes ? "true" : "false", from(s.options.notes.has_value(), s.config.notes.has_value()));
  row("jobs", std::to_string(s.threads), from(s.options.jobs > 0, false));
  return out;
}

}  // namespace seedlint::app
