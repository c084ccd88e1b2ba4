// A finding, before it is printed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/source_file.h"

namespace seedlint::findings {

enum class Severity : std::uint8_t { Note, Warning, Error };

struct Label {
  Span span;
  std::string message;
};

struct Diagnostic {
  std::string rule;  // "missing-seed"
  std::string code;  // "SEED101"
  Severity severity = Severity::Warning;
  Span span;            // one token on one line
  std::string message;  // one sentence: what is wrong and what goes wrong
  std::string help;     // what to write instead
  std::vector<Label> labels;  // call path first, in order, then what else matters
  std::string stream;         // "torch", "numpy" ...; may be empty
};

}  // namespace seedlint::findings
