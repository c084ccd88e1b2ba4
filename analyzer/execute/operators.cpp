// Operators: what folds, what is decided, and where the rest comes from.
#include <algorithm>
#include <bit>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {

std::optional<std::int64_t> fold(Operator op, std::int64_t l, std::int64_t r) {
  std::int64_t out = 0;
  switch (op) {
    case Operator::Add: return __builtin_add_overflow(l, r, &out) ? std::nullopt : std::optional(out);
    case Operator::Subtract: return __builtin_sub_overflow(l, r, &out) ? std::nullopt : std::optional(out);
    case Operator::Multiply: return __builtin_mul_overflow(l, r, &out) ? std::nullopt : std::optional(out);
    case Operator::FloorDivide: return r > 0 && l >= 0 ? std::optional(l / r) : std::nullopt;
    case Operator::Modulo: return r > 0 && l >= 0 ? std::optional(l % r) : std::nullopt;
    default: return std::nullopt;
  }
}

template <typename Number>
std::optional<bool> compare(Operator op, Number l, Number r) {
  switch (op) {
    case Operator::Equal:
    case Operator::Is: return l == r;
    case Operator::NotEqual:
    case Operator::IsNot: return l != r;
    case Operator::Less: return l < r;
    case Operator::LessEqual: return l <= r;
    case Operator::Greater: return l > r;
    case Operator::GreaterEqual: return l >= r;
    default: return std::nullopt;
  }
}

// A single known int, bool or float.
std::optional<double> number_of(const Value& v) {
  if (const auto i = v.integer()) return static_cast<double>(*i);
  if (v.atoms.size() != 1 || v.any_of || v.atoms.front().kind != AtomKind::Float) return std::nullopt;
  return std::bit_cast<double>(v.atoms.front().aux);
}

bool is_constant(const Atom& a) {
  return a.kind == AtomKind::None || a.kind == AtomKind::Bool || a.kind == AtomKind::Int || a.kind == AtomKind::Text ||
         a.kind == AtomKind::Float;
}

}  // namespace

// The value of an operation on both: nothing known but where it comes from.
Value computed(const Value& l, const Value& r) {
  Value v = Value::type(combine(l.provenance, r.provenance));
  v.levels = std::max(l.levels, r.levels);
  static const Symbol early = intern(kRankBeforeInit);
  if (l.option == early || r.option == early) v.option = early;
  else if (l.option == kNoSymbol || r.option == kNoSymbol) v.option = l.option != kNoSymbol ? l.option : r.option;
  return v;
}

Value Machine::evaluate_binary(Operator op, const Value& l, const Value& r) {
  if (const auto a = l.integer(), b = r.integer(); a && b)
    if (const auto out = fold(op, *a, *b)) {
      Value v = computed(l, r);
      v.atoms = AtomList({AtomKind::Int, 0, static_cast<std::uint64_t>(*out)});
      return v;
    }
  if (op == Operator::Add)
    if (const auto a = l.text(), b = r.text(); a && b && a->size() + b->size() <= 200) {
      Value v = computed(l, r);
      v.atoms = AtomList({AtomKind::Text, 0, static_cast<std::uint64_t>(intern(std::string(*a) + std::string(*b)))});
      return v;
    }
  if (op == Operator::Add && l.atoms.size() == 1 && r.atoms.size() == 1 &&
      l.atoms.front().kind == AtomKind::Sequence && r.atoms.front().kind == AtomKind::Sequence) {
    const Sequence x = sequences_[l.atoms.front().ref], y = sequences_[r.atoms.front().ref];
    std::vector<Value> items = x.items;
    items.insert(items.end(), y.items.begin(), y.items.end());
    Value all;
    if (x.open || y.open) {
      for (const Value& one : items) join_into(all, one);
      items = {all};
    }
    Value out = make_sequence(std::move(items), x.open || y.open);
    out.order = l.order != kOrdered ? l.order : r.order;
    return out;
  }
  if (op == Operator::Multiply && l.atoms.size() == 1 && l.atoms.front().kind == AtomKind::Sequence) {
    // Several times the same things: `[transform] * crops`. Placeholders to be filled later are left alone.
    Value all;
    for (const Value& one : sequences_[l.atoms.front().ref].items) join_into(all, one);
    const bool things = std::any_of(all.atoms.begin(), all.atoms.end(), [](const Atom& atom) {
      return atom.kind == AtomKind::Object || atom.kind == AtomKind::Function || atom.kind == AtomKind::Class;
    });
    if (things) return make_sequence({all}, true);
  }
  Value out = computed(l, r);
  if (op == Operator::Add || op == Operator::Modulo) out.textual = holds_text(l, 1) || holds_text(r, 1);
  const Value& other = l.order != kOrdered ? l : r;
  if (other.order != kOrdered) {
    const bool arithmetic = op == Operator::Add || op == Operator::Subtract || op == Operator::Multiply;
    const bool on_sets = op == Operator::BitOr || op == Operator::BitAnd || op == Operator::BitXor || op == Operator::Subtract;
    switch (order_of(other).kind) {
      case Order::Kind::Set:
        if (on_sets) {
          out.order = other.order;
          out.textual = holds_text(l, 2) || holds_text(r, 2);
        }
        break;
      case Order::Kind::Elements:
        if (op == Operator::Add) out.order = other.order;
        break;
      case Order::Kind::Position:
        if (arithmetic) out.order = other.order;
        break;
    }
  }
  return out;
}

