// Scenarios, and making the Run.
#include "execute/interpreter.h"

#include <algorithm>
#include <memory>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {

constexpr int kMaxRounds = 1;

// Classes the machine itself needs: dictionaries and generators that were called.
const ClassUnit& native_class(std::string_view name) {
  static const auto make = [](std::string_view n) {
    auto unit = std::make_unique<ClassUnit>();
    unit->name = intern(n);
    return unit;
  };
  static const std::unique_ptr<ClassUnit> dict = make("dict"), generator = make("generator");
  return name == "dict" ? *dict : *generator;
}

}  // namespace

Machine::Machine(const resolve::Project& project, const roots::Root& root, const Options& options, Scenario scenario)
    : project_(&project), root_(&root), options_(&options), scenario_(scenario) {
  modules_.emplace_back();  // 0: what is in no module
  frames_.push_back({});
  loops_.push_back({});
  branches_.push_back({});
  orders_.push_back({});
  make_sequence({});  // the first is the empty one: values are joined by it
  for (const std::string_view name : {"dict", "generator"}) {
    ClassEntity& c = classes_.emplace_back();
    c.unit = &native_class(name);
    c.body_done = c.bases_done = true;
    c.mro = {static_cast<std::uint32_t>(classes_.size() - 1)};
    c.qualified = name;
  }
  dict_class_ = 0;
  generator_class_ = 1;
  makings_.assign(1, Making{});
}

void Machine::run() {
  if (root_->is_open()) {
    StreamState caller;
    caller.seeds = {kCallerSeed};
    state_.set_default(caller);
    state_.group = GroupState::Maybe;
  }
  start_state_ = state_;
  const auto& file = project_->file(root_->file);
  root_running_as_main_ = root_->kind == roots::RootKind::Script || root_->kind == roots::RootKind::Notebook;
  std::string dotted;
  for (const std::string& part : file.components) {
    if (file.is_package && &part == &file.components.back()) break;
    dotted += (dotted.empty() ? "" : ".") + part;
  }
  const std::uint32_t module = module_for_file(file, dotted, false);
  run_module_body(module);
  if (root_running_as_main_) return;
  state_.reachable = true;
  run_open_root();
}

// A function nothing calls: its parameters are whatever a caller gives, the streams whatever a caller seeded.
void Machine::run_open_root() {
  const auto& file = project_->file(root_->file);
  const std::uint32_t module = module_for_file(file, "", false);
  Arguments unknown;
  const bool open = root_->is_open();
  unknown.open_positional = unknown.open_keywords = true;
  unknown.rest = Value::type(Provenance::of(open ? Origin::Caller : Origin::Option));
  site_ = root_->token;
  if (root_->owner == kNoSymbol) {
    if (auto function = module_attribute(module, root_->function)) call(*function, unknown);
    return;
  }
  const auto owner = module_attribute(module, root_->owner);
  if (!owner || owner->atoms.size() != 1 || owner->atoms.front().kind != AtomKind::Class) return;
  const std::uint32_t klass = owner->atoms.front().ref;
  Arguments constructed = unknown;
  const Value object = instantiate(klass, constructed);
  if (text_of(root_->function) == "__init__" || !object.object()) return;
  const Atom self = object.atoms.front();
  const Value method = class_attribute(klass, root_->function, &self);
  if (!method.nothing()) call(method, unknown);
}

bool Machine::saw_ranks() const {
  static const Symbol init = intern("init"), ddp = intern("ddp"), fsdp = intern("fsdp"), shard = intern("fully_shard"),
                      deepspeed = intern("deepspeed");
  return std::any_of(steps_.begin(), steps_.end(), [](const Step& s) {
    return s.kind == EventKind::Group &&
           (s.name == init || s.name == ddp || s.name == fsdp || s.name == shard || s.name == deepspeed);
  });
}

// A step under tests that training is under as well happens whenever there is training: it is not conditional.
void Machine::settle_conditions() {
  std::set<std::pair<std::uint32_t, BranchId>> around_training;
  for (const Step& s : steps_) {
    if (s.kind != EventKind::Train) continue;
    for (BranchId b = s.branch; b != BranchId{}; b = branches_[static_cast<std::uint32_t>(b)])
      around_training.emplace(s.process, b);
  }
  for (Step& s : steps_)
    s.conditional = s.branch != BranchId{} && !around_training.contains({s.process, s.branch});
}

Run Machine::take() {
  settle_conditions();
  Run run;
  run.root_ = root_;
  run.distributed_ = scenario_ == Scenario::Distributed;
  run.trains_ = trains_;
  run.cut_ = cut_;
  run.assumed_seeding_ = assumed_seeding_;
  run.needed_ = needed_;
  run.steps_ = std::move(steps_);
  run.objects_ = std::move(objects_);
  run.frames_ = std::move(frames_);
  run.loops_ = std::move(loops_);
  for (Order& order : orders_) order.sorted_later = sorted_.contains(order.made);
  run.orders_ = std::move(orders_);
  run.hash_seed_is_fixed_ = project_->fixes_hash_seed();
  run.final_.assign(state_.streams().begin(), state_.streams().end());
  run.unresolved_ = std::move(unresolved_);
  for (std::uint32_t klass = 0; klass < classes_.size(); ++klass) {
    if (!classes_[klass].bases_done || !classes_[klass].stub) continue;
    std::vector<std::string>& bases = run.library_bases_[classes_[klass].qualified];
    for (const std::uint32_t one : classes_[klass].mro) bases.push_back(classes_[one].qualified);
  }
  for (const auto& [name, version] : project_->versions()) run.versions_[name] = version;
  return run;
}

namespace {

// A root that runs a library's own source may be too large to follow; then the library is taken by its stub.
std::unique_ptr<Machine> follow(const resolve::Project& project, const roots::Root& root, const Options& options,
                                Scenario scenario) {
  auto machine = std::make_unique<Machine>(project, root, options, scenario);
  machine->run();
  if (!machine->cut() || !machine->ran_described_library()) return machine;
  auto again = std::make_unique<Machine>(project, root, options, scenario);
  again->prefer_stubs();
  again->run();
  return again->cut() ? std::move(machine) : std::move(again);
}

}  // namespace

std::vector<Run> execute(const resolve::Project& project, const roots::Root& root, const Options& options) {
  std::vector<Run> runs;
  const auto single = follow(project, root, options, Scenario::Single);
  const bool evidence = single->saw_ranks() || !root.launches.empty();
  const bool ask = evidence || single->asked_scenario();
  runs.push_back(single->take());
  if (!ask) return runs;
  if (!single->asked_scenario()) {  // nothing in it depends on the number of ranks
    runs.push_back(runs.front().as_distributed());
    return runs;
  }
  const auto distributed = follow(project, root, options, Scenario::Distributed);
  if (evidence || distributed->saw_ranks()) runs.push_back(distributed->take());
  return runs;
}

}  // namespace seedlint::execute
