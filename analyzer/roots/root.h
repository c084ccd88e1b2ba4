// Where execution starts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/source_file.h"
#include "text/symbol.h"

namespace seedlint::roots {

enum class RootKind : std::uint8_t {
  Script,    // runs at top level, or has a __main__ guard
  Notebook,
  Entry,     // a function named by a console script or by the configuration
  Open,      // a public function or method that nothing in the project calls
};

struct Root {
  RootKind kind = RootKind::Script;
  FileId file = kNoFile;
  Symbol function = kNoSymbol;  // Entry, Open
  Symbol owner = kNoSymbol;     // class of a method
  Span token;                   // what a message about the root points at
  bool is_test = false;         // by path: tests/, test_*.py, conftest.py
  // Evidence outside the code that it runs on several ranks: a launch line that names it.
  struct Launch {
    std::string launcher;       // "torchrun"
    std::string path;           // the shell script, README ...
    std::uint32_t line = 0;     // 1-based
    bool several_nodes = false; // false only if the line says one node
  };
  std::vector<Launch> launches;

  bool is_open() const { return kind == RootKind::Open; }
};

}  // namespace seedlint::roots
