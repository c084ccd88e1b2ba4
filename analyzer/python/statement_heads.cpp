// Imports, main guards and top-level calls, told from the bytes of a logical line.
#include "python/statement_heads.h"

#include <algorithm>
#include <array>

#include "python/outline.h"
#include "text/python_strings.h"

namespace seedlint::python {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 15> kCompound = {"if",  "elif",    "else",  "try",  "except",
                                                        "for", "finally", "while", "with", "def",
                                                        "class", "async", "match", "case", "except*"};
constexpr std::array<std::string_view, 16> kNoExpression = {
    "import", "from", "assert", "del", "raise", "return", "pass", "break",
    "continue", "global", "nonlocal", "if", "elif", "else", "try", "def"};
// Words before a bracket that make it no call.
constexpr std::array<std::string_view, 14> kOperators = {"in", "not", "and", "or", "if", "else", "is",
                                                         "lambda", "await", "yield", "for", "from", "async", "case"};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }

void append_root(std::string_view text, std::size_t at, std::vector<Symbol>& roots) {
  const std::string_view name = word_at(text, at);
  if (!name.empty()) roots.push_back(identifier(name));
}

// The statement that starts at `at`, if it is an import.
void append_import_at(std::string_view text, std::size_t at, std::vector<Symbol>& roots) {
  const std::string_view first = word_at(text, at);
  if (first == "from") {
    append_root(text, skip_blanks(text, at + 4), roots);
    return;
  }
  if (first != "import") return;
  at += 6;
  while (at < text.size()) {
    at = skip_blanks(text, at);
    append_root(text, at, roots);
    while (at < text.size() && text[at] != ',' && text[at] != ';' && text[at] != '#') ++at;
    if (at >= text.size() || text[at] != ',') return;
    ++at;
  }
}

// Calls `visit(at)` for every ':' and ';' outside brackets and strings; stops where it gives true.
template <typename Visit>
void each_separator(std::string_view text, Visit visit) {
  unsigned depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    switch (text[at]) {
      case '(': case '[': case '{': ++depth; break;
      case ')': case ']': case '}': depth -= depth > 0; break;
      case '\'': case '"':
        at = skip_string(text, at);
        if (at == kUnterminated) return;
        continue;
      case '#': at = std::min(text.find('\n', at), text.size()); continue;
      case ':': case ';':
        if (depth == 0 && visit(at)) return;
        break;
      default: break;
    }
    ++at;
  }
}

// One simple statement.
bool calls(std::string_view text) {
  std::size_t at = skip_blanks(text, 0);
  const std::string_view first = word_at(text, at);
  if (first.empty() && at >= text.size()) return false;
  if (among(kNoExpression, first)) return false;
  if (first == "print" || first == "exec") {  // the statements of Python 2
    const std::size_t after = skip_blanks(text, at + first.size());
    if (after < text.size() && std::string_view("(=.,[:").find(text[after]) == std::string_view::npos &&
        (text[after] == '\'' || text[after] == '"' || is_identifier_byte(text[after]) ||
         text.substr(after, 2) == ">>")) {
      const std::string_view next = word_at(text, after);
      if (!among(kOperators, next) || next == "not" || next == "lambda") return true;
    }
  }
  unsigned depth = 0;
  bool called = false;
  for (std::size_t from = at; at < text.size();) {
    const char c = text[at];
    switch (c) {
      case '\'': case '"':
        at = skip_string(text, at);
        if (at == kUnterminated) return called;
        continue;
      case '#': at = std::min(text.find('\n', at), text.size()); continue;
      case '(': {
        std::size_t back = at;
        while (back > from && is_space(text[back - 1])) --back;
        if (back > from) {
          const char before = text[back - 1];
          if (before == ')' || before == ']' || before == '}' || before == '"' || before == '\'') called = true;
          if (is_identifier_byte(before)) {
            std::size_t begin = back;
            while (begin > from && is_identifier_byte(text[begin - 1])) --begin;
            const std::string_view name = text.substr(begin, back - begin);
            if (!among(kOperators, name)) called = true;
          }
        }
        ++depth;
        break;
      }
      case '[': case '{': ++depth; break;
      case ')': case ']': case '}': depth -= depth > 0; break;
      case ':':
        if (depth == 0) return false;  // an annotated assignment, or a compound statement
        break;
      case '=': {
        if (depth != 0) break;
        const char before = at > from ? text[at - 1] : ' ';
        const bool comparison = (at + 1 < text.size() && text[at + 1] == '=') || before == '=' || before == '!' ||
                                ((before == '<' || before == '>') && (at < from + 2 || text[at - 2] != before));
        if (!comparison) return false;
        break;
      }
      default: break;
    }
    ++at;
  }
  return called;
}

}  // namespace

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_identifier_byte(text[end])) ++end;
  return at < text.size() ? text.substr(at, end - at) : std::string_view{};
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_space(text[at])) ++at;
    else if (text[at] == '\\' && text.substr(at + 1, 1) == "\n") at += 2;
    else if (text[at] == '\\' && text.substr(at + 1, 2) == "\r\n") at += 3;
    else break;
  }
  return at;
}

void append_imports(std::string_view line, bool semicolon, std::vector<Symbol>& roots) {
  if (line.empty()) return;
  if (line[0] == 'i' || line[0] == 'f') append_import_at(line, 0, roots);
  if (!semicolon && line.back() == ':') return;  // a header alone
  const bool compound = among(kCompound, word_at(line, 0));
  if (!semicolon && !compound) return;
  each_separator(line, [&](std::size_t at) {
    append_import_at(line, skip_blanks(line, at + 1), roots);
    return false;
  });
}

bool is_main_guard(std::string_view line) {
  std::string plain;
  for (const char c : line) {
    if (!is_space(c) && c != '(' && c != ')') plain += c == '\'' ? '"' : c;
    if (plain.size() > 40) break;
  }
  return plain.starts_with("if__name__==\"__main__\":") || plain.starts_with("if\"__main__\"==__name__:");
}

bool makes_call(std::string_view line) {
  bool found = false;
  std::size_t from = 0;
  each_separator(line, [&](std::size_t at) {
    if (line[at] == ';') {
      found = found || calls(line.substr(from, at - from));
      from = at + 1;
    }
    return false;
  });
  return found || calls(line.substr(from));
}

}  // namespace seedlint::python
