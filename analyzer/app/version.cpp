// See version.h.
#include "app/version.h"

namespace seedlint::app {

const char* const kVersion = SEEDLINT_VERSION;

}  // namespace seedlint::app
