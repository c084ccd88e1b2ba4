// Reads a rule page or a file of specs: TOML front matter, sections, code fences grouped into small projects.
// Shared by rulegen (build time) and the runner of the fences (test time); standard library only.
#pragma once

#include <algorithm>
#include <cctype>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seedlint::page {

// One fence: a file of a small project.
struct File {
  std::string name;      // "train.py" where the fence names none
  std::string language;  // "python", "text", "bash" ...
  std::string text;
  unsigned line = 0;     // 1-based line of the page that holds the first line of `text`
};

// Fences that are tested together.
struct Project {
  std::string heading;  // the nearest heading above
  unsigned line = 0;    // of the first fence's first line
  std::vector<File> files;
  std::map<std::string, std::string> attributes;  // "only", "version" ...; a flag has an empty value
  bool has(const std::string& key) const { return attributes.count(key) != 0; }
};

struct Page {
  std::map<std::string, std::string> matter;  // front matter; empty where the page has none
  std::string body;                           // below the front matter
  std::vector<std::string> headings;          // "What it does", in order
  std::map<std::string, std::string> first_paragraph;  // by heading
  std::vector<Project> projects;              // fences marked `notest` are left out
};

// A mistake in a page; what() is "12: sentence", the line first.
struct Error : std::runtime_error {
  Error(unsigned line, const std::string& message) : std::runtime_error(std::to_string(line) + ": " + message) {}
};

inline std::string_view trim(std::string_view s) {
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  return s;
}

// `key = "value"` or `key = ["a", "b"]`; a list becomes "a,b".
inline std::pair<std::string, std::string> read_setting(std::string_view line, unsigned number) {
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) throw Error(number, "expected key = \"value\"");
  const std::string key{trim(line.substr(0, equals))};
  std::string_view rest = trim(line.substr(equals + 1));
  if (key.empty() || rest.empty()) throw Error(number, "expected key = \"value\"");
  const bool list = rest.front() == '[';
  if (list && rest.back() != ']') throw Error(number, "the list does not end with ]");
  if (list) rest = trim(rest.substr(1, rest.size() - 2));
  std::string value;
  while (!rest.empty()) {
    if (rest.front() != '"') throw Error(number, "expected a string in double quotes");
    const auto end = rest.find('"', 1);
    if (end == std::string_view::npos) throw Error(number, "the string does not end");
    if (!value.empty()) value += ',';
    value += rest.substr(1, end - 1);
    rest = trim(rest.substr(end + 1));
    if (rest.empty()) break;
    if (!list || rest.front() != ',') throw Error(number, "unexpected text after the string");
    rest = trim(rest.substr(1));
  }
  return {key, value};
}

// The words after the language of a fence: `file=a.py only=[x, y] notest`.
inline std::map<std::string, std::string> read_attributes(std::string_view text, unsigned number) {
  std::map<std::string, std::string> out;
  while (!(text = trim(text)).empty()) {
    std::size_t end = 0;
    int depth = 0;
    while (end < text.size() && (depth > 0 || !std::isspace(static_cast<unsigned char>(text[end])))) {
      if (text[end] == '[') ++depth;
      if (text[end] == ']') --depth;
      ++end;
    }
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    const auto equals = word.find('=');
    std::string key{word.substr(0, equals)};
    std::string value;
    if (equals != std::string_view::npos) {
      for (char c : word.substr(equals + 1))
        if (c != '[' && c != ']' && c != ' ' && c != '"') value += c;
    }
    static const std::string_view known[] = {"file", "only", "notest", "fixed"};
    if (std::find(std::begin(known), std::end(known), key) == std::end(known))
      throw Error(number, "unknown word in the fence: " + key);
    out[key] = value;
  }
  return out;
}

