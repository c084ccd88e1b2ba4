// Names and scopes.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {
auto position(auto& names, Symbol name) {
  return std::lower_bound(names.begin(), names.end(), name,
                          [](const auto& entry, Symbol key) { return entry.first < key; });
}
}  // namespace

const Value* Scope::find(Symbol name) const {
  const List& list = names.get();
  const auto it = position(list, name);
  return it != list.end() && it->first == name ? &it->second : nullptr;
}

void Scope::set(Symbol name, Value value) {
  List& list = names.change();
  if (list.empty()) list.reserve(8);
  const auto it = position(list, name);
  if (it != list.end() && it->first == name)
    it->second = std::move(value);
  else
    list.insert(it, {name, std::move(value)});
}

bool join_names(Scope::Names& a, const Scope::Names& b) {
  if (a.same(b)) return false;
  if (a.get().empty()) {
    a = b;
    return false;
  }
  bool changed = false;
  Scope::List& mine = a.change();
  Scope::List added;
  auto at = mine.begin();
  for (const auto& [name, value] : b.get()) {
    while (at != mine.end() && at->first < name) ++at;
    if (at != mine.end() && at->first == name)
      changed |= join_into(at->second, value);
    else
      added.emplace_back(name, value);
  }
  if (!added.empty()) {
    const auto middle = static_cast<std::ptrdiff_t>(mine.size());
    mine.insert(mine.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    std::inplace_merge(mine.begin(), mine.begin() + middle, mine.end(),
                       [](const auto& x, const auto& y) { return x.first < y.first; });
  }
  return changed;
}

Value Machine::force(Value v) {
  if (!is_lazy(v)) return v;
  Value out;
  for (const Atom& atom : v.atoms) {
    if (atom.kind != AtomKind::Lazy) {
      Value one = Value::of(atom, v.provenance);
      join_into(out, one);
      continue;
    }
    const Symbol name = static_cast<Symbol>(atom.aux);
    if (depth_ > 200) return Value::type();
    ++depth_;
    auto found = module_attribute(atom.ref, name);
    --depth_;
    if (!found && modules_[atom.ref].file && !modules_[atom.ref].stub) {
      if (modules_[atom.ref].file->is_package)
        if (auto child = find_module(atom.ref, text_of(name), 1)) found = Value::of({AtomKind::Module, *child, 0});
      // A folder of that name may shadow a library ("datasets"): what it lacks may be the library's.
      if (!found) found = stub_value(modules_[atom.ref].dotted + "." + std::string(text_of(name)));
    }
    join_into(out, found ? *found
                         : Value::type(Provenance::of(Origin::Unknown),
                                       intern(modules_[atom.ref].dotted + "." + std::string(text_of(name)))));
  }
  return out;
}

Value Machine::read_name(Activation& a, Symbol name) {
  // Forcing runs modules and may move the names of this scope: the slot is found again before it is written.
  const auto read = [&](Scope& scope, const Value& slot) {
    if (!is_lazy(slot)) return slot;
    Value v = force(slot);
    if (scope.find(name)) scope.set(name, v);
    return v;
  };
  const bool global = std::find(a.globals.begin(), a.globals.end(), name) != a.globals.end();
  if (!global) {
    if (const Value* found = a.scope->find(name)) return read(*a.scope, *found);
    for (Scope* s = a.scope->parent; s; s = s->parent)
      if (const Value* found = s->find(name)) {
        Value v = read(*s, *found);
        v.levels = 0;
        return v;
      }
  }
  Scope& top = modules_[a.module].scope;
  if (const Value* found = top.find(name)) {
    Value v = read(top, *found);
    v.levels = 0;
    return v;
  }
  if (a.stub)
    if (auto word = vocabulary_value(name)) return *word;
  if (auto native = native_value(name)) return *native;
  if (const Value* found = builtin(name)) return force(*found);
  // A global that is assigned later, or a name that star imports may bring.
  return Value::type(Provenance::of(Origin::Unknown), name);
}

void Machine::write_name(Activation& a, Symbol name, Value v) {
  if (!state_.reachable) return;
  if (!a.stub) v.literal = false;
  if (v.order != kOrdered && !a.stub)
    if (Order& order = orders_[static_cast<std::size_t>(v.order)]; order.held == kNoSymbol) order.held = name;
  if (std::find(a.globals.begin(), a.globals.end(), name) != a.globals.end() && !a.top_level) {
    Scope& top = modules_[a.module].scope;
    v.levels = 0;
    // A placeholder None says nothing: the assignment is what the program goes on with.
    if (const Value* old = top.find(name); old && !old->is_none()) v = join(*old, v);
    top.set(name, std::move(v));
    return;
  }
  if (std::find(a.nonlocals.begin(), a.nonlocals.end(), name) != a.nonlocals.end())
    for (Scope* s = a.scope->parent; s; s = s->parent)
      if (const Value* old = s->find(name)) {
        s->set(name, join(*old, v));
        return;
      }
  a.scope->set(name, std::move(v));
}

}  // namespace seedlint::execute
