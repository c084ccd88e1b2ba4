// What one logical line says about the module, read off its bytes.
#pragma once

#include <string_view>
#include <vector>

#include "text/symbol.h"

namespace seedlint::python {

// The identifier at `at`; empty where there is none.
std::string_view word_at(std::string_view text, std::size_t at);
// Skips blanks and backslash continuations.
std::size_t skip_blanks(std::string_view text, std::size_t at);

// First component of every absolute import on this logical line: at its start, after ';', after a compound
// statement's ':'.
void append_imports(std::string_view line, bool semicolon, std::vector<Symbol>& roots);
// Whether the line is `if __name__ == "__main__":`, turned round or in parentheses.
bool is_main_guard(std::string_view line);
// Whether a top-level simple statement on the line is an expression that makes a call.
bool makes_call(std::string_view line);

}  // namespace seedlint::python
