// Lowering of the patterns of `case`: to expressions, as facts/code.h says.
#include "python/lower.h"

namespace seedlint::python {

NodeId Lowerer::pattern(Index i) {
  if (depth_ > kMaxDepth) return make(NodeKind::Opaque, i, mark());
  const Deeper deeper(depth_);
  return pattern_lowered(i);
}

// A single name is a capture, `_` matches anything, a dotted name is a value.
NodeId Lowerer::pattern_name(Index i) {
  if (text(i) == "_") return absent(at(i).begin);
  const NodeId id = expression(i);
  bind_names(id);
  return id;
}

NodeId Lowerer::dotted(Index i) {
  NodeId object = kNoNode;
  for (const Index c : children(i)) {
    if (kind(c) != Kind::Identifier) continue;
    if (object == kNoNode) {
      object = name(c);
      continue;
    }
    const std::size_t from = mark();
    push(object);
    Node node = blank(NodeKind::Attribute, at(i).begin, at(c).end);
    node.symbol = symbol(c);
    node.token_begin = at(c).begin;
    node.token_end = at(c).end;
    object = add(node, from);
  }
  return object == kNoNode ? make(NodeKind::Opaque, i, mark()) : object;
}

NodeId Lowerer::pattern_sequence(NodeKind kind, Index i) {
  const std::size_t from = mark();
  for (const Index c : children(i)) {
    if (at(c).named) push(pattern(c));
  }
  return make(kind, i, from);
}

NodeId Lowerer::pattern_lowered(Index i) {
  const std::size_t from = mark();
  switch (kind(i)) {
    case Kind::CasePattern: {
      // A pattern, `_`, or a number with its sign beside it.
      Index minus = 0;
      for (const Index c : children(i)) {
        if (kind(c) == Kind::TokenUnderscore) return absent(at(c).begin);
        if (kind(c) == Kind::TokenMinus) minus = c;
        if (!at(c).named || kind(c) == Kind::Error) continue;
        if (minus == 0) return pattern(c);
        push(expression(c));
        Node node = blank(NodeKind::Unary, at(minus).begin, at(c).end);
        node.op = Operator::Negate;
        return add(node, from);
      }
      return make(NodeKind::Opaque, i, from);
    }
    case Kind::DottedName: {
      std::size_t parts = 0;
      for (const Index c : children(i)) parts += kind(c) == Kind::Identifier;
      if (parts != 1) return dotted(i);
      return pattern_name(child(i, Kind::Identifier));
    }
    case Kind::Identifier: return pattern_name(i);
    case Kind::AsPattern: {
      Index inner = 0;
      Index bound = 0;
      for (const Index c : children(i)) {
        if (!at(c).named || kind(c) == Kind::Error) continue;
        (inner == 0 ? inner : bound) = c;
      }
      if (bound == 0) return inner == 0 ? make(NodeKind::Opaque, i, from) : pattern(inner);
      push(pattern_name(bound));
      push(pattern(inner));
      return make(NodeKind::Walrus, i, from);
    }
    case Kind::UnionPattern: {
      Index minus = 0;
      for (const Index c : children(i)) {
        if (kind(c) == Kind::TokenUnderscore) push(absent(at(c).begin));
        if (kind(c) == Kind::TokenMinus) minus = c;
        if (!at(c).named || kind(c) == Kind::Error) continue;
        if (minus == 0) {
          push(pattern(c));
        } else {
          const std::size_t sign = mark();
          push(expression(c));
          Node node = blank(NodeKind::Unary, at(minus).begin, at(c).end);
          node.op = Operator::Negate;
          push(add(node, sign));
          minus = 0;
        }
      }
      return make(NodeKind::Or, i, from);
    }
    case Kind::ListPattern: return pattern_sequence(NodeKind::List, i);
    case Kind::TuplePattern:
      if (const Index only = only_in_parentheses(i)) return pattern(only);
      return pattern_sequence(NodeKind::Tuple, i);
    case Kind::DictPattern: {
      bool value_is_due = false;
      Index minus = 0;
      for (const Index c : children(i)) {
        if (kind(c) == Kind::TokenMinus) minus = c;
        if (!at(c).named || kind(c) == Kind::Error) continue;
        if (at(c).field == Field::key) {
          if (value_is_due) push(absent(at(c).begin));
          const std::size_t sign = mark();
          push(kind(c) == Kind::ComplexPattern ? pattern(c) : expression(c));
          if (minus != 0) {
            Node node = blank(NodeKind::Unary, at(minus).begin, at(c).end);
            node.op = Operator::Negate;
            push(add(node, sign));
            minus = 0;
          }
          value_is_due = true;
        } else if (at(c).field == Field::value && value_is_due) {
          push(pattern(c));
          value_is_due = false;
        } else {
          if (value_is_due) push(absent(at(c).begin));
          value_is_due = false;
          push(pattern(c));  // **rest
          push(absent(at(c).end));
        }
      }
      if (value_is_due) push(absent(at(i).end));
      return make(NodeKind::Dict, i, from);
    }
    case Kind::SplatPattern: {
      const bool map = text(i).starts_with("**");
      const Index name_of = child(i, Kind::Identifier);
      push(name_of == 0 ? absent(at(i).end) : pattern_name(name_of));
      return make(map ? NodeKind::SpreadMap : NodeKind::Spread, i, from);
    }
    case Kind::ClassPattern: {
      const Index name_of = child(i, Kind::DottedName);
      const NodeId callee = expression_of(name_of, i);
      push(callee);
      for (const Index c : children(i)) {
        if (at(c).named && c != name_of) push(pattern(c));
      }
      Node node = blank(NodeKind::Call, at(i).begin, at(i).end);
      node.token_begin = (*scope_->code)[callee].token_begin;
      node.token_end = (*scope_->code)[callee].token_end;
      return add(node, from);
    }
    case Kind::KeywordPattern: {
      const Index name_of = child(i, Kind::Identifier);
      Index value = 0;
      Index minus = 0;
      bool wildcard = false;
      for (const Index c : children(i)) {
        if (kind(c) == Kind::TokenMinus) minus = c;
        if (kind(c) == Kind::TokenUnderscore) wildcard = true;
        if (at(c).named && c != name_of && kind(c) != Kind::Error) value = c;
      }
      if (value == 0) {
        push(wildcard ? absent(at(i).end) : make(NodeKind::Opaque, i, mark()));
      } else if (minus != 0) {
        push(expression(value));
        Node node = blank(NodeKind::Unary, at(minus).begin, at(value).end);
        node.op = Operator::Negate;
        push(add(node, from));
      } else {
        push(pattern(value));
      }
      return keyword(i, name_of, from);
    }
    case Kind::ComplexPattern: {
      Index parts[2] = {0, 0};
      bool minus_first = false;
      Operator op = Operator::Add;
      for (const Index c : children(i)) {
        if (kind(c) == Kind::TokenMinus) parts[0] == 0 ? void(minus_first = true) : void(op = Operator::Subtract);
        else if (at(c).named && kind(c) != Kind::Error) (parts[0] == 0 ? parts[0] : parts[1]) = c;
      }
      if (parts[1] == 0) return opaque(i);
      push(expression(parts[0]));
      if (minus_first) {
        Node node = blank(NodeKind::Unary, at(i).begin, at(parts[0]).end);
        node.op = Operator::Negate;
        push(add(node, from));
      }
      push(expression(parts[1]));
      return make(NodeKind::Binary, i, from, op);
    }
    case Kind::Error: return make(NodeKind::Opaque, i, from);
    default: return expression(i);
  }
}

}  // namespace seedlint::python
