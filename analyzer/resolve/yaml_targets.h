// Classes that hydra configurations name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace seedlint::resolve {

struct YamlTarget {
  std::string key;     // of the mapping that holds `_target_:`; empty at the top of a file
  std::string dotted;  // "pkg.models.Net"
};

// A scan of lines, not a YAML parser: `_target_:` below `key:` by indentation.
std::vector<YamlTarget> yaml_targets(std::string_view text);

}  // namespace seedlint::resolve
