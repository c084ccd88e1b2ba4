// Imports: which module a name means, and running its top level once, when something of it is first needed.
//
// A module whose top level only defines and imports is run lazily, on the first look into it: most of a large
// project is then never parsed. One that does more is run where the import stands, as Python does.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

std::uint32_t Machine::module_for_file(const resolve::Project::File& file, std::string dotted, bool stub) {
  auto [it, fresh] = module_of_file_.try_emplace(&file, static_cast<std::uint32_t>(modules_.size()));
  if (fresh) {
    ModuleEntity& m = modules_.emplace_back();
    m.file = &file;
    m.dotted = std::move(dotted);
    m.stub = stub;
    m.scope.module = it->second;
  }
  return it->second;
}

// `dotted` lies in a package of the project that is itself a library with a stub, and the root is outside of it. A
// project's own folder that merely has such a name, as `datasets`, is small.
bool Machine::is_described_library(const resolve::Project::File& file, std::string_view dotted) {
  constexpr std::size_t kLibrarySize = 40;
  const std::string top(dotted.substr(0, dotted.find('.')));
  if (auto known = described_.find(top); known != described_.end()) return known->second;
  bool& answer = described_[top];
  const auto at = std::find(file.components.begin(), file.components.end(), top);
  if (at == file.components.end() || !project_->find_stub(top)) return answer;
  const auto depth = static_cast<std::size_t>(at - file.components.begin()) + 1;
  const auto inside = [&](const resolve::Project::File& other) {
    return other.components.size() > depth && other.root == file.root &&
           std::equal(file.components.begin(), at + 1, other.components.begin());
  };
  if (inside(project_->file(root_->file))) return answer;
  answer = static_cast<std::size_t>(std::count_if(project_->files().begin(), project_->files().end(), inside)) >= kLibrarySize;
  return answer;
}

std::optional<std::uint32_t> Machine::find_module(std::uint32_t importer, std::string_view dotted, unsigned level) {
  const ModuleEntity& from = modules_[importer];
  if (!from.stub) {
    const FileId file = from.file ? from.file->source->id() : from.importer;
    const std::vector<FileId> found = project_->find_module(file, dotted, level, root_->file);
    const bool described = !found.empty() && level == 0 && is_described_library(project_->file(found.front()), dotted);
    ran_described_library_ |= described;
    if (!found.empty() && !(described && prefer_stubs_)) {
      std::string name(dotted);
      if (level > 0 && !from.dotted.empty()) {
        std::string base = from.dotted;
        unsigned up = level - (from.file && from.file->is_package ? 1 : 0);
        while (up-- > 0 && !base.empty()) base.resize(base.rfind('.') == std::string::npos ? 0 : base.rfind('.'));
        name = base.empty() ? name : (name.empty() ? base : base + "." + name);
      }
      return module_for_file(project_->file(found.front()), std::move(name), false);
    }
    if (!described && !dotted.empty() && project_->is_namespace(file, dotted, level, root_->file)) {
      const std::string key = std::to_string(static_cast<std::uint32_t>(file)) + ":" + std::to_string(level) + ":" + std::string(dotted);
      auto [it, fresh] = folder_modules_.try_emplace(key, static_cast<std::uint32_t>(modules_.size()));
      if (fresh) {
        ModuleEntity& m = modules_.emplace_back();
        m.dotted = std::string(level, '.') + std::string(dotted);
        m.importer = file;
        m.status = ModuleEntity::Status::Done;
        m.scope.module = it->second;
      }
      return it->second;
    }
    if (level > 0) return std::nullopt;
  }
  std::string name(dotted);
  if (from.stub && level > 0) {
    std::string base = from.dotted;
    unsigned up = level - (from.file && from.file->is_package ? 1 : 0);
    while (up-- > 0 && !base.empty()) base.resize(base.rfind('.') == std::string::npos ? 0 : base.rfind('.'));
    name = base.empty() ? name : (name.empty() ? base : base + "." + name);
  }
  if (const auto* stub = project_->find_stub(name)) return module_for_file(*stub, name, true);
  return std::nullopt;
}

