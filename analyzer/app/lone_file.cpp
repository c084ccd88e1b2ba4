// See lone_file.h.
#include "app/lone_file.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

#include "text/read_source.h"

namespace seedlint::app {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMaxFiles = 200;

bool is_name_char(char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

std::string_view take_name(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && is_name_char(text[n])) ++n;
  const std::string_view name = text.substr(0, n);
  text.remove_prefix(n);
  return name;
}

// First components of what `import a.b, c` and `from a.b import c` lines name. A line scan will do: a wrong guess
// only adds a file to the project.
std::set<std::string, std::less<>> imported_names(std::string_view text) {
  std::set<std::string, std::less<>> names;
  while (!text.empty()) {
    const std::size_t stop = text.find('\n');
    std::string_view line = text.substr(0, stop);
    text.remove_prefix(stop == std::string_view::npos ? text.size() : stop + 1);
    skip_blanks(line);
    const bool from = line.starts_with("from ");
    if (!from && !line.starts_with("import ")) continue;
    line.remove_prefix(from ? 5 : 7);
    for (;;) {
      skip_blanks(line);
      while (line.starts_with('.')) line.remove_prefix(1);
      const std::string_view name = take_name(line);
      if (!name.empty()) names.emplace(name);
      if (from && name.empty()) {  // from . import a, b
        skip_blanks(line);
        if (!line.starts_with("import ")) break;
        line.remove_prefix(7);
        continue;
      }
      const std::size_t comma = from ? std::string_view::npos : line.find(',');
      if (comma == std::string_view::npos) break;
      line.remove_prefix(comma + 1);
    }
  }
  return names;
}

}  // namespace

std::vector<std::string> imported_neighbours(const std::string& file) {
  const std::string folder = fs::path(file).parent_path().string();
  std::set<std::string> found{file};
  std::vector<std::string> queue{file};
  for (std::size_t i = 0; i < queue.size() && i < kMaxFiles; ++i) {
    const auto bytes = read_bytes(queue[i]);
    if (!bytes) continue;
    for (const std::string& name : imported_names(*bytes)) {
      std::error_code ignored;
      const std::string module = folder + "/" + name + ".py", package = folder + "/" + name;
      if (fs::is_regular_file(module, ignored)) {
        if (found.insert(module).second) queue.push_back(module);
      } else if (fs::is_directory(package, ignored)) {
        found.insert(package);
      }
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace seedlint::app
