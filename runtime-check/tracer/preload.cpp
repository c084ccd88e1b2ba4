// Loads the tracer into a C++ program that uses LibTorch, by LD_PRELOAD. Knows nothing of torch itself, so
// it is harmless in every other process that inherits it, and does nothing where Python is: there
// sitecustomize.py loads the tracer.
//
// The functions below stand before the ones of the same name in torch and the standard library, call them,
// and tell the tracer: an optimiser step ended, the generator was seeded, a truly random number or a clock
// was read by the program's own code.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>
#include <type_traits>

namespace {

/// The tracer's functions; null until it runs.
struct Tracer {
  unsigned (*step)() = nullptr;
  void (*switch_to)(int) = nullptr;
  void (*seeded)() = nullptr;
  void (*outside_value)(const char*, const void*, unsigned long long, const char*) = nullptr;
};
Tracer tracer;
std::atomic<bool> running{false};
unsigned stop_after = 0;
bool repeat_random_device = false;

/// The function this library stands before. Where its library was loaded privately (as Python loads torch), it
/// is not among the next ones and is asked for there.
template <typename Function>
Function next(const char* name, const char* library) {
  void* found = ::dlsym(RTLD_NEXT, name);
  if (found == nullptr) {
    if (void* handle = ::dlopen(library, RTLD_LAZY | RTLD_NOLOAD)) found = ::dlsym(handle, name);
  }
  return reinterpret_cast<Function>(found);
}

constexpr const char* kTorch = "libtorch_cpu.so";
constexpr const char* kStandard = "libstdc++.so.6";

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void write_text(const std::string& path, const std::string& text) {
  int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return;
  (void)!::write(fd, text.data(), text.size());
  ::close(fd);
}

void fail(const std::string& folder, const std::string& why) { write_text(folder + "/failed.txt", why + "\n"); }

std::uint64_t hash(const std::string& text) {
  std::uint64_t h = 0xcbf29ce484222325ull;
  for (unsigned char c : text) h = (h ^ c) * 0x100000001b3ull;
  return h;
}

std::string hexadecimal(std::uint64_t value) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
  return text;
}

