// See command_line.h. The only file that sees CLI11.
#include "app/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <filesystem>

#include "app/command_table.h"
#include "app/suggest.h"
#include "output/reporter.h"

namespace seedlint::app {
namespace {

// One file's worth of state between the declaration of options and reading them.
struct Raw {
  std::vector<std::string> paths, select, ignore, extend_select, exclude, formats, files;
  std::string fail_on, profile, colour, jobs;
  bool notes = false, no_notes = false, no_force_exclude = false, force_exclude = false, no_cache = false;
};

// The help of a command, laid out from the options as they were declared: it cannot promise others.
class Layout : public CLI::Formatter {
 public:
  explicit Layout(const CommandRow& row) : row_(&row) {}

  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const override {
    std::string out = fmt::format("usage: seedlint {}{}{}{}\n\n{}\n", row_->word, row_->arguments.empty() ? "" : " ",
                                  row_->arguments, row_->command == Command::Check ? " [OPTION]..." : "", row_->about);
    for (const std::string& group : app->get_groups()) {
      const auto options = app->get_options([&](const CLI::Option* o) { return o->get_group() == group && o->nonpositional(); });
      if (options.empty()) continue;
      out += fmt::format("\n{}:\n", group == "Options" ? "options" : group);
      for (const CLI::Option* option : options) out += row(*option);
    }
    return out;
  }

 private:
  static constexpr std::size_t kColumn = 28, kWidth = 100;

  static std::string row(const CLI::Option& option) {
    std::string names;
    for (const std::string& s : option.get_snames()) names += "-" + s;
    for (const std::string& l : option.get_lnames()) names += fmt::format("{}--{}", names.empty() ? "" : ", ", l);
    const std::string type = option.get_type_name();
    if (!type.empty() && option.get_type_size() != 0) names += fmt::format("{}{}", type.front() == '=' || type.front() == '[' ? "" : " ", type);
    std::string line = "  " + names;
    if (line.size() + 2 > kColumn) line += "\n" + std::string(kColumn, ' ');
    else line.resize(kColumn, ' ');
    std::string_view words = option.get_description();
    while (!words.empty()) {
      std::size_t cut = words.size();
      if (cut > kWidth - kColumn) {
        cut = words.rfind(' ', kWidth - kColumn);
        if (cut == std::string_view::npos) cut = words.size();
      }
      line += words.substr(0, cut);
      words.remove_prefix(std::min(words.size(), cut + 1));
      line += words.empty() ? "\n" : "\n" + std::string(kColumn, ' ');
    }
    return line;
  }

