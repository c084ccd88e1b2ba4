// The library that hashes tensors on a GPU: found beside the program, or compiled once with the user's nvcc.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace seedlint::launch {

struct CudaLibrary {
  bool wanted = false;         ///< this machine has an NVIDIA GPU, or the user named a library
  std::filesystem::path path;  ///< empty: there is none
  std::string problem;         ///< why there is none, with the remedy; empty otherwise
};

/// $SEEDLINT_CUDA_LIBRARY, seedlint_cuda.so beside this program, one compiled earlier below `cache`, or one that is
/// compiled there now ($CUDACXX, nvcc on PATH, $CUDA_HOME/bin, /usr/local/cuda/bin) from the installed sources.
/// Where the machine has no GPU nothing is looked for. `compiling` is called before nvcc runs, which takes seconds.
CudaLibrary find_cuda_library(const std::filesystem::path& cache, const std::function<void()>& compiling);

}  // namespace seedlint::launch
