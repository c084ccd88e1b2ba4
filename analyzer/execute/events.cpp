// Recording steps: what a seed, a draw or a use does to the state, and which steps are worth keeping.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {

constexpr std::size_t kMaxSteps = 20'000;
constexpr std::uint32_t kMaxSame = 4;  // steps of one kind at one place

std::uint64_t mix(std::uint64_t h, std::uint64_t x) {
  h = (h ^ x) * 0x9e3779b97f4a7c15ull;
  return h ^ (h >> 31);
}

bool only_caller(const StreamState& s) {
  return !s.overflow && std::all_of(s.seeds.begin(), s.seeds.end(), [](StepId id) { return id == kCallerSeed; });
}

}  // namespace

Step Machine::step_here(EventKind kind) {
  Step s;
  s.kind = kind;
  s.token = site_;
  s.api = api_;
  s.path = path_;
  s.loop = now_.loop;
  s.process = now_.process;
  s.deferred = now_.deferred;
  s.rank0_only = now_.rank0_only;
  s.no_grad = now_.no_grad;
  s.in_forward = now_.in_forward;
  s.guarded_by_option = now_.guarded;
  s.branch = now_.branch;
  s.certainty = now_.certainty;
  s.group_before = state_.group;
  return s;
}

StepId Machine::record(Step step) {
  std::uint64_t place = mix(static_cast<std::uint64_t>(step.kind) * 64 + static_cast<std::uint64_t>(step.role),
                            static_cast<std::uint64_t>(step.token.file));
  place = mix(place, step.token.begin);
  place = mix(place, static_cast<std::uint32_t>(step.stream.name));
  place = mix(place, static_cast<std::uint32_t>(step.stream.object));
  place = mix(place, static_cast<std::uint32_t>(step.name));
  place = mix(place, static_cast<std::uint32_t>(step.object));
  place = mix(place, step.process * 2u + (step.rank0_only ? 1u : 0u));
  std::uint64_t whole = mix(place, hash_of(step.before));
  whole = mix(whole, hash_of(step.value));
  whole = mix(whole, static_cast<std::uint32_t>(step.loop));
  whole = mix(whole, (step.deferred ? 1u : 0u) | (step.rank0_only ? 2u : 0u) | (step.branch != BranchId{} ? 4u : 0u) |
                         (step.guarded_by_option ? 8u : 0u) | (step.no_grad ? 16u : 0u) |
                         static_cast<unsigned>(step.group_before) * 32u);
  if (auto seen = step_seen_.find(whole); seen != step_seen_.end()) return seen->second;
  if (steps_.size() >= kMaxSteps) {
    cut_ = true;
    return StepId(static_cast<std::uint32_t>(steps_.size() - 1));
  }
  std::uint32_t& count = step_count_[place];
  if (count >= kMaxSame && step.kind != EventKind::Seed) {
    // The place is known well enough; the state still needs an id.
    for (std::size_t i = steps_.size(); i-- > 0;)
      if (steps_[i].kind == step.kind && steps_[i].token == step.token && steps_[i].stream == step.stream)
        return step_seen_[whole] = StepId(static_cast<std::uint32_t>(i));
  }
  ++count;
  const StepId id{static_cast<std::uint32_t>(steps_.size())};
  steps_.push_back(std::move(step));
  step_seen_.emplace(whole, id);
  return id;
}

void Machine::seed(const Stream& s, const Value& given) {
  if (!state_.reachable) return;
  Step step = step_here(EventKind::Seed);
  step.stream = s;
  step.value = given;
  if (given.is_none()) step.value.provenance = Provenance::of(Origin::Entropy);
  step.levels = given.levels;
  step.before = state_.at(s);
  const StepId id = record(std::move(step));
  StreamState& after = state_.edit(s);
  after.seeds = {id};
  after.overflow = false;
}

Value Machine::draw(const Stream& s, Role role, Certainty certainty, OrderId of) {
  if (!state_.reachable) return Value::type();
  if (now_.naming_seed && role != Role::Init) role = Role::SeedMaterial;
  Step step = step_here(EventKind::Draw);
  step.stream = s;
  step.role = role;
  step.certainty = std::max(certainty, now_.certainty);
  step.before = state_.at(s);
  step.value.order = of;
  const StreamState before = step.before;
  const StepId id = record(std::move(step));
  if (only_caller(before)) add_exposed(state_.edit(s), id);
  ++draws_recorded_;
  Provenance p = Provenance::of(Origin::Drawn);
  if (before.seeds.empty() && !before.overflow) {
    p = combine(p, Provenance::of(Origin::Entropy));
    unseeded_draw_ = true;
  }
  return Value::type(p);
}

void Machine::assume_seeded() {
  if (!state_.reachable) return;
  assumed_seeding_ = true;
  StreamState assumed;
  assumed.seeds = {kAssumedSeed};
  state_.set_all(assumed);
}

