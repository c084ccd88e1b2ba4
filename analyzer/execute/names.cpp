// Names and scopes; classes, their method resolution order, attributes and fields.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

// --- scopes -----------------------------------------------------------------------------------------------------

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

// --- names ------------------------------------------------------------------------------------------------------

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

// --- classes ----------------------------------------------------------------------------------------------------

namespace {
// Stubs are split into files like torch/nn/_layers.py; people know what is in them as torch.nn's.
std::string public_module(std::string_view dotted, bool stub) {
  std::string out;
  while (!dotted.empty()) {
    const std::string_view part = dotted.substr(0, dotted.find('.'));
    if (!stub || out.empty() || !part.starts_with("_")) {
      if (!out.empty()) out += '.';
      out += part;
    }
    dotted.remove_prefix(std::min(dotted.size(), part.size() + 1));
  }
  return out;
}
}  // namespace

std::uint32_t Machine::class_entity(const ClassUnit& unit, Activation& a) {
  Scope* closure = a.top_level ? nullptr : a.scope;
  if (closure) closure->captured = true;
  auto [it, fresh] = class_of_.try_emplace({&unit, closure}, static_cast<std::uint32_t>(classes_.size()));
  if (fresh) {
    ClassEntity& c = classes_.emplace_back();
    c.unit = &unit;
    c.module = a.module;
    c.closure = closure;
    c.stub = a.stub;
    c.qualified = public_module(modules_[a.module].dotted, a.stub) + "." + std::string(text_of(unit.name));
    c.body.parent = closure;
    c.body.module = a.module;
  }
  return it->second;
}

void Machine::resolve_bases(std::uint32_t klass) {
  ClassEntity& c = classes_[klass];
  if (c.bases_done) return;
  c.bases_done = true;
  c.mro = {klass};
  Activation a;
  a.code = &c.unit->code;
  a.scope = c.closure ? c.closure : &modules_[c.module].scope;
  a.module = c.module;
  a.stub = c.stub;
  a.top_level = c.closure == nullptr;
  for (const NodeId id : c.unit->bases) {
    const Value base = force(evaluate(a, id));
    bool known = false;
    for (const Atom& atom : base.atoms)
      if (atom.kind == AtomKind::Class && atom.ref != klass) {
        c.bases.push_back(atom.ref);
        known = true;
      }
    if (!known) {
      const std::string_view name = dotted_name(base);
      if (name != "object" && name != "abc.ABC" && name != "ABC") c.unknown_base = true;
      c.base_names.emplace_back(name);
    }
  }
  // Depth first, later bases winning over shared ancestors: Python's order for all but exotic diamonds.
  std::vector<std::uint32_t> order;
  for (const std::uint32_t base : c.bases) {
    resolve_bases(base);
    const std::vector<std::uint32_t>& more = classes_[base].mro;
    order.insert(order.end(), more.begin(), more.end());
    classes_[klass].unknown_base |= classes_[base].unknown_base;
  }
  if (c.bases.size() > 1) {
    std::unordered_set<std::uint32_t> seen;
    std::vector<std::uint32_t> last;
    for (std::size_t i = order.size(); i-- > 0;)
      if (seen.insert(order[i]).second) last.push_back(order[i]);
    order.assign(last.rbegin(), last.rend());
  }
  ClassEntity& again = classes_[klass];
  again.mro.insert(again.mro.end(), order.begin(), order.end());
}

void Machine::ensure_class_body(std::uint32_t klass) {
  ClassEntity& c = classes_[klass];
  if (c.body_done || c.running) return;
  c.running = true;
  Activation a;
  a.code = &c.unit->code;
  a.scope = &c.body;
  a.module = c.module;
  a.stub = c.stub;
  a.klass = klass;
  const State before = state_;
  const Circumstances saved = now_;
  const Span site = site_;
  activations_.push_back(&a);
  state_.reachable = true;
  if (c.unit->code.root != kNoNode) execute(a, c.unit->code.root);
  activations_.pop_back();
  if (!state_.reachable || !before.reachable) state_ = before;
  now_ = saved;
  site_ = site;
  classes_[klass].running = false;
  classes_[klass].body_done = true;
}

