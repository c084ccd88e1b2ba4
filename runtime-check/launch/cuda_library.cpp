// See cuda_library.h. Compiled beside its place and renamed, as the tracer is.
#include "launch/cuda_library.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "launch/child.h"
#include "launch/tracer_build.h"

namespace seedlint::launch {
namespace fs = std::filesystem;
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The driver's device nodes; WSL has one of its own. Asking the driver itself would load it into this process.
bool has_gpu() {
  std::error_code error;
  for (const char* node : {"/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg"})
    if (fs::exists(node, error)) return true;
  return false;
}

std::vector<std::string> compilers() {
  std::vector<std::string> list;
  if (auto chosen = variable("CUDACXX"); !chosen.empty()) list.push_back(chosen);
  list.emplace_back("nvcc");
  if (auto home = variable("CUDA_HOME"); !home.empty()) list.push_back(home + "/bin/nvcc");
  list.emplace_back("/usr/local/cuda/bin/nvcc");
  return list;
}

/// Machine code for what torch is used on, and PTX for what comes later; less of it for an older nvcc, and at
/// last whatever that nvcc does by itself.
const std::vector<std::vector<std::string>>& architectures() {
  static const std::vector<std::vector<std::string>> list = {
      {"-gencode", "arch=compute_80,code=sm_80", "-gencode", "arch=compute_90,code=sm_90", "-gencode", "arch=compute_100,code=[sm_100,compute_100]"},
      {"-gencode", "arch=compute_80,code=sm_80", "-gencode", "arch=compute_90,code=[sm_90,compute_90]"},
      {"-gencode", "arch=compute_80,code=[sm_80,compute_80]"},
      {}};
  return list;
}

std::string first_error(const fs::path& log) {
  std::ifstream file(log);
  for (std::string line; std::getline(file, line);)
    if (line.find("error") != std::string::npos || line.find("nvcc fatal") != std::string::npos) return line;
  return "see " + log.string();
}

}  // namespace

CudaLibrary find_cuda_library(const fs::path& cache, const std::function<void()>& compiling) {
  CudaLibrary library;
  std::error_code error;
  if (auto chosen = variable("SEEDLINT_CUDA_LIBRARY"); !chosen.empty()) {
    library.wanted = true;
    library.path = fs::absolute(chosen);
    if (!fs::exists(library.path, error)) {
      library.problem = "$SEEDLINT_CUDA_LIBRARY names " + chosen + ", which does not exist";
      library.path.clear();
    }
    return library;
  }
  if (!has_gpu()) return library;
  library.wanted = true;
  fs::path beside = fs::read_symlink("/proc/self/exe", error).parent_path() / "seedlint_cuda.so";
  if (fs::exists(beside, error)) {
    library.path = beside;
    return library;
  }
  const fs::path sources = cache / ("sources-" + tracer_sources_hash());
  const fs::path target = sources / "seedlint_cuda.so", temporary = target.string() + "." + std::to_string(::getpid());
  const fs::path log = sources / "seedlint_cuda.log";
  if (fs::exists(target, error)) {
    library.path = target;
    return library;
  }
  bool found = false;
  for (const std::string& compiler : compilers()) {
    if (run_child({compiler, "--version"}, log, log) != 0) continue;
    found = true;
    compiling();
    for (const auto& architecture : architectures()) {
      std::vector<std::string> command = {compiler, "-std=c++20", "-O3", "-shared", "-Xcompiler", "-fPIC", "--cudart=static", "--expt-relaxed-constexpr",
                                          "-I" + sources.string()};
      command.insert(command.end(), architecture.begin(), architecture.end());
      command.insert(command.end(), {"-o", temporary.string(), (sources / "kernels/hash.cu").string()});
      if (run_child(command, log, log) != 0) continue;
      fs::rename(temporary, target, error);
      if (error) break;
      library.path = target;
      return library;
    }
    library.problem = "the CUDA hash does not compile with " + compiler + ": " + first_error(log);
    break;
  }
  if (!found)
    library.problem = "no nvcc was found to compile the CUDA hash; install the CUDA toolkit, set CUDACXX, or put seedlint_cuda.so beside seedlint-verify";
  return library;
}

}  // namespace seedlint::launch