/// A name for this process that is the same in both runs: its rank, or what it was started as.
std::string claim(const std::string& folder, int argc, char** argv) {
  std::string name = "p0", words;
  for (int i = 0; i < argc; ++i) words += argv[i] + std::string(1, '\0');
  if (const char* rank = std::getenv("RANK")) name = std::string("r") + rank;
  else if (::getsid(0) != ::getpid()) name = "p" + hexadecimal(hash(words)).substr(0, 8);
  for (int n = 0; n < 10000; ++n) {
    std::string label = n == 0 ? name : name + "s" + std::to_string(n);
    int fd = ::open((folder + "/" + label + ".claim").c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (fd >= 0) {
      ::close(fd);
      return label;
    }
    if (errno != EEXIST) break;
  }
  return {};
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

void start(int argc, char** argv) {
  std::string folder = variable("SEEDLINT_VERIFY_DIR");
  if (folder.empty() || !variable("SEEDLINT_VERIFY_UNTRACED").empty() || ::dlsym(RTLD_DEFAULT, "Py_IsInitialized") != nullptr) return;
  void* torch = ::dlopen(kTorch, RTLD_LAZY | RTLD_NOLOAD);
  if (torch == nullptr) return;
  link_map* map = nullptr;
  char real[PATH_MAX];
  if (::dlinfo(torch, RTLD_DI_LINKMAP, &map) != 0 || ::realpath(map->l_name, real) == nullptr) return;
  std::string library = real, libraries = library.substr(0, library.rfind('/'));
  std::string root = libraries.substr(0, libraries.rfind('/'));

  // The library's own bytes are too many to read; its path, size and date tell one from another.
  struct stat status {};
  ::stat(real, &status);
  std::string about = library + " " + std::to_string(status.st_size) + " " + std::to_string(status.st_mtime);
  const bool abi = ::dlsym(torch, "_ZN3c106detail23torchInternalAssertFailEPKcS2_jS2_RKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE") != nullptr;
  std::string key = "native-" + hexadecimal(hash(about)) + "-" + variable("SEEDLINT_VERIFY_SOURCES");
  std::string path = variable("SEEDLINT_VERIFY_CACHE") + "/" + key + "/tracer.so";
  if (::access(path.c_str(), R_OK) != 0) {
    std::string request = folder + "/request.json";
    write_text(request + ".tmp", "{\"key\": " + quoted(key) + ", \"torch\": " + quoted("at " + root) + ", \"abi\": " + (abi ? "1" : "0") +
                                     ", \"include\": " + quoted(root + "/include") + ", \"lib\": " + quoted(libraries) + "}");
    ::rename((request + ".tmp").c_str(), request.c_str());
    ::_exit(86);
  }
  void* library_handle = ::dlopen(path.c_str(), RTLD_NOW);
  if (library_handle == nullptr) return fail(folder, ::dlerror());
  auto find = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library_handle, name));
    return function != nullptr;
  };
  int (*begin)(const char*, const char*, const char*, const char*, unsigned long long) = nullptr;
  void (*native)(const char*) = nullptr;
  void (*deep)(const char*, unsigned long long, unsigned long long, void (*)()) = nullptr;
  void (*on_limit)(void (*)()) = nullptr;
  void (*try_switches)(const char*) = nullptr;
  if (!find(begin, "seedtrace_start") || !find(native, "seedtrace_native") || !find(deep, "seedtrace_deep") || !find(on_limit, "seedtrace_on_limit") ||
      !find(tracer.step, "seedtrace_step") || !find(tracer.switch_to, "seedtrace_switch") ||
      !find(try_switches, "seedtrace_try") || !find(tracer.seeded, "seedtrace_seeded") || !find(tracer.outside_value, "seedtrace_outside_value"))
    return fail(folder, "the compiled tracer lacks a function");
  std::string label = claim(folder, argc, argv);
  if (label.empty()) return fail(folder, "cannot write to " + folder);
  native(libraries.c_str());
  try_switches(variable("SEEDLINT_VERIFY_SWITCH").c_str());
  begin(folder.c_str(), label.c_str(), "", "", std::strtoull(variable("SEEDLINT_VERIFY_RECORDS").c_str(), nullptr, 10));
  on_limit([] { ::_exit(0); });
  std::string window = variable("SEEDLINT_VERIFY_DEEP");
  if (auto first = window.find(','); first != std::string::npos) {
    char* end = nullptr;
    unsigned long long from = std::strtoull(window.c_str() + first + 1, &end, 10);
    unsigned long long to = *end == ',' ? std::strtoull(end + 1, &end, 10) : from;
    deep(window.substr(0, first).c_str(), from, to, nullptr);
  }
  repeat_random_device = ("," + variable("SEEDLINT_VERIFY_SWITCH") + ",").find(",random-device,") != std::string::npos;
  stop_after = static_cast<unsigned>(std::strtoul(variable("SEEDLINT_VERIFY_STEPS").c_str(), nullptr, 10));
  running = true;
}

void* end_by_force(void*) {
  ::sleep(10);
  ::_exit(0);
}

/// The steps asked for are done: `exit` runs what the program registered for its end; should that hang or
/// crash (other threads still run), the process ends all the same.
[[noreturn]] void stop() {
  running = false;
  tracer.switch_to(0);
  for (int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE}) ::signal(signal, [](int) { ::_exit(0); });
  pthread_t watch;
  if (::pthread_create(&watch, nullptr, end_by_force, nullptr) != 0) ::_exit(0);
  std::exit(0);
}

/// Counts a step when an optimiser's step() returns, but not when it throws.
struct StepEnds {
  int thrown = std::uncaught_exceptions();
  ~StepEnds() {
    if (!running || std::uncaught_exceptions() > thrown) return;
    const unsigned steps = tracer.step();
    if (stop_after != 0 && steps >= stop_after) stop();
  }
};

/// What at::Tensor is to a caller: one pointer, returned through memory because its copies are not trivial.
struct Returned {
  void* pointer;
  Returned(const Returned&) = delete;
  ~Returned() {}  // NOLINT: user-provided, so that it is returned as at::Tensor is
};

