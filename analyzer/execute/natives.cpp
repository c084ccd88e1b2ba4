// The few Python functions that need the machine itself: super, getattr, isinstance and their like, and dict methods.
#include <algorithm>
#include <array>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {

enum class Native : std::uint32_t {
  Super, Type, Getattr, Setattr, Hasattr, Isinstance, Issubclass, Callable, Vars, Globals, Locals, Len, Int, Float, Str,
  Bool, Repr, Range, Iter, Next, Print, Property, StaticMethod, ClassMethod, Object, Exec, Eval, Import, Exit,
};

constexpr std::pair<std::string_view, Native> names[] = {
    {"super", Native::Super}, {"type", Native::Type}, {"getattr", Native::Getattr}, {"setattr", Native::Setattr},
    {"hasattr", Native::Hasattr}, {"isinstance", Native::Isinstance}, {"issubclass", Native::Issubclass},
    {"callable", Native::Callable}, {"vars", Native::Vars}, {"globals", Native::Globals}, {"locals", Native::Locals},
    {"len", Native::Len}, {"int", Native::Int}, {"float", Native::Float}, {"str", Native::Str}, {"bool", Native::Bool},
    {"repr", Native::Repr}, {"range", Native::Range}, {"iter", Native::Iter}, {"next", Native::Next},
    {"print", Native::Print}, {"property", Native::Property}, {"staticmethod", Native::StaticMethod},
    {"classmethod", Native::ClassMethod}, {"object", Native::Object}, {"exec", Native::Exec}, {"eval", Native::Eval},
    {"__import__", Native::Import}, {"exit", Native::Exit}, {"quit", Native::Exit},
};

Value known_boolean(bool b, Provenance p) {
  Value v = Value::type(p);
  v.atoms = AtomList({AtomKind::Bool, 0, b});
  return v;
}

}  // namespace

std::optional<Value> Machine::native_value(Symbol name) {
  static const auto table = [] {
    std::unordered_map<Symbol, std::uint32_t> t;
    for (const auto& [text, native] : names) t.emplace(intern(text), static_cast<std::uint32_t>(native));
    return t;
  }();
  auto it = table.find(name);
  if (it == table.end()) return std::nullopt;
  return Value::of({AtomKind::Native, it->second, static_cast<std::uint64_t>(name)});
}

// Anything may have been assigned (exec, globals()[k] = v): every name may also hold a configured value.
void Machine::forget_names(Activation& a) {
  for (auto& [name, value] : a.scope->names.change()) {
    const bool constant = std::all_of(value.atoms.begin(), value.atoms.end(), [](const Atom& x) {
      return x.kind == AtomKind::Int || x.kind == AtomKind::Bool || x.kind == AtomKind::Float || x.kind == AtomKind::Text || x.kind == AtomKind::None;
    });
    if (!constant) continue;
    Value config = Value::type(Provenance::of(Origin::Config));
    config.option = name;
    join_into(value, config);
  }
}

