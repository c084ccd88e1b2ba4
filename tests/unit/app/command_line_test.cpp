// Arguments to options; every mistake gets one sentence that helps.
#include "app/command_line.h"

#include <gtest/gtest.h>

namespace seedlint::app {
namespace {

std::string fault(const std::vector<std::string>& arguments) {
  const auto parsed = parse_command_line(arguments);
  return parsed ? std::string() : parsed.error();
}

Options options(const std::vector<std::string>& arguments) {
  const auto parsed = parse_command_line(arguments);
  EXPECT_TRUE(parsed.has_value()) << (parsed ? "" : parsed.error());
  return parsed ? parsed->options : Options{};
}

TEST(CommandLine, CheckIsTheDefault) {
  EXPECT_EQ(options({}).paths, std::vector<std::string>{"."});
  EXPECT_EQ(options({"/", "/tmp"}).paths, (std::vector<std::string>{"/", "/tmp"}));
  EXPECT_EQ(options({"check", "a.py"}).paths, std::vector<std::string>{"a.py"});
}

TEST(CommandLine, ListsTakeOneArgumentEach) {
  const Options o = options({"check", "--select", "SEED101,SEED2", "src", "--ignore=SEED102", "--select", "x"});
  EXPECT_EQ(*o.select, (std::vector<std::string>{"SEED101", "SEED2", "x"}));
  EXPECT_EQ(o.ignore, std::vector<std::string>{"SEED102"});
  EXPECT_EQ(o.paths, std::vector<std::string>{"src"});
}

TEST(CommandLine, AddIgnoreDoesNotSwallowThePath) {
  const Options o = options({"check", "--add-ignore", "src"});
  EXPECT_EQ(o.add_ignore, "");
  EXPECT_EQ(o.paths, std::vector<std::string>{"src"});
  EXPECT_EQ(options({"check", "--add-ignore=old code"}).add_ignore, "old code");
}

TEST(CommandLine, OutputsArePairedInOrder) {
  const Options o = options({"check", "--output-format", "github", "--output-format", "sarif", "-o", "x.sarif"});
  ASSERT_EQ(o.outputs.size(), 2u);
  EXPECT_EQ(o.outputs[0].format, "github");
  EXPECT_EQ(o.outputs[0].file, "");
  EXPECT_EQ(o.outputs[1].format, "sarif");
  EXPECT_EQ(o.outputs[1].file, "x.sarif");
  EXPECT_EQ(options({"check", "-o", "all.txt"}).outputs[0].file, "all.txt");
  EXPECT_NE(fault({"check", "--output-format", "json", "--output-format", "sarif"}), "");
}

TEST(CommandLine, MistakesGetSuggestions) {
  EXPECT_EQ(fault({"check", "--selct", "x"}), "unknown option `--selct`; did you mean `--select`?");
  EXPECT_EQ(fault({"check", "--output-format", "jsn"}), "no output format is called `jsn`; did you mean `json`?");
  EXPECT_EQ(fault({"chekc"}), "no command and no file is called `chekc`; did you mean `check`?");
  EXPECT_NE(fault({"check", "--fail-on", "fatal"}).find("error, warning, note"), std::string::npos);
  EXPECT_NE(fault({"check", "-j", "many"}).find("many"), std::string::npos);
  EXPECT_NE(fault({"check", "--color", "red"}).find("auto, always, never"), std::string::npos);
  EXPECT_NE(fault({"explain"}), "");
  EXPECT_NE(fault({"check", "--select"}), "");
}

TEST(CommandLine, HelpNamesEveryCommand) {
  const auto parsed = parse_command_line({"--help"});
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->command, Command::Help);
  for (const char* word : {"check", "explain", "rules", "trace", "version"}) EXPECT_NE(parsed->help.find(word), std::string::npos);
}

}  // namespace
}  // namespace seedlint::app
