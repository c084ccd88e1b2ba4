// See session.h.
#include "session.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "launch/native_sites.h"
#include "launch/tracer_build.h"

namespace seedlint::verify {
namespace fs = std::filesystem;
using launch::RunOptions;
using launch::RunResult;

Session::~Session() {
  if (options_.keep.empty() && !root_.empty()) {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
}

std::optional<std::string> Session::prepare() {
  began_ = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count());
  cache_ = launch::tracer_cache();
  auto python = launch::install_sources(cache_);
  if (!python) return python.error();
  python_ = *python;
  if (options_.tracer == Tracer::Python) python_tracer_because_ = "--tracer python asks for it";
  else preload_ = launch::build_preload(cache_).value_or(fs::path());
  cuda_ = launch::find_cuda_library(cache_, [this] { say("compiling the CUDA hash (once)"); });
  std::error_code error;
  if (!options_.keep.empty()) {
    root_ = fs::absolute(options_.keep);
    if (fs::exists(root_)) return root_.string() + " exists already; --keep wants a new folder";
    if (!fs::create_directories(root_, error)) return "cannot make " + root_.string() + ": " + error.message();
    return std::nullopt;
  }
  fs::path base = fs::temp_directory_path(error);
  if (error) {
    const char* wanted = std::getenv("TMPDIR");
    return std::string("there is no temporary folder") + (wanted != nullptr ? ": TMPDIR names " + std::string(wanted) + ", which is none" : "") +
           "; set TMPDIR to one that can be written";
  }
  std::string pattern = (base / "seedlint-verify-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    return "cannot make a temporary folder in " + base.string() + ": " + std::strerror(errno) + "; set TMPDIR to one that can be written";
  root_ = pattern;
  return std::nullopt;
}

Pair Session::run_pair(const std::string& name, const std::string& what, const Wish& wish) {
  Pair pair;
  for (int n : {1, 2}) {
    fs::path folder = root_ / (name + "-" + std::to_string(n));
    (n == 1 ? pair.left_folder : pair.right_folder) = folder;
    auto result = run_once(folder, what + ", run " + std::to_string(n) + " of 2", wish);
    if (!result) {
      pair.failure = result.error();
      return pair;
    }
    if (result->how == RunResult::How::TimedOut) pair.stopped = true;
    if (pair.not_hashed.empty()) pair.not_hashed = gpu_problem(folder);
    trace::Run& run = n == 1 ? pair.left : pair.right;
    run = trace::read_run(folder);
    launch::name_native_sites(run);
    pair.failure = complaint(folder, *result, run);
    if (pair.failure) return pair;
    if (result->how == RunResult::How::Signalled || (result->how == RunResult::How::Exited && result->code != 0)) {
      std::string how = (result->how == RunResult::How::Signalled ? "was ended by signal " : "failed with exit status ") + std::to_string(result->code);
      pair.ending = pair.ending ? "The command " + how + "." : "Run " + std::to_string(n) + " of the command " + how + ".";
    }
    for (const auto& stream : run.streams)
      if (stream.end() == trace::End::NoSpace) pair.failure = "the disk filled up while tracing (" + root_.string() + "); set TMPDIR to a larger one or use --steps";
    seconds_.push_back(result->seconds);
    if (pair.failure) return pair;
  }
  return pair;
}

tl::expected<fs::path, std::string> Session::run_untraced(const std::string& name, const std::string& what, const Wish& wish) {
  fs::path folder = root_ / name;
  auto result = run_once(folder, what, wish, {}, true);
  if (!result) return tl::unexpected(result.error());
  if (result->how == RunResult::How::TimedOut) return tl::unexpected(std::string("the run without the tracer was stopped by the time limit"));
  if (result->how != RunResult::How::Exited || result->code != 0) return tl::unexpected(std::string("the run without the tracer failed"));
  seconds_.push_back(result->seconds);
  return folder;
}

tl::expected<std::vector<std::pair<std::string, int>>, std::string> Session::run_for_lines(const std::vector<std::pair<std::string, int>>& lines,
                                                                                           const Wish& wish) {
  fs::path list = root_ / "lines.txt", folder = root_ / "lines";
  {
    std::ofstream file(list, std::ios::binary);
    for (const auto& [path, line] : lines) file << path << '\t' << line << '\n';
    if (!file) return tl::unexpected("cannot write " + list.string());
  }
  auto result = run_once(folder, "looking which findings' lines run", wish, list);
  if (!result) return tl::unexpected(result.error());
  seconds_.push_back(result->seconds);
  std::vector<std::pair<std::string, int>> seen;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (!entry.path().filename().string().starts_with("covered-")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::string text;
    while (std::getline(file, text)) {
      auto tab = text.rfind('\t');
      if (tab != std::string::npos) seen.emplace_back(text.substr(0, tab), std::atoi(text.c_str() + tab + 1));
    }
  }
  return seen;
}

bool Session::shows_progress() const { return options_.progress && ::isatty(2) != 0; }

void Session::say(const std::string& what) const {
  if (!shows_progress()) return;
  std::fprintf(stderr, "\r\033[K%s", what.c_str());
  std::fflush(stderr);
}

void Session::clear_line() const {
  if (shows_progress()) std::fprintf(stderr, "\r\033[K");
}

tl::expected<RunResult, std::string> Session::run_once(const fs::path& folder, const std::string& what, const Wish& wish, const fs::path& lines,
                                                       bool untraced) {
  std::error_code error;
  RunOptions run;
  run.command = wish.command.empty() ? options_.command : wish.command;
  run.folder = folder;
  run.python = python_;
  run.preload = preload_;
  run.cache = cache_;
  run.cuda = cuda_.wanted;
  run.cuda_library = cuda_.path;
  run.sources = launch::tracer_sources_hash();
  run.began = began_;
  run.steps = wish.steps;
  run.seconds = options_.seconds;
  run.records = options_.records;
  run.switches = wish.switches;
  run.deep = wish.deep;
  run.light = wish.light;
  run.python_tracer = !python_tracer_because_.empty();
  run.lines = lines;
  run.untraced = untraced;
  run.directory = wish.directory;
  const double usual = seconds_.empty() ? 0 : seconds_.front();  // of the first run
  if (shows_progress()) {
    say(what);
    run.progress = [&, usual](std::uint32_t step, double passed) {
      std::string text = what + ": step " + std::to_string(step) + (wish.steps > 0 ? " of " + std::to_string(wish.steps) : "");
      double whole = wish.steps > 0 && step > 0 ? passed / step * wish.steps : usual;
      if (whole > passed) text += ", about " + std::to_string(static_cast<int>(whole - passed) + 1) + " s left";
      say(text);
    };
  }
  for (int attempt = 0; attempt < 3; ++attempt) {  // without a tracer, with one that cannot be loaded, traced from Python
    fs::remove_all(folder, error);
    fs::create_directories(folder, error);
    if (error) return tl::unexpected("cannot make " + folder.string() + ": " + error.message());
    RunResult result = launch::run(run);
    if (result.how == RunResult::How::Interrupted) return tl::unexpected(std::string("interrupted"));
    if (result.how == RunResult::How::NotStarted) return tl::unexpected("the command could not be started: " + result.message);
    if (result.how != RunResult::How::NeedsTracer) return result;
    say("compiling the tracer for this torch (once)");
    auto built = launch::build_tracer(cache_, folder / "request.json", attempt > 0);
    if (interrupted()) return tl::unexpected(std::string("interrupted"));
    if (built) continue;
    if (!built.error().can_be_python || options_.tracer == Tracer::Compiled) return tl::unexpected(built.error().message);
    python_tracer_because_ = built.error().because;
    run.python_tracer = true;
  }
  return tl::unexpected(std::string("the compiled tracer is not found by the program"));
}

std::string Session::gpu_problem(const fs::path& folder) const {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (!entry.path().filename().string().ends_with(".cuda.txt")) continue;
    std::ifstream file(entry.path());
    std::string why;
    std::getline(file, why);
    if (!why.empty()) return why;
    return cuda_.problem.empty() ? "there is no library for it" : cuda_.problem;
  }
  return {};
}

std::optional<std::string> Session::complaint(const fs::path& folder, const RunResult& result, const trace::Run& run) {
  std::ifstream failed(folder / "failed.txt");
  std::string line;
  if (std::getline(failed, line)) return "the tracer could not start in the program: " + line;
  if (!run.streams.empty()) return std::nullopt;
  if (!run.problems.empty()) return "the trace cannot be read: " + run.problems.front();
  std::string tail = launch::output_tail(folder, 6);
  std::string text = result.how == RunResult::How::Exited && result.code == 0
                         ? "the command ran but recorded nothing: it never used torch, " +
                               std::string(options_.light ? "no torch.optim optimiser made a step (try without --light), " : "") +
                               "or Python was started with -E, -I or -S"
                     : result.how == RunResult::How::TimedOut ? "the command recorded nothing before the time limit"
                                                              : "the command failed before it used torch (exit status " + std::to_string(result.code) + ")";
  if (!tail.empty()) text += "; its last lines:\n" + tail;
  return text;
}

}  // namespace seedlint::verify