void outside_value(const char* what, const void* caller, unsigned long long bits, const std::string& text) {
  if (running) tracer.outside_value(what, caller, bits, text.c_str());
}

/// What the standard library's clocks read.
std::int64_t clock_now(clockid_t clock) {
  timespec now;
  ::clock_gettime(clock, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000000000 + now.tv_nsec;
}

int (*real_main)(int, char**, char**) = nullptr;
int traced_main(int argc, char** argv, char** environment) {
  start(argc, argv);
  return real_main(argc, argv, environment);
}

}  // namespace

extern "C" {

int __libc_start_main(int (*main)(int, char**, char**), int argc, char** argv, void (*init)(), void (*fini)(), void (*rtld_fini)(), void* stack_end) {
  auto real = next<decltype(&__libc_start_main)>("__libc_start_main", "libc.so.6");
  real_main = main;
  return real(traced_main, argc, argv, init, fini, rtld_fini, stack_end);
}

#define SEEDLINT_OPTIMISER(symbol)                                              \
  Returned symbol(void* optimiser, void* closure) {                             \
    static auto real = next<Returned (*)(void*, void*)>(#symbol, kTorch);               \
    StepEnds ends;                                                              \
    return real(optimiser, closure);                                            \
  }
SEEDLINT_OPTIMISER(_ZN5torch5optim3SGD4stepESt8functionIFN2at6TensorEvEE)
SEEDLINT_OPTIMISER(_ZN5torch5optim4Adam4stepESt8functionIFN2at6TensorEvEE)
SEEDLINT_OPTIMISER(_ZN5torch5optim5AdamW4stepESt8functionIFN2at6TensorEvEE)
SEEDLINT_OPTIMISER(_ZN5torch5optim5LBFGS4stepESt8functionIFN2at6TensorEvEE)
SEEDLINT_OPTIMISER(_ZN5torch5optim7Adagrad4stepESt8functionIFN2at6TensorEvEE)
SEEDLINT_OPTIMISER(_ZN5torch5optim7RMSprop4stepESt8functionIFN2at6TensorEvEE)

// at::CPUGeneratorImpl::set_current_seed, which every way of seeding from C++ ends in.
void _ZN2at16CPUGeneratorImpl16set_current_seedEm(void* generator, std::uint64_t seed) {
  static auto real = next<void (*)(void*, std::uint64_t)>("_ZN2at16CPUGeneratorImpl16set_current_seedEm", kTorch);
  real(generator, seed);
  if (running) tracer.seeded();
}

// std::random_device::_M_getval
unsigned _ZNSt13random_device9_M_getvalEv(void* device) {
  static auto real = next<unsigned (*)(void*)>("_ZNSt13random_device9_M_getvalEv", kStandard);
  static std::atomic<unsigned> repeated{0};
  unsigned value = repeat_random_device ? (++repeated) * 0x9e3779b9u : real(device);
  outside_value("std::random_device", __builtin_return_address(0), value, std::to_string(value));
  return value;
}

// std::chrono::system_clock::now and its kin
std::int64_t _ZNSt6chrono3_V212system_clock3nowEv() {
  std::int64_t value = clock_now(CLOCK_REALTIME);
  outside_value("std::chrono::system_clock (clock)", __builtin_return_address(0), static_cast<unsigned long long>(value), std::to_string(value));
  return value;
}

std::int64_t _ZNSt6chrono3_V212steady_clock3nowEv() {
  std::int64_t value = clock_now(CLOCK_MONOTONIC);
  outside_value("std::chrono::steady_clock (clock)", __builtin_return_address(0), static_cast<unsigned long long>(value), std::to_string(value));
  return value;
}

time_t time(time_t* out) {
  timespec now;
  ::clock_gettime(CLOCK_REALTIME_COARSE, &now);  // what time() itself reads
  if (out != nullptr) *out = now.tv_sec;
  outside_value("time() (clock)", __builtin_return_address(0), static_cast<unsigned long long>(now.tv_sec), std::to_string(now.tv_sec));
  return now.tv_sec;
}

}  // extern "C"
