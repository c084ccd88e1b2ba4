// See native_sites.h. The tracer names a place "@path\toffset\npath\toffset…", innermost frame first; the
// place shown is the first of them whose source is the user's own and no header of torch or the system.
#include "launch/native_sites.h"

#include <cstdlib>
#include <map>
#include <set>

#include "launch/child.h"

namespace seedlint::launch {
namespace {

struct Address {
  std::string binary, offset;
};

struct Line {
  std::string function, file;
  int line = 0;
};

std::vector<Address> addresses_of(std::string_view name) {
  std::vector<Address> list;
  name.remove_prefix(1);
  while (!name.empty()) {
    std::string_view entry = name.substr(0, name.find('\n'));
    name.remove_prefix(std::min(entry.size() + 1, name.size()));
    auto tab = entry.find('\t');
    if (tab != std::string_view::npos) list.push_back({std::string(entry.substr(0, tab)), std::string(entry.substr(tab + 1))});
  }
  return list;
}

bool is_foreign_header(const std::string& file) {
  for (const char* part : {"/torch/include/", "/include/torch/", "/include/ATen/", "/include/c10/"})
    if (file.find(part) != std::string::npos) return true;
  return file.starts_with("/usr/include/") || file.starts_with("/usr/lib/");
}

/// For each offset of one binary its line, the innermost of the user's own where functions were inlined.
std::map<std::string, Line> lines_of(const std::string& binary, const std::set<std::string>& offsets) {
  std::map<std::string, Line> lines;
  constexpr std::size_t kAtOnce = 2000;  // the command line has a limit
  for (auto at = offsets.begin(); at != offsets.end();) {
    std::vector<std::string> command{"addr2line", "-a", "-i", "-f", "-C", "-e", binary};
    for (std::size_t n = 0; n < kAtOnce && at != offsets.end(); ++n) command.push_back(*at++);
    std::string text = output_of(command), current, function;
    bool have_function = false;
    for (std::size_t start = 0; start < text.size();) {
      std::size_t stop = std::min(text.find('\n', start), text.size());
      std::string row = text.substr(start, stop - start);
      start = stop + 1;
      if (row.starts_with("0x")) {
        char shortened[32];
        std::snprintf(shortened, sizeof shortened, "0x%llx", std::strtoull(row.c_str(), nullptr, 16));
        current = shortened;
        have_function = false;
      } else if (!have_function) {
        function = row;
        have_function = true;
      } else {
        have_function = false;
        auto colon = row.rfind(':');
        Line line{function, row.substr(0, colon), colon == std::string::npos ? 0 : std::atoi(row.c_str() + colon + 1)};
        if (line.line > 0 && !is_foreign_header(line.file)) lines.try_emplace(current, line);
      }
    }
  }
  return lines;
}

}  // namespace

void name_native_sites(trace::Run& run) {
  std::map<std::string, std::set<std::string>> wanted;
  std::map<std::string, std::map<std::string, Line>> known;
  for (const auto& stream : run.streams) {
    for (std::size_t id = 1; id < stream.name_count(); ++id) {
      std::string_view name = stream.name(static_cast<std::uint32_t>(id));
      if (!name.starts_with("@/")) continue;
      for (const Address& address : addresses_of(name)) wanted[address.binary].insert(address.offset);
    }
  }
  for (const auto& [binary, offsets] : wanted) known[binary] = lines_of(binary, offsets);
  for (auto& stream : run.streams) {
    for (std::size_t id = 1; id < stream.name_count(); ++id) {
      std::string_view name = stream.name(static_cast<std::uint32_t>(id));
      if (!name.starts_with("@/")) continue;
      std::vector<Address> addresses = addresses_of(name);
      const Line* place = nullptr;
      for (const Address& address : addresses) {
        const auto& lines = known[address.binary];
        if (auto found = lines.find(address.offset); found != lines.end()) {
          place = &found->second;
          break;
        }
      }
      if (place != nullptr) {
        // Only the line shows which of a function's calls it is; arguments of templates say no more.
        stream.rename(static_cast<std::uint32_t>(id), place->file + "\t" + std::to_string(place->line) + "\t" + place->function);
      } else if (!addresses.empty()) {
        stream.rename(static_cast<std::uint32_t>(id), addresses.front().binary + "\t0\tat " + addresses.front().offset + ", compiled without -g");
      }
    }
  }
}

}  // namespace seedlint::launch
