// See tracer_build.h. Everything is written beside its place and renamed, so two runs at once, or one
// that is killed, leave no half-written file under a name that is used.
#include "launch/tracer_build.h"

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "kernels/hash.h"
#include "launch/embedded_files.h"
#include "launch/interruption.h"
#include "launch/child.h"

namespace seedlint::launch {
namespace fs = std::filesystem;

fs::path tracer_cache() {
  if (const char* own = std::getenv("SEEDLINT_CACHE"); own != nullptr && *own != '\0') return fs::absolute(own);
  if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg != nullptr && *xdg != '\0') return fs::absolute(xdg) / "seedlint";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') return fs::path(home) / ".cache" / "seedlint";
  return fs::temp_directory_path() / ("seedlint-" + std::to_string(::getuid()));
}

std::string tracer_sources_hash() {
  std::uint64_t hash = 1;
  for (const EmbeddedFile& file : embedded_files()) {
    hash = kernels::hash_text(file.path.data(), file.path.size(), hash);
    hash = kernels::hash_text(file.text.data(), file.text.size(), hash);
  }
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

tl::expected<fs::path, std::string> install_sources(const fs::path& cache) {
  fs::path root = cache / ("sources-" + tracer_sources_hash());
  std::error_code error;
  if (fs::exists(root / "python" / "sitecustomize.py", error)) return root / "python";
  fs::path temporary = root.string() + "." + std::to_string(::getpid());
  for (const EmbeddedFile& file : embedded_files()) {
    fs::path path = temporary / file.path;
    fs::create_directories(path.parent_path(), error);
    std::ofstream out(path, std::ios::binary);
    out.write(file.text.data(), static_cast<std::streamsize>(file.text.size()));
    out.close();
    if (!out)
      return tl::unexpected("cannot write the tracer's sources to " + temporary.string() +
                            "; set SEEDLINT_CACHE to a folder that can be written");
  }
  fs::rename(temporary, root, error);
  if (error) fs::remove_all(temporary, error);  // another process was faster
  return root / "python";
}

namespace {

std::vector<std::string> compilers() {
  std::vector<std::string> list;
  if (const char* chosen = std::getenv("CXX"); chosen != nullptr && *chosen != '\0') list.push_back(chosen);
  list.insert(list.end(), {"c++", "g++", "clang++"});
  return list;
}

std::string first_lines(const fs::path& log, int count) {
  std::ifstream file(log);
  std::string line, text;
  while (count-- > 0 && std::getline(file, line)) text += "  " + line + "\n";
  return text;
}

}  // namespace

tl::expected<fs::path, BuildFailure> build_tracer(const fs::path& cache, const fs::path& request, bool again) {
  std::ifstream file(request);
  nlohmann::json wish = nlohmann::json::parse(file, nullptr, false);
  auto no_tracer = [&](std::string message, std::string because) {
    const bool python = wish.is_object() && wish.value("python", false);
    return tl::unexpected(BuildFailure{std::move(message), std::move(because), python});
  };
  if (!wish.is_object()) return no_tracer("the program's request for a tracer cannot be read: " + request.string(), "its request for a tracer cannot be read");
  std::string key = wish.value("key", ""), include = wish.value("include", ""), lib = wish.value("lib", "");
  if (key.empty() || key.find('/') != std::string::npos) return no_tracer("the program's request for a tracer is malformed", "its request for a tracer is malformed");
  if (const auto problem = wish.find("unloadable"); again && problem != wish.end() && problem->is_string())
    return no_tracer("the compiled tracer cannot be loaded: " + problem->get<std::string>(),
                     "the compiled one cannot be loaded (" + problem->get<std::string>() + ")");
  if (!fs::exists(fs::path(include) / "ATen" / "record_function.h"))
    return no_tracer("this torch has no C++ headers (" + include + "); the tracer needs them, as the wheels from PyPI have them",
                     "this torch has no C++ headers");

  fs::path sources = cache / ("sources-" + tracer_sources_hash());
  fs::path target = cache / key / "tracer.so";
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  fs::path temporary = target.string() + "." + std::to_string(::getpid());
  fs::path log = cache / key / "compile.log";

  for (const std::string& compiler : compilers()) {
    int status = run_child({compiler, "-std=c++20", "-O2", "-fPIC", "-shared", "-DNDEBUG",
                              "-D_GLIBCXX_USE_CXX11_ABI=" + std::to_string(wish.value("abi", 1)), "-isystem", include,
                              "-I" + sources.string(), "-I" + (sources / "tracer").string(), (sources / "tracer/tracer.cpp").string(),
                              "-L" + lib, "-ltorch_cpu", "-lc10", "-o", temporary.string()},
                           log, log);
    if (status == -1) continue;
    if (status != 0)
      return no_tracer("the tracer does not compile against torch " + wish.value("torch", "?") + " with " + compiler + ":\n" +
                           first_lines(log, 8) + "  (all of it: " + log.string() + ")",
                       "the tracer does not compile against torch " + wish.value("torch", "?") + " with " + compiler + " (" + log.string() + ")");
    fs::rename(temporary, target, error);
    if (error) return no_tracer("cannot write " + target.string() + ": " + error.message(), "the compiled one cannot be written to " + target.string());
    return target;
  }
  return no_tracer("no C++ compiler found; the tracer is compiled once for your torch. Install g++ or clang++, or set CXX",
                   "no C++ compiler was found");
}

std::optional<fs::path> build_preload(const fs::path& cache) {
  fs::path folder = cache / ("sources-" + tracer_sources_hash());
  fs::path target = folder / "preload.so", temporary = target.string() + "." + std::to_string(::getpid());
  std::error_code error;
  if (fs::exists(target, error)) return target;
  for (const std::string& compiler : compilers()) {
    // Its own copy of the C++ library, hidden: a process that inherits it must not get another one than it asked for.
    if (run_child({compiler, "-std=c++20", "-O2", "-fPIC", "-shared", "-static-libstdc++", "-static-libgcc", "-Wl,-z,muldefs", "-Wl,--version-script=" + (folder / "tracer/preload.map").string(), (folder / "tracer/preload.cpp").string(), "-o", temporary.string(), "-ldl", "-pthread"},
                  folder / "preload.log", folder / "preload.log") != 0)
      continue;
    fs::rename(temporary, target, error);
    if (!error) return target;
  }
  return std::nullopt;
}

}  // namespace seedlint::launch
