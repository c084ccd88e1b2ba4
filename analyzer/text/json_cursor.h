// A walk over JSON text that knows where it stands. For notebooks: their strings are wanted with their offsets,
// from files that may be damaged anywhere; everything else is only skipped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace seedlint {

class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text) : text_(text) {}

  // Offset of the next value or bracket. Skips white space.
  std::size_t offset();
  void go_to(std::size_t offset) { at_ = offset; }
  // First byte of the next value; '\0' at the end.
  char peek();
  // Whether the text was damaged at some point; nothing moves any more after that.
  bool failed() const { return failed_; }
  std::size_t failed_at() const { return at_; }
  // Whether nothing but white space is left.
  bool at_end();

  // Calls `member(key)` for every member; it must read or skip() the value. False where there is no object.
  template <typename Member>
  bool object(Member member) {
    if (!take('{')) return false;
    if (take('}')) return true;
    do {
      const std::string key = string();
      if (!expect(':')) return false;
      member(std::string_view(key));
      if (failed_) return false;
    } while (take(','));
    return expect('}');
  }

  // Calls `element()` for every element, likewise.
  template <typename Element>
  bool array(Element element) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      element();
      if (failed_) return false;
    } while (take(','));
    return expect(']');
  }

  // The value of the string that stands here. Lone surrogates become U+FFFD.
  std::string string();
  // Skips any value, however deep, without recursion.
  void skip();

 private:
  bool take(char c);
  bool expect(char c);
  void fail() { failed_ = true; }
  bool skip_string();
  std::size_t scalar_end() const;

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace seedlint
