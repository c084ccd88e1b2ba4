// Python texts for tests: read in both ways, as one printable string.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "facts/code.h"
#include "python/python_module.h"

namespace seedlint::python {

struct Read {
  std::unique_ptr<SourceFile> source;
  std::unique_ptr<ModuleFacts> module;
};

inline Read read(std::string text, bool whole = false) {
  Read made;
  made.source = std::make_unique<SourceFile>(FileId{0}, "a.py", std::move(text), SourceKind::Python);
  made.module = whole ? read_module_whole(*made.source) : read_module(*made.source);
  return made;
}

// Everything the facts say but `doubtful`, names in alphabetical order.
inline std::string facts_of(const ModuleFacts& module) {
  const Outline& o = module.outline();
  std::vector<std::string> roots;
  for (const Symbol s : o.imported_roots) roots.emplace_back(text_of(s));
  std::sort(roots.begin(), roots.end());
  std::string text = std::string(o.has_main_guard ? "guard " : "") + (o.runs_at_top_level ? "runs " : "") +
                     (o.has_shebang ? "shebang " : "") + "imports";
  for (const std::string& r : roots) text += " " + r;
  text += "\n";
  for (const ModuleFacts::Definition& d : module.definitions()) {
    text += std::string(text_of(d.owner)) + "." + std::string(text_of(d.name)) + " " + std::to_string(d.span.begin) +
            "-" + std::to_string(d.span.end) + "\n";
  }
  return text;
}

// The dump without positions, which most tests do not care for.
inline std::string shape(const Code& code) {
  const std::string full = dump(code);
  std::string out;
  bool in_text = false;  // of a literal, which stands last on its line
  for (std::size_t at = 0; at < full.size(); ++at) {
    in_text = full[at] != '\n' && (in_text || full.compare(at, 2, " \"") == 0);
    const bool position = full.compare(at, 8, " token [") == 0 || full.compare(at, 2, " [") == 0;
    if (position && !in_text) {
      at = full.find(')', at);
    } else {
      out += full[at];
    }
  }
  return out;
}

inline std::string shape_of(std::string text) {
  const Read made = read(std::move(text));
  return shape(made.module->code());
}

}  // namespace seedlint::python
