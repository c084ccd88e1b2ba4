// Lowering of statements with blocks: if, loops, try, with, match.
#include "python/lower.h"

namespace seedlint::python {

NodeId Lowerer::else_block(Index i) {
  Index body = child(i, Field::body);
  if (body == 0) body = child(i, Kind::Block);
  return block_of(body, i);
}

// What stands after a test: the next elif as an If of its own, or the block of the else.
NodeId Lowerer::alternative(const std::vector<Index>& alternatives, std::size_t from_index, std::uint32_t end) {
  if (from_index >= alternatives.size()) return absent(end);
  const Index i = alternatives[from_index];
  if (kind(i) != Kind::ElifClause) return else_block(i);
  if (depth_ > kMaxDepth) return make(NodeKind::Opaque, i, mark());
  const Deeper deeper(depth_);
  const std::size_t from = mark();
  push(expression_of(child(i, Field::condition), i));
  const NodeId then = block_of(child(i, Field::consequence), i);
  push(then);
  push(alternative(alternatives, from_index + 1, (*scope_->code)[then].end));
  return compound(NodeKind::If, i, from);
}

void Lowerer::if_statement(Index i) {
  const std::size_t from = mark();
  std::vector<Index> alternatives;
  for (const Index c : children(i)) {
    if (kind(c) == Kind::ElifClause || kind(c) == Kind::ElseClause) alternatives.push_back(c);
  }
  push(expression_of(child(i, Field::condition), i));
  const NodeId then = block_of(child(i, Field::consequence), i);
  push(then);
  push(alternative(alternatives, 0, (*scope_->code)[then].end));
  push(compound(NodeKind::If, i, from));
}

void Lowerer::while_statement(Index i) {
  const std::size_t from = mark();
  push(expression_of(child(i, Field::condition), i));
  const NodeId body = block_of(child(i, Field::body), i);
  push(body);
  const Index otherwise = child(i, Field::alternative);
  push(otherwise == 0 ? absent((*scope_->code)[body].end) : else_block(otherwise));
  push(compound(NodeKind::While, i, from));
}

void Lowerer::for_statement(Index i) {
  const std::size_t from = mark();
  push_target(expression_of(child(i, Field::left), i));
  push(expression_of(child(i, Field::right), i));
  const NodeId body = block_of(child(i, Field::body), i);
  push(body);
  const Index otherwise = child(i, Field::alternative);
  push(otherwise == 0 ? absent((*scope_->code)[body].end) : else_block(otherwise));
  push(compound(NodeKind::For, i, from));
}

void Lowerer::try_statement(Index i) {
  const std::size_t from = mark();
  const NodeId body = block_of(child(i, Field::body), i);
  push(body);
  const std::uint32_t end = (*scope_->code)[body].end;
  // The order of our children is not the text's, nor is the order in which names get bound of any interest.
  const Index otherwise = child(i, Kind::ElseClause);
  const Index last = child(i, Kind::FinallyClause);
  push(otherwise == 0 ? absent(end) : else_block(otherwise));
  push(last == 0 ? absent(end) : else_block(last));
  for (const Index c : children(i)) {
    if (kind(c) == Kind::ExceptClause || kind(c) == Kind::ExceptGroupClause) push(handler(c));
  }
  push(compound(NodeKind::Try, i, from));
}

NodeId Lowerer::handler(Index i) {
  const std::size_t from = mark();
  Index type = 0;
  Index name_of = child(i, Field::alias);  // Python 2: except Error, name
  Index body = 0;
  for (const Index c : children(i)) {
    if (kind(c) == Kind::Block) body = c;
    else if (at(c).named && kind(c) != Kind::Error && type == 0 && c != name_of) type = c;
  }
  if (type != 0 && kind(type) == Kind::AsPattern) {
    const Index target = child(type, Field::alias);
    if (target != 0) name_of = child(target, Kind::Identifier);
    for (const Index c : children(type)) {
      if (at(c).named && kind(c) != Kind::Error) {
        type = c;
        break;
      }
    }
  }
  if (type != 0 && kind(type) == Kind::ListSplat) {  // except* Error
    for (const Index c : children(type)) {
      if (at(c).named && kind(c) != Kind::Error) {
        type = c;
        break;
      }
    }
  }
  push(type == 0 ? absent(at(i).begin) : expression(type));
  push(block_of(body, i));
  Node node = blank(NodeKind::Handler, at(i).begin, at(i).end);
  if (name_of != 0) {
    node.symbol = symbol(name_of);
    bind(node.symbol);
  }
  end_with_children(node, from);
  return add(node, from);
}

void Lowerer::with_statement(Index i) {
  const std::size_t from = mark();
  const Index clause = child(i, Kind::WithClause);
  if (clause != 0) {
    for (const Index c : children(clause)) {
      if (kind(c) != Kind::WithItem) continue;
      const std::size_t item = mark();
      const Index value = child(c, Field::value);
      if (value != 0 && kind(value) == Kind::AsPattern) {
        push(only_child(value));
        const Index alias = child(value, Field::alias);
        push_target(expression_of(alias, value));
      } else {
        push(expression_of(value, c));
        push(absent(at(c).end));
      }
      push(make(NodeKind::WithItem, c, item));
    }
  }
  push(block_of(child(i, Field::body), i));
  push(compound(NodeKind::With, i, from));
}

void Lowerer::match_statement(Index i) {
  const std::size_t from = mark();
  for (const Index c : children(i)) {
    if (at(c).field == Field::subject && at(c).named) push(expression(c));
  }
  const std::size_t count = mark() - from;
  if (count == 0) {
    push(absent(at(i).end));
  } else if (count > 1 || has(i, Kind::TokenComma)) {
    const Code& code = *scope_->code;
    push(add(blank(NodeKind::Tuple, code[pending_[from]].begin, code[pending_.back()].end), from));
  }
  const Index body = child(i, Field::body);
  if (body != 0) {
    for (const Index c : children(body)) {
      if (kind(c) == Kind::CaseClause) push(case_clause(c));
    }
  }
  push(compound(NodeKind::Match, i, from));
}

NodeId Lowerer::case_clause(Index i) {
  const std::size_t from = mark();
  for (const Index c : children(i)) {
    if (kind(c) == Kind::CasePattern) push(pattern(c));
  }
  const std::size_t count = mark() - from;
  if (count == 0) {
    push(make(NodeKind::Opaque, i, mark()));
  } else if (count > 1 || has(i, Kind::TokenComma)) {
    const Code& code = *scope_->code;
    push(add(blank(NodeKind::Tuple, code[pending_[from]].begin, code[pending_.back()].end), from));
  }
  const Index guard = child(i, Field::guard);
  push(guard == 0 ? absent((*scope_->code)[pending_[from]].end) : only_child(guard));
  push(block_of(child(i, Field::consequence), i));
  return compound(NodeKind::Case, i, from);
}

}  // namespace seedlint::python
