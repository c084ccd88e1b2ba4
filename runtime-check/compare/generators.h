// The global generators by the names their records carry. torch has one for the CPU and one for each GPU;
// torch.manual_seed seeds them all, so one change and one kind of finding stand for them.
#pragma once

#include <string_view>

namespace seedlint::compare {

/// A torch.Generator given to an operation; the records know no name of it.
inline constexpr std::string_view kGivenGenerator = "torch.Generator argument";

/// "torch.cuda", or "torch.cuda:N" where a process uses several GPUs.
inline bool is_cuda_generator(std::string_view name) { return name == "torch.cuda" || name.starts_with("torch.cuda:"); }

/// The change that seeds a global generator: "torch", "numpy", "python"; the name itself for any other.
inline std::string_view seeded_by(std::string_view name) { return is_cuda_generator(name) ? "torch" : name; }

inline bool is_global_generator(std::string_view name) {
  name = seeded_by(name);
  return name == "torch" || name == "numpy" || name == "python";
}

}  // namespace seedlint::compare
