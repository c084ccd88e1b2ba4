// Classes that hydra configurations name; see yaml_targets.h.
#include "resolve/yaml_targets.h"

namespace seedlint::resolve {

std::vector<YamlTarget> yaml_targets(std::string_view text) {
  std::vector<YamlTarget> list;
  if (text.find("_target_") == std::string_view::npos) return list;
  struct Open {
    std::size_t indent;
    std::string_view key;
  };
  std::vector<Open> open;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos || line[indent] == '#') continue;
    while (line.substr(indent).starts_with("- ")) {  // an item's mapping is one step deeper
      indent = line.find_first_not_of(' ', indent + 1);
      if (indent == std::string_view::npos) break;
    }
    if (indent == std::string_view::npos) continue;
    while (!open.empty() && open.back().indent >= indent) open.pop_back();
    line.remove_prefix(indent);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view key = line.substr(0, colon);
    if (key != "_target_") {
      open.push_back({indent, key});
      continue;
    }
    std::string_view value = line.substr(colon + 1);
    const auto is_name = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    };
    while (!value.empty() && !is_name(value.front())) value.remove_prefix(1);
    std::size_t n = 0;
    while (n < value.size() && is_name(value[n])) ++n;
    if (n > 0) list.push_back({open.empty() ? "" : std::string(open.back().key), std::string(value.substr(0, n))});
  }
  return list;
}

}  // namespace seedlint::resolve
