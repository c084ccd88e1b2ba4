// Turns the machine addresses that a C++ program's records carry into file, line and function.
#pragma once

#include "trace/reader.h"

namespace seedlint::launch {

/// Renames every native site of the run's streams. One `addr2line` per binary, over all addresses of it;
/// where it is not installed, or the binary has no line table, the place is the binary and the offset.
void name_native_sites(trace::Run& run);

}  // namespace seedlint::launch
