// What the pins of other packages say of torch.
#pragma once

#include <string_view>
#include <vector>

#include "resolve/versions.h"

namespace seedlint::resolve {

// The oldest torch for which wheels of a CUDA version were built: "…/whl/cu121" -> "2.1"; empty for other words.
std::string_view torch_for_cuda(std::string_view index);

// Adds to `claims` what `from` says of torch: packages that are built for one torch, and releases that work with no
// older one. Such claims count after all that name torch itself.
void imply_torch(const PlacedClaim& from, std::vector<PlacedClaim>& claims);

}  // namespace seedlint::resolve
