// UTF-8: is it valid, and how is a code point written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace seedlint {

// Offset of the first byte that does not belong to well-formed UTF-8; text.size() where all is well.
std::size_t first_invalid_utf8(std::string_view text);
// Length of the well-formed sequence at text[at]; 0 where there is none.
std::size_t utf8_sequence(std::string_view text, std::size_t at);
// Appends one code point. What UTF-8 cannot hold (surrogates, beyond U+10FFFF) becomes U+FFFD.
void append_utf8(std::string& to, std::uint32_t code_point);

}  // namespace seedlint
