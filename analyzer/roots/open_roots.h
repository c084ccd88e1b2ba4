// Public functions and methods that nothing in the project calls: how libraries are checked.
#pragma once

#include <vector>

#include "resolve/project.h"
#include "roots/root.h"

namespace seedlint::roots {

// `is_script[i]` tells whether files()[i] is a script; what a lone script defines and never calls is dead, not open.
std::vector<Root> find_open_roots(const resolve::Project& project, const std::vector<char>& is_script,
                                  unsigned threads);

// Whether `text` names something that decides reproducibility: a seed, a generator, a loader, a flag, the rank, a split.
bool holds_evidence(std::string_view text);

// The token of the name in "def name" or "class name" within the span of its definition; the span's start if it is
// not found.
Span name_token(const SourceFile& source, Span definition, std::string_view name);

}  // namespace seedlint::roots
