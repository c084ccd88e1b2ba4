// Classes and functions as entities, their order of lookup; objects and their fields.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

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
    // `class Data(sources[name])`: the first stands for all. One after the other they would be each other's super().
    for (const Atom& atom : base.atoms)
      if (atom.kind == AtomKind::Class && atom.ref != klass && !known) {
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

}  // namespace seedlint::execute
