// What can be known of a module without parsing it, and the same read off its code.
#pragma once

#include <string_view>
#include <vector>

#include "facts/code.h"
#include "facts/module_facts.h"
#include "python/syntax_tree.h"

namespace seedlint::python {

// One def: of the module, or of a class's own block.
struct FunctionPiece {
  std::uint32_t begin = 0;  // first decorator, `async` or `def`
  std::uint32_t end = 0;    // after the last byte of code
  ByteRange name;
  bool decorated = false;
  bool is_async = false;
};

struct ClassPiece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  ByteRange name;
  std::uint32_t decorators = 0;  // so many statements of `parsed` are its decorators; then comes its header
  std::vector<FunctionPiece> methods;
};

// A top-level def or class, in text order: an index into `functions` or `classes`.
struct Piece {
  bool is_class = false;
  std::uint32_t index = 0;
};

struct Layout {
  Outline outline;
  std::vector<Piece> pieces;
  std::vector<FunctionPiece> functions;
  std::vector<ClassPiece> classes;
  // All that must be parsed for the code of the module and of its classes, function bodies left out. For a class:
  // its decorators, its header as the expression `Name(bases)`, then the statements of its block, moved to column 0
  // by leaving out their indentation.
  std::vector<ByteRange> parsed;
  std::uint32_t left_out = 0xffffffff;  // where the first statement stands that is too large to parse
};

// One pass over the bytes. Where it is not sure, outline.doubtful is set and nothing else may be used.
Layout read_layout(std::string_view text);

// The definitions a layout knows.
std::vector<ModuleFacts::Definition> definitions_of(const Layout& layout, const SourceFile& source);

// The Outline and the definitions of a module that was lowered whole.
void outline_of_code(const Code& code, const SourceFile& source, Outline& outline,
                     std::vector<ModuleFacts::Definition>& definitions);

// Whether the text starts with a line that names a Python interpreter.
bool has_python_shebang(std::string_view text);

// `@registry.register("name")`: whether the text after the `@` names something that registers.
bool names_a_registry(std::string_view decorator);

// The symbol of an identifier: Python compares them in their NFKC form.
Symbol identifier(std::string_view written);

}  // namespace seedlint::python
