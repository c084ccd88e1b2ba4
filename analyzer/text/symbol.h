// Interned names: comparing two identifiers is comparing two integers.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace seedlint {

enum class Symbol : std::uint32_t {};
inline constexpr Symbol kNoSymbol = Symbol{0};  // the empty name

// Gives the one Symbol of a text. Safe from any thread; the text is copied on first sight.
Symbol intern(std::string_view text);
// The text of a symbol; valid for the life of the process. Safe from any thread.
std::string_view text_of(Symbol symbol);

}  // namespace seedlint

template <>
struct std::hash<seedlint::Symbol> {
  std::size_t operator()(seedlint::Symbol s) const noexcept {
    return static_cast<std::size_t>(s) * 0x9e3779b97f4a7c15ull;
  }
};
