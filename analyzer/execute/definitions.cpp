// Assignments to targets of every kind, and definitions of functions and classes.
#include <algorithm>
#include <utility>

#include "execute/machine.h"

namespace seedlint::execute {

void Machine::assign(Activation& a, NodeId id, const Value& v) {
  if (!state_.reachable) return;
  const Node& target = (*a.code)[id];
  switch (target.kind) {
    case NodeKind::Name:
      write_name(a, target.symbol, v);
      return;
    case NodeKind::Attribute: {
      const Value object = evaluate(a, a.code->child(target, 0));
      assign_attribute(a, object, target.symbol, v, target);
      return;
    }
    case NodeKind::Subscript: {
      const Value object = evaluate(a, a.code->child(target, 0));
      const Value index = evaluate(a, a.code->child(target, 1));
      for (const Atom& atom : object.atoms) {
        if (atom.kind == AtomKind::Object && object_class_[atom.ref] == dict_class_) {
          if (is_position(v) != is_position(index))
            note_order(is_position(v) ? v.order : index.order, is_position(v) ? "number-of" : "numbered",
                       a.stub ? site_ : token_of(a, (*a.code)[a.code->child(target, 0)]));
          write_field(ObjectId{atom.ref}, index.text() ? key_field(*index.text()) : key_field("*"), v);
        } else if (atom.kind == AtomKind::Object) {
          Value m = class_attribute(object_class_[atom.ref], word::setitem, &atom);
          if (m.nothing()) continue;
          const Span site = site_;
          if (!a.stub) site_ = token_of(a, target);
          Arguments args;
          args.positional = {index, v};
          call(m, args);
          site_ = site;
        } else if (atom.kind == AtomKind::Type && text_of(static_cast<Symbol>(atom.aux)) == "globals()") {
          forget_names(a);
        }
      }
      return;
    }
    case NodeKind::Tuple:
    case NodeKind::List: {
      const auto targets = a.code->children_of(target);
      const bool starred = std::any_of(targets.begin(), targets.end(), [&](NodeId t) { return (*a.code)[t].kind == NodeKind::Spread; });
      const auto parts = [&](const Atom& atom) -> std::vector<Value> {
        if (atom.kind != AtomKind::Sequence) return {};
        const Sequence& s = sequences_[atom.ref];
        if (s.open && !s.items.empty()) return std::vector<Value>(targets.size(), s.items[0]);
        return s.items.size() == targets.size() ? s.items : std::vector<Value>();
      };
      std::vector<Value> each(targets.size());
      for (const Atom& atom : v.atoms) {
        const std::vector<Value> known = starred ? std::vector<Value>() : parts(atom);
        Value other;
        if (known.empty()) {
          other = atom.kind == AtomKind::Object ? iterate(Value::of(atom, v.provenance)) : Value::type(v.provenance);
        }
        for (std::size_t i = 0; i < targets.size(); ++i) {
          Value one = known.empty() ? other : known[i];
          if (known.empty()) one.levels = v.levels;
          if (v.provenance.may_be(Origin::Loop)) one.provenance = combine(one.provenance, Provenance::of(Origin::Loop));
          join_into(each[i], one);
        }
      }
      for (std::size_t i = 0; i < targets.size(); ++i) {
        const NodeId t = (*a.code)[targets[i]].kind == NodeKind::Spread ? a.code->child((*a.code)[targets[i]], 0) : targets[i];
        assign(a, t, each[i].nothing() ? Value::type() : each[i]);
      }
      return;
    }
    default: return;
  }
}

namespace {

// `@register`, `@MODELS.register_module("x")`: what such a decorator is given is found elsewhere by its name. Others of
// the user's own are not followed: most wrap, or write documentation.
bool names_a_registry(const Code& code, const Node& decorator) {
  const Node* n = &decorator;
  while (n->kind == NodeKind::Call || n->kind == NodeKind::Attribute || n->kind == NodeKind::Name) {
    if (n->kind != NodeKind::Call) {
      const std::string_view name = text_of(n->symbol);
      if (name.find("regist") != std::string_view::npos || name.find("Regist") != std::string_view::npos ||
          name.find("REGIST") != std::string_view::npos)
        return true;
      if (n->kind == NodeKind::Name) return false;
    }
    n = &code[code.child(*n, 0)];
  }
  return false;
}

}  // namespace

void Machine::define_function(Activation& a, const Node& n) {
  const FunctionUnit& unit = *a.code->functions[n.payload];
  const std::uint32_t id = function_entity(unit, a);
  Value value = Value::of({AtomKind::Function, id, 0});
  if (unit.decorated) {
    const FunctionCode& code = unit.code();
    Activation inner;
    inner.code = &code.code;
    inner.scope = a.scope;
    inner.module = a.module;
    inner.klass = a.klass;
    inner.function = a.function;
    inner.stub = a.stub;
    inner.top_level = a.top_level;
    inner.globals = a.globals;
    for (std::size_t i = code.decorators.size(); i-- > 0;) {
      const Node& node = code.code[code.decorators[i]];
      if (node.kind == NodeKind::Attribute) {
        const std::string_view kind = text_of(node.symbol);
        if (kind == "setter" || kind == "deleter" || kind == "getter") return;
      }
      const Value decorator = evaluate(inner, code.decorators[i]);
      const std::string_view name = dotted_name(decorator);
      FunctionEntity& f = functions_[id];
      if (decorator.atoms.size() == 1 && decorator.atoms.front().kind == AtomKind::Native) {
        const std::string_view native = text_of(static_cast<Symbol>(decorator.atoms.front().aux));
        f.is_property |= native == "property";
        f.is_static |= native == "staticmethod";
        f.is_class_method |= native == "classmethod";
      } else if (name.ends_with("cached_property") || name.ends_with("abstractproperty")) {
        f.is_property = true;
      } else if (name == "contextlib.contextmanager" || name == "contextlib.asynccontextmanager") {
        f.is_context_manager = true;
      } else if (name.starts_with("torch.no_grad") || name.starts_with("torch.inference_mode")) {
        f.is_no_grad = true;
      } else {
        const bool library = calls_library(decorator) ||
                             (decorator.object() && classes_[object_class_[static_cast<std::uint32_t>(*decorator.object())]].stub);
        if (library) value = decorate(inner, node, decorator, value);
        else if (names_a_registry(code.code, node)) decorate(inner, node, decorator, value);
      }
    }
  }
  write_name(a, unit.name, value);
}

// What `decorator` makes of a function or class; the value itself where that is not known. A decorator that registers
// what it is given does so here.
Value Machine::decorate(Activation& a, const Node& node, const Value& decorator, const Value& value) {
  const auto is_known = [](const Atom& x) {
    return x.kind == AtomKind::Function || x.kind == AtomKind::Class || x.kind == AtomKind::Object;
  };
  if (decorator.atoms.empty() || !std::all_of(decorator.atoms.begin(), decorator.atoms.end(), is_known)) return value;
  Arguments args;
  args.positional.push_back(value);
  const Span site = site_;
  if (!a.stub) site_ = token_of(a, node);
  const bool outer = std::exchange(decorating_, true);
  Value made = call(decorator, args);
  decorating_ = outer;
  site_ = site;
  return std::any_of(made.atoms.begin(), made.atoms.end(), is_known) ? made : value;
}

void Machine::define_class(Activation& a, const Node& n) {
  const ClassUnit& unit = *a.code->classes[n.payload];
  Value value = Value::of({AtomKind::Class, class_entity(unit, a), 0});
  if (!unit.decorators.empty()) {
    Activation inner = a;
    inner.code = &unit.code;
    for (std::size_t i = unit.decorators.size(); i-- > 0;)
      if (names_a_registry(unit.code, unit.code[unit.decorators[i]]))
        value = decorate(inner, unit.code[unit.decorators[i]], evaluate(inner, unit.decorators[i]), value);
  }
  write_name(a, unit.name, value);
}

}  // namespace seedlint::execute
