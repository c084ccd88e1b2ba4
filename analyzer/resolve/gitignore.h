// Git's ignore patterns: one list per .gitignore, matched the way `git check-ignore` does.
//
// Also used for the excludes of the configuration, which are the same language below the configuration's folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace seedlint::resolve {

enum class Ignored : unsigned char { Undecided, Yes, No };

class IgnoreList {
 public:
  IgnoreList() = default;
  // The text of a .gitignore. A BOM, CRLF, comments, empty lines and broken patterns are harmless.
  explicit IgnoreList(std::string_view text);

  void add(std::string_view line);
  bool empty() const { return patterns_.empty(); }

  // `path` is relative to the folder of the list, '/' separated, without leading or trailing '/'.
  // The last pattern that fits decides. Parents are not looked at: a walk does not enter ignored folders.
  Ignored match(std::string_view path, bool is_folder) const;

 private:
  struct Pattern {
    std::string prefix;  // of an anchored one: the text before its first special character
    std::string glob;
    bool negated = false;
    bool folder_only = false;
    bool anchored = false;  // holds a '/': matched against the whole path, else against the last component
    bool literal = false;   // no special character
    bool suffix = false;    // "*" followed by a literal
  };
  static bool fits(const Pattern& pattern, std::string_view path, std::string_view name);

  std::vector<Pattern> patterns_;
};

// Whether a glob fits the whole text. '*', '?' and '[...]' stop at '/'; "**" as a whole component spans folders.
// Takes time in proportion to glob times text times depth at worst.
bool glob_fits(std::string_view glob, std::string_view text);

}  // namespace seedlint::resolve
