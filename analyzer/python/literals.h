// Values of Python literals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace seedlint::python {

// The value of an integer literal (any base, underscores, Python 2's 017 and 10L); saturates at the largest int64.
std::int64_t integer_value(std::string_view literal);
// The value of a float literal, or of the imaginary part of a complex one.
double real_value(std::string_view literal);

struct StringPrefix {
  bool raw = false, bytes = false, format = false;
};
// `opening` is a string's prefix and quotes, as in rb""" or f'.
StringPrefix string_prefix(std::string_view opening);
// Appends the value of a stretch of string content. Escapes that need a table of names (\N{...}) stay as written,
// and so do damaged ones. In a format string {{ and }} become single.
void append_content(std::string& to, std::string_view content, StringPrefix prefix);

}  // namespace seedlint::python
