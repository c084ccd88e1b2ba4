// ModuleFacts of a Python text.
#include "python/python_module.h"

#include <mutex>

#include <fmt/format.h>

#include "python/lower.h"
#include "python/outline.h"

namespace seedlint::python {
namespace {

// A module parsed and lowered at once.
class WholeModule : public ModuleFacts {
 public:
  explicit WholeModule(const SourceFile& source) : source_(source) {
    const SyntaxTree tree = parse(source.text());
    Scope scope{&code_, {}, {}, false};
    std::vector<NodeId> statements;
    Lowerer(source, tree, scope).statements(statements);
    code_.root = add_block(code_, statements, 0);
    outline_of_code(code_, source, outline_, definitions_);
    if (tree.has_error) {
      const std::uint32_t at = tree.first_error;
      problems_.push_back({{source.id(), at, at},
                           fmt::format("syntax not understood at line {}; the rest was read",
                                       source.position(at).line)});
    }
  }

  const SourceFile& source() const override { return source_; }
  const Outline& outline() const override { return outline_; }
  const Code& code() const override { return code_; }
  std::vector<FileProblem> problems() const override { return problems_; }
  const std::vector<Definition>& definitions() const override { return definitions_; }

 private:
  const SourceFile& source_;
  Code code_;
  Outline outline_;
  std::vector<FileProblem> problems_;
  std::vector<Definition> definitions_;
};

}  // namespace

std::unique_ptr<ModuleFacts> read_module(const SourceFile& source) { return read_module_whole(source); }

std::unique_ptr<ModuleFacts> read_module_whole(const SourceFile& source) {
  return std::make_unique<WholeModule>(source);
}

}  // namespace seedlint::python