bool Machine::does_more_than_define(const resolve::Project::File& file) {
  const Outline& outline = file.module->outline();
  return outline.runs_at_top_level || outline.registers;
}

void Machine::ensure_run(std::uint32_t module) {
  if (modules_[module].status == ModuleEntity::Status::Fresh) run_module_body(module);
}

void Machine::run_module_body(std::uint32_t module) {
  ModuleEntity& m = modules_[module];
  if (!m.file) return;
  m.status = ModuleEntity::Status::Running;
  const bool main = root_running_as_main_ && m.file->source->id() == root_->file;
  m.scope.set(intern("__name__"), Value::text_of(std::string_view(main ? "__main__" : m.dotted)));
  m.scope.set(intern("__file__"), Value::type(Provenance::of(Origin::Const)));
  const Code& code = m.file->module->code();
  if (code.root != kNoNode) {
    Activation a;
    a.code = &code;
    a.scope = &m.scope;
    a.module = module;
    a.stub = m.stub;
    a.top_level = true;
    const Circumstances saved = now_;
    const Span site = site_;
    const PathId path = path_;
    const Symbol api = api_;
    const State before = state_;
    if (!main) {
      now_.branch = {};
      now_.naming_seed = false;
      if (!m.stub) path_ = push_frame(intern("import " + m.dotted));
    }
    activations_.push_back(&a);
    execute(a, code.root);
    activations_.pop_back();
    if (!state_.reachable && !main) state_ = before;  // a library that exits on import is not believed
    now_ = saved;
    site_ = site;
    path_ = path;
    api_ = api;
  }
  modules_[module].status = ModuleEntity::Status::Done;
}

std::optional<Value> Machine::module_attribute(std::uint32_t module, Symbol name) {
  ensure_run(module);
  if (const Value* found = modules_[module].scope.find(name)) {
    if (!is_lazy(*found)) return *found;
    // `from package import part` in the package's own __init__ means the module `part`.
    const bool itself = !modules_[module].stub && modules_[module].file && modules_[module].file->is_package &&
                        found->atoms.size() == 1 && found->atoms.front().ref == module &&
                        static_cast<Symbol>(found->atoms.front().aux) == name;
    const auto part = itself ? find_module(module, text_of(name), 1) : std::nullopt;
    Value v = part ? Value::of({AtomKind::Module, *part, 0}) : force(*found);
    if (modules_[module].scope.find(name)) modules_[module].scope.set(name, v);
    return v;
  }
  const std::string child(text_of(name));
  const ModuleEntity& m = modules_[module];
  if (m.stub) {
    if (const auto* stub = project_->find_stub(m.dotted + "." + child))
      return Value::of({AtomKind::Module, module_for_file(*stub, m.dotted + "." + child, true), 0});
    if (const Value* fallback = modules_[module].scope.find(word::getattr)) {
      Arguments args;
      args.positional.push_back(Value::text_of(name));
      return call(*fallback, args);
    }
    return std::nullopt;
  }
  if (!m.file) {
    const unsigned level = static_cast<unsigned>(m.dotted.find_first_not_of('.') == std::string::npos ? 0 : m.dotted.find_first_not_of('.'));
    const auto found = project_->find_module(m.importer, m.dotted.substr(level) + "." + child, level, root_->file);
    if (!found.empty()) return Value::of({AtomKind::Module, module_for_file(project_->file(found.front()), m.dotted + "." + child, false), 0});
    return std::nullopt;
  }
  if (m.file->is_package)
    if (auto found = find_module(module, child, 1)) return Value::of({AtomKind::Module, *found, 0});
  if (modules_[module].scope.find(word::getattr)) return Value::type();
  return std::nullopt;
}

