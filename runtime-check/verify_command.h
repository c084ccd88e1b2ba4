// `seedlint verify`: run a command twice under the tracer, compare bit for bit, say where the runs part.
#pragma once

namespace seedlint::verify {

/// Runs the whole command. `argv[0]` is skipped; the arguments are those of `seedlint verify --help`.
/// Returns the exit status: 0 both runs are equal, 1 they differ, 2 it could not tell (or wrong usage).
int verify_main(int argc, char** argv);

}  // namespace seedlint::verify
