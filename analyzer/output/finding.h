// What reporters are given: findings that survived selection and directives, in their final order.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "findings/diagnostic.h"
#include "rule.h"
#include "text/source_file.h"

namespace seedlint::output {

struct Finding {
  findings::Diagnostic diagnostic;
  const SourceFile* file = nullptr;            // never null; outlives the report
  std::vector<const SourceFile*> label_files;  // one per label of the diagnostic, never null
  std::string fingerprint;
  const rules::RuleInfo* rule = nullptr;       // never null
};

struct Summary {
  std::size_t files = 0;  // that the paths on the command line name
  std::size_t errors = 0, warnings = 0, notes = 0;
  std::size_t suppressed = 0;     // hidden by directives
  std::size_t hidden_notes = 0;   // would be shown with --notes
};

struct Report {
  std::vector<Finding> findings;
  Summary summary;
  std::string_view version;
};

}  // namespace seedlint::output
