// See globs.h.
#include "app/globs.h"

namespace seedlint::app {

bool names(const resolve::IgnoreList& list, std::string_view relative) {
  // From the top down, as a walk would meet them: what lies in a named folder is named.
  for (std::size_t slash = relative.find('/'); slash != std::string_view::npos; slash = relative.find('/', slash + 1))
    if (list.match(relative.substr(0, slash), true) == resolve::Ignored::Yes) return true;
  return list.match(relative, false) == resolve::Ignored::Yes;
}

resolve::IgnoreList glob_list(const std::vector<std::string>& globs) {
  resolve::IgnoreList list;
  for (const std::string& glob : globs) list.add(glob);
  return list;
}

}  // namespace seedlint::app
