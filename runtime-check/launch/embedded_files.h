// The files that the user's machine compiles or runs, carried inside the program.
#pragma once

#include <span>
#include <string_view>

namespace seedlint::launch {

struct EmbeddedFile {
  std::string_view path;  ///< relative, with folder
  std::string_view text;
};

/// All of them, in a fixed order.
std::span<const EmbeddedFile> embedded_files();

}  // namespace seedlint::launch
