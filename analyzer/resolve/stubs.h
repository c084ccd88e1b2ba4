// The library stubs embedded in the program (rules/libraries), by dotted module name.
#pragma once

#include <span>
#include <string_view>

namespace seedlint::resolve {

struct StubText {
  std::string_view module;  // "torch.utils.data"
  std::string_view path;    // "torch/utils/data.py"
  std::string_view text;
  bool package = false;     // an __init__.py
};

std::span<const StubText> embedded_stubs();  // sorted by path

}  // namespace seedlint::resolve
