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

}  // namespace seedlint::execute
