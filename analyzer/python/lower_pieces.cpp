// Lowering of a module from the pieces its layout names, function bodies left for later.
#include <utility>

#include "python/lower.h"

namespace seedlint::python {

bool Lowerer::pieces(const Layout& layout, const Lowering& lowering, std::vector<NodeId>& into) {
  if (tree_.has_error) return false;
  const std::size_t from = mark();
  Index at_child = 1;  // the next statement of the tree that has not been lowered
  for (const Piece piece : layout.pieces) {
    if (piece.is_class) {
      const ClassPiece& owner = layout.classes[piece.index];
      statements_before(owner.begin, at_child);
      if (!class_of_pieces(owner, lowering, at_child)) return false;
    } else {
      statements_before(layout.functions[piece.index].begin, at_child);
      unlowered_function(layout.functions[piece.index], lowering);
    }
  }
  statements_before(static_cast<std::uint32_t>(text_.size()) + 1, at_child);
  into.insert(into.end(), pending_.begin() + static_cast<std::ptrdiff_t>(from), pending_.end());
  pending_.resize(from);
  return true;
}

void Lowerer::statements_before(std::uint32_t offset, Index& at_child) {
  while (at_child < at(0).next && at(at_child).begin < offset) {
    statement(at_child, true);
    at_child = at(at_child).next;
  }
}

void Lowerer::unlowered_function(const FunctionPiece& piece, const Lowering& lowering) {
  auto unit = std::make_unique<FunctionUnit>();
  unit->name = identifier(text_.substr(piece.name.begin, piece.name.end - piece.name.begin));
  unit->span = {file_, piece.begin, piece.end};
  unit->name_token = {file_, piece.name.begin, piece.name.end};
  unit->decorated = piece.decorated;
  unit->is_async = piece.is_async;
  unit->lowering = &lowering;
  define(NodeKind::DefineFunction, std::move(unit), scope_->code->functions);
}

// The statement `Name` or `Name(bases)`.
bool Lowerer::class_header(Index statement, ClassUnit& unit) {
  if (kind(statement) != Kind::ExpressionStatement || has(statement, Kind::TokenComma)) return false;
  Index header = statement + 1;
  if (at(header).next != at(statement).next) return false;
  Index arguments = 0;
  if (kind(header) == Kind::Call) {
    arguments = child(header, Field::arguments);
    header = child(header, Field::function);
    if (arguments == 0 || kind(arguments) != Kind::ArgumentList) return false;
  }
  if (header == 0 || kind(header) != Kind::Identifier) return false;
  unit.name = symbol(header);
  unit.name_token = span(header);
  if (arguments != 0) arguments_of_class(arguments, unit);
  return true;
}

bool Lowerer::class_of_pieces(const ClassPiece& piece, const Lowering& lowering, Index& at_child) {
  auto unit = std::make_unique<ClassUnit>();
  Scope scope{&unit->code, {}, {}, false};
  Scope* const outer = std::exchange(scope_, &scope);
  bool fits = true;
  for (std::uint32_t n = 0; fits && n < piece.decorators; ++n) {
    fits = at_child < at(0).next && kind(at_child) == Kind::ExpressionStatement &&
           at(at_child + 1).next == at(at_child).next;
    if (!fits) break;
    unit->decorators.push_back(expression(at_child + 1));
    at_child = at(at_child).next;
  }
  fits = fits && at_child < at(0).next && class_header(at_child, *unit) &&
         unit->name_token.begin == piece.name.begin;
  if (fits) {
    at_child = at(at_child).next;
    const std::size_t from = mark();
    for (const FunctionPiece& method : piece.methods) {
      statements_before(method.begin, at_child);
      unlowered_function(method, lowering);
    }
    statements_before(piece.end, at_child);
    unit->code.root = add_block(unit->code, std::span(pending_).subspan(from), piece.end);
    pending_.resize(from);
  }
  scope_ = outer;
  if (!fits) return false;

  unit->span = {file_, piece.begin, piece.end};
  define(NodeKind::DefineClass, std::move(unit), scope_->code->classes);
  return true;
}

}  // namespace seedlint::python
