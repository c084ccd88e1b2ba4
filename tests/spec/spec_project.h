// A project of a few files in a folder of its own, analysed like any other.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/analyze.h"
#include "page.h"

namespace seedlint::spec {

struct Analysed {
  app::Settings settings;
  app::Analysis analysis;
};

// Writes the files of a fence group to a fresh temporary folder, analyses it with every rule on, removes the folder.
// A file x.ipynb is made of the text's cells ("# %%" starts one). Throws std::runtime_error with a sentence.
Analysed analyse(const page::Project& project);
// The same for a folder as it is.
Analysed analyse_folder(const std::string& folder);

// 1-based line of a position, its text, and "train.py:3".
std::string_view line_text(const Analysed& a, Span span);
std::string place(const Analysed& a, Span span);
// "train.py:3: missing-seed: message".
std::string describe(const Analysed& a, const findings::Diagnostic& d);
// Path of a file below the project's folder.
std::string file_name(const Analysed& a, FileId file);

bool is_stable(std::string_view rule);

}  // namespace seedlint::spec