// `import a.b.c` in module `importer`: the module a.b.c, or an unknown value of that name.
Value Machine::import_module(const Activation& a, std::string_view dotted, unsigned level) {
  if (auto found = find_module(a.module, dotted, level)) {
    ModuleEntity& m = modules_[*found];
    if (m.file && !m.stub && does_more_than_define(*m.file)) ensure_run(*found);
    return Value::of({AtomKind::Module, *found, 0});
  }
  return Value::type(Provenance::of(Origin::Unknown), intern(dotted));
}

void Machine::execute_import(Activation& a, const Node& n) {
  const std::string& dotted = a.code->strings[n.payload];
  site_ = a.stub ? site_ : token_of(a, n);
  const Value whole = import_module(a, dotted, 0);
  if (n.symbol != kNoSymbol) {
    write_name(a, n.symbol, whole);
    modules_[a.module].imported_as[n.symbol] = intern(dotted);
    return;
  }
  const std::string first = dotted.substr(0, dotted.find('.'));
  write_name(a, intern(first), first == dotted ? whole : import_module(a, first, 0));
  modules_[a.module].imported_as[intern(first)] = intern(first);
}

void Machine::execute_import_from(Activation& a, const Node& n) {
  const std::string& written = a.code->strings[n.payload];
  const std::size_t level = std::min(written.find_first_not_of('.'), written.size());
  const std::string dotted = written.substr(level);
  if (dotted == "seedlint" && a.stub) return;  // the vocabulary is found by name
  if (dotted == "__future__") return;
  if (!a.stub) site_ = token_of(a, n);
  const auto module = find_module(a.module, dotted, static_cast<unsigned>(level));
  if (module) {
    ModuleEntity& m = modules_[*module];
    if (m.file && !m.stub && does_more_than_define(*m.file)) ensure_run(*module);
  }
  for (const NodeId child : a.code->children_of(n)) {
    const Node& imported = (*a.code)[child];
    const std::string& name = a.code->strings[imported.payload];
    if (name == "*") {
      if (!module) continue;
      ensure_run(*module);
      const Scope::Names names = modules_[*module].scope.names;
      for (const auto& [symbol, value] : names.get()) {
        // A name the other module itself imported from here leads back to what is already bound.
        const bool back = value.atoms.size() == 1 && value.atoms.front().kind == AtomKind::Lazy &&
                          value.atoms.front().ref == a.module;
        if (!text_of(symbol).starts_with("_") && !back) {
          write_name(a, symbol, value);
          const Symbol dotted_name = execute::dotted(intern(modules_[*module].dotted), symbol);
          modules_[a.module].imported_as[symbol] = dotted_name;
        }
      }
      continue;
    }
    const Symbol bound = imported.symbol != kNoSymbol ? imported.symbol : intern(name);
    const Symbol origin = execute::dotted(intern(dotted), intern(name));
    modules_[a.module].imported_as[bound] = origin;
    if (!module) {
      write_name(a, bound, Value::type(Provenance::of(Origin::Unknown), origin));
      continue;
    }
    write_name(a, bound, Value::of({AtomKind::Lazy, *module, static_cast<std::uint64_t>(intern(name))}));
  }
}

std::optional<Value> Machine::stub_value(std::string_view dotted) {
  const std::size_t dot = dotted.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string module(dotted.substr(0, dot));
  const auto* stub = project_->find_stub(module);
  if (!stub) return std::nullopt;
  return module_attribute(module_for_file(*stub, module, true), intern(dotted.substr(dot + 1)));
}

const Value* Machine::builtin(Symbol name) {
  const auto* stub = project_->find_stub("builtins");
  if (!stub) return nullptr;
  const std::uint32_t module = module_for_file(*stub, "builtins", true);
  ensure_run(module);
  return modules_[module].scope.find(name);
}

}  // namespace seedlint::execute
