// The commands there are, and the texts that tell of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/command_line.h"

namespace seedlint::app {

struct CommandRow {
  std::string_view word;
  Command command;
  std::string_view arguments;  // as the help shows them
  std::string_view about;
};

// None if no command is called `word`. There is always a "check".
const CommandRow* find_command(std::string_view word);

// The words of all commands, in the order of the help.
std::vector<std::string_view> command_words();

// What `seedlint --help` prints.
std::string general_help();

// What follows the options in the help of `check`.
std::string_view check_footer();

}  // namespace seedlint::app