std::optional<Value> Machine::find_in_class(std::uint32_t klass, Symbol name, std::size_t mro_from, std::uint32_t* holder) {
  resolve_bases(klass);
  const std::vector<std::uint32_t>& mro = classes_[klass].mro;  // settled, and classes stay where they are
  for (std::size_t i = mro_from; i < mro.size(); ++i) {
    ensure_class_body(mro[i]);
    if (const Value* found = classes_[mro[i]].body.find(name)) {
      if (holder) *holder = mro[i];
      return force(*found);
    }
  }
  return std::nullopt;
}

bool Machine::class_is(std::uint32_t klass, std::string_view qualified) {
  resolve_bases(klass);
  const auto matches = [&](std::string_view have) {
    if (have == qualified) return true;
    // Libraries re-export: torch.utils.data.DataLoader is torch.utils.data.dataloader.DataLoader.
    return have.substr(0, have.find('.')) == qualified.substr(0, qualified.find('.')) &&
           have.substr(have.rfind('.') + 1) == qualified.substr(qualified.rfind('.') + 1);
  };
  for (const std::uint32_t one : classes_[klass].mro) {
    if (classes_[one].stub && matches(classes_[one].qualified)) return true;
    for (const std::string& base : classes_[one].base_names)
      if (matches(base)) return true;
  }
  return false;
}

bool Machine::instance_is(ObjectId id, std::string_view qualified) {
  return class_is(object_class_[static_cast<std::uint32_t>(id)], qualified);
}

std::uint32_t Machine::function_entity(const FunctionUnit& unit, Activation& a) {
  const bool in_class = a.klass != FunctionEntity::kNoOwner;
  Scope* closure = a.top_level ? nullptr : (in_class ? a.scope->parent : a.scope);
  if (closure) closure->captured = true;
  auto [it, fresh] = function_of_.try_emplace({&unit, closure}, static_cast<std::uint32_t>(functions_.size()));
  if (fresh) {
    FunctionEntity& f = functions_.emplace_back();
    f.unit = &unit;
    f.module = a.module;
    f.closure = closure;
    f.stub = a.stub;
    if (in_class) {
      f.owner = a.klass;
      f.qualified = classes_[a.klass].qualified + "." + std::string(text_of(unit.name));
    } else {
      f.qualified = public_module(modules_[a.module].dotted, a.stub) + "." + std::string(text_of(unit.name));
      f.owner = a.function != FunctionEntity::kNoOwner ? functions_[a.function].owner : FunctionEntity::kNoOwner;
    }
  }
  return it->second;
}

// --- objects and fields -------------------------------------------------------------------------------------------

ObjectId Machine::new_object(std::uint32_t klass) {
  resolve_bases(klass);  // may run modules, and so make objects of its own: before this one gets its number
  const Site site{site_, path_, klass, activations_.empty() || !activations_.back()->stub ? 0u : stub_site_};
  auto [it, fresh] = object_at_.try_emplace(site, ObjectId{static_cast<std::uint32_t>(objects_.size())});
  if (fresh) {
    Object o;
    o.created = site_;
    o.path = path_;
    o.loop = now_.loop;
    o.process = now_.process;
    o.class_name = std::string(text_of(classes_[klass].unit->name));
    for (const std::uint32_t one : classes_[klass].mro)
      if (classes_[one].stub) {
        o.library_class = classes_[one].qualified;
        break;
      }
    objects_.push_back(std::move(o));
    object_class_.push_back(klass);
    object_branch_.push_back(now_.branch);
  } else {
    object_branch_[static_cast<std::uint32_t>(it->second)] = now_.branch;
  }
  return it->second;
}

const Value* Machine::read_field(ObjectId id, Symbol name) {
  const auto& fields = objects_[static_cast<std::uint32_t>(id)].fields;
  auto it = fields.find(name);
  return it == fields.end() ? nullptr : &it->second;
}

