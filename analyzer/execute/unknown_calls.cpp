// Calls of what nobody knows: what the name and the arguments tell, and user code that is handed over.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {

// "self.optimizer", "scaler", "phase.opt", "opt_g", "gen_opt".
bool names_an_optimizer(std::string_view receiver) {
  if (receiver.find("optim") != std::string_view::npos || receiver.find("scaler") != std::string_view::npos) return true;
  const std::string_view last = last_component(receiver);
  return last == "opt" || last.starts_with("opt_") || last.ends_with("_opt");
}

// "get_input_embeddings", "get_parameters": hands out something that is there, unless it names a whole model.
bool hands_out_a_part(std::string_view callee) {
  if (!callee.starts_with("get_")) return false;
  for (const std::string_view whole : {"model", "net", "backbone", "encoder", "decoder", "module", "arch", "critic", "actor", "policy"})
    if (callee.find(whole) != std::string_view::npos) return false;
  return true;
}

bool in(std::string_view s, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), s) != list.end();
}

}  // namespace

// User code handed to something unknown runs at some later time: whatever seeds there are, are set by then.
void Machine::call_deferred(const Value& callee, Arguments& args) {
  const State before = state_;
  const Circumstances saved = now_;
  now_.deferred = true;
  StreamState assumed;
  assumed.seeds = {kAssumedSeed};
  state_.set_all(assumed);
  call(callee, args);
  state_ = before;
  now_ = saved;
}

void Machine::run_callbacks(const Arguments& args) {
  if (decorating_) return;  // what a decorator is given is not run by being decorated
  const auto run = [&](const Value& v) {
    for (const Atom& atom : v.atoms) {
      if (atom.kind != AtomKind::Function || functions_[atom.ref].stub) continue;
      Arguments unknown;
      unknown.open_positional = unknown.open_keywords = true;
      unknown.rest = Value::type();
      call_deferred(Value::of(atom), unknown);
    }
  };
  for (const Value& v : args.positional) run(v);
  for (const auto& [name, v] : args.keywords) run(v);
}

bool Machine::names_a_library(Symbol dotted_name) {
  const std::string_view name = text_of(dotted_name);
  if (name.empty() || name[0] == '*') return false;
  const auto [it, fresh] = libraries_.try_emplace(dotted_name, false);
  if (fresh) it->second = project_->find_stub(name.substr(0, name.find('.'))) != nullptr;
  return it->second;
}

