// The machine-readable report of `seedlint verify --json`. README.md documents the schema.
#pragma once

#include <string>
#include <vector>

#include "compare/explain.h"

namespace seedlint::verify {

struct Outcome {
  int exit_status = 2;
  std::string message;                  ///< why it could not tell; empty otherwise
  std::vector<std::string> command;
  std::vector<double> seconds;          ///< of each run
  compare::Report report;
  std::vector<compare::Trial> trials;
  bool repeated = false;                ///< the deep pass met the same first difference
  bool deep = false;                    ///< a deep pass was made
};

std::string json_report(const Outcome& outcome);

}  // namespace seedlint::verify
