// The machine-readable report of `seedlint verify --json`. README.md documents the schema.
#pragma once

#include <string>

#include "outcome.h"

namespace seedlint::verify {

std::string json_report(const Outcome& outcome);

}  // namespace seedlint::verify
