// `--against REV`: the same command at another revision, and whether what differed there is fixed here.
#pragma once

#include "outcome.h"
#include "session.h"

namespace seedlint::verify {

/// Runs the pair of the revision, and one run of each without the tracer; fills `outcome.against` and the exit
/// status. `fixed` is the pair of the working tree, `outcome.report` its verdict.
void compare_with_revision(const Options& options, Session& session, const Pair& fixed, Outcome& outcome);

}  // namespace seedlint::verify
