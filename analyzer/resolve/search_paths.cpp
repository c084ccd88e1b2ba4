// Folders added to sys.path; see search_paths.h.
#include "resolve/search_paths.h"

#include <algorithm>
#include <optional>

#include "resolve/find_text.h"

namespace seedlint::resolve {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// What a path expression is known to be: text below the root where `fixed`, else relative to the working directory
// (or a bare string, on its way into a join).
struct Place {
  std::string text;
  bool fixed = false;
};

// "a/./b/../c" -> "a/c"; none where it leads above the root.
std::optional<std::string> normal(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else {
      if (parts.empty()) return std::nullopt;
      parts.pop_back();
    }
  }
  std::string text;
  for (const auto part : parts) (text += text.empty() ? "" : "/") += part;
  return text;
}

std::string parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

// Nobody writes more; a generated text might.
constexpr std::size_t kMostEdits = 100;

// A recursive descent over the few shapes that people write; anything else gives nothing.
class Evaluator {
 public:
  Evaluator(std::string_view text, std::string_view whole, std::size_t before, std::string_view path, int depth)
      : rest_(text), whole_(whole), before_(before), path_(path), depth_(depth) {}

  std::optional<Place> expression() {
    auto left = operand();
    while (left) {
      skip();
      const char c = rest_.empty() ? '\0' : rest_.front();
      if (c != '/' && c != '+') break;
      rest_.remove_prefix(1);
      const auto right = operand();
      if (!right || right->fixed) return std::nullopt;
      left->text += (c == '/' && !left->text.empty() ? "/" : "") + right->text;
    }
    return left;
  }

 private:
  void skip() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n' || rest_.front() == '\r' ||
                              rest_.front() == '\t' || rest_.front() == '\\'))
      rest_.remove_prefix(1);
  }
  bool take(char c) {
    skip();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<Place> operand() {
    skip();
    if (rest_.empty() || ++steps_ > 60) return std::nullopt;
    std::optional<Place> value;
    if (take('(')) {
      value = expression();
      if (!take(')')) return std::nullopt;
    } else if (rest_.front() == '"' || rest_.front() == '\'') {
      value = literal();
    } else {
      std::string name = dotted();
      if (name == "r" && !rest_.empty() && (rest_.front() == '"' || rest_.front() == '\'')) value = literal();
      else value = named(name);
    }
    while (value && take('.')) {
      const std::string name = dotted();
      value = attribute(std::move(*value), name);
    }
    return value;
  }

  std::optional<Place> literal() {
    const char quote = rest_.front();
    const std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos || end == 1) return std::nullopt;
    const std::string_view text = rest_.substr(1, end - 1);
    if (text.find_first_of("\\\n{") != std::string_view::npos) return std::nullopt;
    rest_.remove_prefix(end + 1);
    return Place{std::string(text), false};
  }

  std::string dotted() {
    std::size_t n = 0;
    while (n < rest_.size() && (is_word(rest_[n]) || rest_[n] == '.')) ++n;
    while (n > 0 && rest_[n - 1] == '.') --n;
    std::string name(rest_.substr(0, n));
    rest_.remove_prefix(n);
    return name;
  }

  // Arguments of a call whose '(' has been taken.
  std::optional<std::vector<Place>> arguments() {
    std::vector<Place> list;
    while (!take(')')) {
      auto value = expression();
      if (!value) return std::nullopt;
      list.push_back(std::move(*value));
      if (!take(',')) {
        if (!take(')')) return std::nullopt;
        break;
      }
    }
    return list;
  }

  std::optional<Place> named(std::string name) {
    // "os.path.join", "osp.join" and "join" alike; the pathlib tail of "__file__.x" cannot occur.
    if (name == "__file__") return Place{std::string(path_), true};
    skip();
    if (rest_.empty() || rest_.front() != '(') return variable(name);
    const std::string last = name.substr(name.rfind('.') + 1);
    rest_.remove_prefix(1);
    const auto values = arguments();
    if (!values) return std::nullopt;
    if (last == "getcwd" || last == "cwd") return Place{"", false};
    if (values->empty()) return std::nullopt;
    const Place& first = values->front();
    if (last == "dirname") return first.fixed ? Place{parent_of(first.text), true} : Place{parent_of(first.text), false};
    if (last == "str" || last == "Path" || last == "PurePath" || last == "abspath" || last == "realpath" ||
        last == "normpath" || last == "resolve" || last == "fspath" || last == "expanduser")
      return tidy(first);
    if (last == "join") {
      Place all = first;
      for (std::size_t i = 1; i < values->size(); ++i) {
        if ((*values)[i].fixed || (*values)[i].text.starts_with('/')) all = (*values)[i];
        else all.text += (all.text.empty() ? "" : "/") + (*values)[i].text;
      }
      return all;
    }
    return std::nullopt;
  }

  static std::optional<Place> tidy(const Place& place) {
    if (!place.fixed) return place;
    auto text = normal(place.text);
    if (!text) return std::nullopt;
    return Place{std::move(*text), true};
  }

  std::optional<Place> attribute(Place value, std::string_view names) {
    std::string_view rest = names;
    while (!rest.empty()) {
      const std::size_t dot = rest.find('.');
      const std::string_view name = rest.substr(0, dot);
      rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
      if (name == "parent") {
        auto clean = tidy(value);
        if (!clean) return std::nullopt;
        value = Place{parent_of(clean->text), clean->fixed};
      } else if (name == "parents") {
        if (!take('[')) return std::nullopt;
        skip();
        int up = 0;
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9' && up < 100)
          up = up * 10 + (rest_.front() - '0'), rest_.remove_prefix(1);
        if (!take(']')) return std::nullopt;
        for (int i = 0; i <= up; ++i) value.text = parent_of(value.text);
      } else if (name == "joinpath") {
        if (!take('(')) return std::nullopt;
        const auto values = arguments();
        if (!values) return std::nullopt;
        for (const Place& v : *values) value.text += (value.text.empty() ? "" : "/") + v.text;
      } else if (name == "resolve" || name == "absolute" || name == "as_posix" || name == "expanduser") {
        if (!take('(') || !arguments()) return std::nullopt;
        auto clean = tidy(value);
        if (!clean) return std::nullopt;
        value = std::move(*clean);
      } else {
        return std::nullopt;
      }
    }
    return value;
  }

  // A variable means its last plain assignment at the start of a line above; `x.parent` names x and then attributes.
  std::optional<Place> variable(std::string_view name) {
    const std::size_t dot = name.find('.');
    const std::string_view tail = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
    name = name.substr(0, dot);
    if (name.empty() || depth_ > 4) return std::nullopt;
    std::optional<Place> value;
    if (name == "__file__") {
      value = Place{std::string(path_), true};
    } else {
      std::size_t at = before_;
      while (!value) {
        at = at == 0 ? std::string_view::npos : whole_.rfind(name, at - 1);
        if (at == std::string_view::npos) return std::nullopt;
        const std::size_t line = whole_.rfind('\n', at == 0 ? 0 : at - 1);
        const std::size_t begin = line == std::string_view::npos || at == 0 ? 0 : line + 1;
        if (whole_.substr(begin, at - begin).find_first_not_of(" \t") != std::string_view::npos) continue;
        std::size_t after = whole_.find_first_not_of(' ', at + name.size());
        if (after == std::string_view::npos || whole_[after] != '=' || whole_.substr(after).starts_with("==")) continue;
        const std::size_t end = std::min(whole_.size(), after + 400);
        value = Evaluator(whole_.substr(after + 1, end - after - 1), whole_, at, path_, depth_ + 1).expression();
        if (!value) return std::nullopt;
      }
    }
    return tail.empty() ? value : attribute(std::move(*value), tail);
  }

  std::string_view rest_;
  std::string_view whole_;
  std::size_t before_;
  std::string_view path_;
  int depth_;
  int steps_ = 0;
};

