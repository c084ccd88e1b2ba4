// SEED404: a write to a switch that does not exist.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "flags.h"

namespace seedlint::rules {

namespace {

// Edits (insert, delete, change) that turn a into b.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t up = row[j];
      row[j] = std::min({up + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1])});
      corner = up;
    }
  }
  return row[b.size()];
}

std::string_view last_name(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

constexpr std::array<std::string_view, 9> kFlags = {
    "torch.backends.cudnn.benchmark",       "torch.backends.cudnn.deterministic", "torch.backends.cudnn.enabled",
    "torch.backends.cudnn.allow_tf32",      "torch.backends.cudnn.benchmark_limit",
    "torch.backends.cuda.matmul.allow_tf32", "torch.use_deterministic_algorithms",
    "torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction",
    "torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction"};

}  // namespace

SEEDLINT_RULE(unknown_determinism_flag)(const Run& run, Report& report) {
  static const Symbol unknown = intern("unknown-flag");
  for (const Step& mark : run.steps()) {
    if (mark.kind != EventKind::Mark || mark.name != unknown) continue;
    const std::string_view written = text_of(mark.api);
    if (!written.starts_with("torch.backends.cudnn.") && !written.starts_with("torch.backends.cuda.")) continue;
    std::string_view best;
    std::size_t least = 100;
    for (const std::string_view flag : kFlags) {
      const std::size_t d = distance(last_name(written), last_name(flag));
      if (d < least) {
        least = d;
        best = flag;
      }
    }
    // A patch of the library is no misspelt switch.
    if (least > std::max<std::size_t>(2, last_name(best).size() / 3)) continue;
    report
        .at(mark.token,
            fmt::format("`{}` does not exist: Python makes the attribute, torch never reads it, and nothing changes",
                        written),
            "flag")
        .help(fmt::format("write `{}`", best));
  }
}

}  // namespace seedlint::rules