// isinstance(value, classes): decided where every atom is, or is not, of one of the classes.
Value Machine::is_instance(const Value& value, const Value& classes) {
  enum class Answer { No, Yes, Maybe };
  std::vector<Atom> wanted;
  for (const Atom& atom : classes.atoms) {
    if (atom.kind != AtomKind::Sequence) {
      wanted.push_back(atom);
      continue;
    }
    for (const Value& v : sequences_[atom.ref].items) wanted.insert(wanted.end(), v.atoms.begin(), v.atoms.end());
  }
  const auto is_one = [&](const Atom& x, const Atom& w) {
    std::string_view name = w.kind == AtomKind::Native ? text_of(static_cast<Symbol>(w.aux)) : qualified_name(w);
    if (name.starts_with("builtins.")) name.remove_prefix(9);
    const auto yes_if = [](bool b) { return b ? Answer::Yes : Answer::No; };
    switch (x.kind) {
      case AtomKind::None: return Answer::No;
      case AtomKind::Text: return yes_if(name == "str");
      case AtomKind::Int: return yes_if(name == "int" || name == "numbers.Number" || name == "numbers.Integral");
      case AtomKind::Bool: return yes_if(name == "bool" || name == "int");
      case AtomKind::Float: return yes_if(name == "float" || name == "numbers.Number");
      case AtomKind::Sequence:
        return name == "list" || name == "tuple" || name == "set" || w.kind == AtomKind::Type ? Answer::Maybe : Answer::No;
      case AtomKind::Object:
      case AtomKind::Class: {
        const std::uint32_t klass = x.kind == AtomKind::Object ? object_class_[x.ref] : x.ref;
        if (klass == dict_class_) return w.kind == AtomKind::Type ? Answer::Maybe : yes_if(name == "dict");
        resolve_bases(klass);
        const auto& mro = classes_[klass].mro;
        if (w.kind == AtomKind::Class && std::find(mro.begin(), mro.end(), w.ref) != mro.end()) return Answer::Yes;
        if (w.kind == AtomKind::Native || w.kind == AtomKind::Function) return Answer::No;  // str, list ...
        return w.kind != AtomKind::Class || classes_[klass].unknown_base ? Answer::Maybe : Answer::No;
      }
      default: return Answer::Maybe;
    }
  };
  Answer all = Answer::Maybe;
  bool first = true;
  for (const Atom& x : value.atoms) {
    Answer one = Answer::No;
    for (const Atom& w : wanted) {
      const Answer answer = is_one(x, w);
      if (answer != Answer::No) one = answer;
      if (answer == Answer::Yes) break;
    }
    all = first || all == one ? one : Answer::Maybe;
    first = false;
  }
  return all == Answer::Maybe ? Value::type(value.provenance)
                              : known_boolean(all == Answer::Yes, value.provenance);
}

