// The leaves that library stubs are written in; rules/libraries/README.md says what each means.
#include <algorithm>

#include "execute/machine.h"
#include "resolve/versions.h"

namespace seedlint::execute {

namespace {

enum class Word : std::uint32_t {
  Seeds, Draws, Flag, Fork, Group, Save, Restore, Overwrite, Rank, LocalRank, WorldSize, Distributed, GroupInitialized,
  WorkerId, BaseSeed, Option, Config, Entropy, Hashed, Unordered, Ordered, AsSet, Position, Beside, Decides, Unknown, Callback, Trains, Mark, Since, Before, Needs,
  ModuleUse, DatasetUse, AssumeSeeded, OptionName, OptionsOf, Targets, Exits, Written,
  Surely, Includes, Expected, Replaced,
};

constexpr std::pair<std::string_view, Word> words[] = {
    {"seeds", Word::Seeds}, {"draws", Word::Draws}, {"flag", Word::Flag}, {"fork", Word::Fork}, {"group", Word::Group},
    {"save", Word::Save}, {"restore", Word::Restore}, {"overwrite", Word::Overwrite}, {"rank", Word::Rank},
    {"local_rank", Word::LocalRank}, {"world_size", Word::WorldSize}, {"distributed", Word::Distributed},
    {"group_initialized", Word::GroupInitialized}, {"worker_id", Word::WorkerId}, {"base_seed", Word::BaseSeed},
    {"option", Word::Option}, {"config", Word::Config}, {"entropy", Word::Entropy}, {"hashed", Word::Hashed},
    {"unordered", Word::Unordered}, {"ordered", Word::Ordered}, {"as_set", Word::AsSet}, {"position", Word::Position},
    {"beside", Word::Beside}, {"decides", Word::Decides}, {"unknown", Word::Unknown}, {"callback", Word::Callback},
    {"trains", Word::Trains}, {"mark", Word::Mark}, {"since", Word::Since}, {"before", Word::Before},
    {"needs", Word::Needs},
    {"module_use", Word::ModuleUse}, {"dataset_use", Word::DatasetUse}, {"assume_seeded", Word::AssumeSeeded},
    {"option_name", Word::OptionName}, {"options_of", Word::OptionsOf}, {"targets", Word::Targets}, {"exits", Word::Exits},
    {"written", Word::Written}, {"surely", Word::Surely}, {"includes", Word::Includes}, {"expected", Word::Expected},
    {"replaced", Word::Replaced},
};

Role role_of(std::string_view name) {
  if (name == "init") return Role::Init;
  if (name == "split") return Role::Split;
  if (name == "shuffle") return Role::Shuffle;
  if (name == "augment") return Role::Augment;
  if (name == "step") return Role::Step;
  if (name == "seed-material") return Role::SeedMaterial;
  return Role::Sample;
}

}  // namespace

std::optional<Value> Machine::vocabulary_value(Symbol name) {
  static const auto table = [] {
    std::unordered_map<Symbol, std::uint32_t> t;
    for (const auto& [text, word] : words) t.emplace(intern(text), static_cast<std::uint32_t>(word));
    return t;
  }();
  auto it = table.find(name);
  if (it == table.end()) return std::nullopt;
  return Value::of({AtomKind::Native, 0x10000 + it->second, static_cast<std::uint64_t>(name)});
}

std::string_view Machine::library_version(std::string_view name) const {
  auto it = project_->versions().find(name);
  return it == project_->versions().end() ? std::string_view() : std::string_view(it->second);
}

Value Machine::call_vocabulary(std::uint32_t index, Arguments& args) {
  const auto arg = [&](std::size_t i) { return i < args.positional.size() ? args.positional[i] : Value::none(); };
  const auto text = [&](std::size_t i) { return std::string(arg(i).text().value_or("")); };
  const auto step_named = [&](EventKind kind, std::string_view name) {
    Step s = step_here(kind);
    s.name = intern(name);
    return s;
  };
  const Word word = static_cast<Word>(index);
  switch (word) {
    case Word::Seeds: {
      bool known = false;
      const Stream s = stream_of(arg(0), known);
      const Value* given = args.get(1, "value");
      if (known) seed(s, given ? *given : Value::none());
      return Value::none();
    }
    case Word::Draws: {
      bool known = false;
      const Stream s = stream_of(arg(0), known);
      if (!known) return Value::type();
      const Value* generator = args.get(2, "generator");
      const Value* of = args.get(3, "of");
      const OrderId order = of ? order_within(*of, 3) : kOrdered;
      if (!generator) return draw(s, role_of(text(1)), Certainty::Proved, order);
      const auto own = generator_stream(*generator, s);
      return own ? draw(*own, role_of(text(1)), Certainty::Proved, order) : Value::type(combine(generator->provenance, Provenance::of(Origin::Drawn)));
    }
    case Word::Flag: {
      Step s = step_named(EventKind::Flag, text(0));
      s.value = arg(1);
      s.levels = arg(1).levels;
      record(std::move(s));
      return Value::none();
    }
    case Word::Fork: return fork(args);
    case Word::Group: {
      const std::string name = text(0);
      Step s = step_named(EventKind::Group, name);
      if (const auto id = arg(1).object()) s.object = *id;
      s.value = arg(1);
      record(std::move(s));
      if (name == "destroy") state_.group = GroupState::No;
      else if (name == "init" || name == "framework" || name == "deepspeed") state_.group = GroupState::Yes;
      return Value::none();
    }
    case Word::Save:
    case Word::Restore: {
      if (!state_.reachable) return Value::none();
      const bool all = text(0) == "all";
      std::vector<Stream> which;
      if (all) {
        for (const std::string_view s : {"python", "numpy", "torch", "torch.cuda"}) which.push_back({intern(s), kNoObject});
      } else {
        bool known = false;
        const Stream s = stream_of(arg(0), known);
        if (known) which.push_back(s);
      }
      for (const Stream& stream : which) {
        Step s = step_here(word == Word::Save ? EventKind::Save : EventKind::Restore);
        s.stream = stream;
        s.before = state_.at(stream);
        record(std::move(s));
        auto& saved = saved_states_[stream];
        if (word == Word::Save) {
          saved.push_back(state_.at(stream));
        } else {
          StreamState back;
          back.seeds = {kAssumedSeed};
          if (!saved.empty()) {
            back = saved.back();
            if (saved.size() > 1) saved.pop_back();
          }
          state_.edit(stream) = back;
        }
      }
      return Value::type(Provenance::of(Origin::Const));
    }
    case Word::Overwrite: overwrite(arg(0)); return Value::none();
    case Word::Rank:
    case Word::LocalRank: {
      record(step_named(EventKind::Rank, word == Word::Rank ? "rank" : "local_rank"));
      return Value::type(Provenance::of(word == Word::Rank ? Origin::Rank : Origin::LocalRank));
    }
    case Word::WorldSize:
      asked_scenario_ = true;
      return Value::integer_of(scenario_ == Scenario::Distributed ? 2 : 1);
    case Word::Distributed:
      asked_scenario_ = true;
      return Value::boolean(scenario_ == Scenario::Distributed);
    case Word::GroupInitialized: {
      if (scenario_ == Scenario::Single && state_.group == GroupState::No) {
        asked_scenario_ = true;
        return Value::boolean(false);
      }
      if (state_.group == GroupState::Yes) return Value::boolean(true);
      if (state_.group == GroupState::No) {
        ++asked_group_too_early_;
        return Value::boolean(false);
      }
      return Value::type();
    }
    case Word::WorkerId:
      if (!loader_workers_.contains(now_.process)) return Value::none();
      return Value::type(Provenance::of(Origin::Worker));
    case Word::BaseSeed: return Value::type(Provenance::of(Origin::BaseSeed));
    case Word::Option: {
      Value v = Value::type(Provenance::of(Origin::Option));
      const Value* fallback = args.get(1, "default");
      if (const auto name = arg(0).text()) {
        v.option = intern(*name);
        Step s = step_named(EventKind::Option, *name);
        if (fallback) s.value = *fallback;
        record(std::move(s));
        bool local = false;
        if (names_a_rank(*name, local)) v.provenance = combine(v.provenance, Provenance::of(local ? Origin::LocalRank : Origin::Rank));
      }
      if (fallback && !fallback->is_none()) {
        Value given = *fallback;
        given.provenance = v.provenance;
        given.option = v.option;
        given.levels = 0;
        join_into(v, given);
      }
      return v;
    }
    case Word::Config: {
      Value v = Value::type(Provenance::of(Origin::Config));
      if (const auto name = arg(0).text()) v.option = intern(*name);
      return v;
    }
    case Word::Entropy: return Value::type(Provenance::of(Origin::Entropy));
    case Word::Hashed: {
      const Value v = arg(0);
      bool text_like = v.unknown();
      for (const Atom& a : v.atoms) text_like |= a.kind == AtomKind::Text;
      return Value::type(text_like ? combine(v.provenance, Provenance::of(Origin::Hash)) : v.provenance);
    }
    case Word::Unordered: {
      Value v = arg(0);
      v.order = listing_order();
      v.textual = true;
      return v;
    }
    case Word::Ordered: {
      Value v = arg(0);
      v.order = kOrdered;
      return v;
    }
    case Word::AsSet: {
      Value v = arg(0);
      v.order = set_order(site_, api_);
      return v;
    }
    case Word::Position: {
      Value v = arg(1);
      v.order = position_in(arg(0), site_);
      return v;
    }
    case Word::Beside: {
      // zip(names, range(n)): the number is the name's place.
      Value v = arg(0);
      const Value source = arg(1);
      const bool counts = source.atoms.size() == 1 && (dotted_name(source) == "range()" || dotted_name(source) == "itertools.count");
      if (counts) v.order = position_in(arg(2), site_);
      return v;
    }
    case Word::Decides:
      note_order(order_within(arg(1), 3), text(0), site_);
      return Value::none();
    case Word::Unknown: {
      Provenance p = args.positional.empty() ? Provenance::of(Origin::Const) : args.positional[0].provenance;
      std::uint8_t levels = 0;
      Symbol option = kNoSymbol;
      for (const Value& v : args.positional) {
        p = combine(p, v.provenance);
        levels = std::max(levels, v.levels);
        if (v.option != kNoSymbol) option = v.option;
      }
      if (args.positional.empty()) p = Provenance::of(Origin::Unknown);
      Value v = Value::type(p);
      v.levels = levels;
      v.option = option;
      return v;
    }
    case Word::Callback: {
      if (args.positional.empty()) return Value::none();
      const Value callee = args.positional[0];
      Arguments rest = args;
      rest.positional.erase(rest.positional.begin());
      call_deferred(callee, rest);
      return Value::none();
    }
    case Word::Trains:
      trains_ = trains_ || state_.reachable;
      record(step_here(EventKind::Train));
      return Value::none();
    case Word::Mark: {
      Step s = step_named(EventKind::Mark, text(0));
      if (const auto id = arg(1).object()) s.object = *id;
      s.value = arg(2);
      record(std::move(s));
      return Value::none();
    }
    case Word::Since:
    case Word::Before: {
      const std::string library = text(0), wanted = text(1);
      std::optional<bool> since;
      if (const auto exact = library_version(library); !exact.empty()) {
        since = resolve::compare_versions(exact, wanted) >= 0;
      } else {
        const auto low = library_version(library + ">="), high = library_version(library + "<");
        if (!low.empty() && resolve::compare_versions(low, wanted) >= 0) since = true;
        if (!high.empty() && resolve::compare_versions(high, wanted) <= 0) since = false;
      }
      if (!since) return Value::type(Provenance::of(Origin::Const));
      return Value::boolean(*since == (word == Word::Since));
    }
    case Word::Needs: {
      std::string& least = needed_[intern(text(0))];
      if (const std::string version = text(1); least.empty() || resolve::compare_versions(least, version) < 0) least = version;
      return Value::none();
    }
    case Word::ModuleUse: use_as_module(arg(0)); return Value::none();
    case Word::DatasetUse: return use_as_dataset(arg(0));
    case Word::AssumeSeeded: assume_seeded(); return Value::none();
    case Word::OptionName: {
      // ("-s", "--random-seed") -> "random_seed"
      std::string name;
      for (const Atom& atom : arg(0).atoms) {
        if (atom.kind != AtomKind::Sequence) continue;
        for (const Value& item : sequences_[atom.ref].items) {
          std::string_view one = item.text().value_or("");
          const bool is_long = one.starts_with("--");
          while (one.starts_with("-")) one.remove_prefix(1);
          if (!one.empty() && (name.empty() || is_long)) {
            name = one;
            if (is_long) break;
          }
        }
      }
      std::replace(name.begin(), name.end(), '-', '_');
      return name.empty() ? Value::type() : Value::text_of(std::string_view(name));
    }
    case Word::OptionsOf: return make_options(arg(0));
    case Word::Targets: return configured_targets(arg(0));
    case Word::Exits: leave_process(); return Value::type();
    case Word::Written: return Value::boolean(arg(0).literal);
    case Word::Surely: return Value::boolean(arg(0).truth() == std::optional(true));
    case Word::Replaced: return replaced(arg(0), arg(1));
    case Word::Includes: {
      const Value values = arg(0), wanted = arg(1);
      const bool found = std::any_of(values.atoms.begin(), values.atoms.end(), [&](const Atom& x) {
        return wanted.atoms.size() == 1 && x == wanted.atoms.front();
      });
      return Value::boolean(found);
    }
    case Word::Expected: {
      const Value values = arg(0), wanted = arg(1);
      bool found = false, other = false, open = false;
      for (const Atom& x : values.atoms) {
        if (x.kind == AtomKind::Type) open = true;
        else (wanted.atoms.size() == 1 && x == wanted.atoms.front() ? found : other) = true;
      }
      return Value::boolean(found && !(open && other));
    }
  }
  return Value::type();
}

// Calls a function in a child process or loader worker: streams start as that kind of child starts them.
Value Machine::fork(Arguments& args) {
  if (!state_.reachable || args.positional.size() < 2) return Value::type();
  const std::string kind(args.positional[0].text().value_or("fork"));
  const Value callee = args.positional[1];
  Arguments rest = args;
  rest.positional.erase(rest.positional.begin(), rest.positional.begin() + 2);
  std::erase_if(rest.keywords, [](const auto& k) { return text_of(k.first) == "holder"; });
  Step step = step_here(EventKind::Fork);
  step.name = intern(kind);
  if (const Value* holder = args.keyword(intern("holder")))
    if (const auto id = holder->object()) step.object = *id;
  step.value = callee;
  // The same fork in a later epoch is the same process: its steps are recorded once.
  const auto key = std::tuple(site_, path_, stub_site_, step.object, step.name, now_.process);
  record(std::move(step));
  const State before = state_;
  const Circumstances saved = now_;
  auto [it, fresh_process] = process_of_.try_emplace(key, 0);
  if (fresh_process) it->second = ++processes_;
  now_.process = it->second;
  if (kind == "loader") loader_workers_.insert(it->second);
  StreamState copied, base;
  copied.seeds = {kCopied};
  base.seeds = {kBaseSeed};
  if (kind == "loader") {
    for (auto& [stream, state] : state_.edit_streams())
      if (!stream.global()) state = copied;
    state_.set_all(copied);
    state_.edit({word::torch, kNoObject}) = base;
    state_.edit({intern("python"), kNoObject}) = base;
    StreamState numpy = base;
    const auto exact = library_version("torch"), low = library_version("torch>=");
    if (!exact.empty() ? resolve::compare_versions(exact, "1.9") < 0 : (low.empty() || resolve::compare_versions(low, "1.9") < 0)) {
      if (exact.empty()) numpy.seeds = {kBaseSeed, kCopied};
      else numpy = copied;
      std::sort(numpy.seeds.begin(), numpy.seeds.end());
    }
    state_.edit({intern("numpy"), kNoObject}) = numpy;
  } else if (kind == "spawn") {
    state_ = start_state_;
    for (auto& [stream, state] : state_.edit_streams()) state.exposed.clear();
    state_.group = GroupState::No;
  } else {
    state_.edit({intern("python"), kNoObject}) = StreamState{};
  }
  call(callee, rest);
  state_ = before;
  now_ = saved;
  return Value::type();
}

}  // namespace seedlint::execute
