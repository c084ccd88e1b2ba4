// Directives in comments that keep findings from being reported.
//
//   x = draw()  # seedlint: ignore[seed-after-draw] -- why      this statement
//   # seedlint: ignore[SEED102]                                 the next statement
//   # seedlint: file-ignore[missing-seed]                       the whole file
//   # seedlint: disable[missing-seed] ... enable[missing-seed]  the lines between
//   x = draw()  # noqa: SEED102                                 this statement; other tools' codes are left alone
//
// There is no blanket form: a directive names what it hides.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "text/source_file.h"

namespace seedlint::findings {

// One rule named by one directive.
struct Suppression {
  std::string rule;              // its name as the rule table has it; empty where no rule is called so
  std::string written;           // as it stands in the file
  Span span;                     // of `written`, or of the directive where nothing is named
  std::uint32_t first_line = 1;  // lines it covers, both included, in the analysed text
  std::uint32_t last_line = 1;
  bool noqa = false;             // unused ones are other tools' business
  bool used = false;
  bool until_enabled = false;    // a disable[...] that no enable[...] has closed
  std::string fault;             // why it can never hide anything ("names no rule"); empty if well formed
};

struct Suppressions {
  std::vector<Suppression> entries;  // in text order

  // Whether something hides `rule` (by name) on a 1-based line of the analysed text; marks what does as used.
  bool hides(std::string_view rule, std::uint32_t line);
};

// Rule name for a name or code as written (any case for codes), empty if there is none.
using RuleLookup = std::function<std::string_view(std::string_view)>;

// Reads the directives of one file. Cheap where there are none; `noqa` false spares a look for those of that form, which
// matter only where there is something to hide.
Suppressions read_suppressions(const SourceFile& file, const RuleLookup& find_rule, bool noqa = true);

}  // namespace seedlint::findings
