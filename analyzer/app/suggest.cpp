// See suggest.h.
#include "app/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace seedlint::app {
namespace {

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 64)) {
    out += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

// Edits (insert, delete, replace, swap neighbours) that turn one text into the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(previous);
    previous.swap(row);
  }
  return previous[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view typed, std::span<const std::string_view> candidates) {
  const std::string want = folded(typed);
  if (want.empty()) return {};
  std::string_view best;
  std::size_t best_cost = 1 + std::max<std::size_t>(1, want.size() / 3);
  for (const std::string_view candidate : candidates) {
    const std::string have = folded(candidate);
    std::size_t cost = distance(want, have);
    // "seed-after" for "seed-after-draw": what was typed so far is right.
    if (want.size() >= 4 && have.find(want) != std::string::npos) cost = 1;
    if (cost < best_cost) {
      best_cost = cost;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view typed, std::span<const std::string_view> candidates) {
  const std::string_view best = nearest(typed, candidates);
  return best.empty() ? std::string() : fmt::format("; did you mean `{}`?", best);
}

}  // namespace seedlint::app
