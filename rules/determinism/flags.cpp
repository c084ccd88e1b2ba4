// Questions about determinism switches.
#include "flags.h"

#include <algorithm>
#include <charconv>

namespace seedlint::rules {

namespace {

int compare_versions(std::string_view a, std::string_view b) {
  const auto next = [](std::string_view& s) {
    int n = 0;
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), n);
    s.remove_prefix(static_cast<std::size_t>(end - s.data()));
    if (error != std::errc() || s.empty() || s[0] != '.') s = {};
    else s.remove_prefix(1);
    return n;
  };
  while (!a.empty() || !b.empty()) {
    const int x = next(a), y = next(b);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

}  // namespace

bool switches_on(const Step& flag) { return flag.value.truth() == std::optional<bool>(true); }
bool switches_off(const Step& flag) { return flag.value.truth() == std::optional<bool>(false); }

const Step* determinism_claim(const Run& run) {
  for (const Step& step : run.steps())
    if ((is_flag(step, kCudnnDeterministic) || is_flag(step, kDeterministicAlgorithms)) && switches_on(step) &&
        !step.conditional)
      return &step;
  return nullptr;
}

bool in_determinism_helper(const Run& run, const Step& step) {
  for (const execute::Frame& frame : run.frames(step.path)) {
    std::string name{text_of(frame.callee)};
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (name.find("nondetermin") != std::string::npos || name.find("non_determin") != std::string::npos) return false;
    if (name.find("determin") != std::string::npos || name.find("reproduc") != std::string::npos) return true;
  }
  return false;
}

bool version_below(const Run& run, std::string_view library, std::string_view wanted) {
  const std::string_view exact = run.version(library);
  return !exact.empty() && compare_versions(exact, wanted) < 0;
}

bool version_from(const Run& run, std::string_view library, std::string_view wanted) {
  const std::string_view exact = run.version(library);
  if (!exact.empty()) return compare_versions(exact, wanted) >= 0;
  const std::string_view least = run.version(std::string(library) + ">=");
  return !least.empty() && compare_versions(least, wanted) >= 0;
}

}  // namespace seedlint::rules
