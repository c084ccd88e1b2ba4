// IPython's additions to Python, taken out of a cell without moving anything else.
#pragma once

#include <string>

namespace seedlint {

// Replaces, at the same length, `%magic`, `!command`, `?help` lines and cells of other languages (`%%bash`).
// Magics that run Python (`%time f()`, `%%capture`) lose only the magic. At a block's only line a `0` stays, so
// that the block is not empty. Strings and continuation lines are left alone.
void blank_magics(std::string& cell);

}  // namespace seedlint
