// The program's version, known where the build passes it on.
#pragma once

namespace seedlint::app {

extern const char* const kVersion;  // "0.1.0"

}  // namespace seedlint::app
