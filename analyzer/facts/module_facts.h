// All that later phases need from one file.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "facts/code.h"
#include "text/source_file.h"

namespace seedlint {

// A problem with the file itself (not a finding): damaged notebook, syntax error, odd encoding.
struct FileProblem {
  Span span;            // may be empty at offset 0
  std::string message;  // one sentence, says what was done about it
};

// What a cheap pass over the bytes tells before anything is parsed. It decides which files can be roots.
struct Outline {
  bool has_main_guard = false;       // if __name__ == "__main__"
  bool runs_at_top_level = false;    // a top-level call, loop or `with` beyond definitions, imports and constants
  bool registers = false;            // a top-level decorator puts what it is given into a registry, by its name
  bool has_shebang = false;
  bool doubtful = false;             // the outline pass was not sure: the whole file was parsed instead
  std::vector<Symbol> imported_roots;  // first component of every absolute import, at any depth; sorted, unique
};

class ModuleFacts {
 public:
  virtual ~ModuleFacts() = default;
  virtual const SourceFile& source() const = 0;
  virtual const Outline& outline() const = 0;
  // The module's top-level code, lowered on first use. Safe from any thread.
  virtual const Code& code() const = 0;
  // Problems met so far (lowering on demand can add some); in text order.
  virtual std::vector<FileProblem> problems() const = 0;
  // Top-level functions and methods of top-level classes, known from the outline without lowering bodies.
  struct Definition {
    Symbol name = kNoSymbol;
    Symbol owner = kNoSymbol;  // the class, for a method
    Span span;                 // decorator or def to end
  };
  virtual const std::vector<Definition>& definitions() const = 0;
};

}  // namespace seedlint