Value Machine::call_native(std::uint32_t native, Arguments& args) {
  const auto arg = [&](std::size_t i) { return i < args.positional.size() ? args.positional[i] : Value::type(); };
  const Provenance p = args.positional.empty() ? Provenance::of(Origin::Const) : args.positional[0].provenance;
  Activation* a = caller_;
  switch (static_cast<Native>(native)) {
    case Native::Super: {
      if (!a || a->function == FunctionEntity::kNoOwner) return Value::type();
      std::uint32_t klass = functions_[a->function].owner;
      if (!args.positional.empty() && args.positional[0].atoms.size() == 1 && args.positional[0].atoms.front().kind == AtomKind::Class)
        klass = args.positional[0].atoms.front().ref;
      if (klass == FunctionEntity::kNoOwner) return Value::type();
      Value self;
      if (args.positional.size() > 1) self = args.positional[1];
      else {
        const auto& parameters = functions_[a->function].unit->code().parameters;
        if (parameters.empty()) return Value::type();
        if (const Value* found = a->scope->find(parameters.front().name)) self = *found;
      }
      Value out;
      for (const Atom& atom : self.atoms)
        if (atom.kind == AtomKind::Object) join_into(out, Value::of({AtomKind::Super, atom.ref, klass}));
      return out.nothing() ? Value::type() : out;
    }
    case Native::Type: {
      if (const auto id = arg(0).object()) return Value::of({AtomKind::Class, object_class_[static_cast<std::uint32_t>(*id)], 0});
      return Value::type(p);
    }
    case Native::Getattr: {
      const auto name = arg(1).text();
      if (!name) {
        if (auto some = some_member(arg(0))) return *some;
        const std::string base(dotted_name(arg(0)));
        return Value::type(combine(p, arg(1).provenance), base.empty() ? kNoSymbol : intern(base + "[]"));
      }
      Value v = attribute(arg(0), intern(*name));
      const bool missing = v.atoms.size() == 1 && v.atoms.front().kind == AtomKind::Type && arg(0).object();
      if (args.positional.size() > 2 && (missing || v.is_none())) join_into(v, arg(2));
      if (a && !a->stub && v.option != kNoSymbol) note_option_read(v);
      return v;
    }
    case Native::Setattr: {
      const auto name = arg(1).text();
      for (const Atom& atom : arg(0).atoms) {
        if (atom.kind == AtomKind::Object && name) write_field(ObjectId{atom.ref}, intern(*name), arg(2));
        if (atom.kind == AtomKind::Object && !name) {
          const auto fields = objects_[atom.ref].fields;
          for (const auto& [field, value] : fields)
            if (value.truth()) write_field(ObjectId{atom.ref}, field, Value::type(Provenance::of(Origin::Config)));
          write_field(ObjectId{atom.ref}, key_field("any attribute"), arg(2));
        }
      }
      return Value::none();
    }
    case Native::Hasattr: {
      const auto name = arg(1).text();
      if (const auto id = arg(0).object(); id && name) {
        const Atom self{AtomKind::Object, static_cast<std::uint32_t>(*id), 0};
        if (read_field(*id, intern(*name)) || !class_attribute(object_class_[self.ref], intern(*name), &self).nothing())
          return Value::boolean(true);
        if (!classes_[object_class_[self.ref]].unknown_base && classes_[object_class_[self.ref]].stub) return Value::boolean(false);
      }
      return Value::type(p);
    }
    case Native::Isinstance:
    case Native::Issubclass: return is_instance(arg(0), arg(1));
    case Native::Callable: {
      std::size_t yes = 0, no = 0;
      const Value value = arg(0);
      for (const Atom& x : value.atoms) {
        if (x.kind == AtomKind::Type || x.kind == AtomKind::Lazy) return Value::type(p);
        const bool called = x.kind == AtomKind::Function || x.kind == AtomKind::Class || x.kind == AtomKind::Native ||
                            (x.kind == AtomKind::Object && find_in_class(object_class_[x.ref], word::call, 0));
        ++(called ? yes : no);
      }
      return yes && no ? Value::type(p) : known_boolean(yes > 0, p);
    }
    case Native::Vars: {
      for (const Atom& atom : arg(0).atoms)
        if (atom.kind == AtomKind::Object && !(a && a->records > 0)) note_escape(ObjectId{atom.ref});
      return Value::type(p);
    }
    case Native::Globals: return Value::type(Provenance::of(Origin::Const), intern("globals()"));
    case Native::Len: {
      const Value v = arg(0);
      if (v.atoms.size() == 1 && v.atoms.front().kind == AtomKind::Sequence && !sequences_[v.atoms.front().ref].open)
        return Value::integer_of(static_cast<std::int64_t>(sequences_[v.atoms.front().ref].items.size()));
      if (const auto id = v.object()) {
        const Atom self{AtomKind::Object, static_cast<std::uint32_t>(*id), 0};
        Arguments none;
        const Value m = class_attribute(object_class_[self.ref], word::len, &self);
        if (!m.nothing()) return call(m, none);
      }
      return Value::type(p);
    }
    case Native::Int:
    case Native::Float:
    case Native::Str:
    case Native::Bool:
    case Native::Repr: {
      if (args.positional.empty()) return static_cast<Native>(native) == Native::Int ? Value::integer_of(0) : Value::type(Provenance::of(Origin::Const));
      Value v = args.positional[0];
      if (static_cast<Native>(native) == Native::Int && v.integer()) return v;
      if (static_cast<Native>(native) == Native::Bool && v.truth()) {
        v.atoms = AtomList({AtomKind::Bool, 0, *v.truth()});
        return v;
      }
      if (static_cast<Native>(native) == Native::Str && v.text()) return v;
      Value out = Value::type(v.provenance);
      out.levels = v.levels;
      out.option = v.option;
      out.textual = static_cast<Native>(native) == Native::Str || static_cast<Native>(native) == Native::Repr;
      return out;
    }
    case Native::Range: {
      Provenance all = Provenance::of(Origin::Const);
      for (const Value& v : args.positional) all = combine(all, v.provenance);
      return Value::type(all, intern("range()"));
    }
    case Native::Iter:
      // What `next` takes later belongs to the pass that begins here.
      if (a && !a->stub)
        for (const Atom& atom : arg(0).atoms)
          if (atom.kind == AtomKind::Object && instance_is(ObjectId{atom.ref}, "torch.utils.data.DataLoader")) {
            Step s = step_here(EventKind::Mark);
            s.name = intern("iterator");
            s.object = ObjectId{atom.ref};
            record(std::move(s));
          }
      return arg(0);
    case Native::Next: {
      Value v = element_of(arg(0), false);
      if (args.positional.size() > 1) join_into(v, arg(1));
      return v;
    }
    case Native::Print: return Value::none();
    case Native::Property:
    case Native::StaticMethod:
    case Native::ClassMethod: {
      for (const Atom& atom : arg(0).atoms)
        if (atom.kind == AtomKind::Function) {
          functions_[atom.ref].is_property |= static_cast<Native>(native) == Native::Property;
          functions_[atom.ref].is_static |= static_cast<Native>(native) == Native::StaticMethod;
          functions_[atom.ref].is_class_method |= static_cast<Native>(native) == Native::ClassMethod;
        }
      return arg(0);
    }
    case Native::Exec:
      if (a) forget_names(*a);
      return Value::none();
    case Native::Import: {
      if (const auto name = arg(0).text(); name && a) return import_module(*a, *name, 0);
      return Value::type();
    }
    case Native::Exit:
      leave_process();
      return Value::type();
    case Native::Locals:
    case Native::Object:
    case Native::Eval: return Value::type(p);
  }
  return Value::type();
}