void Machine::write_field(ObjectId id, Symbol name, const Value& v) {
  if (!state_.reachable || v.nothing()) return;
  Value stored = v;
  stored.levels = 0;
  stored.literal = false;
  auto [it, fresh] = objects_[static_cast<std::uint32_t>(id)].fields.try_emplace(name, stored);
  if (fresh && now_.branch != object_branch_[static_cast<std::uint32_t>(id)]) maybe_absent_.emplace(id, name);
  else if (now_.branch == object_branch_[static_cast<std::uint32_t>(id)]) maybe_absent_.erase({id, name});
  if (!fresh) join_into(it->second, stored);
}

// --- attributes -----------------------------------------------------------------------------------------------------

Value Machine::attribute(const Value& object, Symbol name) {
  if (object.nothing()) return Value::type();
  Value out;
  for (const Atom& atom : object.atoms) join_into(out, attribute_of(atom, object, name));
  if (object.any_of) join_into(out, Value::type());
  return out;
}

Value Machine::class_attribute(std::uint32_t klass, Symbol name, const Atom* instance, std::size_t mro_from) {
  std::uint32_t holder = klass;
  auto found = find_in_class(klass, name, mro_from, &holder);
  if (!found) return Value::nothing_at_all();
  Value out;
  for (const Atom& atom : found->atoms) {
    if (atom.kind != AtomKind::Function || atom.bound()) {
      Value plain = Value::of(atom, found->provenance);
      plain.option = found->option;
      join_into(out, plain);
      continue;
    }
    const FunctionEntity& f = functions_[atom.ref];
    Atom bound = atom;
    if (f.is_class_method) {
      bound.aux = Atom::bind_class(instance && instance->kind == AtomKind::Object ? object_class_[instance->ref] : klass);
    } else if (instance && !f.is_static && f.owner != FunctionEntity::kNoOwner) {
      bound.aux = Atom::bind_object(instance->ref);
    }
    if (f.is_property && instance) {
      Arguments none;
      join_into(out, call(Value::of(bound), none));
    } else {
      join_into(out, Value::of(bound));
    }
  }
  return out;
}

Value Machine::attribute_of(const Atom& atom, const Value& whole, Symbol name) {
  switch (atom.kind) {
    case AtomKind::Module:
      if (auto found = module_attribute(atom.ref, name)) return *found;
      return Value::type(Provenance::of(Origin::Unknown),
                         intern(modules_[atom.ref].dotted + "." + std::string(text_of(name))));
    case AtomKind::Class: {
      Value v = class_attribute(atom.ref, name, nullptr);
      if (!v.nothing()) return v;
      if (text_of(name) == "__name__") return Value::type(Provenance::of(Origin::Const));
      return Value::type();
    }
    case AtomKind::Super: {
      static const Symbol super = intern("super");
      // Lookup goes on after the class that says super().
      const std::uint32_t klass = object_class_[atom.ref];
      resolve_bases(klass);
      const auto& mro = classes_[klass].mro;
      const auto at = std::find(mro.begin(), mro.end(), static_cast<std::uint32_t>(atom.aux));
      const Atom self{AtomKind::Object, atom.ref, 0};
      Value v = class_attribute(klass, name, &self, at == mro.end() ? 1 : static_cast<std::size_t>(at - mro.begin()) + 1);
      return v.nothing() ? Value::type(Provenance::of(Origin::Unknown), dotted(super, name)) : v;
    }
    case AtomKind::Object: {
      const ObjectId id{atom.ref};
      Value out;
      if (const Value* field = read_field(id, name)) out = *field;
      const std::uint32_t klass = object_class_[atom.ref];
      const Value inherited = class_attribute(klass, name, &atom);
      if (!inherited.nothing() && (out.nothing() || out.is_none())) join_into(out, inherited);
      if (!out.nothing()) {
        out.levels = 0;
        return force(out);
      }
      if (text_of(name) == "__class__") return Value::of({AtomKind::Class, klass, 0});
      // Set under a name that only the program's data tells: `for k, v in config.items(): setattr(self, k, v)`.
      if (const Value* any = read_field(id, key_field("any attribute")); any && !text_of(name).starts_with("__")) {
        Value v = force(*any);
        bool local = false;
        if (names_a_rank(text_of(name), local))
          v.provenance = combine(v.provenance, Provenance::of(local ? Origin::LocalRank : Origin::Rank));
        v.option = names_a_seed(text_of(name)) ? name : kNoSymbol;
        v.levels = 0;
        return v;
      }
      if (auto fallback = find_in_class(klass, word::getattr, 0)) {
        Arguments args;
        args.positional.push_back(Value::text_of(name));
        Value callee;
        for (const Atom& f : fallback->atoms) {
          Atom bound = f;
          if (f.kind == AtomKind::Function) bound.aux = Atom::bind_object(atom.ref);
          join_into(callee, Value::of(bound));
        }
        Value v = call(callee, args);
        v.levels = 0;
        return v;
      }
      return Value::type();
    }
    case AtomKind::Function:
    case AtomKind::Native:
      return Value::type();
    case AtomKind::Type: {
      Value v = Value::type(whole.provenance, dotted(static_cast<Symbol>(atom.aux), name));
      bool local = false;
      if (names_a_rank(name, local))
        v.provenance = combine(v.provenance, Provenance::of(local ? Origin::LocalRank : Origin::Rank));
      if (names_a_seed(name)) v.option = name;
      return v;
    }
    default: {
      Value v = Value::type(whole.provenance);
      return v;
    }
  }
}

