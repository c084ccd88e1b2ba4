// seedlint verify: handed to the program beside this one, so that a check carries nothing of the runtime check.
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <unistd.h>

#include "app/commands.h"
#include "app/console.h"

namespace seedlint::app {

int run_verify(char** argv) {
  std::error_code fault;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", fault);
  const std::string program = fault ? std::string("seedlint-verify") : (self.parent_path() / "seedlint-verify").string();
  ::execvp(program.c_str(), argv + 1);
  print_error(fmt::format("cannot start {}: {}; it is built with -DSEEDLINT_VERIFY=ON and stands beside seedlint", program,
                          std::strerror(errno)));
  return kTrouble;
}

}  // namespace seedlint::app
