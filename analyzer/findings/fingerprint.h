// A short name for a finding that survives edits elsewhere in its file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "findings/diagnostic.h"
#include "text/source_file.h"

namespace seedlint::findings {

// 32 hexadecimal digits: XXH3-128 of the rule's name, the header line of the enclosing def or class, the text of
// the finding's line (both without white space) and `ordinal`, the number of earlier findings that agree in all
// three. Neither path nor line number takes part, so moved code and renamed files keep it.
std::string fingerprint(const Diagnostic& diagnostic, const SourceFile& file, std::uint32_t ordinal);

// What two findings of one file must share for `ordinal` to tell them apart.
std::string fingerprint_key(const Diagnostic& diagnostic, const SourceFile& file);

}  // namespace seedlint::findings