void Machine::assign_attribute(Activation& a, const Value& object, Symbol name, const Value& v, const Node& site) {
  if (!state_.reachable) return;
  for (const Atom& atom : object.atoms) {
    if (atom.kind == AtomKind::Object || atom.kind == AtomKind::Super) {
      const std::uint32_t klass = object_class_[atom.ref];
      if (auto setter = find_in_class(klass, word::setattr, 0); setter && classes_[klass].stub) {
        Arguments args;
        args.positional = {Value::text_of(name), v};
        const Atom self{AtomKind::Object, atom.ref, 0};
        const Value bound = class_attribute(klass, word::setattr, &self);
        call(bound, args);
      }
      write_field(ObjectId{atom.ref}, name, v);
    } else if (atom.kind == AtomKind::Class) {
      ensure_class_body(atom.ref);
      Scope& body = classes_[atom.ref].body;
      const Value* old = body.find(name);
      body.set(name, old ? join(*old, v) : v);
    } else if (atom.kind == AtomKind::Module) {
      ensure_run(atom.ref);
      ModuleEntity& m = modules_[atom.ref];
      const std::string qualified = m.dotted + "." + std::string(text_of(name));
      if (m.stub && !a.stub && m.scope.find(intern("__flags__"))) {
        // A switch of a library, or, where the library has no such name, a write nobody reads.
        site_ = token_of(a, site);
        const bool known = m.scope.find(name) != nullptr;
        Step step = step_here(known ? EventKind::Flag : EventKind::Mark);
        step.name = known ? intern(qualified) : intern("unknown-flag");
        step.api = intern(qualified);
        step.value = v;
        record(std::move(step));
        continue;
      }
      const Value* old = m.scope.find(name);
      m.scope.set(name, old ? join(*old, v) : v);
    }
  }
}

std::string_view Machine::qualified_name(const Atom& atom) const {
  switch (atom.kind) {
    case AtomKind::Class: return classes_[atom.ref].qualified;
    case AtomKind::Function: return functions_[atom.ref].qualified;
    case AtomKind::Module: return modules_[atom.ref].dotted;
    case AtomKind::Object: return classes_[object_class_[atom.ref]].qualified;
    case AtomKind::Type: return text_of(static_cast<Symbol>(atom.aux));
    default: return {};
  }
}

std::string_view Machine::dotted_name(const Value& v) const {
  for (const Atom& atom : v.atoms)
    if (const std::string_view name = qualified_name(atom); !name.empty()) return name;
  return {};
}

}  // namespace seedlint::execute
