// What can be known of a module without parsing it, and the same read off its code.
#pragma once

#include <string_view>
#include <vector>

#include "facts/code.h"
#include "facts/module_facts.h"

namespace seedlint::python {

// The Outline and the definitions of a module that was lowered whole.
void outline_of_code(const Code& code, const SourceFile& source, Outline& outline,
                     std::vector<ModuleFacts::Definition>& definitions);

// Whether the text starts with a line that names a Python interpreter.
bool has_python_shebang(std::string_view text);

}  // namespace seedlint::python