// Parses a page. `with_matter`: the page must open with front matter between +++ lines.
inline Page read_page(const std::string& text, bool with_matter) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= text.size();) {
    auto end = text.find('\n', at);
    if (end == std::string::npos) end = text.size();
    std::string_view line(text.data() + at, end - at);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.push_back(line);
    at = end + 1;
  }
  Page page;
  std::size_t i = 0;
  if (with_matter) {
    if (lines.empty() || trim(lines[0]) != "+++") throw Error(1, "the page does not open with +++");
    for (i = 1; i < lines.size() && trim(lines[i]) != "+++"; ++i) {
      const auto line = trim(lines[i]);
      if (line.empty() || line.front() == '#') continue;
      auto setting = read_setting(line, static_cast<unsigned>(i + 1));
      if (!page.matter.insert(setting).second)
        throw Error(static_cast<unsigned>(i + 1), setting.first + " is given twice");
    }
    if (i == lines.size()) throw Error(1, "the front matter does not end with +++");
    ++i;
  }
  const std::size_t body = i;
  std::string heading;
  bool join_next = false;  // a fence with file= joins the one before it
  for (; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    if (line.starts_with("```")) {
      const auto number = static_cast<unsigned>(i + 1);
      std::string_view words = trim(line.substr(3));
      const auto space = words.find(' ');
      File file;
      file.language = std::string(words.substr(0, space));
      const auto attributes =
          read_attributes(space == std::string_view::npos ? std::string_view{} : words.substr(space), number);
      file.line = number + 1;
      for (++i; i < lines.size() && lines[i] != "```"; ++i) {
        file.text += lines[i];
        file.text += '\n';
      }
      if (i == lines.size()) throw Error(number, "the fence does not end");
      const auto named = attributes.find("file");
      const bool has_file = named != attributes.end();
      if (attributes.count("notest") || (file.language != "python" && !has_file)) continue;
      file.name = has_file ? named->second : "train.py";
      bool joins = join_next && has_file;
      if (joins)
        for (const File& other : page.projects.back().files) joins = joins && other.name != file.name;
      if (!joins) page.projects.push_back({heading, file.line, {}, {}});
      Project& project = page.projects.back();
      for (const auto& [key, value] : attributes)
        if (key != "file") project.attributes[key] = value;
      project.files.push_back(std::move(file));
      join_next = has_file;
      continue;
    }
    if (line.starts_with("#")) {
      heading = std::string(trim(line.substr(line.find_first_not_of('#'))));
      page.headings.push_back(heading);
      join_next = false;
    } else if (!trim(line).empty() && !heading.empty()) {
      auto [where, fresh] = page.first_paragraph.try_emplace(heading, trim(line));
      if (!fresh && !trim(lines[i - 1]).empty() && !lines[i - 1].starts_with("#") &&
          where->second.ends_with(trim(lines[i - 1])))
        where->second += " " + std::string(trim(line));
    }
  }
  for (std::size_t k = body; k < lines.size(); ++k) {
    page.body += lines[k];
    if (k + 1 < lines.size()) page.body += '\n';
  }
  while (!page.body.empty() && page.body.front() == '\n') page.body.erase(0, 1);
  return page;
}

// A mark in a line of code: `# expect: [rule] "text"`, `# todo-expect: ...`, `# todo-ok: ...`.
struct Mark {
  std::string kind;  // "expect", "todo-expect", "todo-ok"
  std::string rule;
  std::string text;  // part of the message; may be empty
};

// The marks of one line of code; several `[rule] "text"` may follow one word.
inline std::vector<Mark> read_marks(std::string_view line) {
  std::vector<Mark> out;
  for (std::string_view kind : {"todo-expect", "todo-ok", "expect"}) {
    const std::string key = "# " + std::string(kind) + ":";
    const auto at = line.find(key);
    if (at == std::string_view::npos) continue;
    std::string_view rest = trim(line.substr(at + key.size()));
    while (!rest.empty() && rest.front() == '[') {
      const auto close = rest.find(']');
      if (close == std::string_view::npos) break;
      Mark mark{std::string(kind), std::string(rest.substr(1, close - 1)), ""};
      rest = trim(rest.substr(close + 1));
      if (!rest.empty() && rest.front() == '"') {
        const auto end = rest.find('"', 1);
        mark.text = std::string(rest.substr(1, end - 1));
        rest = end == std::string_view::npos ? std::string_view{} : trim(rest.substr(end + 1));
      }
      out.push_back(std::move(mark));
    }
    return out;
  }
  return out;
}

}  // namespace seedlint::page
