// Lowering of simple statements, and of statements in a row.
#include <algorithm>

#include "python/lower.h"

namespace seedlint::python {
namespace {

// A dotted name as it is meant: without the blanks and line continuations Python allows inside.
std::string compact(std::string_view written) {
  std::string out;
  for (const char c : written) {
    if (c != ' ' && c != '\t' && c != '\\' && c != '\n' && c != '\r' && c != '\f') out += c;
  }
  return out;
}

}  // namespace

void Lowerer::statement(Index i, bool top) {
  if (!at(i).named) return;
  if (depth_ > kMaxDepth) {
    push(make(NodeKind::Opaque, i, mark()));
    return;
  }
  const Deeper deeper(depth_);
  switch (kind(i)) {
    case Kind::FunctionDefinition: function_definition(i, {}, at(i).begin, top); break;
    case Kind::ClassDefinition: class_definition(i, {}, at(i).begin, top); break;
    case Kind::DecoratedDefinition: {
      std::vector<Index> decorators;
      for (const Index c : children(i)) {
        if (kind(c) == Kind::Decorator) decorators.push_back(c);
      }
      const Index definition = child(i, Field::definition);
      if (definition != 0 && kind(definition) == Kind::FunctionDefinition) {
        function_definition(definition, decorators, at(i).begin, top);
      } else if (definition != 0 && kind(definition) == Kind::ClassDefinition) {
        class_definition(definition, decorators, at(i).begin, top);
      } else {
        push(opaque(i));
      }
      break;
    }
    case Kind::IfStatement: if_statement(i); break;
    case Kind::WhileStatement: while_statement(i); break;
    case Kind::ForStatement: for_statement(i); break;
    case Kind::TryStatement: try_statement(i); break;
    case Kind::WithStatement: with_statement(i); break;
    case Kind::MatchStatement: match_statement(i); break;
    default: simple_statement(i); break;
  }
}

void Lowerer::simple_statement(Index i) {
  const std::size_t from = mark();
  const auto optional_child = [&](Field excluded) {
    for (const Index c : children(i)) {
      if (at(c).named && kind(c) != Kind::Error && (excluded == Field::None || at(c).field != excluded)) {
        push(expression(c));
        return;
      }
    }
    push(absent(at(i).end));
  };
  switch (kind(i)) {
    case Kind::ExpressionStatement: expression_statement(i); break;
    case Kind::ImportStatement: import_statement(i); break;
    case Kind::ImportFromStatement: case Kind::FutureImportStatement: import_from(i); break;
    case Kind::ReturnStatement:
      optional_child(Field::None);
      push(make(NodeKind::Return, i, from));
      break;
    case Kind::RaiseStatement:
      optional_child(Field::cause);
      push(make(NodeKind::Raise, i, from));
      break;
    case Kind::AssertStatement: {
      std::size_t count = 0;
      for (const Index c : children(i)) {
        if (!at(c).named || kind(c) == Kind::Error || count == 2) continue;
        push(expression(c));
        ++count;
      }
      for (; count < 2; ++count) push(absent(at(i).end));
      push(make(NodeKind::Assert, i, from));
      break;
    }
    case Kind::DeleteStatement:
      delete_targets(i);
      for (std::size_t n = from; n < mark(); ++n) bind_names(pending_[n]);
      push(make(NodeKind::Delete, i, from));
      break;
    case Kind::PassStatement: push(leaf(NodeKind::Pass, i)); break;
    case Kind::BreakStatement: push(leaf(NodeKind::Break, i)); break;
    case Kind::ContinueStatement: push(leaf(NodeKind::Continue, i)); break;
    case Kind::GlobalStatement: scope_statement(i, NodeKind::Global); break;
    case Kind::NonlocalStatement: scope_statement(i, NodeKind::Nonlocal); break;
    case Kind::PrintStatement: call_statement(i, "print"); break;
    case Kind::ExecStatement: call_statement(i, "exec"); break;
    case Kind::TypeAliasStatement: type_statement(i); break;
    case Kind::Error: error_statement(i); break;
    case Kind::Block:  // only where the text is damaged
      for (const Index c : children(i)) statement(c, false);
      break;
    default: {
      push(expression(i));
      push(make(NodeKind::Evaluate, i, from));
      break;
    }
  }
}

// Statements and expressions inside what the grammar gave up on.
void Lowerer::error_statement(Index i) {
  for (const Index c : children(i)) {
    if (at(c).named) statement(c, false);
  }
}

NodeId Lowerer::block(Index i, bool top) {
  const std::size_t from = mark();
  for (const Index c : children(i)) statement(c, top);
  const NodeId id = add_block(*scope_->code, std::span(pending_).subspan(from), at(i).begin);
  pending_.resize(from);
  return id;
}

NodeId Lowerer::block_of(Index i, Index parent) {
  return i == 0 ? add_block(*scope_->code, {}, at(parent).end) : block(i);
}

void Lowerer::expression_statement(Index i) {
  const std::size_t from = mark();
  std::size_t count = 0;
  Index only = 0;
  for (const Index c : children(i)) {
    if (!at(c).named) continue;
    only = c;
    ++count;
  }
  if (count == 1 && kind(only) == Kind::Assignment) {
    assignment(only);
  } else if (count == 1 && kind(only) == Kind::AugmentedAssignment) {
    augmented_assignment(only);
  } else {
    if (count == 1 && !has(i, Kind::TokenComma)) {
      push(expression(only));
    } else {
      push(sequence(NodeKind::Tuple, i));
    }
    push(make(NodeKind::Evaluate, i, from));
  }
}

void Lowerer::assignment(Index i) {
  const std::size_t from = mark();
  std::vector<Index> targets;
  const Index annotation = child(i, Field::type);
  Index value = i;
  while (value != 0 && kind(value) == Kind::Assignment) {
    const Index left = child(value, Field::left);
    if (left != 0) targets.push_back(left);
    value = child(value, Field::right);
  }
  if (targets.empty()) {
    push(opaque(i));
    return;
  }
  if (annotation != 0) {
    push_target(expression(targets[0]));
    push(expression(annotation));
    push(value == 0 ? absent(at(i).end) : expression(value));
    push(make(NodeKind::AnnotatedAssign, i, from));
    return;
  }
  push(expression_of(value, i));
  for (const Index t : targets) {
    push_target(expression(t));
  }
  push(make(NodeKind::Assign, i, from));
}

void Lowerer::augmented_assignment(Index i) {
  const std::size_t from = mark();
  push_target(expression_of(child(i, Field::left), i));
  push(expression_of(child(i, Field::right), i));
  const Index written = child(i, Field::Operator);
  const Operator op = written == 0 ? Operator::None : binary_operator(text(written));
  push(make(NodeKind::AugmentedAssign, i, from, op));
}

// `type X = int` is an assignment that calls nothing. The grammar takes `type(a).b = c` for one, too, with `(a).b` as
// what is assigned: there the brackets are the arguments of a call, or the index, of the name `type`.
void Lowerer::type_statement(Index i) {
  const std::size_t from = mark();
  push(expression_of(child(i, Field::right), i));
  Index left = child(i, Field::left);
  Index base = left;
  while (base != 0) {
    Index inner = 0;
    switch (kind(base)) {
      case Kind::Type: case Kind::ConstrainedType: case Kind::GenericType:
        for (const Index c : children(base)) {
          if (inner == 0 && at(c).named && kind(c) != Kind::Error) inner = c;
        }
        if (kind(base) == Kind::ConstrainedType) left = inner;  // the annotation is of no interest
        break;
      case Kind::Attribute: inner = child(base, Field::object); break;
      case Kind::Subscript: inner = child(base, Field::value); break;
      case Kind::Call: inner = child(base, Field::function); break;
      default: break;
    }
    if (inner == 0) break;
    base = inner;
  }
  const bool bracket = base != 0 && (kind(base) == Kind::ParenthesizedExpression || kind(base) == Kind::Tuple ||
                                     kind(base) == Kind::List);
  if (bracket) {
    after_type_ = base;
    type_word_ = at(i).begin;
  }
  const NodeId target = expression_of(bracket ? left : base, i);
  after_type_ = 0;
  push_target(target);
  push(make(NodeKind::Assign, i, from));
}

// The brackets after `type`, see type_statement().
NodeId Lowerer::call_of_type(Index i) {
  const std::size_t from = mark();
  Node name_of = blank(NodeKind::Name, type_word_, type_word_ + 4);
  name_of.symbol = intern("type");
  push(add(name_of, mark()));
  Node node = blank(NodeKind::Call, type_word_, at(i).end);
  if (kind(i) == Kind::List) {
    node.kind = NodeKind::Subscript;
    push(sequence(NodeKind::Tuple, i));
  } else {
    push_elements(i);
    node.token_end = name_of.end;
  }
  return add(node, from);
}

void Lowerer::delete_targets(Index i) {
  for (const Index c : children(i)) {
    if (!at(c).named) continue;
    if (kind(c) == Kind::ExpressionList) {
      push_elements(c);
    } else {
      push(expression(c));
    }
  }
}

void Lowerer::import_statement(Index i) {
  for (const Index c : children(i)) {
    if (at(c).field != Field::name) continue;
    const bool aliased = kind(c) == Kind::AliasedImport;
    const Index name_of = aliased ? child(c, Field::name) : c;
    const Index alias = aliased ? child(c, Field::alias) : 0;
    if (name_of == 0) continue;
    Node node = blank(NodeKind::Import, at(c).begin, at(c).end);
    std::string dotted_name = compact(text(name_of));
    if (alias != 0) node.symbol = symbol(alias);
    bind(alias != 0 ? node.symbol : intern(std::string_view(dotted_name).substr(0, dotted_name.find('.'))));
    node.payload = keep(std::move(dotted_name));
    push(add(node, mark()));
  }
}

void Lowerer::import_from(Index i) {
  const std::size_t from = mark();
  const Index module = child(i, Field::module_name);
  for (const Index c : children(i)) {
    if (kind(c) == Kind::WildcardImport) {
      Node node = blank(NodeKind::ImportedName, at(c).begin, at(c).end);
      node.payload = keep("*");
      push(add(node, mark()));
      continue;
    }
    if (at(c).field != Field::name) continue;
    const bool aliased = kind(c) == Kind::AliasedImport;
    const Index name_of = aliased ? child(c, Field::name) : c;
    const Index alias = aliased ? child(c, Field::alias) : 0;
    if (name_of == 0) continue;
    Node node = blank(NodeKind::ImportedName, at(c).begin, at(c).end);
    node.symbol = symbol(alias != 0 ? alias : name_of);
    bind(node.symbol);
    node.payload = keep(compact(text(name_of)));
    push(add(node, mark()));
  }
  Node node = blank(NodeKind::ImportFrom, at(i).begin, at(i).end);
  node.payload = keep(module == 0 ? (kind(i) == Kind::FutureImportStatement ? "__future__" : "")
                                  : compact(text(module)));
  push(add(node, from));
}

// print >>f, x and exec c in g, the statements of Python 2, are calls of their names.
void Lowerer::call_statement(Index i, std::string_view word) {
  const std::size_t from = mark();
  const auto length = static_cast<std::uint32_t>(word.size());
  Node name_of = blank(NodeKind::Name, at(i).begin, std::min(at(i).begin + length, at(i).end));
  name_of.symbol = intern(word);
  push(add(name_of, mark()));
  push_elements(i);
  Node node = blank(NodeKind::Call, at(i).begin, at(i).end);
  node.token_end = name_of.end;
  push(add(node, from));
  push(make(NodeKind::Evaluate, i, from));
}

void Lowerer::scope_statement(Index i, NodeKind kind_of) {
  const std::size_t from = mark();
  for (const Index c : children(i)) {
    if (kind(c) != Kind::Identifier) continue;
    scope_->elsewhere.push_back(symbol(c));
    push(name(c));
  }
  push(make(kind_of, i, from));
}

}  // namespace seedlint::python
