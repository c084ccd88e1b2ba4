// Bytes to facts: no input may crash, hang or exhaust the stack. The first byte chooses how the rest is read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "python/python_module.h"
#include "text/read_source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace seedlint;
  if (size == 0) return 0;
  const bool notebook = (data[0] & 3) == 0;
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto made = make_source(FileId{0}, notebook ? "a.ipynb" : "a.py", std::move(bytes));
  if (!made) return 0;
  const SourceFile& source = *made->file;
  const auto use = [&](const ModuleFacts& module) {
    const std::string shown = dump(module.code());
    for (const FileProblem& p : module.problems()) {
      if (p.span.begin > source.text().size()) std::abort();
      (void)source.stored_line(p.span.begin);
    }
    for (const ModuleFacts::Definition& d : module.definitions()) {
      if (d.span.begin > d.span.end || d.span.end > source.text().size()) std::abort();
    }
    for (const Node& n : module.code().nodes) {
      if (n.begin > n.end || n.end > source.text().size() || n.token_begin > n.token_end) std::abort();
    }
    return shown;
  };
  const auto pieces = python::read_module(source);
  const auto whole = python::read_module_whole(source);
  const std::string a = use(*whole);
  const std::string b = use(*pieces);
  // Both agree on valid Python, and the grammar finds some text valid that is not: so this is asked for by hand.
  static const bool compare = std::getenv("SEEDLINT_FUZZ_COMPARE") != nullptr;
  if (compare && whole->problems().empty() && pieces->problems().empty() && a != b) std::abort();
  return 0;
}
