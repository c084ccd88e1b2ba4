// Lowering of operators: arithmetic, comparisons, and, or, not, conditional expressions.
#include "python/lower.h"

namespace seedlint::python {
namespace {

Operator comparison_operator(std::string_view written) {
  if (written == "==") return Operator::Equal;
  if (written == "!=" || written == "<>") return Operator::NotEqual;
  if (written == "<") return Operator::Less;
  if (written == "<=") return Operator::LessEqual;
  if (written == ">") return Operator::Greater;
  if (written == ">=") return Operator::GreaterEqual;
  if (written == "is") return Operator::Is;
  if (written == "in") return Operator::In;
  if (written.starts_with("is")) return Operator::IsNot;
  if (written.starts_with("not")) return Operator::NotIn;
  return Operator::None;
}

}  // namespace

Operator binary_operator(std::string_view written) {
  if (written.ends_with('=')) written.remove_suffix(1);
  if (written == "+") return Operator::Add;
  if (written == "-") return Operator::Subtract;
  if (written == "*") return Operator::Multiply;
  if (written == "/") return Operator::Divide;
  if (written == "//") return Operator::FloorDivide;
  if (written == "%") return Operator::Modulo;
  if (written == "**") return Operator::Power;
  if (written == "@") return Operator::MatrixMultiply;
  if (written == "<<") return Operator::ShiftLeft;
  if (written == ">>") return Operator::ShiftRight;
  if (written == "&") return Operator::BitAnd;
  if (written == "|") return Operator::BitOr;
  if (written == "^") return Operator::BitXor;
  return Operator::None;
}

NodeId Lowerer::unary(Index i) {
  const std::size_t from = mark();
  const std::string_view written = text(i);
  const char first = written.empty() ? ' ' : written[0];
  const Operator op = first == '-' ? Operator::Negate : first == '+' ? Operator::Plus
                      : first == '~' ? Operator::Invert : Operator::Not;
  push(expression_of(child(i, Field::argument), i));
  return make(NodeKind::Unary, i, from, op);
}

NodeId Lowerer::binary(Index i) {
  const std::size_t from = mark();
  Index left = child(i, Field::left);
  Index right = child(i, Field::right);
  const Index written = child(i, Field::Operator);
  const Operator op = written == 0 ? Operator::BitOr : binary_operator(text(written));
  if (left == 0) {  // a union in a type has no field names
    for (const Index c : children(i)) {
      if (at(c).named && kind(c) != Kind::Error) (left == 0 ? left : right) = c;
    }
  }
  push(expression_of(left, i));
  push(expression_of(right, i));
  return make(NodeKind::Binary, i, from, op);
}

// a and b and c is one And of three; the grammar nests it to the left.
NodeId Lowerer::boolean(Index i) {
  const auto is_or = [&](Index b) {
    const Index written = child(b, Field::Operator);
    return written != 0 && text(written) == "or";
  };
  const bool any = is_or(i);
  std::vector<Index> operands;
  Index at_now = i;
  while (at_now != 0 && kind(at_now) == Kind::BooleanOperator && is_or(at_now) == any) {
    operands.push_back(child(at_now, Field::right));
    at_now = child(at_now, Field::left);
  }
  operands.push_back(at_now);
  const std::size_t from = mark();
  for (auto operand = operands.rbegin(); operand != operands.rend(); ++operand) push(expression_of(*operand, i));
  return make(any ? NodeKind::Or : NodeKind::And, i, from);
}

NodeId Lowerer::comparison(Index i) {
  std::vector<Index> operands;
  std::vector<Operator> operators;
  for (const Index c : children(i)) {
    if (at(c).field == Field::operators) operators.push_back(comparison_operator(text(c)));
    else if (at(c).named && kind(c) != Kind::Error) operands.push_back(c);
  }
  if (operands.size() < 2 || operators.size() + 1 != operands.size()) return opaque(i);
  const std::size_t from = mark();
  NodeId left = expression(operands[0]);
  for (std::size_t n = 0; n < operators.size(); ++n) {
    const NodeId right = expression(operands[n + 1]);  // the next pair's left, too: lowered once
    const std::size_t pair = mark();
    push(left);
    push(right);
    Node node = blank(NodeKind::Compare, at(operands[n]).begin, at(operands[n + 1]).end);
    node.op = operators[n];
    push(add(node, pair));
    left = right;
  }
  if (operators.size() == 1) {
    const NodeId only = pending_.back();
    pending_.pop_back();
    return only;
  }
  return make(NodeKind::And, i, from);
}

NodeId Lowerer::conditional(Index i) {
  Index parts[3] = {0, 0, 0};
  std::size_t count = 0;
  for (const Index c : children(i)) {
    if (at(c).named && kind(c) != Kind::Error && count < 3) parts[count++] = c;
  }
  if (count != 3) return opaque(i);
  const std::size_t from = mark();
  push(expression(parts[1]));
  push(expression(parts[0]));
  push(expression(parts[2]));
  return make(NodeKind::Conditional, i, from);
}

}  // namespace seedlint::python
