// What packaging files say; see packaging.h.
#include "resolve/packaging.h"

#include <toml++/toml.h>

#include <algorithm>

namespace seedlint::resolve {
namespace {

constexpr int kRank = 2, kOptionalRank = 3;

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) + 1 - first);
}

bool is_reference(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

// "pkg.cli:main [extra]" -> a script; nothing where it is no such reference.
void add_script(std::string_view name, std::string_view reference, Packaging& result) {
  reference = trim(reference.substr(0, reference.find('[')));
  const std::size_t colon = reference.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view module = trim(reference.substr(0, colon)), function = trim(reference.substr(colon + 1));
  if (!is_reference(module) || !is_reference(function)) return;
  result.scripts.push_back({std::string(trim(name)), std::string(module), std::string(function), ""});
}

void add_folder(std::string_view folder, Packaging& result) {
  while (folder.starts_with("./")) folder.remove_prefix(2);
  while (folder.ends_with('/')) folder.remove_suffix(1);
  if (folder.empty() || folder == "." || folder.starts_with('/')) return;
  if (std::find(result.package_folders.begin(), result.package_folders.end(), folder) == result.package_folders.end())
    result.package_folders.emplace_back(folder);
}

// "src/foo" of a build backend's list of packages: they lie in "src".
void add_folder_of(std::string_view package, Packaging& result) {
  const std::size_t slash = package.rfind('/');
  if (slash != std::string_view::npos) add_folder(package.substr(0, slash), result);
}

void read_pyproject(std::string_view text, Packaging& result) {
  toml::table table;
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error&) {
    return;  // whoever reads the configuration says so
  }
  for (const char* key : {"scripts", "gui-scripts"})
    if (const auto* scripts = table["project"][key].as_table())
      for (const auto& [name, value] : *scripts)
        if (const auto reference = value.value<std::string_view>()) add_script(name.str(), *reference, result);
  if (const auto* scripts = table["tool"]["poetry"]["scripts"].as_table())
    for (const auto& [name, value] : *scripts) {
      if (const auto reference = value.value<std::string_view>()) add_script(name.str(), *reference, result);
      else if (const auto* inner = value.as_table())
        for (const char* key : {"reference", "callable"})
          if (const auto r = (*inner)[key].value<std::string_view>()) add_script(name.str(), *r, result);
    }
  const auto requirements = [&](const toml::array* list, int rank) {
    if (list == nullptr) return;
    for (const auto& entry : *list)
      if (const auto requirement = entry.value<std::string_view>()) claim_requirement(*requirement, rank, result.claims);
  };
  requirements(table["project"]["dependencies"].as_array(), kRank);
  if (const auto* groups = table["project"]["optional-dependencies"].as_table())
    for (const auto& [name, list] : *groups) requirements(list.as_array(), kOptionalRank);
  if (const auto* dependencies = table["tool"]["poetry"]["dependencies"].as_table())
    for (const auto& [name, value] : *dependencies) {
      std::optional<std::string_view> version = value.value<std::string_view>();
      if (const auto* inner = value.as_table()) version = (*inner)["version"].value<std::string_view>();
      if (!version || version->empty()) continue;
      // A bare version is exact in Poetry.
      const bool bare = version->front() >= '0' && version->front() <= '9';
      claim_requirement(std::string(name.str()) + (bare ? "==" : "") + std::string(*version), kRank, result.claims);
    }
  const auto setuptools = table["tool"]["setuptools"];
  if (const auto* folders = setuptools["package-dir"].as_table())
    for (const auto& [name, value] : *folders)
      if (const auto folder = value.value<std::string_view>())
        name.str().empty() ? add_folder(*folder, result) : add_folder_of(*folder, result);
  if (const auto* where = setuptools["packages"]["find"]["where"].as_array())
    for (const auto& entry : *where)
      if (const auto folder = entry.value<std::string_view>()) add_folder(*folder, result);
  if (const auto* packages = table["tool"]["poetry"]["packages"].as_array())
    for (const auto& entry : *packages)
      if (const auto* inner = entry.as_table())
        if (const auto folder = (*inner)["from"].value<std::string_view>()) add_folder(*folder, result);
  if (const auto* packages = table["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"].as_array())
    for (const auto& entry : *packages)
      if (const auto folder = entry.value<std::string_view>()) add_folder_of(*folder, result);
  if (const auto folder = table["tool"]["maturin"]["python-source"].value<std::string_view>()) add_folder(*folder, result);
  if (const auto folder = table["tool"]["pdm"]["build"]["package-dir"].value<std::string_view>()) add_folder(*folder, result);
}

