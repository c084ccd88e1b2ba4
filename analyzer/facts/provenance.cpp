// Provenance as people read it in `seedlint trace` and in test failures.
#include "facts/provenance.h"

#include <array>
#include <string_view>

namespace seedlint {

std::string to_string(Provenance p) {
  static constexpr std::array<std::string_view, 14> names = {
      "Const", "Option", "Config", "Rank", "LocalRank", "Worker", "Epoch", "Loop",
      "Entropy", "Hash", "BaseSeed", "Drawn", "Caller", "Unknown"};
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (((p.may | p.must) >> i & 1) == 0) continue;
    if (!text.empty()) text += '+';
    text += names[i];
    if ((p.must >> i & 1) == 0) text += '?';
  }
  return text.empty() ? "nothing" : text;
}

}  // namespace seedlint
