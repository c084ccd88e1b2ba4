// Lattice operations on values.
#include "execute/value.h"

#include <algorithm>
#include <bit>

namespace seedlint::execute {

bool Value::unknown() const {
  if (any_of) return true;
  for (const Atom& a : atoms)
    if (a.kind == AtomKind::Type) return true;
  return false;
}

bool Value::is_none() const { return atoms.size() == 1 && atoms.front().kind == AtomKind::None; }

bool Value::may_be_none() const {
  for (const Atom& a : atoms)
    if (a.kind == AtomKind::None || a.kind == AtomKind::Type) return true;
  return any_of;
}

std::optional<std::int64_t> Value::integer() const {
  if (atoms.size() != 1 || any_of) return std::nullopt;
  const Atom& a = atoms.front();
  if (a.kind != AtomKind::Int && a.kind != AtomKind::Bool) return std::nullopt;
  return static_cast<std::int64_t>(a.aux);
}

std::optional<std::string_view> Value::text() const {
  if (atoms.size() != 1 || any_of || atoms.front().kind != AtomKind::Text) return std::nullopt;
  return seedlint::text_of(static_cast<Symbol>(atoms.front().aux));
}

std::optional<ObjectId> Value::object() const {
  if (atoms.size() != 1 || any_of || atoms.front().kind != AtomKind::Object) return std::nullopt;
  return static_cast<ObjectId>(atoms.front().ref);
}

namespace {

std::optional<bool> truth_of(const Atom& a) {
  switch (a.kind) {
    case AtomKind::None: return false;
    case AtomKind::Bool:
    case AtomKind::Int: return a.aux != 0;
    case AtomKind::Float: return std::bit_cast<double>(a.aux) != 0.0;
    case AtomKind::Text: return static_cast<Symbol>(a.aux) != kNoSymbol;
    case AtomKind::Class:
    case AtomKind::Function:
    case AtomKind::Native:
    case AtomKind::Module: return true;
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<bool> Value::truth() const {
  if (atoms.empty() || any_of) return std::nullopt;
  std::optional<bool> all;
  for (const Atom& a : atoms) {
    const std::optional<bool> one = truth_of(a);
    if (!one || (all && *all != *one)) return std::nullopt;
    all = one;
  }
  return all;
}

Value Value::of(Atom a, Provenance p) {
  Value v;
  v.atoms = AtomList(a);
  v.provenance = p;
  return v;
}

Value Value::type(Provenance p, Symbol name) {
  return of({AtomKind::Type, 0, static_cast<std::uint64_t>(name)}, p);
}

namespace {

// None and the empty list (the first sequence of every machine) say nothing about an order.
bool has_no_elements(const Value& v) {
  return std::all_of(v.atoms.begin(), v.atoms.end(), [](const Atom& a) {
    return a.kind == AtomKind::None || (a.kind == AtomKind::Sequence && a.ref == 0);
  });
}

// An order is arbitrary where it is so on both paths; likewise for what holds strings.
void join_orders(const Value& a, const Value& b, OrderId& order, bool& textual) {
  const bool no_a = has_no_elements(a), no_b = has_no_elements(b);
  if (no_a != no_b) {
    const Value& filled = no_a ? b : a;
    order = filled.order;
    textual = filled.textual;
    return;
  }
  const bool both = a.order != kOrdered && b.order != kOrdered;
  order = no_a ? std::max(a.order, b.order) : both ? std::min(a.order, b.order) : kOrdered;
  textual = no_a ? a.textual || b.textual : a.textual && b.textual;
}

}  // namespace

bool join_into(Value& a, const Value& b) {
  if (b.nothing()) return false;
  if (a.nothing()) {
    a = b;
    return true;
  }
  if (a == b) return false;
  OrderId order = a.order;
  bool textual = a.textual;
  if (a.order != b.order || a.textual != b.textual) join_orders(a, b, order, textual);
  const auto options = a.option == b.option ? a.option : (a.option == kNoSymbol ? b.option : a.option);
  if (a.any_of >= b.any_of && std::includes(a.atoms.begin(), a.atoms.end(), b.atoms.begin(), b.atoms.end())) {
    // Nothing new but where it comes from: the common case, and no list has to be made.
    const Provenance from = join(a.provenance, b.provenance);
    const std::uint8_t levels = std::max(a.levels, b.levels);
    const bool literal = a.literal && b.literal;
    if (from == a.provenance && levels == a.levels && literal == a.literal && options == a.option &&
        order == a.order && textual == a.textual)
      return false;
    a.provenance = from;
    a.levels = levels;
    a.literal = literal;
    a.option = options;
    a.order = order;
    a.textual = textual;
    return true;
  }
  Value out;
  const Atom* x = a.atoms.begin();
  const Atom* y = b.atoms.begin();
  out.any_of = a.any_of || b.any_of;
  while (x != a.atoms.end() || y != b.atoms.end()) {
    const bool left = y == b.atoms.end() || (x != a.atoms.end() && *x <= *y);
    const Atom& next = left ? *x : *y;
    if (x != a.atoms.end() && y != b.atoms.end() && *x == *y) ++y;
    if (left) ++x; else ++y;
    if (out.atoms.size() == kMaxAtoms) {
      out.any_of = true;
      break;
    }
    out.atoms.push_back(next);
  }
  out.provenance = join(a.provenance, b.provenance);
  out.levels = std::max(a.levels, b.levels);
  out.literal = a.literal && b.literal;
  out.option = options;
  out.order = order;
  out.textual = textual;
  if (out == a) return false;
  a = std::move(out);
  return true;
}

Value join(const Value& a, const Value& b) {
  Value out = a;
  join_into(out, b);
  return out;
}

std::uint64_t hash_of(const Value& v) {
  std::uint64_t h = v.provenance.may * 31u + v.provenance.must + (v.any_of ? 7u : 0u) + (v.literal ? 17u : 0u) + v.levels * 131u;
  h = h * 0x9e3779b97f4a7c15ull + static_cast<std::uint32_t>(v.option);
  h ^= (static_cast<std::uint64_t>(v.order) << 40) ^ (v.textual ? 0x51ull << 32 : 0);
  for (const Atom& a : v.atoms) {
    h = (h ^ (static_cast<std::uint64_t>(a.kind) << 56) ^ a.ref) * 0x9e3779b97f4a7c15ull;
    h = (h ^ a.aux ^ (h >> 29)) * 0xbf58476d1ce4e5b9ull;
  }
  return h;
}

}  // namespace seedlint::execute