// --- dictionaries -------------------------------------------------------------------------------------------------

Value Machine::dict_value(ObjectId id, const Value& key) {
  Value out;
  if (const auto text = key.text()) {
    if (const Value* v = read_field(id, key_field(*text))) {
      out = *v;
      out.levels = 0;
      return force(out);
    }
    if (const Value* v = read_field(id, key_field("*"))) return force(*v);
    return Value::type();
  }
  const auto fields = objects_[static_cast<std::uint32_t>(id)].fields;
  for (const auto& [name, value] : fields) {
    if (!text_of(name).starts_with("[")) continue;
    read_field(id, name);
    join_into(out, force(value));
  }
  out.provenance = combine(out.provenance, key.provenance);
  return out.nothing() ? Value::type() : out;
}

bool Machine::is_dict_method(const Value& receiver, Symbol name) const {
  const auto id = receiver.object();
  if (!id || object_class_[static_cast<std::uint32_t>(*id)] != dict_class_) return false;
  static constexpr std::array<std::string_view, 8> methods{"get", "items", "values", "keys", "update", "pop", "setdefault", "copy"};
  return std::find(methods.begin(), methods.end(), text_of(name)) != methods.end();
}

Value Machine::call_dict_method(const Value& receiver, Symbol name, Arguments& args) {
  const ObjectId id = *receiver.object();
  const std::string_view method = text_of(name);
  if (method == "get" || method == "pop" || method == "setdefault") {
    const Value key = args.positional.empty() ? Value::type() : args.positional[0];
    if (key.text() && !read_field(id, key_field(*key.text())) && !read_field(id, key_field("*")))
      return args.positional.size() > 1 ? args.positional[1] : Value::none();
    return dict_value(id, key);
  }
  if (method == "copy") return receiver;
  if (method == "update") {
    for (const Value& v : args.positional) merge_dict(id, v);
    for (const auto& [key, v] : args.keywords) write_field(id, key_field(text_of(key)), v);
    return Value::none();
  }
  const Value any = dict_value(id, Value::type(Provenance::of(Origin::Const)));
  if (method == "values") return make_sequence({any}, true);
  if (method == "keys") return make_sequence({Value::type(Provenance::of(Origin::Const))}, true);
  return make_sequence({make_sequence({Value::type(Provenance::of(Origin::Const)), any})}, true);
}

}  // namespace seedlint::execute
