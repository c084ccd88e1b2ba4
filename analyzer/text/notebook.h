// Jupyter notebooks: the code cells of an .ipynb as one Python text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "text/source_file.h"

namespace seedlint {

struct NotebookText {
  std::string text;         // code cells joined, each ending with a newline; magics blanked, see magics.h
  std::vector<Cell> cells;  // code cells only, in order
  std::vector<std::string> warnings;
};

// Reads format 3 and 4. Fails, with one sentence and its remedy, where the JSON is damaged or is no notebook.
// A notebook of another language than Python gives no cells and a warning.
tl::expected<NotebookText, std::string> read_notebook(std::string_view bytes);

}  // namespace seedlint
