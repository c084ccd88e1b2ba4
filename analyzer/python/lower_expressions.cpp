// Lowering of expressions; operators are in lower_operators.cpp, strings in lower_strings.cpp.
#include "python/lower.h"

namespace seedlint::python {

NodeId Lowerer::expression_of(Index i, Index parent) {
  return i == 0 ? make(NodeKind::Opaque, parent, mark()) : expression(i);
}

NodeId Lowerer::expression(Index i) {
  if (depth_ > kMaxDepth) return make(NodeKind::Opaque, i, mark());
  const Deeper deeper(depth_);
  return lowered(i);
}

// In lists the grammar binds the star of `*a.b[0]` to `a` alone. Nothing can follow a star's operand, so the star
// belongs to all of it. Gives the misplaced splat.
Lowerer::Index Lowerer::misplaced_splat(Index i) const {
  while (i != 0) {
    switch (kind(i)) {
      case Kind::ListSplat: return i;
      case Kind::Attribute: i = child(i, Field::object); break;
      case Kind::Subscript: i = child(i, Field::value); break;
      case Kind::Call: i = child(i, Field::function); break;
      case Kind::BinaryOperator: case Kind::BooleanOperator: i = child(i, Field::left); break;
      default: return 0;
    }
  }
  return 0;
}

NodeId Lowerer::lowered(Index i) {
  const bool operand = kind(i) == Kind::Attribute || kind(i) == Kind::Subscript || kind(i) == Kind::Call ||
                       kind(i) == Kind::BinaryOperator || kind(i) == Kind::BooleanOperator;
  if (operand && at(i).begin < at(i).end && text_[at(i).begin] == '*' && starless_ == 0) {
    if (const Index splat = misplaced_splat(i)) {
      const std::size_t from = mark();
      starless_ = splat;
      push(lowered(i));
      starless_ = 0;
      return make(NodeKind::Spread, i, from);
    }
  }
  if (i == after_type_ && i != 0) return call_of_type(i);
  switch (kind(i)) {
    case Kind::Identifier: return name(i);
    case Kind::DottedName: return dotted(i);
    case Kind::Integer: {
      const std::string_view written = text(i);
      const bool imaginary = !written.empty() && (written.back() == 'j' || written.back() == 'J');
      Node node = blank(imaginary ? NodeKind::Float : NodeKind::Int, at(i).begin, at(i).end);
      Code& code = *scope_->code;
      if (imaginary) {
        code.reals.push_back(real_value(written));
        node.payload = static_cast<std::uint32_t>(code.reals.size() - 1);
      } else {
        code.integers.push_back(integer_value(written));
        node.payload = static_cast<std::uint32_t>(code.integers.size() - 1);
      }
      return add(node, mark());
    }
    case Kind::Float: {
      Node node = blank(NodeKind::Float, at(i).begin, at(i).end);
      scope_->code->reals.push_back(real_value(text(i)));
      node.payload = static_cast<std::uint32_t>(scope_->code->reals.size() - 1);
      return add(node, mark());
    }
    case Kind::True: return leaf(NodeKind::True, i);
    case Kind::False: return leaf(NodeKind::False, i);
    case Kind::None: return leaf(NodeKind::None, i);
    case Kind::Ellipsis: return leaf(NodeKind::Ellipsis, i);
    case Kind::String: case Kind::ConcatenatedString: return string(i);
    case Kind::Attribute: case Kind::MemberType: return attribute(i);
    case Kind::Subscript: return subscript(i);
    case Kind::GenericType: return generic_type(i);
    case Kind::Slice: return slice(i);
    case Kind::Call: return call(i);
    case Kind::KeywordArgument: {
      const std::size_t from = mark();
      const Index name_of = child(i, Field::name);
      push(expression_of(child(i, Field::value), i));
      return keyword(i, name_of, from);
    }
    case Kind::ListSplat: case Kind::ListSplatPattern: case Kind::SplatType: case Kind::SplatPattern:
    case Kind::DictionarySplat: case Kind::DictionarySplatPattern: {
      if (i == starless_) {
        starless_ = 0;
        return only_child(i);
      }
      const bool map = text(i).starts_with("**");
      const std::size_t from = mark();
      push(only_child(i));
      return make(map ? NodeKind::SpreadMap : NodeKind::Spread, i, from);
    }
    case Kind::NotOperator: case Kind::UnaryOperator: return unary(i);
    case Kind::BinaryOperator: case Kind::UnionType: return binary(i);
    case Kind::BooleanOperator: return boolean(i);
    case Kind::ComparisonOperator: return comparison(i);
    case Kind::ConditionalExpression: return conditional(i);
    case Kind::TuplePattern:
      if (const Index only = only_in_parentheses(i)) return expression(only);
      return sequence(NodeKind::Tuple, i);
    case Kind::Tuple: case Kind::ExpressionList: case Kind::PatternList: return sequence(NodeKind::Tuple, i);
    case Kind::List: case Kind::ListPattern: return sequence(NodeKind::List, i);
    case Kind::Set: return sequence(NodeKind::Set, i);
    case Kind::Dictionary: return dictionary(i);
    case Kind::ListComprehension: return comprehension(i, Operator::ResultList);
    case Kind::SetComprehension: return comprehension(i, Operator::ResultSet);
    case Kind::DictionaryComprehension: return comprehension(i, Operator::ResultDict);
    case Kind::GeneratorExpression: return comprehension(i, Operator::ResultGenerator);
    case Kind::NamedExpression: {
      const std::size_t from = mark();
      push_target(expression_of(child(i, Field::name), i));
      push(expression_of(child(i, Field::value), i));
      return make(NodeKind::Walrus, i, from);
    }
    case Kind::Lambda: return lambda(i);
    case Kind::Await: {
      const std::size_t from = mark();
      push(only_child(i));
      return make(NodeKind::Await, i, from);
    }
    case Kind::Yield: return yield(i);
    case Kind::ParenthesizedExpression: case Kind::ParenthesizedListSplat: case Kind::Type:
    case Kind::ConstrainedType: case Kind::AsPatternTarget: case Kind::Decorator: case Kind::Chevron:
      return only_child(i);
    default: return opaque(i);
  }
}

// The first named child, as an expression.
NodeId Lowerer::only_child(Index i) {
  for (const Index c : children(i)) {
    if (at(c).named && kind(c) != Kind::Error) return expression(c);
  }
  return opaque(i);
}

// `name_of` = what was pushed since `mark`.
NodeId Lowerer::keyword(Index i, Index name_of, std::size_t mark) {
  Node node = blank(NodeKind::Keyword, at(i).begin, at(i).end);
  if (name_of != 0) {
    node.symbol = symbol(name_of);
    node.token_begin = at(name_of).begin;
    node.token_end = at(name_of).end;
  }
  return add(node, mark);
}

// What stands in parentheses that make no tuple, as in `(a.b) = c`; none where they do.
Lowerer::Index Lowerer::only_in_parentheses(Index i) const {
  Index only = 0;
  for (const Index c : children(i)) {
    if (kind(c) == Kind::TokenComma || (only != 0 && at(c).named)) return 0;
    if (at(c).named) only = c;
  }
  return only;
}

void Lowerer::push_elements(Index i) {
  for (const Index c : children(i)) {
    if (at(c).named) push(expression(c));
  }
}

NodeId Lowerer::sequence(NodeKind kind, Index i) {
  const std::size_t from = mark();
  push_elements(i);
  return make(kind, i, from);
}

NodeId Lowerer::name(Index i) {
  if (at(i).begin == at(i).end) return make(NodeKind::Opaque, i, mark());  // made up by error recovery
  Node node = blank(NodeKind::Name, at(i).begin, at(i).end);
  node.symbol = symbol(i);
  return add(node, mark());
}

NodeId Lowerer::attribute(Index i) {
  const std::size_t from = mark();
  Index object = child(i, Field::object);
  Index member = child(i, Field::attribute);
  if (object == 0) {  // in a type: the children have no field names
    for (const Index c : children(i)) {
      if (!at(c).named || kind(c) == Kind::Error) continue;
      (object == 0 ? object : member) = c;
    }
  }
  push(expression_of(object, i));
  Node node = blank(NodeKind::Attribute, at(i).begin, at(i).end);
  if (member != 0) {
    node.symbol = symbol(member);
    node.token_begin = at(member).begin;
    node.token_end = at(member).end;
  }
  return add(node, from);
}

NodeId Lowerer::subscript(Index i) {
  const std::size_t from = mark();
  push(expression_of(child(i, Field::value), i));
  const std::size_t first = mark();
  for (const Index c : children(i)) {
    if (at(c).field == Field::subscript) push(expression(c));
  }
  const std::size_t count = mark() - first;
  if (count == 0) {
    push(absent(at(i).end));
  } else if (count > 1 || has(i, Kind::TokenComma) || is_spread(pending_.back())) {
    const Code& code = *scope_->code;
    push(add(blank(NodeKind::Tuple, code[pending_[first]].begin, code[pending_.back()].end), first));
  }
  return make(NodeKind::Subscript, i, from);
}

// `list[int]` in a type: the arguments stand in a bracket node of their own.
NodeId Lowerer::generic_type(Index i) {
  const std::size_t from = mark();
  push(only_child(i));
  const Index brackets = child(i, Kind::TypeParameter);
  const std::size_t first = mark();
  if (brackets != 0) push_elements(brackets);
  if (mark() == first) {
    push(absent(at(i).end));
  } else if (mark() - first > 1 || has(brackets, Kind::TokenComma) || is_spread(pending_.back())) {
    const Code& code = *scope_->code;
    push(add(blank(NodeKind::Tuple, code[pending_[first]].begin, code[pending_.back()].end), first));
  }
  return make(NodeKind::Subscript, i, from);
}

NodeId Lowerer::slice(Index i) {
  Index parts[3] = {0, 0, 0};
  std::size_t place = 0;
  for (const Index c : children(i)) {
    if (kind(c) == Kind::TokenColon) place = std::min<std::size_t>(place + 1, 2);
    else if (at(c).named && kind(c) != Kind::Error) parts[place] = c;
  }
  const std::size_t from = mark();
  for (const Index part : parts) push(part == 0 ? absent(at(i).end) : expression(part));
  return make(NodeKind::Slice, i, from);
}

NodeId Lowerer::call(Index i) {
  const std::size_t from = mark();
  const NodeId callee = expression_of(child(i, Field::function), i);
  push(callee);
  const Index arguments = child(i, Field::arguments);
  if (arguments != 0 && kind(arguments) == Kind::GeneratorExpression) {
    push(expression(arguments));
  } else if (arguments != 0) {
    push_elements(arguments);
  }
  Node node = blank(NodeKind::Call, at(i).begin, at(i).end);
  const Node& called = (*scope_->code)[callee];
  node.token_begin = called.token_begin;
  node.token_end = called.token_end;
  return add(node, from);
}

NodeId Lowerer::dictionary(Index i) {
  const std::size_t from = mark();
  for (const Index c : children(i)) {
    if (kind(c) == Kind::Pair) {
      push(expression_of(child(c, Field::key), c));
      push(expression_of(child(c, Field::value), c));
    } else if (at(c).named) {
      push(expression(c));
      push(absent(at(c).end));
    }
  }
  return make(NodeKind::Dict, i, from);
}

NodeId Lowerer::comprehension(Index i, Operator result) {
  const std::size_t from = mark();
  const Index body = child(i, Field::body);
  if (body != 0 && kind(body) == Kind::Pair) {
    push(expression_of(child(body, Field::key), body));
    push(expression_of(child(body, Field::value), body));
  } else {
    push(expression_of(body, i));
    push(absent(body == 0 ? at(i).end : at(body).end));
  }
  Index clause = 0;
  std::size_t clause_mark = 0;
  const auto finish_clause = [&] {
    if (clause == 0) return;
    Node node = blank(NodeKind::Generate, at(clause).begin, (*scope_->code)[pending_.back()].end);
    push(add(node, clause_mark));
  };
  for (const Index c : children(i)) {
    if (kind(c) == Kind::ForInClause) {
      finish_clause();
      clause = c;
      clause_mark = mark();
      push(expression_of(child(c, Field::left), c));
      const std::size_t sources = mark();
      for (const Index s : children(c)) {
        if (at(s).field == Field::right && at(s).named) push(expression(s));
      }
      if (mark() == sources) push(absent(at(c).end));
      if (mark() - sources > 1) {  // Python 2: for x in 1, 2
        const Code& code = *scope_->code;
        push(add(blank(NodeKind::Tuple, code[pending_[sources]].begin, code[pending_.back()].end), sources));
      }
    } else if (kind(c) == Kind::IfClause && clause != 0) {
      push(only_child(c));
    }
  }
  finish_clause();
  return make(NodeKind::Comprehension, i, from, result);
}

NodeId Lowerer::yield(Index i) {
  scope_->generator = true;
  const std::size_t from = mark();
  Index value = 0;
  for (const Index c : children(i)) {
    if (at(c).named && kind(c) != Kind::Error && value == 0) value = c;
  }
  push(value == 0 ? absent(at(i).end) : expression(value));
  return make(has(i, Kind::TokenFrom) ? NodeKind::YieldFrom : NodeKind::Yield, i, from);
}

}  // namespace seedlint::python
