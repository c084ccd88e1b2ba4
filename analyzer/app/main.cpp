// seedlint: from the command line to a command.
//
//   command_line   argv to Options                  check     paths to findings to an exit status
//   paths          paths to projects                explain   a rule's page; the list of rules
//   config         seedlint.toml, pyproject.toml    trace     what was understood of one program
//   settings       both laid together               analyze   one project: read, roots, execute, rules
//   verify         the runtime check, a program of its own
//   collect        directives, notes, fingerprints  output/   one file per format
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <pthread.h>
#include <unistd.h>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/console.h"
#include "app/version.h"

namespace {

using namespace seedlint::app;

// Deeply nested programs are followed by recursion; the address space this reserves is used only as far as needed.
void set_stack_size() {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return;
  if (pthread_attr_setstacksize(&attributes, std::size_t{256} << 20) == 0) pthread_setattr_default_np(&attributes);
  pthread_attr_destroy(&attributes);
}

int run(const std::vector<std::string>& arguments) {
  const auto parsed = parse_command_line(arguments);
  if (!parsed) {
    print_error(parsed.error());
    return kTrouble;
  }
  switch (parsed->command) {
    case Command::Check: return run_check(parsed->options);
    case Command::Explain: return run_explain(parsed->options);
    case Command::Rules: return run_rules(parsed->options);
    case Command::Trace: return run_trace(parsed->options);
    case Command::Verify: break;  // dealt with above
    case Command::Help: return print(parsed->help) ? kClean : kTrouble;
    case Command::Version: return print(std::string("seedlint ") + kVersion + "\n") ? kClean : kTrouble;
  }
  return kTrouble;
}

// Ends the process without taking apart what it built.
int leave(int status) {
  std::fflush(nullptr);
#ifndef SEEDLINT_SANITIZED  // leaks are looked for at the end
  ::_exit(status);
#endif
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  // Asked often, by editors and hooks: nothing is loaded for it.
  if (argc == 2 && (std::string_view(argv[1]) == "version" || std::string_view(argv[1]) == "--version")) {
    return std::printf("seedlint %s\n", kVersion) < 0 ? kTrouble : kClean;
  }
  if (argc >= 2 && std::string_view(argv[1]) == "verify") return run_verify(argv);
  try {
    set_stack_size();
    return leave(run(std::vector<std::string>(argv + 1, argv + argc)));
  } catch (const std::bad_alloc&) {
    print_error("out of memory; exclude generated files, or raise the limit (ulimit -v)");
    return kTrouble;
  } catch (const std::system_error& fault) {
    print_error(std::string("no thread can be started (") + fault.code().message() + "); raise the limit on memory or processes (ulimit -v, ulimit -u)");
    return kTrouble;
  } catch (const std::exception& fault) {
    print_error(std::string("internal error: ") + fault.what() + "; please report this");
    return kTrouble;
  }
}