// `def add_path(path): sys.path.insert(0, path)`: where the arguments of its calls begin, if the edit at `edit` adds the
// first parameter of the function that it stands in.
std::vector<std::size_t> calls_of_helper(std::string_view text, std::size_t edit, std::string_view added) {
  std::vector<std::size_t> begins;
  const std::size_t def = text.rfind("def ", edit);
  if (def == std::string_view::npos || edit - def > 400) return begins;
  const std::size_t open = text.find('(', def);
  if (open == std::string_view::npos || open > edit || !text.substr(open + 1).starts_with(added)) return begins;
  const std::string name = std::string(text.substr(def + 4, open - def - 4)) + "(";
  for (std::size_t at = find_text(text, name); at != std::string_view::npos; at = find_text(text, name, at + 1)) {
    if (at == def + 4 || (at > 0 && (is_word(text[at - 1]) || text[at - 1] == '.'))) continue;
    if (begins.size() >= 8) break;
    begins.push_back(at + name.size());
  }
  return begins;
}

}  // namespace

std::vector<std::string> path_edits(std::string_view text, std::string_view path) {
  std::vector<std::string> folders;
  const auto add = [&](std::optional<std::string> folder) {
    if (folder && std::find(folders.begin(), folders.end(), *folder) == folders.end()) folders.push_back(*folder);
  };
  std::size_t looked = 0;
  for (std::string_view verb : {"sys.path", "addsitedir"}) {
    for (std::size_t at = find_text(text, verb); at != std::string_view::npos; at = find_text(text, verb, at + 1)) {
      if (++looked > kMostEdits) break;
      std::size_t i = at + verb.size();
      if (verb == "sys.path") {
        constexpr std::string_view kVerbs[] = {".append(", ".insert(", ".extend([", " += ["};
        const auto* found = std::find_if(std::begin(kVerbs), std::end(kVerbs),
                                         [&](std::string_view v) { return text.substr(i).starts_with(v); });
        if (found == std::end(kVerbs)) continue;
        i += found->size();
        if (*found == ".insert(") {
          const std::size_t comma = text.find(',', i);
          if (comma == std::string_view::npos || comma - i > 20) continue;
          i = comma + 1;
        }
      } else {
        if (!text.substr(i).starts_with("(")) continue;
        ++i;
      }
      std::size_t end = text.find_first_not_of(' ', i);
      const std::size_t word = end;
      while (end < text.size() && is_word(text[end])) ++end;
      std::vector<std::size_t> places;
      if (word < end && text[end] == ')') places = calls_of_helper(text, at, text.substr(word, end - word));
      if (places.empty()) places.push_back(i);
      for (const std::size_t begin : places) {
        const auto place = Evaluator(text.substr(begin, 600), text, begin == i ? at : begin, path, 0).expression();
        if (!place) continue;
        if (place->fixed) {
          add(normal(place->text));
        } else if (!place->text.starts_with('/')) {
          add(normal(parent_of(path) + "/" + place->text));
          add(normal(place->text));
        }
      }
    }
  }
  return folders;
}

}  // namespace seedlint::resolve