Value Machine::evaluate_compare(Activation&, const Node& n, const Value& l, const Value& r) {
  Value unknown = computed(l, r);
  const bool membership = n.op == Operator::In || n.op == Operator::NotIn;
  const auto with = [&](bool b) {
    Value v = unknown;
    v.atoms = AtomList({AtomKind::Bool, 0, b});
    return v;
  };
  if (membership) {
    if (const auto object = r.object()) {
      const Atom self{AtomKind::Object, static_cast<std::uint32_t>(*object), 0};
      Value method = class_attribute(object_class_[self.ref], word::contains, &self);
      if (!method.nothing()) {
        Arguments args;
        args.positional.push_back(l);
        Value found = call(method, args);
        if (const auto truth = found.truth()) return with(*truth == (n.op == Operator::In));
        found.provenance = combine(found.provenance, l.provenance);
        return found;
      }
    }
    if (const auto part = l.text(), whole = r.text(); part && whole)
      return with((whole->find(*part) != std::string_view::npos) == (n.op == Operator::In));
    if (r.atoms.size() == 1 && r.atoms.front().kind == AtomKind::Sequence && l.atoms.size() == 1 && is_constant(l.atoms.front())) {
      const Sequence& s = sequences_[r.atoms.front().ref];
      bool all_known = !s.open, found = false;
      for (const Value& item : s.items) {
        if (item.atoms.size() != 1 || !is_constant(item.atoms.front())) all_known = false;
        else found |= item.atoms == l.atoms;
      }
      if (found || all_known) return with(found == (n.op == Operator::In));
    }
    return unknown;
  }
  // -1 stands for "not distributed" wherever ranks are read from the environment.
  const auto ranked = [](const Value& v) { return v.unknown() && (v.provenance.may_be(Origin::Rank) || v.provenance.may_be(Origin::LocalRank)); };
  if (ranked(l)) {
    const bool distributed = scenario_ == Scenario::Distributed;
    const auto number = r.integer();
    if (number && *number == -1) {
      asked_scenario_ = true;
      if (n.op == Operator::Equal) return with(!distributed);
      if (n.op == Operator::NotEqual || n.op == Operator::Greater) return with(distributed);
    }
    if (number && *number == 0 && (n.op == Operator::GreaterEqual || n.op == Operator::Less)) {
      asked_scenario_ = true;
      return with(distributed == (n.op == Operator::GreaterEqual));
    }
  }
  if (const auto a = l.integer(), b = r.integer(); a && b) {
    if (const auto out = compare(n.op, *a, *b)) return with(*out);
  } else if (const auto x = number_of(l), y = number_of(r); x && y) {
    if (const auto out = compare(n.op, *x, *y)) return with(*out);
  }
  if (l.atoms.size() == 1 && r.atoms.size() == 1 && !l.any_of && !r.any_of) {
    const Atom &x = l.atoms.front(), &y = r.atoms.front();
    const auto numeric = [](const Atom& v) { return v.kind == AtomKind::Int || v.kind == AtomKind::Bool || v.kind == AtomKind::Float; };
    if (is_constant(x) && is_constant(y) && !(numeric(x) && numeric(y))) {
      const bool equal = x.kind == y.kind && x.aux == y.aux;
      if (n.op == Operator::Equal || n.op == Operator::Is) return with(equal);
      if (n.op == Operator::NotEqual || n.op == Operator::IsNot) return with(!equal);
    }
  }
  // "val" or "test" is not "train".
  if (l.atoms.size() > 1 && r.atoms.size() == 1 && r.atoms.front().kind == AtomKind::Text && !l.any_of && !r.any_of &&
      (n.op == Operator::Equal || n.op == Operator::NotEqual)) {
    bool other = true;
    for (const Atom& x : l.atoms) other = other && x.kind == AtomKind::Text && x != r.atoms.front();
    if (other) return with(n.op == Operator::NotEqual);
  }
  if ((n.op == Operator::Is || n.op == Operator::IsNot || n.op == Operator::Equal || n.op == Operator::NotEqual) && r.is_none()) {
    const bool is = n.op == Operator::Is || n.op == Operator::Equal;
    if (l.is_none()) return with(is);
    if (!l.may_be_none()) return with(!is);
  }
  return unknown;
}

}  // namespace seedlint::execute
