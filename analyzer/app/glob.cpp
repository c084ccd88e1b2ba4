// See glob.h.
#include "app/glob.h"

namespace seedlint::app {
namespace {

// Length of the set that starts at pattern[0] == '[', 0 if it is not closed; tells whether c is in it.
std::size_t match_set(std::string_view pattern, char c, bool& in) {
  std::size_t i = 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (std::size_t first = i; i < pattern.size(); ++i) {
    if (pattern[i] == ']' && i > first) {
      in = found != negated;
      return i + 1;
    }
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
      found = found || (pattern[i] <= c && c <= pattern[i + 2]);
      i += 2;
    } else {
      found = found || pattern[i] == c;
    }
  }
  return 0;
}

bool matches(std::string_view pattern, std::string_view text) {
  // The last star seen, to go back to: at most one retry per character of text, so never exponential.
  std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0, deep = std::string_view::npos, deep_mark = 0;
  while (t < text.size()) {
    if (p < pattern.size()) {
      if (pattern[p] == '*') {
        if (p + 1 < pattern.size() && pattern[p + 1] == '*') {
          p += 2;
          if (p < pattern.size() && pattern[p] == '/') ++p;  // "**/" also stands for nothing
          deep = p;
          deep_mark = t;
          star = std::string_view::npos;
        } else {
          star = ++p;
          mark = t;
        }
        continue;
      }
      bool same = pattern[p] == text[t] || (pattern[p] == '?' && text[t] != '/');
      std::size_t step = 1;
      if (pattern[p] == '[') {
        bool in = false;
        if (const std::size_t length = match_set(pattern.substr(p), text[t], in); length > 0) {
          same = in && text[t] != '/';
          step = length;
        }
      }
      if (same) {
        p += step;
        ++t;
        continue;
      }
    }
    if (star != std::string_view::npos && text[mark] != '/') {
      p = star;
      t = ++mark;
    } else if (deep != std::string_view::npos) {
      p = deep;
      t = ++deep_mark;
      star = std::string_view::npos;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) {
  if (pattern.starts_with("./")) pattern.remove_prefix(2);
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  if (pattern.empty()) return false;
  const bool whole = pattern.find('/') != std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  // The path itself, then every folder above it.
  for (std::string_view at = path;;) {
    const std::size_t slash = at.rfind('/');
    if (matches(pattern, whole || slash == std::string_view::npos ? at : at.substr(slash + 1))) return true;
    if (slash == std::string_view::npos) return false;
    at = at.substr(0, slash);
  }
}

}  // namespace seedlint::app
