// Sources: the compatibility tables of torchvision and torchaudio; the requirements in the releases' own packages;
// the CUDA versions for which wheels of torch were published.
#include "resolve/implied_versions.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace seedlint::resolve {

std::string_view torch_for_cuda(std::string_view index) {
  static constexpr std::pair<std::string_view, std::string_view> kBuilt[] = {
      {"cu113", "1.10"}, {"cu115", "1.11"}, {"cu116", "1.12"}, {"cu117", "1.13"}, {"cu118", "2.0"},
      {"cu121", "2.1"},  {"cu124", "2.4"},  {"cu126", "2.6"},  {"cu128", "2.7"},  {"cu129", "2.8"},
      {"cu130", "2.9"}};
  const std::size_t at = index.find("/whl/cu");
  if (at == std::string_view::npos) return {};
  for (const auto& [cuda, torch] : kBuilt)
    if (index.substr(at + 5).starts_with(cuda)) return torch;
  return {};
}

void imply_torch(const PlacedClaim& from, std::vector<PlacedClaim>& claims) {
  const VersionClaim& claim = from.claim;
  if (claim.kind == VersionClaim::Kind::Below) return;
  constexpr int kImplied = 10;  // after everything that names torch itself
  const auto imply = [&](VersionClaim::Kind kind, std::string version) {
    claims.push_back({{"torch", kind, std::move(version), claim.rank + kImplied}, from.depth});
  };
  if (claim.library == "torchvision" || claim.library == "torchaudio") {
    if (!claim.version.starts_with("0.")) {
      if (claim.library == "torchaudio") imply(claim.kind, claim.version);
      return;
    }
    const std::string minor = release(std::string_view(claim.version).substr(2));
    const int n = minor.empty() || minor.size() > 4 ? 0 : std::stoi(minor);
    const bool vision = claim.library == "torchvision";
    if (n < 4 || n > 99) return;
    if (vision && n >= 15) imply(claim.kind, fmt::format("2.{}", n - 15));
    else imply(claim.kind, fmt::format("1.{}", vision ? n - 1 : n));
    return;
  }
  struct Floor {
    std::string_view library, version, torch;
  };
  static constexpr Floor kFloors[] = {
      {"pytorch_lightning", "2.0", "1.11"}, {"pytorch_lightning", "1.8", "1.9"}, {"lightning", "2.0", "1.11"},
      {"accelerate", "0.21", "1.10"},       {"transformers", "4.36", "1.10"},    {"transformers", "4.31", "1.9"},
  };
  for (const Floor& floor : kFloors) {
    if (floor.library != claim.library || compare_versions(claim.version, floor.version) < 0) continue;
    imply(VersionClaim::Kind::AtLeast, std::string(floor.torch));
    return;
  }
}

}  // namespace seedlint::resolve
