// Command lines as a shell reads them; see shell_words.h.
#include "resolve/shell_words.h"

namespace seedlint::resolve {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }

// Offset past a "$(...)" or "${...}" that starts at `at`; `at` where it is never closed.
std::size_t past_substitution(std::string_view line, std::size_t at) {
  const char open = line[at + 1], close = open == '(' ? ')' : '}';
  int depth = 0;
  for (std::size_t i = at + 1; i < line.size(); ++i) {
    if (line[i] == open) ++depth;
    if (line[i] == close && --depth == 0) return i + 1;
  }
  return at;
}

}  // namespace

void each_logical_line(std::string_view text, const std::function<void(const LogicalLine&)>& use) {
  constexpr std::size_t kLongest = 20000;
  LogicalLine current;
  std::uint32_t number = 0;
  bool joined = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
    const bool more = line.ends_with('\\');
    if (more) line.remove_suffix(1);
    line = line.substr(0, kLongest);
    if (!joined) {
      current.text = line;
      current.line = number;
    } else if (current.text.size() < kLongest) {
      (current.text += ' ') += line;
    }
    joined = more;
    if (!more) use(current);
  }
  if (joined) use(current);
}

std::vector<std::string> shell_words(std::string_view line) {
  std::vector<std::string> words;
  const bool list = line.find("[\"") != std::string_view::npos || line.find("['") != std::string_view::npos;
  std::string word;
  bool open = false;
  const auto flush = [&] {
    if (open) words.push_back(std::move(word));
    word.clear();
    open = false;
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (is_space(c) || (list && (c == ',' || c == '[' || c == ']'))) {
      flush();
    } else if (c == '#' && !open && i > 0) {
      break;
    } else if (c == ';' || c == '|' || c == '`' || (c == '&' && (!open || (i + 1 < line.size() && line[i + 1] == '&')))) {
      flush();
      if (words.empty() || words.back() != ";") words.push_back(";");
    } else if (c == '$' && i + 1 < line.size() && (line[i + 1] == '(' || line[i + 1] == '{')) {
      const std::size_t end = past_substitution(line, i);
      open = true;
      if (end == i) {
        word += c;
      } else {
        word += line.substr(i, end - i);
        i = end - 1;
      }
    } else if ((c == '"' || c == '\'') && (!open || word.ends_with('=') || word.ends_with('/') || word.ends_with('}'))) {
      const std::size_t end = line.find(c, i + 1);
      open = true;
      if (end == std::string_view::npos) {
        if (c == '\'') word += c;  // an apostrophe; a lone double quote is dropped
      } else {
        word += line.substr(i + 1, end - i - 1);
        i = end;
      }
    } else if (c == '"') {
      // the end of a quote that did not begin with the word
    } else {
      open = true;
      word += c;
    }
  }
  flush();
  return words;
}

std::string expand_variables(std::string_view word, const std::map<std::string, std::string, std::less<>>& variables) {
  std::string result;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] != '$' || i + 1 >= word.size()) {
      result += word[i];
      continue;
    }
    const bool braces = word[i + 1] == '{' || word[i + 1] == '(';
    const std::size_t begin = i + (braces ? 2 : 1);
    std::size_t end = begin;
    while (end < word.size() && is_name(word[end])) ++end;
    const auto known = variables.find(word.substr(begin, end - begin));
    // "${ARGS[@]}" is the whole list; "${N:-8}" has a default.
    std::size_t after = end;
    if (braces && word[i + 1] == '{' && word.substr(end).starts_with("[@]}")) after = end + 3;
    const bool closed = !braces || (after < word.size() && (word[after] == '}' || word[after] == ')'));
    if (end > begin && known != variables.end() && closed && result.size() < 4000) {
      result += known->second;
      i = braces ? after : end - 1;
      continue;
    }
    if (braces && word.substr(end).starts_with(":-")) {
      const std::size_t close = word.find('}', end);
      if (close != std::string_view::npos && known == variables.end()) {
        result += word.substr(i, close + 1 - i);
        i = close;
        continue;
      }
    }
    result += word[i];
  }
  return result;
}

}  // namespace seedlint::resolve
