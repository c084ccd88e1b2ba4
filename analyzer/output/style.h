// Colours of a terminal, or nothing at all.
#pragma once

#include <string>
#include <string_view>

#include "findings/diagnostic.h"

namespace seedlint::output {

enum class Tone : unsigned char { Plain, Bold, Error, Warning, Note, Frame, Help };

// Wraps text in escape sequences where colour is on; gives it back unchanged where it is off.
class Style {
 public:
  explicit Style(bool colour) : colour_(colour) {}
  std::string operator()(Tone tone, std::string_view text) const;
  bool colour() const { return colour_; }

 private:
  bool colour_;
};

Tone tone_of(findings::Severity severity);
std::string_view name_of(findings::Severity severity);  // "error", "warning", "note"

}  // namespace seedlint::output