  const CommandRow* row_;
};

CLI::Option* list_option(CLI::App& app, const std::string& name, std::vector<std::string>& into,
                         const std::string& about, const std::string& type) {
  return app.add_option(name, into, about)->delimiter(',')->allow_extra_args(false)->type_name(type);
}

void declare_output(CLI::App& app, Raw& raw, bool only_json) {
  std::string formats;
  for (const output::Reporter& r : output::reporters()) formats += fmt::format("{}{}", formats.empty() ? "" : ", ", r.name);
  app.add_option("--output-format", raw.formats, only_json ? "full or json" : "one of " + formats + "; repeat with -o for more")
      ->allow_extra_args(false)
      ->type_name("FORMAT")
      ->group("output");
}

void declare_check(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("paths", raw.paths, "files and folders to report on")->type_name("PATH");

  list_option(app, "--select", raw.select, "run only these: names, codes, prefixes of codes (SEED1), ALL", "RULE,...")
      ->group("rules");
  list_option(app, "--extend-select", raw.extend_select, "run these as well", "RULE,...")->group("rules");
  list_option(app, "--ignore", raw.ignore, "do not run these", "RULE,...")->group("rules");
  app.add_flag("--preview", options.preview, "also run rules that are not stable yet")->group("rules");
  app.add_flag("--notes", raw.notes, "report notes as well as warnings and errors")->group("rules");
  app.add_flag("--no-notes", raw.no_notes, "do not, whatever the configuration says")->group("rules");
  app.add_option("--profile", raw.profile,
                 "default; research (notes on); tuning, production (speed over determinism: benchmark-despite-determinism off)")
      ->type_name("PROFILE")->group("rules");

  app.add_option("--fail-on", raw.fail_on, "least severity that makes the exit status 1: error, warning (default), note")
      ->type_name("SEVERITY")->group("result");
  app.add_flag("--exit-zero", options.exit_zero, "exit with 0 even if there are findings")->group("result");

  declare_output(app, raw, false);
  app.add_option("-o,--output-file", raw.files, "write the format named before it to this file, not to standard output")
      ->allow_extra_args(false)->type_name("FILE")->group("output");
  app.add_option("--color", raw.colour, "auto (default; NO_COLOR and FORCE_COLOR are honoured), always, never")
      ->type_name("WHEN")->group("output");
  app.add_flag("--statistics", options.statistics, "count findings by rule instead of listing them")->group("output");
  app.add_flag("-q,--quiet", options.quiet, "findings only: no closing line, no warnings about files")->group("output");
  app.add_flag("-v,--verbose", options.verbose, "say which project was analysed and how much of it")->group("output");

  app.add_option("--config", options.config, "use this file instead of searching for one")->type_name("FILE")->group("project");
  app.add_flag("--isolated", options.isolated, "read no configuration file")->group("project");
  list_option(app, "--exclude", raw.exclude, "skip files that match, as well as those of the configuration", "GLOB,...")
      ->group("project");
  app.add_flag("--force-exclude", raw.force_exclude, "skip excluded files even when they are given (default)")->group("project");
  app.add_flag("--no-force-exclude", raw.no_force_exclude, "check files that are given even if they are excluded")->group("project");
  app.add_option("--stdin-filename", options.stdin_filename, "name of the text on standard input, when the path is -")
      ->type_name("FILE")->group("project");
  app.add_flag("--show-files", options.show_files, "list the files that would be checked, and stop")->group("project");
  app.add_flag("--show-settings", options.show_settings, "print the settings and where each comes from, and stop")->group("project");

  app.add_option("--add-ignore", "write an ignore directive beside every finding, with this reason")
      ->type_name("[=WHY]")->group("change files");

  app.add_option("-j,--jobs", raw.jobs, "threads; one per core if not given. The result is the same for any number")
      ->type_name("N")->group("run");
  app.add_flag("--no-cache", raw.no_cache, "accepted; this version keeps no cache")->group("run");
  app.add_flag("--timing", options.timing, "print how long each phase took, to standard error")->group("run");
}

void declare_trace(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("paths", raw.paths, "the program to explain")->type_name("FILE")->required();
  app.add_option("--config", options.config, "use this file instead of searching for one")->type_name("FILE");
  app.add_flag("--isolated", options.isolated, "read no configuration file");
  app.add_option("--color", raw.colour, "auto (default), always, never")->type_name("WHEN");
  app.add_option("-j,--jobs", raw.jobs, "threads; one per core if not given")->type_name("N");
  app.add_flag("-v,--verbose", options.verbose, "every step, also those of library code that touch no stream");
}

// --add-ignore takes its value only after '=', so that it does not swallow the path that follows.
void take_add_ignore(std::vector<std::string>& arguments, Options& options) {
  std::erase_if(arguments, [&](const std::string& a) {
    if (a == "--add-ignore") {
      options.add_ignore = "";
      return true;
    }
    if (a.starts_with("--add-ignore=")) {
      options.add_ignore = a.substr(13);
      return true;
    }
    return false;
  });
}

tl::unexpected<std::string> wrong(std::string text) { return tl::make_unexpected(std::move(text)); }

std::string unknown_option(const CLI::App& app, std::string_view word) {
  const std::string_view name = word.substr(0, word.find('='));
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& l : option->get_lnames()) names.push_back("--" + l);
    for (const std::string& s : option->get_snames()) names.push_back("-" + s);
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  std::string hint = name.starts_with("--") ? did_you_mean(name, views) : std::string();
  if (hint.empty()) hint = fmt::format("; see `seedlint {} --help`", app.get_name());
  return fmt::format("unknown option `{}`{}", name, hint);
}

// Pairs every -o with the --output-format before it (or with the first format if it comes before all).
tl::expected<std::vector<Output>, std::string> pair_outputs(const CLI::App& app, const Raw& raw) {
  std::vector<Output> outputs;
  std::size_t format = 0, file = 0;
  std::string early;
  for (const CLI::Option* option : app.parse_order()) {
    if (option->check_lname("output-format") && format < raw.formats.size()) {
      outputs.push_back({raw.formats[format++], std::exchange(early, {})});
    } else if (option->check_lname("output-file") && file < raw.files.size()) {
      const std::string& name = raw.files[file++];
      std::string& slot = outputs.empty() ? early : outputs.back().file;
      if (!slot.empty()) return wrong(fmt::format("-o `{}` needs an --output-format of its own before it", name));
      slot = name;
    }
  }
  if (outputs.empty()) outputs.push_back({"full", early});
  std::size_t to_stdout = 0;
  for (const Output& out : outputs) {
    if (output::find_reporter(out.format) == nullptr) {
      std::vector<std::string_view> names;
      std::string all;
      for (const output::Reporter& r : output::reporters()) {
        names.push_back(r.name);
        all += fmt::format("{}{}", all.empty() ? "" : ", ", r.name);
      }
      std::string hint = did_you_mean(out.format, names);
      if (hint.empty()) hint = "; there are " + all;
      return wrong(fmt::format("no output format is called `{}`{}", out.format, hint));
    }
    if (out.file.empty()) ++to_stdout;
  }
  for (std::size_t i = 0; i < outputs.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (!outputs[i].file.empty() && outputs[i].file == outputs[k].file)
        return wrong(fmt::format("two output formats would go to `{}`", outputs[i].file));
  if (to_stdout > 1) return wrong("two output formats would go to standard output; give all but one a file with -o");
  return outputs;
}

tl::expected<void, std::string> interpret(const CLI::App& app, const Raw& raw, Options& options) {
  auto outputs = pair_outputs(app, raw);
  if (!outputs) return wrong(outputs.error());
  options.outputs = std::move(*outputs);
  if (!raw.fail_on.empty()) {
    const auto severity = parse_severity(raw.fail_on);
    if (!severity) return wrong("--fail-on: " + severity.error());
    options.fail_on = *severity;
  }
  if (!raw.profile.empty()) {
    const auto profile = parse_profile(raw.profile);
    if (!profile) return wrong("--profile: " + profile.error());
    options.profile = *profile;
  }
  if (!raw.jobs.empty()) {
    const auto [end, fault] = std::from_chars(raw.jobs.data(), raw.jobs.data() + raw.jobs.size(), options.jobs);
    if (fault != std::errc() || end != raw.jobs.data() + raw.jobs.size() || options.jobs > 1024)
      return wrong(fmt::format("--jobs: `{}` is not a number of threads (1 to 1024; 0 means one per core)", raw.jobs));
  }
  if (raw.colour == "always") {
    options.colour = Colour::Always;
  } else if (raw.colour == "never") {
    options.colour = Colour::Never;
  } else if (!raw.colour.empty() && raw.colour != "auto") {
    return wrong(fmt::format("--color: `{}` is not one of auto, always, never", raw.colour));
  }
  for (const Output& out : options.outputs)
    if (options.statistics && out.format != "full" && out.format != "concise")
      return wrong(fmt::format("--statistics is a text for people; it cannot be written as {}", out.format));
  if (raw.notes) options.notes = true;
  if (raw.no_notes) options.notes = false;
  if (raw.notes && raw.no_notes) return wrong("--notes and --no-notes cannot both be given");
  options.force_exclude = !raw.no_force_exclude || raw.force_exclude;
  if (!raw.select.empty()) options.select = raw.select;
  options.ignore = raw.ignore;
  options.extend_select = raw.extend_select;
  options.exclude = raw.exclude;
  options.paths = raw.paths;
  if (options.paths.empty()) options.paths.push_back(".");
  if (options.isolated && !options.config.empty()) return wrong("--isolated and --config cannot both be given");
  return {};
}

Parsed help_with(std::string text) { return {Command::Help, {}, std::move(text)}; }

std::string help_of(CLI::App& app, const CommandRow& row) {
  std::string text = app.help();
  if (row.command == Command::Check) text += std::string(check_footer());
  return text;
}

tl::expected<Parsed, std::string> parse_command(const CommandRow& row, std::vector<std::string> arguments) {
  Parsed parsed;
  parsed.command = row.command;
  Raw raw;
  CLI::App app(std::string(row.about), std::string(row.word));
  app.set_help_flag("-h,--help", "print this text");
  app.allow_extras();
  app.formatter(std::make_shared<Layout>(row));
  switch (row.command) {
    case Command::Check:
      take_add_ignore(arguments, parsed.options);
      declare_check(app, parsed.options, raw);
      break;
    case Command::Explain:
      app.add_option("rule", parsed.options.rule, "name or code of a rule")->type_name("RULE")->required();
      app.add_option("--color", raw.colour, "auto (default), always, never")->type_name("WHEN");
      break;
    case Command::Rules:
      declare_output(app, raw, true);
      break;
    case Command::Trace:
      declare_trace(app, parsed.options, raw);
      break;
    default:
      break;
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    return help_with(help_of(app, row));
  } catch (const CLI::RequiredError&) {
    return wrong(fmt::format("{} needs {}; see `seedlint {} --help`", row.word, row.command == Command::Explain ? "the name or code of a rule" : "a file", row.word));
  } catch (const CLI::ArgumentMismatch& fault) {
    const std::string_view said = fault.what();
    const std::string_view option = said.substr(0, said.find(':'));
    return wrong(option.starts_with("--") ? fmt::format("`{}` needs a value; see `seedlint {} --help`", option, row.word)
                                          : fmt::format("{}; see `seedlint {} --help`", said, row.word));
  } catch (const CLI::ParseError& fault) {
    return wrong(fmt::format("{}; see `seedlint {} --help`", fault.what(), row.word));
  }
  std::vector<std::string> extras = app.remaining();
  std::erase(extras, "--");
  for (const std::string& word : extras)
    if (word.size() > 1 && word.front() == '-') return wrong(unknown_option(app, word));
  if (!extras.empty()) {
    return wrong(fmt::format("{} does not take `{}`", row.word, extras.front()));
  }
  if (auto fine = interpret(app, raw, parsed.options); !fine) return wrong(fine.error());
  return parsed;
}

}  // namespace

tl::expected<findings::Severity, std::string> parse_severity(std::string_view word) {
  if (word == "error") return findings::Severity::Error;
  if (word == "warning") return findings::Severity::Warning;
  if (word == "note") return findings::Severity::Note;
  return wrong(fmt::format("`{}` is not one of error, warning, note", word));
}

tl::expected<Profile, std::string> parse_profile(std::string_view word) {
  for (const Profile p : {Profile::Default, Profile::Research, Profile::Tuning, Profile::Production})
    if (name_of(p) == word) return p;
  return wrong(fmt::format("`{}` is not one of default, research, tuning, production", word));
}

std::string_view name_of(Profile profile) {
  switch (profile) {
    case Profile::Default: return "default";
    case Profile::Research: return "research";
    case Profile::Tuning: return "tuning";
    case Profile::Production: return "production";
  }
  return "default";
}

tl::expected<Parsed, std::string> parse_command_line(const std::vector<std::string>& arguments) {
  const std::string_view first = arguments.empty() ? std::string_view() : std::string_view(arguments.front());
  if (first == "--help" || first == "-h") return help_with(general_help());
  if (first == "--version" || first == "-V") return Parsed{Command::Version, {}, {}};

  const CommandRow* row = find_command(first);
  if (row != nullptr && row->command == Command::Help) {
    if (arguments.size() == 1 || arguments[1] == "--help" || arguments[1] == "-h" || arguments[1] == "help") return help_with(general_help());
    if (arguments[1] == "verify") return help_with("`seedlint verify --help` lists its options.\n");
    row = find_command(arguments[1]);
    if (row == nullptr) {
      return wrong(fmt::format("no command is called `{}`{}", arguments[1], did_you_mean(arguments[1], command_words())));
    }
    return parse_command(*row, {"--help"});
  }
  if (row != nullptr) return parse_command(*row, {arguments.begin() + 1, arguments.end()});

  // No command: a check. A word that is no path is more likely a misspelt command.
  std::error_code ignored;
  if (!first.empty() && first.front() != '-' && !std::filesystem::exists(std::filesystem::path(first), ignored)) {
    const std::string hint = did_you_mean(first, command_words());
    if (!hint.empty()) return wrong(fmt::format("no command and no file is called `{}`{}", first, hint));
  }
  return parse_command(*find_command("check"), arguments);
}

}  // namespace seedlint::app
