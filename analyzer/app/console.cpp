// See console.h.
#include "app/console.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

#include "output/position.h"

namespace seedlint::app {
namespace {

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

}  // namespace

bool print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return true;
  print_error(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
  return false;
}

void complain(std::string_view text) {
  const std::string line = fmt::format("seedlint: {}\n", output::printable(text));
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void print_error(std::string_view text) {
  const std::string line = fmt::format("error: {}\n", output::printable(text));
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool wants_colour(Colour colour, bool to_file) {
  if (colour != Colour::Auto) return colour == Colour::Always;
  if (is_set("NO_COLOR")) return false;
  if (to_file) return false;
  if (is_set("FORCE_COLOR")) return std::strcmp(std::getenv("FORCE_COLOR"), "0") != 0;
  const char* term = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && (term == nullptr || std::strcmp(term, "dumb") != 0);
}

bool write_file(const std::string& path, std::string_view text, std::string& error) {
  struct stat info {};
  const bool exists = ::stat(path.c_str(), &info) == 0;
  // A device or pipe ("/dev/stdout") is written to, not replaced.
  const bool direct = exists && !S_ISREG(info.st_mode);
  const std::string target = direct ? path : fmt::format("{}.seedlint-{}", path, ::getpid());
  const auto fail = [&] {
    error = fmt::format("cannot write {}: {}", path, std::strerror(errno));
    if (!direct) std::remove(target.c_str());
    return false;
  };
  std::FILE* file = std::fopen(target.c_str(), "wb");
  if (file == nullptr) return fail();
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) != 0 || !written) return fail();
  if (direct) return true;
  if (exists && ::chmod(target.c_str(), info.st_mode & 07777) != 0) return fail();
  if (std::rename(target.c_str(), path.c_str()) != 0) return fail();
  return true;
}

tl::expected<std::string, std::string> read_standard_input() {
  std::string text;
  char buffer[1 << 16];
  std::size_t n = 0;
  while ((n = std::fread(buffer, 1, sizeof buffer, stdin)) > 0) text.append(buffer, n);
  if (std::ferror(stdin) != 0) return tl::make_unexpected(fmt::format("cannot read standard input: {}", std::strerror(errno)));
  return text;
}

}  // namespace seedlint::app
