// importlib.import_module(name): a module the text names, or one that only the user knows. Programs that pick their
// dataset this way keep the candidates beside the code that picks.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {
constexpr std::size_t kMostDatasets = 6;
}  // namespace

// The module of a constant name. For any other name the place is kept, since what it may mean stands near it.
std::optional<Value> Machine::import_by_name(const Arguments& args) {
  const auto user = std::find_if(activations_.rbegin(), activations_.rend(), [](const Activation* a) { return !a->stub; });
  if (user == activations_.rend()) return std::nullopt;
  const Value* name = args.get(0, "name");
  if (const auto text = name ? name->text() : std::nullopt; text && !text->starts_with('.')) {
    const Value module = import_module(**user, *text, 0);
    if (module.atoms.front().kind == AtomKind::Module) return module;
    return std::nullopt;
  }
  const std::uint32_t importer = (*user)->module;
  if (std::find(dynamic_importers_.begin(), dynamic_importers_.end(), importer) == dynamic_importers_.end())
    dynamic_importers_.push_back(importer);
  return std::nullopt;
}

// A value nobody knows that a loader is given. Where the program imports modules by computed names, it may be any of
// the datasets that are defined beside such an import; else it stays unknown.
Value Machine::use_as_dataset(const Value& v) {
  const bool unknown = std::all_of(v.atoms.begin(), v.atoms.end(), [](const Atom& a) { return a.kind == AtomKind::Type; });
  if (!unknown || dynamic_importers_.empty() || !state_.reachable) return v;
  static const Symbol getitem = word::getitem, iter = word::iter;
  Value candidates;
  const Circumstances saved = now_;
  now_.certainty = Certainty::Possible;
  for (std::size_t i = 0; i < dynamic_importers_.size(); ++i) {
    const resolve::Project::File* from = modules_[dynamic_importers_[i]].file;
    if (!from) continue;
    for (const resolve::Project::File& file : project_->files()) {
      if (file.folder != from->folder || file.is_stub()) continue;
      Symbol last = kNoSymbol;
      for (const ModuleFacts::Definition& d : file.module->definitions()) {
        if ((d.name != getitem && d.name != iter) || d.owner == kNoSymbol || d.owner == last) continue;
        last = d.owner;
        if (candidates.atoms.size() >= kMostDatasets) break;
        const std::uint32_t module = module_for_file(file, file.components.back(), false);
        const auto owner = module_attribute(module, d.owner);
        if (!owner || owner->atoms.size() != 1 || owner->atoms.front().kind != AtomKind::Class) continue;
        const std::uint32_t klass = owner->atoms.front().ref;
        if (!class_is(klass, "torch.utils.data.Dataset")) continue;
        Arguments any;
        any.open_positional = any.open_keywords = true;
        any.rest = Value::type();
        join_into(candidates, instantiate(klass, any));
      }
    }
  }
  now_ = saved;
  return candidates.nothing() ? v : candidates;
}

// `getattr(models, args.arch)`: the functions and classes that a module of the project has, or what a library says of
// a name it does not list. Nothing where there are too many to choose from.
std::optional<Value> Machine::some_member(const Value& module) {
  constexpr std::size_t kMost = 12;
  if (module.atoms.size() != 1 || module.atoms.front().kind != AtomKind::Module) return std::nullopt;
  const std::uint32_t id = module.atoms.front().ref;
  ensure_run(id);
  if (modules_[id].stub) {
    const Value* fallback = modules_[id].scope.find(word::getattr);
    if (fallback == nullptr) return std::nullopt;
    Arguments args;
    args.positional.push_back(Value::type(Provenance::of(Origin::Config)));
    return call(*fallback, args);
  }
  const Scope::Names names = modules_[id].scope.names;
  Value all;
  for (const auto& [name, value] : names.get()) {
    if (text_of(name).starts_with("_")) continue;
    const Value member = is_lazy(value) ? force(value) : value;
    for (const Atom& atom : member.atoms) {
      const bool own = (atom.kind == AtomKind::Class && !classes_[atom.ref].stub) ||
                       (atom.kind == AtomKind::Function && !functions_[atom.ref].stub);
      if (own) join_into(all, Value::of(atom));
    }
    if (all.atoms.size() > kMost) return std::nullopt;
  }
  // A part that looks for a part of the whole it is being built into: what is under way is no candidate.
  for (const Atom& atom : all.atoms)
    for (const auto& [function, key] : stack_)
      if (atom.kind == AtomKind::Class && functions_[function].owner == atom.ref) return std::nullopt;
  if (all.atoms.empty()) return std::nullopt;
  return all;
}

// `eval("datasets." + name)`: some member of a module, as getattr(datasets, name) is.
std::optional<Value> Machine::evaluated_name(Activation& a, const Node& call) {
  if (call.child_count != 2) return std::nullopt;
  const NodeId argument = a.code->child(call, 1);
  const Node& sum = (*a.code)[argument];
  if (sum.kind != NodeKind::Binary || sum.op != Operator::Add) return std::nullopt;
  const Node& left = (*a.code)[a.code->child(sum, 0)];
  if (left.kind != NodeKind::Text) return std::nullopt;
  const std::string_view prefix = a.code->strings[left.payload];
  if (prefix.size() < 2 || prefix.find_first_of("( [.") != prefix.size() - 1 || !prefix.ends_with('.')) return std::nullopt;
  const auto members = some_member(read_name(a, intern(prefix.substr(0, prefix.size() - 1))));
  if (members) evaluate(a, argument);  // whoever names an option there reads it
  return members;
}

}  // namespace seedlint::execute
