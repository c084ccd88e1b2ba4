// Attributes: reading them from whatever an expression may be, and assigning them.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

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
      if (text_of(name) == "__name__") return Value::text_of(last_component(classes_[atom.ref].qualified));
      return name == word::make ? Value::type(Provenance::of(Origin::Unknown), name) : Value::type();
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
    case AtomKind::Object:
      if (const auto it = suspended_.find(atom.ref); it != suspended_.end()) return functions_[it->second.function].qualified;
      return classes_[object_class_[atom.ref]].qualified;
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
