// The command line as typed, before configuration files have their say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "findings/diagnostic.h"

namespace seedlint::app {

enum class Colour : unsigned char { Auto, Always, Never };

// What the project's owner wants of its runs; see --help for what each changes.
enum class Profile : unsigned char { Default, Research, Tuning, Production };

// One output: a format, and the file it goes to (empty: standard output).
struct Output {
  std::string format = "full";
  std::string file;
};

struct Options {
  std::vector<std::string> paths;  // check, trace; never empty after parsing
  std::string rule;                // explain
  std::vector<Output> outputs;     // never empty after parsing; at most one goes to standard output

  std::optional<std::vector<std::string>> select;
  std::vector<std::string> ignore, extend_select, exclude;
  std::optional<findings::Severity> fail_on;
  std::optional<Profile> profile;
  std::optional<bool> notes;
  bool preview = false;
  bool exit_zero = false;
  bool isolated = false;
  bool force_exclude = true;
  std::string config;           // file given by --config; empty: searched for
  std::string stdin_filename;   // name of the text on standard input ("-")
  std::optional<std::string> add_ignore;  // the reason to write, may be empty
  unsigned jobs = 0;            // 0: one per core
  bool statistics = false, show_files = false, show_settings = false;
  bool timing = false;
  bool quiet = false, verbose = false;
  Colour colour = Colour::Auto;
};

}  // namespace seedlint::app
