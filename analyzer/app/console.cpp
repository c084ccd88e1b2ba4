// See console.h.
#include "app/console.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

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
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
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
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    error = fmt::format("cannot write {}: {}", path, std::strerror(errno));
    return false;
  }
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) != 0 || !written) {
    error = fmt::format("cannot write {}: {}", path, std::strerror(errno));
    return false;
  }
  return true;
}

}  // namespace seedlint::app
