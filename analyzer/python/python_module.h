// The Python front end: text (a script or the joined cells of a notebook) to ModuleFacts.
#pragma once

#include <memory>

#include "facts/module_facts.h"

namespace seedlint::python {

// Takes ownership of nothing: `source` must outlive the result. Never fails; problems are recorded in the result.
std::unique_ptr<ModuleFacts> read_module(const SourceFile& source);

// Same, but parses the whole file at once instead of on demand. For tests: both must give the same code.
std::unique_ptr<ModuleFacts> read_module_whole(const SourceFile& source);

}  // namespace seedlint::python
