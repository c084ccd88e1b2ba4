// Command lines as a shell reads them, in whatever text they stand: enough to find a launcher and its script.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace seedlint::resolve {

struct LogicalLine {
  std::string text;        // with "\" continuations joined
  std::uint32_t line = 0;  // 1-based, where it begins
};

// Calls `use` for every line, "\\" continuations joined. Of a line longer than any command, only the start is given.
void each_logical_line(std::string_view text, const std::function<void(const LogicalLine&)>& use);

// Words of one command line, quotes removed. Separators of commands (; && || | &, a backtick, a comment's '#')
// are words of their own: ";". JSON lists ("[\"torchrun\", ...]") are read as words, too.
std::vector<std::string> shell_words(std::string_view line);

// `$NAME` and `${NAME}` replaced where `variables` knows them.
std::string expand_variables(std::string_view word, const std::map<std::string, std::string, std::less<>>& variables);

}  // namespace seedlint::resolve
