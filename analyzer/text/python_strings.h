// Where Python string literals end. The little lexical knowledge that must be right before anything is parsed.
#pragma once

#include <cstddef>
#include <string_view>

namespace seedlint {

inline constexpr std::size_t kUnterminated = static_cast<std::size_t>(-1);

// `quote` is the offset of a string literal's opening quote in `text`; its prefix, if any, stands before it.
// Gives the offset after the closing quotes, or kUnterminated where the literal does not end (a one-line literal
// ends with its line). Interpolations of f-strings may hold strings with the same quotes, as from Python 3.12 on.
std::size_t skip_string(std::string_view text, std::size_t quote);

inline bool is_identifier_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<signed char>(c) < 0;
}

}  // namespace seedlint
