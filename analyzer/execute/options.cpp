// Objects of options: parsers driven by a class, configured targets, copies with some fields changed.
#include "execute/machine.h"

namespace seedlint::execute {

// The object with some fields changed: a copy in the program, one object here, whose fields may be either.
Value Machine::replaced(const Value& object, const Value& changes) {
  const auto id = object.object();
  const auto dict = changes.object();
  if (!id || !dict) return Value::type(object.provenance);
  const auto fields = objects_[static_cast<std::uint32_t>(*dict)].fields;
  for (const auto& [key, value] : fields) {
    const std::string_view name = text_of(key);
    if (name == "[*") return Value::type(combine(object.provenance, value.provenance));
    if (name.starts_with("[")) write_field(*id, intern(name.substr(1)), value);
  }
  return object;
}

// The classes and functions that the project's YAML names (`_target_:`) under the key that `configured` was read from;
// None where there are none. More than a few stand for themselves: the first ones are taken.
Value Machine::configured_targets(const Value& configured) {
  constexpr std::size_t kMaxTargets = 4;
  std::string key(configured.option != kNoSymbol ? text_of(configured.option) : dotted_name(configured));
  key.erase(0, key.rfind('.') + 1);
  Value out;
  if (key.empty()) return Value::none();
  const std::uint32_t importer = module_for_file(project_->file(root_->file), "", false);
  for (const std::string& dotted : project_->yaml_targets(key)) {
    const std::size_t dot = dotted.rfind('.');
    if (dot == std::string::npos || out.atoms.size() >= kMaxTargets) continue;
    const auto module = find_module(importer, std::string_view(dotted).substr(0, dot), 0);
    if (!module) continue;
    const auto found = module_attribute(*module, intern(std::string_view(dotted).substr(dot + 1)));
    if (!found) continue;
    for (const Atom& atom : found->atoms)
      if (atom.kind == AtomKind::Class || atom.kind == AtomKind::Function) join_into(out, Value::of(atom));
  }
  return out.nothing() ? Value::none() : out;
}

// An object of a class whose annotated names are all options: what a dataclass-driven parser returns.
Value Machine::make_options(const Value& classes) {
  Value out;
  for (const Atom& atom : classes.atoms) {
    if (atom.kind != AtomKind::Class) {
      join_into(out, Value::type(Provenance::of(Origin::Option)));
      continue;
    }
    resolve_bases(atom.ref);
    const ObjectId id = new_object(atom.ref);
    const auto mro = classes_[atom.ref].mro;
    Arguments none;
    const Atom self{AtomKind::Object, static_cast<std::uint32_t>(id), 0};
    if (find_in_class(atom.ref, word::init, 0)) call(class_attribute(atom.ref, word::init, &self), none);
    for (std::size_t k = mro.size(); k-- > 0;) {
      ensure_class_body(mro[k]);
      const ClassEntity& c = classes_[mro[k]];
      if (c.unit->code.root == kNoNode) continue;
      const Code& code = c.unit->code;
      for (const NodeId statement : code.children_of(code[code.root])) {
        const Node& n = code[statement];
        if (n.kind != NodeKind::AnnotatedAssign) continue;
        const Node& target = code[code.child(n, 0)];
        if (target.kind != NodeKind::Name) continue;
        Value v = Value::type(Provenance::of(Origin::Option));
        v.option = target.symbol;
        if (const Value* fallback = classes_[mro[k]].body.find(target.symbol); fallback && !fallback->is_none()) {
          Value given = *fallback;
          given.provenance = v.provenance;
          given.option = v.option;
          join_into(v, given);
        }
        if (!c.stub) {
          Step s = step_here(EventKind::Option);
          s.name = target.symbol;
          const auto* file = modules_[c.module].file;
          s.token = {file->source->id(), target.token_begin, target.token_end};
          record(std::move(s));
        }
        write_field(id, target.symbol, v);
      }
    }
    if (find_in_class(atom.ref, word::post_init, 0)) call(class_attribute(atom.ref, word::post_init, &self), none);
    join_into(out, Value::of(self));
  }
  return out.nothing() ? Value::type(Provenance::of(Origin::Option)) : out;
}

}  // namespace seedlint::execute
