// Expressions: what they may be, and where that comes from.
#include <algorithm>
#include <bit>

#include "execute/machine.h"

namespace seedlint::execute {

Value Machine::evaluate(Activation& a, NodeId id) {
  if (id == kNoNode) return Value::none();
  const Node& n = (*a.code)[id];
  if (!spend()) {
    cut_ = true;
    return Value::type();
  }
  const auto child = [&](std::size_t i) { return a.code->child(n, i); };
  switch (n.kind) {
    case NodeKind::Name: {
      Value v = read_name(a, n.symbol);
      if (a.records > 0) note_seed_written(a, n.symbol, v);
      else if (!a.stub && v.option != kNoSymbol) note_option_read(v);
      return v;
    }
    case NodeKind::Int:
    case NodeKind::Float: {
      Value v = n.kind == NodeKind::Int ? Value::integer_of(a.code->integers[n.payload])
                                        : Value::of({AtomKind::Float, 0, std::bit_cast<std::uint64_t>(a.code->reals[n.payload])});
      v.literal = !a.stub;
      return v;
    }
    case NodeKind::Text: {
      const std::string& s = a.code->strings[n.payload];
      return s.size() <= 200 ? Value::text_of(std::string_view(s)) : Value::type(Provenance::of(Origin::Const));
    }
    case NodeKind::True: return Value::boolean(true);
    case NodeKind::False: return Value::boolean(false);
    case NodeKind::None: return Value::none();
    case NodeKind::Absent: return Value::none();
    case NodeKind::Ellipsis: return Value::type(Provenance::of(Origin::Const));
    case NodeKind::Attribute: {
      const Value object = evaluate(a, child(0));
      const Span site = site_;
      if (!a.stub) site_ = token_of(a, n);
      Value v = attribute(object, n.symbol);
      if (a.records > 0) note_seed_written(a, n.symbol, v);
      else if (!a.stub && v.option != kNoSymbol) note_option_read(v);
      site_ = site;
      return v;
    }
    case NodeKind::Subscript: return evaluate_subscript(a, n);
    case NodeKind::Call: return evaluate_call(a, n);
    case NodeKind::Unary: {
      Value v = evaluate(a, child(0));
      if (n.op == Operator::Not) {
        Value out = Value::type(v.provenance);
        if (const auto truth = v.truth()) out.atoms = AtomList({AtomKind::Bool, 0, !*truth});
        return out;
      }
      if (n.op == Operator::Negate)
        if (const auto i = v.integer()) {
          v.atoms = AtomList({AtomKind::Int, 0, static_cast<std::uint64_t>(-*i)});
          return v;
        }
      Value out = Value::type(v.provenance);
      out.levels = v.levels;
      return out;
    }
    case NodeKind::Binary: {
      const Value l = evaluate(a, child(0));
      return evaluate_binary(n.op, l, evaluate(a, child(1)));
    }
    case NodeKind::Compare: {
      const Value l = evaluate(a, child(0));
      return evaluate_compare(a, n, l, evaluate(a, child(1)));
    }
    case NodeKind::And:
    case NodeKind::Or: return evaluate_boolean(a, n);
    case NodeKind::Conditional: {
      const Decision d = decide(a, child(0));
      Value out;
      branch(a, d, [&] { join_into(out, evaluate(a, child(1))); }, [&] { join_into(out, evaluate(a, child(2))); });
      return out.nothing() ? Value::type() : out;
    }
    case NodeKind::Tuple:
    case NodeKind::List:
    case NodeKind::Set: {
      std::vector<Value> items;
      bool open = false;
      OrderId order = kOrdered;
      for (const NodeId one : a.code->children_of(n)) {
        const Node& item = (*a.code)[one];
        if (item.kind != NodeKind::Spread) {
          items.push_back(evaluate(a, one));
          continue;
        }
        const Value v = evaluate(a, a.code->child(item, 0));
        if (v.order != kOrdered && order == kOrdered) order = order_through(v, a.stub ? site_ : token_of(a, n));
        if (v.atoms.size() == 1 && v.atoms.front().kind == AtomKind::Sequence && !sequences_[v.atoms.front().ref].open) {
          const auto more = sequences_[v.atoms.front().ref].items;
          items.insert(items.end(), more.begin(), more.end());
        } else {
          items.push_back(element_of(v, false));
          open = true;
        }
      }
      Value out = make_sequence(std::move(items), open);
      out.order = n.kind == NodeKind::Set ? set_order(token_of(a, n), word::set) : order;
      return out;
    }
    case NodeKind::Dict: return make_dict(a, n);
    case NodeKind::Lambda: {
      return Value::of({AtomKind::Function, function_entity(*a.code->functions[n.payload], a), 0});
    }
    case NodeKind::Comprehension: return evaluate_comprehension(a, n);
    case NodeKind::Walrus: {
      const Value v = evaluate(a, child(1));
      assign(a, child(0), v);
      return v;
    }
    case NodeKind::Await: return evaluate(a, child(0));
    case NodeKind::Yield: {
      const Value v = evaluate(a, child(0));
      if (a.on_yield) a.on_yield(v);
      return Value::type();
    }
    case NodeKind::YieldFrom: {
      const Value v = iterate(evaluate(a, child(0)));
      if (a.on_yield) a.on_yield(v);
      return Value::type();
    }
    case NodeKind::Format: {
      Value out = Value::type(Provenance::of(Origin::Const));
      for (const NodeId one : a.code->children_of(n)) out = computed(out, evaluate(a, one));
      out.textual = true;
      return out;
    }
    case NodeKind::Spread:
    case NodeKind::SpreadMap:
    case NodeKind::Keyword: return evaluate(a, child(0));
    case NodeKind::Slice:
    case NodeKind::Opaque: {
      for (const NodeId one : a.code->children_of(n)) evaluate(a, one);
      return Value::type();
    }
    default:
      execute(a, id);
      return Value::none();
  }
}

// `a or b`, `a and b`: an option that asks for a seed is given; else what folds; else either.
Value Machine::evaluate_boolean(Activation& a, const Node& n) {
  const auto children = a.code->children_of(n);
  Value out;
  const Circumstances saved = now_;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const Value v = evaluate(a, children[i]);
    const bool last = i + 1 == children.size();
    std::optional<bool> truth = v.truth();
    if (names_seed_option(a, (*a.code)[children[i]], v)) truth = true;
    if (!last && truth) {
      const bool stops = *truth == (n.kind == NodeKind::Or);
      if (!stops) continue;
      join_into(out, v);
      break;
    }
    join_into(out, v);
    if (!last) now_.branch = push_branch();
  }
  now_ = saved;
  return out;
}

}  // namespace seedlint::execute
