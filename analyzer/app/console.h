// Standard output and standard error.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "app/options.h"

namespace seedlint::app {

// All of it, or false after saying why not (a full disk).
bool print(std::string_view text);
// "seedlint: text" and a newline on standard error.
void complain(std::string_view text);
// "error: text" and a newline on standard error.
void print_error(std::string_view text);
// Whether standard output gets colours: --color, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal.
bool wants_colour(Colour colour, bool to_file);
// Writes a file, through a copy beside it so that a full disk costs nothing; false with the reason in `error` if that
// cannot be done.
bool write_file(const std::string& path, std::string_view text, std::string& error);
// All of standard input. The error says why not.
tl::expected<std::string, std::string> read_standard_input();

}  // namespace seedlint::app
