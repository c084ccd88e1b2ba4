// See child.h.
#include "launch/child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "launch/interruption.h"

namespace seedlint::launch {
namespace {

constexpr int kNotExecuted = 127;
constexpr useconds_t kPause = 2000;      // microseconds between two looks
constexpr long kPatience = 2'000'000;    // microseconds for a child that was asked to end

}  // namespace

pid_t start_child(const std::vector<std::string>& command, int out, int errors) {
  std::vector<char*> arguments;
  for (const auto& text : command) arguments.push_back(const_cast<char*>(text.c_str()));
  arguments.push_back(nullptr);
  pid_t child = ::fork();
  if (child == 0) {
    ::dup2(out, 1);
    ::dup2(errors, 2);
    int in = ::open("/dev/null", O_RDONLY);
    ::dup2(in, 0);
    ::execvp(arguments[0], arguments.data());
    ::_exit(kNotExecuted);
  }
  return child;
}

int wait_for_child(pid_t child, int seconds) {
  if (child < 0) return -1;
  const long limit = seconds * 1'000'000L;
  long waited = 0, asked = -1;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) != child) {
    if (asked < 0 && Interruption::requested()) {
      ::kill(child, SIGTERM);  // a compiler takes its own children and files along
      asked = waited;
    }
    if ((limit > 0 && waited >= limit) || (asked >= 0 && waited - asked >= kPatience)) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return -1;
    }
    ::usleep(kPause);
    waited += kPause;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) != kNotExecuted ? WEXITSTATUS(status) : -1;
}

int run_child(const std::vector<std::string>& command, const std::filesystem::path& out, const std::filesystem::path& errors, int seconds) {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  const int output = ::open(out.c_str(), kFlags, 0600);
  if (output < 0) return -1;
  const int said = errors == out ? output : ::open(errors.c_str(), kFlags, 0600);
  const pid_t child = said < 0 ? -1 : start_child(command, output, said);
  ::close(output);
  if (said >= 0 && said != output) ::close(said);
  return wait_for_child(child, seconds);
}

std::string output_of(const std::vector<std::string>& command) {
  int out[2];
  if (::pipe2(out, O_CLOEXEC) != 0) return {};
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  const pid_t child = start_child(command, out[1], nowhere);
  ::close(out[1]);
  ::close(nowhere);
  std::string text;
  char buffer[65536];
  for (ssize_t size; (size = ::read(out[0], buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(size));
  ::close(out[0]);
  wait_for_child(child);
  return text;
}

}  // namespace seedlint::launch
