// From argv to a command and its Options.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "app/options.h"

namespace seedlint::app {

enum class Command : unsigned char { Check, Explain, Rules, Trace, Verify, Version, Help };  // Verify is never parsed: see run_verify

struct Parsed {
  Command command = Command::Check;
  Options options;
  std::string help;  // Command::Help: the text to print
};

// `arguments` without the program's name. The error is one sentence with a suggestion where there is one.
tl::expected<Parsed, std::string> parse_command_line(const std::vector<std::string>& arguments);

// Reads one of "error", "warning", "note"; likewise a profile. The error names what is allowed.
tl::expected<findings::Severity, std::string> parse_severity(std::string_view word);
tl::expected<Profile, std::string> parse_profile(std::string_view word);
std::string_view name_of(Profile profile);

}  // namespace seedlint::app
