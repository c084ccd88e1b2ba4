// Git's ignore patterns; see gitignore.h.
#include "resolve/gitignore.h"

#include <cstring>
#include <optional>

namespace seedlint::resolve {
namespace {

bool in_named_class(std::string_view name, unsigned char c) {
  const bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
  if (name == "alpha") return lower || upper;
  if (name == "digit") return digit;
  if (name == "alnum") return lower || upper || digit;
  if (name == "lower") return lower;
  if (name == "upper") return upper;
  if (name == "space") return c == ' ' || (c >= '\t' && c <= '\r');
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "punct") return c > 32 && c < 127 && !(lower || upper || digit);
  if (name == "xdigit") return digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  if (name == "cntrl") return c < 32 || c == 127;
  if (name == "graph") return c > 32 && c < 127;
  if (name == "print") return c >= 32 && c < 127;
  return false;
}

struct Bracket {
  bool fits = false;
  std::size_t end = 0;  // offset past ']'
};

// A "[...]" that starts at glob[at]; none where it is never closed (git then lets the pattern match nothing).
std::optional<Bracket> match_bracket(std::string_view glob, std::size_t at, unsigned char c) {
  std::size_t i = at + 1;
  bool negated = false;
  if (i < glob.size() && (glob[i] == '!' || glob[i] == '^')) negated = true, ++i;
  bool found = false;
  bool first = true;
  while (i < glob.size() && (glob[i] != ']' || first)) {
    first = false;
    if (glob[i] == '[' && i + 1 < glob.size() && glob[i + 1] == ':') {
      const std::size_t close = glob.find(":]", i + 2);
      if (close != std::string_view::npos) {
        found |= in_named_class(glob.substr(i + 2, close - i - 2), c);
        i = close + 2;
        continue;
      }
    }
    if (glob[i] == '\\' && i + 1 < glob.size()) ++i;
    const auto low = static_cast<unsigned char>(glob[i++]);
    auto high = low;
    if (i + 1 < glob.size() && glob[i] == '-' && glob[i + 1] != ']') {
      ++i;
      if (glob[i] == '\\' && i + 1 < glob.size()) ++i;
      high = static_cast<unsigned char>(glob[i++]);
    }
    found |= low <= c && c <= high;
  }
  if (i >= glob.size()) return std::nullopt;
  return Bracket{.fits = found != negated && c != '/', .end = i + 1};
}

// Offset past the stars at glob[at], if they are two or more and a whole component; else `at`.
std::size_t spanning_stars(std::string_view glob, std::size_t at) {
  if (at > 0 && glob[at - 1] != '/') return at;
  std::size_t end = at;
  while (end < glob.size() && glob[end] == '*') ++end;
  return end - at >= 2 && (end == glob.size() || glob[end] == '/') ? end : at;
}

}  // namespace

// Only the last '*' and the last "**" are ever tried again: what an earlier one could give, a later one can too.
bool glob_fits(std::string_view glob, std::string_view text) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t g = 0, t = 0;
  std::size_t star_glob = kNone, star_text = 0;
  std::size_t span_glob = kNone, span_text = 0;
  for (;;) {
    bool ok = false;
    if (g < glob.size() && glob[g] == '*') {
      if (const std::size_t end = spanning_stars(glob, g); end != g) {
        if (end == glob.size()) return true;
        g = end + 1;
        span_glob = g, span_text = t;
        star_glob = kNone;
        continue;
      }
      while (g < glob.size() && glob[g] == '*') ++g;
      star_glob = g, star_text = t;
      continue;
    }
    if (t == text.size()) {
      if (g == glob.size()) return true;
      ok = false;
    } else if (g < glob.size()) {
      const char c = text[t];
      if (glob[g] == '?') {
        ok = c != '/';
        if (ok) ++g, ++t;
      } else if (glob[g] == '[') {
        const auto bracket = match_bracket(glob, g, static_cast<unsigned char>(c));
        if (!bracket) return false;
        ok = bracket->fits;
        if (ok) g = bracket->end, ++t;
      } else {
        std::size_t literal = g;
        if (glob[g] == '\\' && g + 1 < glob.size()) ++literal;
        ok = glob[literal] == c;
        if (ok) g = literal + 1, ++t;
      }
    }
    if (ok) continue;
    if (star_glob != kNone && star_text < text.size() && text[star_text] != '/') {
      g = star_glob, t = ++star_text;
      continue;
    }
    if (span_glob != kNone) {
      const std::size_t slash = text.find('/', span_text);
      if (slash == kNone) return false;
      span_text = slash + 1;
      g = span_glob, t = span_text;
      star_glob = kNone;
      continue;
    }
    return false;
  }
}

IgnoreList::IgnoreList(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r') && end != std::string_view::npos) line.remove_suffix(1);
    add(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
}

void IgnoreList::add(std::string_view line) {
  if (line.empty() || line.front() == '#') return;
  // Trailing spaces count only where escaped.
  std::size_t end = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) end = ++i + 1;
    else if (line[i] != ' ') end = i + 1;
  }
  line = line.substr(0, end);
  Pattern pattern;
  if (line.starts_with('!')) pattern.negated = true, line.remove_prefix(1);
  if (line.ends_with('/')) pattern.folder_only = true, line.remove_suffix(1);
  pattern.anchored = line.find('/') != std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty()) return;
  // A lone backslash at the end matches nothing.
  if (line.ends_with('\\')) {
    std::size_t count = 0;
    for (std::size_t i = line.size(); i > 0 && line[i - 1] == '\\'; --i) ++count;
    if (count % 2 == 1) return;
  }
  constexpr std::string_view kSpecial = "*?[\\";
  pattern.literal = line.find_first_of(kSpecial) == std::string_view::npos;
  pattern.suffix = !pattern.anchored && line.front() == '*' &&
                   line.find_first_of(kSpecial, 1) == std::string_view::npos;
  if (pattern.suffix) line.remove_prefix(1);
  // Git compares what stands before the first special character by itself; "a**/b" therefore spans folders.
  if (pattern.anchored && !pattern.literal) {
    const std::size_t plain = line.find_first_of(kSpecial);
    pattern.prefix = line.substr(0, plain);
    line.remove_prefix(plain);
  }
  pattern.glob = line;
  patterns_.push_back(std::move(pattern));
}

bool IgnoreList::fits(const Pattern& pattern, std::string_view path, std::string_view name) {
  const std::string_view subject = pattern.anchored ? path : name;
  if (pattern.literal) return subject == pattern.glob;
  if (pattern.suffix) return subject.ends_with(pattern.glob);
  return subject.starts_with(pattern.prefix) && glob_fits(pattern.glob, subject.substr(pattern.prefix.size()));
}

Ignored IgnoreList::match(std::string_view path, bool is_folder) const {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  for (std::size_t i = patterns_.size(); i-- > 0;) {
    const Pattern& pattern = patterns_[i];
    if (pattern.folder_only && !is_folder) continue;
    if (fits(pattern, path, name)) return pattern.negated ? Ignored::No : Ignored::Yes;
  }
  return Ignored::Undecided;
}

}  // namespace seedlint::resolve
