// See config.h. The only file that sees toml++.
#include "app/config.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <toml++/toml.h>

#include "app/command_line.h"
#include "app/rule_selection.h"
#include "app/suggest.h"
#include "text/read_source.h"

namespace seedlint::app {
namespace {

constexpr std::array<std::string_view, 12> kKeys{"select", "extend-select", "ignore",     "exclude", "per-file-ignores", "roots",
                                                 "seed-helpers", "rank-names", "stubs", "fail-on", "profile", "notes"};

// Collects the first error with its line; everything read after it is thrown away.
class Reader {
 public:
  Reader(std::string shown) : shown_(std::move(shown)) {}

  void fail(const toml::source_region& at, std::string_view text) {
    if (error_.empty()) error_ = fmt::format("{}:{}: {}", shown_, at.begin.line, text);
  }
  const std::string& error() const { return error_; }

  std::vector<std::string> strings(std::string_view key, const toml::node& node) {
    std::vector<std::string> list;
    const toml::array* array = node.as_array();
    if (array == nullptr) {
      fail(node.source(), fmt::format("`{}` is a list of strings, like [\"{}\"]", key, node.is_string() ? node.value_or(std::string()) : "..."));
      return list;
    }
    for (const toml::node& item : *array) {
      if (!item.is_string()) {
        fail(item.source(), fmt::format("`{}` is a list of strings", key));
        return list;
      }
      list.push_back(item.value_or(std::string()));
    }
    return list;
  }

  std::vector<std::string> rules(std::string_view key, const toml::node& node) {
    std::vector<std::string> list = strings(key, node);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string fault = check_rule_word(list[i]);
      if (!fault.empty()) fail(node.as_array()->get(i)->source(), fmt::format("{}: {}", key, fault));
    }
    return list;
  }

  std::string string(std::string_view key, const toml::node& node) {
    if (!node.is_string()) fail(node.source(), fmt::format("`{}` is a string", key));
    return node.value_or(std::string());
  }

 private:
  std::string shown_;
  std::string error_;
};

void read_per_file(Reader& reader, const toml::node& node, Config& config) {
  const toml::table* table = node.as_table();
  if (table == nullptr) {
    reader.fail(node.source(), "`per-file-ignores` is a table, like {\"tests/*\" = [\"missing-seed\"]}");
    return;
  }
  struct Row {
    toml::source_position at;
    std::pair<std::string, std::vector<std::string>> entry;
  };
  std::vector<Row> rows;
  for (const auto& [key, value] : *table)
    rows.push_back({key.source().begin, {std::string(key.str()), reader.rules("per-file-ignores", value)}});
  for (Row& row : rows) config.per_file_ignores.push_back(std::move(row.entry));
}

void read_key(Reader& reader, const toml::key& key, const toml::node& value, Config& config) {
  const std::string_view name = key.str();
  if (name == "select") {
    config.select = reader.rules(name, value);
  } else if (name == "extend-select") {
    config.extend_select = reader.rules(name, value);
  } else if (name == "ignore") {
    config.ignore = reader.rules(name, value);
  } else if (name == "exclude") {
    config.exclude = reader.strings(name, value);
  } else if (name == "per-file-ignores") {
    read_per_file(reader, value, config);
  } else if (name == "roots") {
    config.roots = reader.strings(name, value);
  } else if (name == "seed-helpers") {
    config.seed_helpers = reader.strings(name, value);
  } else if (name == "rank-names") {
    config.rank_names = reader.strings(name, value);
  } else if (name == "stubs") {
    config.stubs = reader.strings(name, value);
  } else if (name == "fail-on") {
    const auto severity = parse_severity(reader.string(name, value));
    if (severity) config.fail_on = *severity;
    else reader.fail(value.source(), "fail-on: " + severity.error());
  } else if (name == "profile") {
    const auto profile = parse_profile(reader.string(name, value));
    if (profile) config.profile = *profile;
    else reader.fail(value.source(), "profile: " + profile.error());
  } else if (name == "notes") {
    if (!value.is_boolean()) reader.fail(value.source(), "`notes` is true or false");
    config.notes = value.value_or(false);
  } else {
    const bool nested = name == "tool" && value.is_table() && value.as_table()->contains("seedlint");
    reader.fail(key.source(), nested ? "[tool.seedlint] is for pyproject.toml; here its keys stand at the top, without it"
                                     : fmt::format("unknown key `{}`{}", name, did_you_mean(name, kKeys)));
  }
}

bool is_pyproject(const std::string& path) { return std::filesystem::path(path).filename() == "pyproject.toml"; }

}  // namespace

tl::expected<Config, std::string> read_config(const std::string& absolute_path, const std::string& shown_path) {
  const auto bytes = read_bytes(absolute_path);
  if (!bytes) return tl::make_unexpected(fmt::format("{}: {}", shown_path, bytes.error()));
  Config config;
  config.path = shown_path;
  config.folder = std::filesystem::path(absolute_path).parent_path().string();
  try {
    const toml::table document = toml::parse(*bytes, std::string_view(shown_path));
    const toml::table* table = &document;
    if (is_pyproject(absolute_path)) {
      const toml::node_view<const toml::node> ours = document["tool"]["seedlint"];
      if (!ours) return config;
      table = ours.as_table();
      if (table == nullptr)
        return tl::make_unexpected(fmt::format("{}:{}: tool.seedlint is not a table", shown_path, ours.node()->source().begin.line));
    }
    Reader reader(shown_path);
    for (const auto& [key, value] : *table) read_key(reader, key, value, config);
    if (!reader.error().empty()) return tl::make_unexpected(reader.error());
  } catch (const toml::parse_error& fault) {
    return tl::make_unexpected(fmt::format("{}:{}: {}", shown_path, fault.source().begin.line, fault.description()));
  }
  return config;
}

std::string config_file_in(const std::string& folder) {
  std::error_code ignored;
  const std::string own = folder + "/seedlint.toml";
  if (std::filesystem::is_regular_file(own, ignored)) return own;
  const std::string pyproject = folder + "/pyproject.toml";
  if (!std::filesystem::is_regular_file(pyproject, ignored)) return {};
  const auto bytes = read_bytes(pyproject);
  // A cheap look first: most pyproject files say nothing about us. One that cannot be read may: read_config tells.
  return !bytes || bytes->find("tool.seedlint") != std::string::npos ? pyproject : std::string();
}

}  // namespace seedlint::app