Value Machine::call_unknown(const Value& callee, const Atom& atom, Arguments& args) {
  const auto symbol = static_cast<Symbol>(atom.aux);
  const std::string_view name = text_of(symbol);
  const std::string_view last = last_component(name);
  if (in(name, {"sys.exit", "exit", "quit", "os._exit", "os.abort"})) {
    leave_process();
    return Value::type();
  }
  if (name == "importlib.import_module")
    if (auto module = import_by_name(args)) return *module;
  for (const std::string& helper : options_->seed_helpers)
    if (name == helper || name.ends_with("." + helper)) {
      const Value* given = args.get(0, "seed");
      for (const std::string_view s : {"python", "numpy", "torch", "torch.cuda"})
        seed({intern(s), kNoObject}, given ? *given : Value::type(Provenance::of(Origin::Config)));
      return Value::none();
    }
  if (last == "__new__" && !args.positional.empty() && args.positional.front().atoms.size() == 1 &&
      args.positional.front().atoms.front().kind == AtomKind::Class) {
    const ObjectId made = new_object(args.positional.front().atoms.front().ref);
    return Value::of({AtomKind::Object, static_cast<std::uint32_t>(made), 0});
  }
  // Whatever was given may say where the result comes from.
  // What a configuration's own dictionary methods give is configuration.
  const bool from_config = receiver_ && receiver_->unknown() && receiver_->provenance.only(Origin::Config) &&
                           in(last, {"items", "values", "keys", "get", "copy", "pop", "to_dict"});
  Provenance p = from_config ? receiver_->provenance : combine(callee.provenance, Provenance::of(Origin::Unknown));
  for (const Value& v : args.positional) p = combine(p, v.provenance);
  for (const auto& [key, v] : args.keywords) p = combine(p, v.provenance);
  if (args.open_positional || args.open_keywords) p = combine(p, args.rest.provenance);

  const bool library = names_a_library(symbol);
  // env.reset(seed=...), env.action_space.seed(...): the environment's own generator, no global stream.
  // Likewise the seed= of a method of an object nobody knows: dataset.shuffle(seed=...).
  const bool own_seed = receiver_ && receiver_->unknown() && dotted_name(*receiver_).empty();
  const bool environment = receiver_ && (last == "reset" || name.find("env") != std::string::npos ||
                                         name.find("space") != std::string::npos);
  if (!library && !environment && names_a_seeding_function(symbol)) {
    assume_seeded();
  } else if (!library && !environment && !own_seed) {
    for (const auto& [key, v] : args.keywords)
      if (names_a_seed(key) && !v.is_none()) {
        assume_seeded();
        break;
      }
  }
  for (const std::string& rank : options_->rank_names)
    if (last == rank || name == rank) return Value::type(Provenance::of(Origin::Rank));

  if (receiver_ && receiver_->unknown()) {
    const std::string_view receiver = dotted_name(*receiver_);
    if (last == "backward" || (last == "step" && names_an_optimizer(receiver))) {
      trains_ = true;
      record(step_here(EventKind::Train));
      return Value::type();
    }
    if (in(last, {"normal_", "uniform_", "bernoulli_", "random_", "exponential_", "cauchy_", "geometric_", "log_normal_"})) {
      const Value* generator = args.keyword(word::generator);
      if (!generator || generator->is_none()) {
        const bool weights = receiver.find("weight") != std::string::npos || receiver.find("bias") != std::string::npos ||
                             receiver == "data" || receiver.ends_with(".data") || receiver.ends_with("nn.Parameter");
        draw({word::torch, kNoObject}, weights ? Role::Init : Role::Sample, Certainty::Inferred);
      }
      return *receiver_;
    }
    if (in(last, {"to", "cuda", "cpu", "train", "eval", "half", "float", "double", "requires_grad_", "share_memory", "bfloat16", "type", "apply", "module"})) {
      run_callbacks(args);
      return *receiver_;
    }
    if (in(last, {"parameters", "named_parameters"})) use_as_module(*receiver_);
    if (last == "load_state_dict")
      for (const Atom& made : receiver_->atoms)
        if (made.kind == AtomKind::Type && made.ref && made.ref < makings_.size()) makings_[made.ref].used_as_module = true;
  }
  run_callbacks(args);
  if (!name.empty()) unresolved(symbol);
  if (state_.group == GroupState::No && !library &&
      (last.find("dist") != std::string_view::npos || last.find("ddp") != std::string_view::npos ||
       last.find("init_process") != std::string_view::npos || last.find("launch") != std::string_view::npos))
    state_.group = GroupState::Maybe;
  if (!library && !in(last, {"print", "info", "debug", "warning", "log", "pprint", "pformat", "dump", "dumps", "save",
                             "log_hyperparams", "log_params", "add_hparams"})) {
    const auto escape = [&](const Value& v) {
      for (const Atom& escaped : v.atoms)
        if (escaped.kind == AtomKind::Object) note_escape(ObjectId{escaped.ref});
    };
    for (const Value& v : args.positional) escape(v);
    for (const auto& [key, v] : args.keywords) escape(v);
  }

  Value result = Value::type(p, kNoSymbol);
  bool local = false;
  if (answers_with_a_rank(symbol, local)) result.provenance = combine(p, Provenance::of(local ? Origin::LocalRank : Origin::Rank));
  const bool registry = name.ends_with("[]");
  if (!name.empty() && name[0] != '*' && (registry || !library) && !hands_out_a_part(last) && caller_ && !caller_->stub && site_.valid()) {
    auto [it, fresh] = making_at_.try_emplace({site_, path_}, static_cast<std::uint32_t>(makings_.size()));
    if (fresh) {
      Making made;
      made.token = site_;
      made.path = path_;
      made.loop = now_.loop;
      made.torch_before = state_.at({word::torch, kNoObject});
      made.steps_before = static_cast<std::uint32_t>(steps_.size());
      made.process = now_.process;
      made.branch = now_.branch;
      made.rank0_only = now_.rank0_only;
      made.name = name;
      makings_.push_back(std::move(made));
    }
    result.atoms = AtomList({AtomKind::Type, it->second, 0});
  }
  return result;
}

}  // namespace seedlint::execute
