// ModuleFacts of a Python text: lowered piece by piece as somebody asks, or at once.
#include "python/python_module.h"

#include <mutex>

#include <fmt/format.h>

#include "python/lower.h"
#include "python/outline.h"

namespace seedlint::python {
namespace {

class Module : public ModuleFacts, private Lowering {
 public:
  Module(const SourceFile& source, bool whole) : source_(source) {
    if (!whole) {
      layout_ = read_layout(source.text());
      outline_ = std::move(layout_.outline);
      if (!outline_.doubtful) {
        first_error_ = layout_.left_out;
        too_large_ = first_error_ != kNone;
        definitions_ = definitions_of(layout_, source);
        return;
      }
      outline_ = {};
      outline_.doubtful = true;
    }
    std::call_once(lowered_, [this] { lower_whole(code_); });
    outline_of_code(code_, source_, outline_, definitions_);
  }

  const SourceFile& source() const override { return source_; }
  const Outline& outline() const override { return outline_; }
  const std::vector<Definition>& definitions() const override { return definitions_; }

  const Code& code() const override {
    std::call_once(lowered_, [this] { lower_pieces(); });
    return code_;
  }

  std::vector<FileProblem> problems() const override {
    const std::lock_guard lock(mutex_);
    if (first_error_ == kNone) return {};
    const Cell* const cell = source_.cell(first_error_);
    const std::string where =
        cell == nullptr ? "" : fmt::format(" in cell {}, line {}", cell->number, source_.cell_line(first_error_));
    return {{{source_.id(), first_error_, first_error_},
             fmt::format("{}{}; the rest was read", too_large_ ? "more than 4 MiB in one piece was left out" : "syntax not understood", where)}};
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;  // as Layout::left_out

  std::unique_ptr<FunctionCode> lower_function(const FunctionUnit& unit) const override {
    const ByteRange range{unit.span.begin, unit.span.end};
    const SyntaxTree tree = parse(source_.text(), std::span(&range, 1));
    note_error(tree);
    Code unused;
    Scope scope{&unused, {}, {}, false};
    return Lowerer(source_, tree, scope).only_function();
  }

  void lower_pieces() const {
    if (layout_.parsed.empty() && layout_.pieces.empty()) {
      code_.root = add_block(code_, {}, 0);
      return;
    }
    SyntaxTree tree;
    if (layout_.parsed.empty()) {
      tree.nodes.push_back({0, 0, 1, Kind::Module, Field::None, true});
    } else {
      tree = parse(source_.text(), layout_.parsed);
    }
    std::vector<NodeId> statements;
    Scope scope{&code_, {}, {}, false};
    if (Lowerer(source_, tree, scope).pieces(layout_, *this, statements)) {
      code_.root = add_block(code_, statements, 0);
    } else {  // damaged, or the outline misread something: see it in its context
      code_ = {};
      lower_whole(code_);
    }
  }

  void lower_whole(Code& into) const {
    const SyntaxTree tree = parse(source_.text());
    note_error(tree);
    Scope scope{&into, {}, {}, false};
    std::vector<NodeId> statements;
    Lowerer(source_, tree, scope).statements(statements);
    into.root = add_block(into, statements, 0);
  }

  void note_error(const SyntaxTree& tree) const {
    if (!tree.has_error) return;
    const std::lock_guard lock(mutex_);
    if (tree.first_error > first_error_) return;
    first_error_ = tree.first_error;
    too_large_ = tree.too_large;
  }

  const SourceFile& source_;
  Layout layout_;
  Outline outline_;
  std::vector<Definition> definitions_;
  mutable std::once_flag lowered_;
  mutable Code code_;
  mutable std::mutex mutex_;  // guards the two below
  mutable std::uint32_t first_error_ = kNone;
  mutable bool too_large_ = false;
};

}  // namespace

std::unique_ptr<ModuleFacts> read_module(const SourceFile& source) {
  return std::make_unique<Module>(source, false);
}

std::unique_ptr<ModuleFacts> read_module_whole(const SourceFile& source) {
  return std::make_unique<Module>(source, true);
}

}  // namespace seedlint::python
