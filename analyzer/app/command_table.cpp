// See command_table.h.
#include "app/command_table.h"

#include <fmt/format.h>

#include <array>

namespace seedlint::app {
namespace {

constexpr std::array<CommandRow, 7> kCommands{{
    {"check", Command::Check, "[PATH]...", "find defects; the word may be left out: seedlint src/"},
    {"explain", Command::Explain, "RULE", "what a rule reports, why, and how to repair it"},
    {"rules", Command::Rules, "", "list all rules"},
    {"trace", Command::Trace, "FILE", "show what was understood of a program, step by step"},
    {"verify", Command::Verify, "[OPTION]... -- COMMAND", "run a program twice, bit for bit: seedlint verify -- python train.py"},
    {"version", Command::Version, "", "print the version"},
    {"help", Command::Help, "[COMMAND]", "print this text, or a command's options"},
}};

constexpr std::string_view kCheckFooter = R"(
PATHS
  Files and folders to report on; "." if none is given, "-" for standard input.
  Paths filter the report, never the analysis: imports are followed through the whole project, so
  checking one file finds what checking everything finds there. The project of a path is the nearest
  folder above it with a seedlint.toml or a [tool.seedlint] table, else the git checkout, else the nearest
  folder with a pyproject.toml, setup.py or setup.cfg, else the folder that was given. For a lone file
  outside any project it is that file and what it imports from beside it.
  What `exclude` names is skipped even when given, unless --no-force-exclude. What .gitignore names is
  skipped unless given; it is then a project of its own.

CONFIGURATION
  seedlint.toml, or [tool.seedlint] in pyproject.toml, of the project: select, extend-select, ignore,
  exclude, per-file-ignores, roots, seed-helpers, rank-names, stubs, fail-on, profile, notes.

IGNORING A FINDING
  x = draw()  # seedlint: ignore[rule] -- why      this statement (on a line of its own: the next one)
  # seedlint: file-ignore[rule]                    the file
  # seedlint: disable[rule] ... enable[rule]       the lines between
  # noqa: SEED102                                  works too

EXIT STATUS
  0  nothing at or above --fail-on      1  findings      2  wrong usage, configuration or I/O
)";

}  // namespace

const CommandRow* find_command(std::string_view word) {
  for (const CommandRow& row : kCommands)
    if (row.word == word) return &row;
  return nullptr;
}

std::vector<std::string_view> command_words() {
  std::vector<std::string_view> words;
  for (const CommandRow& row : kCommands) words.push_back(row.word);
  return words;
}

std::string general_help() {
  std::string out =
      "seedlint finds seeding and reproducibility defects in machine-learning training code.\n\n"
      "usage: seedlint [check] [PATH]... [OPTION]...\n"
      "       seedlint COMMAND [ARGUMENT]...\n\ncommands:\n";
  for (const CommandRow& row : kCommands) {
    // What would run into the second column gets a line of its own.
    const std::string usage = fmt::format("{} {}", row.word, row.arguments);
    out += usage.size() < 20 ? fmt::format("  {:<20}{}\n", usage, row.about) : fmt::format("  {}\n{:<22}{}\n", usage, "", row.about);
  }
  out += "\n`seedlint check --help` lists the options of a check.\n";
  return out;
}

std::string_view check_footer() { return kCheckFooter; }

}  // namespace seedlint::app
