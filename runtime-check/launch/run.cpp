// See run.h. The command gets a session of its own, and this process adopts what it orphans, so a
// daemonised child is found as well.
#include "launch/run.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>

#include "launch/interruption.h"
#include "trace/format.h"

namespace seedlint::launch {
namespace {

double clock_seconds() {
  timespec t;
  ::clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

bool has(const std::vector<std::string>& list, const char* what) { return std::find(list.begin(), list.end(), what) != list.end(); }

std::vector<std::string> environment(const RunOptions& options) {
  std::map<std::string, std::string> variables;
  for (char** at = environ; *at != nullptr; ++at) {
    std::string entry = *at;
    auto equals = entry.find('=');
    if (equals != std::string::npos) variables[entry.substr(0, equals)] = entry.substr(equals + 1);
  }
  std::erase_if(variables, [](const auto& v) { return v.first.starts_with("SEEDLINT_VERIFY_"); });
  if (!options.python.empty()) {
    std::string& path = variables["PYTHONPATH"];
    path = options.python.string() + (path.empty() ? "" : ":" + path);
    // Python loads the tracer by sitecustomize; what it starts is Python again, or of no interest.
    std::string program = std::filesystem::path(options.command.front()).filename().string();
    const bool python = program.starts_with("python") || program == "torchrun" || program == "accelerate";
    if (!options.preload.empty() && !python) {
      std::string& preload = variables["LD_PRELOAD"];
      preload = options.preload.string() + (preload.empty() ? "" : ":" + preload);
    }
    variables["SEEDLINT_VERIFY_DIR"] = options.folder.string();
    variables["SEEDLINT_VERIFY_CACHE"] = options.cache.string();
    variables["SEEDLINT_VERIFY_SOURCES"] = options.sources;
    variables["SEEDLINT_VERIFY_BEGAN"] = std::to_string(options.began);
    variables["SEEDLINT_VERIFY_STEPS"] = std::to_string(options.steps);
    variables["SEEDLINT_VERIFY_RECORDS"] = std::to_string(options.records);
    if (options.python_tracer) variables["SEEDLINT_VERIFY_TRACER"] = "python";
    if (options.cuda) variables["SEEDLINT_VERIFY_CUDA"] = options.cuda_library.string();
    // For tests: the library hashes the CPU's memory as if that were a device's.
    if (auto host = variables.find("SEEDLINT_CUDA_HOST"); options.cuda && host != variables.end() && host->second == "1") variables["SEEDLINT_VERIFY_CUDA_HOST"] = "1";
    if (options.light) variables["SEEDLINT_VERIFY_LIGHT"] = "1";
    if (!options.deep.empty()) variables["SEEDLINT_VERIFY_DEEP"] = options.deep;
    if (!options.lines.empty()) variables["SEEDLINT_VERIFY_LINES"] = options.lines.string();
    if (options.untraced) variables["SEEDLINT_VERIFY_UNTRACED"] = "1";
    std::string switches;
    for (const auto& name : options.switches) switches += (switches.empty() ? "" : ",") + name;
    variables["SEEDLINT_VERIFY_SWITCH"] = switches;
  }
  if (has(options.switches, "hashseed")) variables["PYTHONHASHSEED"] = "0";
  if (has(options.switches, "threads")) variables["OMP_NUM_THREADS"] = variables["MKL_NUM_THREADS"] = "1";
  if (!options.directory.empty()) variables["PWD"] = options.directory.string();
  variables["PYTHONDONTWRITEBYTECODE"] = "1";  // nothing is left in the user's project
  std::vector<std::string> list;
  for (const auto& [name, value] : variables) list.push_back(name + "=" + value);
  return list;
}

/// Kills every process that has this one as its parent; they were orphaned by the command.
std::size_t kill_orphans() {
  std::size_t killed = 0;
  for (int round = 0; round < 50; ++round) {
    std::vector<pid_t> children;
    if (DIR* proc = ::opendir("/proc")) {
      while (dirent* entry = ::readdir(proc)) {
        int pid = std::atoi(entry->d_name);
        if (pid <= 0) continue;
        // Read plainly: a process may end while its file is read, which a stream's buffer answers with an exception.
        std::string text(1024, '\0');
        int file = ::open(("/proc/" + std::string(entry->d_name) + "/stat").c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) continue;
        ssize_t size = ::read(file, text.data(), text.size());
        ::close(file);
        text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
        auto end = text.rfind(')');
        if (end == std::string::npos || end + 4 > text.size()) continue;
        if (std::atoi(text.c_str() + end + 4) == ::getpid() && text[end + 2] != 'Z') children.push_back(pid);
      }
      ::closedir(proc);
    }
    if (children.empty()) break;
    for (pid_t pid : children) {
      if (::kill(pid, SIGKILL) == 0) ++killed;
      ::waitpid(pid, nullptr, 0);
    }
  }
  while (::waitpid(-1, nullptr, WNOHANG) > 0) {
  }
  return killed;
}

/// The step that the most advanced main stream has reached.
std::uint32_t steps_so_far(const std::filesystem::path& folder) {
  std::uint32_t step = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (!entry.path().string().ends_with("-main.trace")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    trace::Header header{};
    trace::Record record{};
    if (!file.read(reinterpret_cast<char*>(&header), sizeof header) || header.committed < sizeof record) continue;
    file.seekg(static_cast<std::streamoff>(sizeof header + header.committed - sizeof record));
    if (file.read(reinterpret_cast<char*>(&record), sizeof record)) step = std::max(step, record.step);
  }
  return step;
}

}  // namespace

RunResult run(const RunOptions& options) {
  RunResult result;
  if (Interruption::requested()) {
    result.how = RunResult::How::Interrupted;
    return result;
  }
  std::vector<std::string> environment_text = environment(options);
  std::vector<char*> arguments, variables;
  for (const auto& text : options.command) arguments.push_back(const_cast<char*>(text.c_str()));
  for (auto& text : environment_text) variables.push_back(text.data());
  arguments.push_back(nullptr);
  variables.push_back(nullptr);

  std::string output = (options.folder / "output.txt").string();
  int report[2];
  if (::pipe2(report, O_CLOEXEC) != 0) {
    result.message = std::strerror(errno);
    return result;
  }
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  const pid_t self = ::getpid();

  double start = clock_seconds();
  pid_t child = ::fork();
  if (child == 0) {
    ::setsid();
    // Even where this program is killed, the command does not go on alone.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != self) ::_exit(127);
    int in = ::open("/dev/null", O_RDONLY), out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    int moved = options.directory.empty() ? 0 : ::chdir(options.directory.c_str());
    if (moved == 0) ::execvpe(arguments[0], arguments.data(), variables.data());
    int failed = errno;
    (void)!::write(report[1], &failed, sizeof failed);
    ::_exit(127);
  }
  ::close(report[1]);
  int failed = 0;
  bool started = child > 0 && ::read(report[0], &failed, sizeof failed) != static_cast<ssize_t>(sizeof failed);
  ::close(report[0]);

  if (!started) {
    if (child > 0) ::waitpid(child, nullptr, 0);
    result.message = options.command[0] + ": " + std::strerror(child > 0 ? failed : errno);
  } else {
    int status = 0;
    double next_progress = start + 0.2;
    std::filesystem::path request = options.folder / "request.json";
    for (;;) {
      pid_t ended = ::waitpid(child, &status, WNOHANG);
      if (ended == child) {
        result.how = WIFSIGNALED(status) ? RunResult::How::Signalled : RunResult::How::Exited;
        result.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
        break;
      }
      double now = clock_seconds();
      if (Interruption::requested()) result.how = RunResult::How::Interrupted;
      else if (options.seconds > 0 && now - start > options.seconds) result.how = RunResult::How::TimedOut;
      if (result.how != RunResult::How::NotStarted) {
        ::kill(-child, SIGKILL);
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
        break;
      }
      if (now > next_progress) {
        next_progress = now + 0.2;
        std::error_code ignored;
        if (std::filesystem::exists(request, ignored)) {  // a launcher such as torchrun may outlive the request
          ::kill(-child, SIGKILL);
          ::waitpid(child, &status, 0);
          result.how = RunResult::How::Exited;
          break;
        }
        if (options.progress) options.progress(steps_so_far(options.folder), now - start);
      }
      ::usleep(5000);
    }
    result.seconds = clock_seconds() - start;
    if (result.how != RunResult::How::Interrupted && std::filesystem::exists(request)) result.how = RunResult::How::NeedsTracer;
    ::kill(-child, SIGKILL);
    result.leftovers = kill_orphans();
  }
  return result;
}

std::string output_tail(const std::filesystem::path& folder, std::size_t lines) {
  std::ifstream file(folder / "output.txt", std::ios::binary | std::ios::ate);
  if (!file) return {};
  auto size = static_cast<std::streamoff>(file.tellg());
  auto take = std::min<std::streamoff>(size, 8192);
  file.seekg(size - take);
  std::string text(static_cast<std::size_t>(take), '\0');
  file.read(text.data(), take);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\t') c = '?';
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::size_t at = text.size();
  for (std::size_t n = 0; n < lines && at != std::string::npos && at > 0; ++n) at = text.rfind('\n', at - 1);
  return at == std::string::npos || at == 0 ? text : text.substr(at + 1);
}

}  // namespace seedlint::launch