void read_setup_cfg(std::string_view text, Packaging& result) {
  std::string section, key;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view whole = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    std::string_view line = trim(whole);
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    if (line.front() == '[' && line.back() == ']') {
      section = line.substr(1, line.size() - 2);
      key.clear();
      continue;
    }
    const bool continued = whole.front() == ' ' || whole.front() == '\t';
    if (!continued) {
      const std::size_t equals = line.find('=');
      if (equals == std::string_view::npos) continue;
      key = trim(line.substr(0, equals));
      line = trim(line.substr(equals + 1));
    }
    if (line.empty()) continue;
    const std::size_t equals = line.find('=');
    if (section == "options" && key == "package_dir" && equals != std::string_view::npos) {
      const std::string_view folder = trim(line.substr(equals + 1));
      trim(line.substr(0, equals)).empty() ? add_folder(folder, result) : add_folder_of(folder, result);
    } else if (section == "options.packages.find" && key == "where") {
      add_folder(line, result);
    } else if (section == "options" && key == "install_requires") {
      claim_requirement(line, kRank, result.claims);
    } else if (section == "options.extras_require") {
      claim_requirement(line, kOptionalRank, result.claims);
    } else if (section == "options.entry_points" && (key == "console_scripts" || key == "gui_scripts") &&
               equals != std::string_view::npos) {
      add_script(line.substr(0, equals), line.substr(equals + 1), result);
    }
  }
}

// The quoted string at or after `at` within the next `reach` bytes; `at` moves past it.
std::string_view next_string(std::string_view text, std::size_t& at, std::size_t end) {
  const std::size_t begin = text.find_first_of("\"'", at);
  if (begin == std::string_view::npos || begin >= end) return at = end, std::string_view();
  const std::size_t close = text.find(text[begin], begin + 1);
  if (close == std::string_view::npos || close >= end) return at = end, std::string_view();
  at = close + 1;
  return text.substr(begin + 1, close - begin - 1);
}

std::size_t list_end(std::string_view text, std::size_t at) {
  const std::size_t open = text.find_first_of("[(", at);
  if (open == std::string_view::npos) return at;
  const std::size_t close = text.find(text[open] == '[' ? ']' : ')', open);
  return close == std::string_view::npos ? text.size() : close;
}

void read_setup_py(std::string_view text, Packaging& result) {
  if (std::size_t at = text.find("package_dir"); at != std::string_view::npos) {
    const std::size_t end = std::min(text.size(), std::min(text.find('}', at), at + 300));
    const std::size_t brace = text.find('{', at);
    for (at = brace; at < end;) {
      const std::size_t name_at = at;
      const std::string_view name = next_string(text, at, end);
      if (at >= end || name_at == at) break;
      const std::string_view folder = next_string(text, at, end);
      name.empty() ? add_folder(folder, result) : add_folder_of(folder, result);
    }
  }
  for (std::string_view finder : {"find_packages(", "find_namespace_packages("}) {
    std::size_t at = text.find(finder);
    if (at == std::string_view::npos) continue;
    at += finder.size();
    std::string_view rest = trim(text.substr(at, 60));
    if (rest.starts_with("where")) rest = trim(rest.substr(5)), rest.remove_prefix(rest.starts_with('=') ? 1 : 0), rest = trim(rest);
    if (!rest.starts_with('"') && !rest.starts_with('\'')) continue;
    at = static_cast<std::size_t>(rest.data() - text.data());
    add_folder(next_string(text, at, text.size()), result);
  }
  for (std::string_view kind : {"console_scripts", "gui_scripts"}) {
    std::size_t at = text.find(kind);
    if (at == std::string_view::npos) continue;
    at += kind.size() + 1;
    for (const std::size_t end = list_end(text, at); at < end;) {
      const std::string_view entry = next_string(text, at, end);
      const std::size_t equals = entry.find('=');
      if (equals != std::string_view::npos) add_script(entry.substr(0, equals), entry.substr(equals + 1), result);
    }
  }
  if (std::size_t at = text.find("install_requires"); at != std::string_view::npos) {
    const std::size_t open = text.find_first_of("[(\n", at);
    if (open != std::string_view::npos && text[open] == '[')
      for (const std::size_t end = list_end(text, at); at < end;)
        claim_requirement(next_string(text, at, end), kRank, result.claims);
  }
}

}  // namespace

Packaging read_packaging(std::string_view path, std::string_view text) {
  Packaging result;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (name == "pyproject.toml") read_pyproject(text, result);
  else if (name == "setup.cfg") read_setup_cfg(text, result);
  else if (name == "setup.py") read_setup_py(text, result);
  return result;
}

}  // namespace seedlint::resolve
