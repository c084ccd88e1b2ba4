// seedlint-verify: the runtime check as a program of its own.
#include "verify_command.h"

int main(int argc, char** argv) { return seedlint::verify::verify_main(argc, argv); }
