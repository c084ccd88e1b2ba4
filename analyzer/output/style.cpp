// See style.h.
#include "output/style.h"

namespace seedlint::output {

std::string Style::operator()(Tone tone, std::string_view text) const {
  std::string_view code;
  switch (tone) {
    case Tone::Plain: break;
    case Tone::Bold: code = "1"; break;
    case Tone::Error: code = "1;31"; break;
    case Tone::Warning: code = "1;33"; break;
    case Tone::Note: code = "1;36"; break;
    case Tone::Frame: code = "1;34"; break;
    case Tone::Help: code = "1;32"; break;
  }
  if (!colour_ || code.empty() || text.empty()) return std::string(text);
  std::string out = "\x1b[";
  out += code;
  out += 'm';
  out += text;
  out += "\x1b[0m";
  return out;
}

Tone tone_of(findings::Severity severity) {
  switch (severity) {
    case findings::Severity::Error: return Tone::Error;
    case findings::Severity::Warning: return Tone::Warning;
    case findings::Severity::Note: return Tone::Note;
  }
  return Tone::Plain;
}

std::string_view name_of(findings::Severity severity) {
  switch (severity) {
    case findings::Severity::Error: return "error";
    case findings::Severity::Warning: return "warning";
    case findings::Severity::Note: return "note";
  }
  return "warning";
}

}  // namespace seedlint::output
