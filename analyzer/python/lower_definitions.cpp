// Lowering of functions, lambdas, parameters and classes.
#include <algorithm>
#include <utility>

#include "python/lower.h"

namespace seedlint::python {

// Names of parameters, and names that live in another scope, are not bound here.
void Lowerer::finish_function(FunctionCode& code, Scope& scope) {
  std::vector<Symbol>& bound = scope.bound;
  std::vector<Symbol>& elsewhere = scope.elsewhere;
  for (const Parameter& p : code.parameters) elsewhere.push_back(p.name);
  elsewhere.push_back(kNoSymbol);
  std::sort(elsewhere.begin(), elsewhere.end());
  std::sort(bound.begin(), bound.end());
  bound.erase(std::unique(bound.begin(), bound.end()), bound.end());
  std::set_difference(bound.begin(), bound.end(), elsewhere.begin(), elsewhere.end(),
                      std::back_inserter(code.assigned));
  code.is_generator = scope.generator;
}

std::unique_ptr<FunctionCode> Lowerer::function_code(Index i, const std::vector<Index>& decorators, bool top) {
  auto result = std::make_unique<FunctionCode>();
  Scope scope{&result->code, {}, {}, false};
  Scope* const outer = std::exchange(scope_, &scope);
  const unsigned outer_depth = std::exchange(depth_, top ? 0 : depth_);
  for (const Index d : decorators) {
    // What a decorator or a default names lives in the scope around, so a walrus there binds nothing here.
    result->decorators.push_back(only_child(d));
  }
  const Index list = child(i, Field::parameters);
  if (list != 0) parameters(list, *result);
  const std::vector<Symbol> of_tuples = std::exchange(scope.bound, {});
  for (const Symbol s : of_tuples) scope.bound.push_back(s);
  scope.generator = false;
  const Index body = child(i, Field::body);
  if (kind(i) == Kind::Lambda) {
    result->code.root = expression_of(body, i);
  } else {
    result->code.root = block_of(body, i);
  }
  finish_function(*result, scope);
  scope_ = outer;
  depth_ = outer_depth;
  return result;
}

void Lowerer::parameters(Index i, FunctionCode& into) {
  ParameterKind kind_of = ParameterKind::Positional;
  for (const Index c : children(i)) parameter(c, into, kind_of);
}

void Lowerer::parameter(Index i, FunctionCode& into, ParameterKind& kind_of) {
  Parameter made;
  made.kind = kind_of;
  Index name_of = 0;
  switch (kind(i)) {
    case Kind::PositionalSeparator:
      for (Parameter& before : into.parameters) {
        if (before.kind == ParameterKind::Positional) before.kind = ParameterKind::PositionalOnly;
      }
      return;
    case Kind::KeywordSeparator: kind_of = ParameterKind::KeywordOnly; return;
    case Kind::Identifier: name_of = i; break;
    case Kind::DefaultParameter: case Kind::TypedDefaultParameter: name_of = child(i, Field::name); break;
    case Kind::ListSplatPattern: case Kind::DictionarySplatPattern: name_of = i; break;
    case Kind::TypedParameter:
      for (const Index c : children(i)) {
        if (kind(c) == Kind::Identifier || kind(c) == Kind::ListSplatPattern ||
            kind(c) == Kind::DictionarySplatPattern) {
          name_of = c;
          break;
        }
      }
      break;
    case Kind::TuplePattern: name_of = i; break;
    default: return;
  }
  if (name_of == 0) return;
  if (const Index type = child(i, Field::type)) made.annotation = expression(type);
  if (const Index value = child(i, Field::value)) made.default_value = expression(value);
  if (kind(name_of) == Kind::TuplePattern) {  // Python 2: def f((a, b))
    bind_names(expression(name_of));
    made.begin = at(name_of).begin;
    made.end = at(name_of).end;
    into.parameters.push_back(made);
    return;
  }
  if (kind(name_of) == Kind::ListSplatPattern) {
    made.kind = ParameterKind::Rest;
    kind_of = ParameterKind::KeywordOnly;
    name_of = child(name_of, Kind::Identifier);
  } else if (kind(name_of) == Kind::DictionarySplatPattern) {
    made.kind = ParameterKind::RestMap;
    name_of = child(name_of, Kind::Identifier);
  }
  if (name_of == 0) return;
  made.name = symbol(name_of);
  made.begin = at(name_of).begin;
  made.end = at(name_of).end;
  into.parameters.push_back(made);
}

void Lowerer::function_definition(Index i, const std::vector<Index>& decorators, std::uint32_t begin, bool top) {
  auto unit = std::make_unique<FunctionUnit>();
  const Index name_of = child(i, Field::name);
  unit->name = name_of == 0 ? kNoSymbol : symbol(name_of);
  unit->name_token = name_of == 0 ? Span{file_, at(i).begin, at(i).begin} : span(name_of);
  unit->decorated = !decorators.empty();
  unit->is_async = has(i, Kind::TokenAsync);
  unit->ready = function_code(i, decorators, top);
  const Code& code = unit->ready->code;
  unit->span = {file_, begin, std::max(unit->name_token.end, code[code.root].end)};
  define(NodeKind::DefineFunction, std::move(unit), scope_->code->functions);
}

NodeId Lowerer::lambda(Index i) {
  auto unit = std::make_unique<FunctionUnit>();
  unit->name = intern("<lambda>");
  unit->span = span(i);
  Node node = blank(NodeKind::Lambda, at(i).begin, at(i).end);
  unit->name_token = {file_, node.token_begin, node.token_end};
  unit->ready = function_code(i, {}, false);
  scope_->code->functions.push_back(std::move(unit));
  node.payload = static_cast<std::uint32_t>(scope_->code->functions.size() - 1);
  return add(node, mark());
}

void Lowerer::arguments_of_class(Index i, ClassUnit& unit) {
  for (const Index c : children(i)) {
    if (!at(c).named) continue;
    const bool keyword = kind(c) == Kind::KeywordArgument || kind(c) == Kind::DictionarySplat;
    (keyword ? unit.keywords : unit.bases).push_back(expression(c));
  }
}

void Lowerer::class_definition(Index i, const std::vector<Index>& decorators, std::uint32_t begin, bool top) {
  auto unit = std::make_unique<ClassUnit>();
  const Index name_of = child(i, Field::name);
  unit->name = name_of == 0 ? kNoSymbol : symbol(name_of);
  unit->name_token = name_of == 0 ? Span{file_, at(i).begin, at(i).begin} : span(name_of);
  {
    Scope scope{&unit->code, {}, {}, false};
    Scope* const outer = std::exchange(scope_, &scope);
    const unsigned outer_depth = std::exchange(depth_, top ? 0 : depth_);
    for (const Index d : decorators) unit->decorators.push_back(only_child(d));
    if (const Index list = child(i, Field::superclasses)) arguments_of_class(list, *unit);
    const Index body = child(i, Field::body);
    unit->code.root = body == 0 ? add_block(unit->code, {}, at(i).end) : block(body, top);
    scope_ = outer;
    depth_ = outer_depth;
  }
  unit->span = {file_, begin, std::max(unit->name_token.end, unit->code[unit->code.root].end)};
  define(NodeKind::DefineClass, std::move(unit), scope_->code->classes);
}

}  // namespace seedlint::python