// A value nobody knows that is wrapped, moved to a device or optimised was a module, randomly initialised where the
// unknown call that made it stands. The draw is placed there, not here: what was seeded in between came too late.
void Machine::use_as_module(const Value& v) {
  for (const Atom& atom : v.atoms) {
    if (atom.kind != AtomKind::Type || atom.ref == 0 || atom.ref >= makings_.size()) continue;
    Making& made = makings_[atom.ref];
    if (made.used_as_module) continue;
    made.used_as_module = true;
    Step step = step_here(EventKind::Draw);
    step.role = Role::Init;
    step.certainty = Certainty::Inferred;
    step.stream = {word::torch, kNoObject};
    step.token = made.token;
    step.path = made.path;
    step.loop = made.loop;
    step.process = made.process;
    step.branch = made.branch;
    step.rank0_only = made.rank0_only;
    step.api = intern(made.name);
    step.before = made.torch_before;
    const Stream torch = step.stream;
    const StepId id = record(std::move(step));
    if (!only_caller(made.torch_before)) continue;
    for (std::size_t i = made.steps_before; i < steps_.size(); ++i)
      if (steps_[i].kind == EventKind::Seed && steps_[i].stream == torch && steps_[i].process == made.process)
        add_exposed(steps_[i].before, id);
    add_exposed(state_.edit(torch), id);
  }
}

void Machine::overwrite(const Value& v) {
  Step step = step_here(EventKind::Overwrite);
  const auto id = v.object();
  if (!id) return;
  step.object = *id;
  record(std::move(step));
  // Draws made while this object was being built no longer matter: they lie on a path through its construction.
  const Object& object = objects_[static_cast<std::uint32_t>(*id)];
  for (auto& [stream, state] : state_.edit_streams()) {
    std::erase_if(state.exposed, [&](StepId draw) {
      const Step& s = steps_[static_cast<std::uint32_t>(draw)];
      if (s.role != Role::Init) return false;
      if (s.token == object.created) return true;
      for (PathId p = s.path; p != PathId{}; p = frames_[static_cast<std::uint32_t>(p)].parent)
        if (frames_[static_cast<std::uint32_t>(p)].call == object.created) return true;
      return false;
    });
  }
}

// The stream a first argument of seeds() or draws() names: a string, or an object that is a generator.
Stream Machine::stream_of(const Value& v, bool& known) {
  known = true;
  if (const auto name = v.text()) return {intern(*name), kNoObject};
  if (const auto id = v.object()) return {library_class_of(*id), *id};
  known = false;
  return {};
}

std::optional<Stream> Machine::generator_stream(const Value& generator, const Stream& global) {
  if (generator.nothing() || generator.is_none()) return global;
  if (const auto id = generator.object()) {
    if (const Value* shared = read_field(*id, intern("global_stream")))
      if (const auto name = shared->text()) return Stream{intern(*name), kNoObject};
    const std::uint32_t klass = object_class_[static_cast<std::uint32_t>(*id)];
    if (auto shared = find_in_class(klass, intern("global_stream"), 0))
      if (const auto name = shared->text()) return Stream{intern(*name), kNoObject};
    return Stream{library_class_of(*id), *id};
  }
  // None or an object: the object, which is the case that was asked for.
  for (const Atom& a : generator.atoms)
    if (a.kind == AtomKind::Object) return generator_stream(Value::of(a), global);
  return std::nullopt;
}

Symbol Machine::library_class_of(ObjectId id) {
  return intern(objects_[static_cast<std::uint32_t>(id)].library_class);
}

PathId Machine::push_frame(Symbol callee, bool constructor) {
  const auto key = std::tuple(path_, site_, callee);
  auto [it, fresh] = frame_of_.try_emplace(key, PathId{static_cast<std::uint32_t>(frames_.size())});
  if (fresh) frames_.push_back({path_, site_, callee, constructor});
  return it->second;
}

LoopId Machine::push_loop(Span token) {
  const auto key = std::pair(now_.loop, token);
  auto [it, fresh] = loop_of_.try_emplace(key, LoopId{static_cast<std::uint32_t>(loops_.size())});
  if (fresh) loops_.push_back({now_.loop, token});
  return it->second;
}

BranchId Machine::push_branch() {
  branches_.push_back(now_.branch);
  return BranchId{static_cast<std::uint32_t>(branches_.size() - 1)};
}

Span Machine::span_of(const Activation& a, const Node& n) const {
  const auto* file = modules_[a.module].file;
  return {file ? file->source->id() : kNoFile, n.begin, n.end};
}

Span Machine::token_of(const Activation& a, const Node& n) const {
  const auto* file = modules_[a.module].file;
  return {file ? file->source->id() : kNoFile, n.token_begin, n.token_end};
}

void Machine::leave_process() {
  if (!activations_.empty()) activations_.back()->exits = true;
  state_ = Activation::unreachable();
}

void Machine::note_option_read(const Value& v) {
  if (!names_a_seed(v.option)) return;
  Step step = step_here(EventKind::Mark);
  step.name = intern("option-read");
  step.api = v.option;
  record(std::move(step));
}

// A log or a file tells what the seed is; that makes no use of it, but the run can be repeated with it.
void Machine::note_seed_written(const Activation& a, Symbol name, const Value& v) {
  if (a.stub || !names_a_seed(name)) return;
  if (!v.provenance.may_be(Origin::Entropy) && !v.provenance.may_be(Origin::Drawn)) return;
  Step step = step_here(EventKind::Mark);
  step.name = intern("seed-written");
  record(std::move(step));
}

void Machine::note_escape(ObjectId id) {
  for (const auto& [name, value] : objects_[static_cast<std::uint32_t>(id)].fields)
    if (value.option != kNoSymbol) note_option_read(value);
}

void Machine::unresolved(Symbol name) {
  if (unresolved_.size() < 2'000 && unresolved_seen_.emplace(site_, name).second)
    unresolved_.push_back({site_, std::string(text_of(name))});
}

}  // namespace seedlint::execute
