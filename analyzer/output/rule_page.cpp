// See rule_page.h.
#include "output/rule_page.h"

#include <algorithm>

namespace seedlint::output {
namespace {

constexpr std::string_view kExpect = "# expect: [";

void fence(std::string_view line, std::string& out) {
  out += line.substr(0, std::min(line.find(' '), line.size()));
  const std::size_t file = line.find(" file=");
  if (file != line.npos) out += line.substr(file, std::min(line.find(' ', file + 1), line.size()) - file);
}

}  // namespace

std::string readable_page(std::string_view markdown) {
  std::string out;
  out.reserve(markdown.size());
  while (!markdown.empty()) {
    const std::size_t stop = std::min(markdown.find('\n'), markdown.size());
    const std::string_view line = markdown.substr(0, stop);
    markdown.remove_prefix(std::min(stop + 1, markdown.size()));
    const std::size_t at = line.find(kExpect), end = line.find(']', std::min(at, line.size()));
    if (line.starts_with("```")) {
      fence(line, out);
    } else if (at != line.npos && end != line.npos) {
      const std::size_t from = at + kExpect.size();
      out += line.substr(0, at);
      out += "# <- ";
      out += line.substr(from, end - from);
    } else {
      out += line;
    }
    out += '\n';
  }
  return out;
}

}  // namespace seedlint::output
