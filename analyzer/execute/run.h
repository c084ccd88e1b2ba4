// What rules see: one root executed under one scenario, as an ordered list of steps, and the objects it made.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "execute/value.h"
#include "facts/provenance.h"
#include "roots/root.h"
#include "text/source_file.h"

namespace seedlint::execute {

enum class StepId : std::uint32_t {};
// Seeds that are no step of this run.
inline constexpr StepId kCallerSeed{0xfffffff0};   // an open root's caller may have seeded
inline constexpr StepId kAssumedSeed{0xfffffff1};  // something unresolved that looks like seeding
inline constexpr StepId kBaseSeed{0xfffffff2};     // seeded per worker by the loader
inline constexpr StepId kCopied{0xfffffff3};       // state copied by fork into a worker or process
inline bool is_step(StepId s) { return static_cast<std::uint32_t>(s) < 0xfffffff0; }

enum class EventKind : std::uint8_t {
  Seed,       // stream, value
  Draw,       // stream, role; value = what the numbers choose from or rearrange, where that is in no fixed order
  Fork,       // name = "loader", "spawn", "fork"; object = the loader; the child's steps follow with another process
  Group,      // name = "init", "wrap", "destroy", "ddp", "fsdp", "fully_shard" ...; object = what was wrapped
  Flag,       // name = "torch.backends.cudnn.benchmark" ...; value
  Save, Restore,  // stream
  Overwrite,  // object = module whose weights a strict load replaced
  Option,     // name = option; token = where it is declared; value = its default
  Train,      // backward, optimiser step, fit
  Mark,       // name = free ("set_epoch", "unknown-flag", "shard"); object
              // "order": an order that is not fixed decides something: value, api = what
  Rank,       // the rank was read; name = "rank", "local_rank"; group_before tells whether a group existed
};

enum class Role : std::uint8_t { Init, Split, Shuffle, Augment, Step, Sample, SeedMaterial };
enum class Certainty : std::uint8_t { Proved, Inferred, Possible };
enum class GroupState : std::uint8_t { No, Maybe, Yes };

// A named global stream (object == kNoObject) or the generator held by an object.
struct Stream {
  Symbol name = kNoSymbol;
  ObjectId object = kNoObject;
  friend auto operator<=>(const Stream&, const Stream&) = default;
  bool global() const { return object == kNoObject; }
};

// seeds: who may have seeded it last. Empty: nobody has. exposed: draws made before any seeding.
struct StreamState {
  std::vector<StepId> seeds;    // sorted, unique, at most 4
  std::vector<StepId> exposed;  // sorted, unique, at most 16, the earliest kept
  bool overflow = false;        // more than 4 seeds
  friend bool operator==(const StreamState&, const StreamState&) = default;
};

enum class PathId : std::uint32_t {};  // a chain of user-code calls; 0 is the root's own top frame
struct Frame {
  PathId parent{};
  Span call;           // token of the call in the parent's frame
  Symbol callee = kNoSymbol;
  bool constructor = false;  // the call makes an object of a class of that name
};

enum class LoopId : std::uint32_t {};  // a chain of loops, through calls; 0 is "no loop"
struct Loop {
  LoopId parent{};
  Span token;
};

enum class BranchId : std::uint32_t {};  // a chain of undecided tests, through calls; 0 is "always"

struct Step {
  EventKind kind = EventKind::Draw;
  Role role = Role::Sample;
  Certainty certainty = Certainty::Proved;
  Stream stream;
  Symbol name = kNoSymbol;
  ObjectId object = kNoObject;
  Value value;
  Span token;              // in the innermost frame of user code
  Symbol api = kNoSymbol;  // qualified name of what was called there: "torch.manual_seed", "torch.nn.Linear"
  PathId path{};           // frame that holds `token`
  std::uint8_t levels = 0; // frames up where a seed's value stops being a parameter
  LoopId loop{};
  BranchId branch{};
  std::uint32_t process = 0;  // 0 the main process; loader workers and spawned processes count up
  bool deferred = false;      // in a callback that runs later
  bool rank0_only = false;
  bool no_grad = false;
  bool in_forward = false;
  bool guarded_by_option = false;  // under a test on a seed or determinism option
  bool conditional = false;        // under an undecided test that training (in this process) is not under as well
  GroupState group_before = GroupState::No;
  StreamState before;      // of `stream`
};

// Why a value's elements stand in no fixed order. Values name it by OrderId.
struct Order {
  enum class Kind : std::uint8_t {
    Set,       // a set: the order is there as soon as somebody goes through it
    Elements,  // a list, an iterator: its elements stand as the set or the file system gave them
    Position,  // a number: where an element stands in such a list
  };
  Kind kind = Kind::Elements;
  bool listing = false;     // of a file system; else of a set
  bool sorted_later = false;  // some name for it is sorted in place
  Span made;                // token of the call or display that made the listing or set
  Symbol api = kNoSymbol;   // what was called there: "os.listdir", "set"
  Symbol held = kNoSymbol;  // the name it was first given, if any
  Span taken;               // of a set: where its elements were put into an order; else as made
};

struct Object {
  std::string library_class;  // qualified name of the nearest library class ("torch.utils.data.DataLoader"); may be empty
  std::string class_name;     // as the user wrote it
  Span created;               // token of the constructing call in user code
  PathId path{};
  LoopId loop{};
  std::uint32_t process = 0;
  std::map<Symbol, Value> fields;
};

class Run {
 public:
  // The same run where several ranks do the same: for programs that never ask how many there are.
  Run as_distributed() const {
    Run run = *this;
    run.distributed_ = true;
    return run;
  }
  const roots::Root& root() const { return *root_; }
  bool distributed() const { return distributed_; }  // the scenario
  bool trains() const { return trains_; }
  const std::vector<Step>& steps() const { return steps_; }
  const Step& step(StepId id) const { return steps_[static_cast<std::uint32_t>(id)]; }
  StepId id_of(const Step& s) const { return StepId(static_cast<std::uint32_t>(&s - steps_.data())); }
  const std::vector<Object>& objects() const { return objects_; }
  const Object& object(ObjectId id) const { return objects_[static_cast<std::uint32_t>(id)]; }
  // A field of an object; nullptr if never written.
  const Value* field(ObjectId id, std::string_view name) const;
  // Object is of this library class or one of its library subclasses.
  bool is_a(ObjectId id, std::string_view library_class) const;

  const Order& order(OrderId id) const { return orders_[static_cast<std::size_t>(id)]; }
  // Some launch script or image of the project fixes PYTHONHASHSEED before Python starts.
  bool hash_seed_is_fixed() const { return hash_seed_is_fixed_; }

  // Frames from the root's top frame to `path`, outermost first; each holds the call that leads on.
  std::vector<Frame> frames(PathId path) const;
  // Where a step stands: its token, or the call `levels` frames up.
  Span stands_at(const Step& s) const;
  // The last frame on the way to `s`, counted from the root, whose call still stands in the root's own file; of the
  // frames of a constructor the outermost, which makes the object.
  Span seen_from_root(const Step& s) const;
  bool loop_contains(LoopId outer, LoopId inner) const;  // outer is on inner's chain (or equal); false for LoopId 0
  const Loop& loop(LoopId id) const { return loops_[static_cast<std::uint32_t>(id)]; }

  // State of a stream when the root ended, in the main process.
  const StreamState* final_state(const Stream& s) const;
  // Calls that nothing is known about, for `trace`: token and dotted name.
  struct Unresolved { Span token; std::string name; };
  const std::vector<Unresolved>& unresolved() const { return unresolved_; }
  bool cut() const { return cut_; }  // the budget ran out: absence of a step proves nothing
  // The least version of a library that has everything the program calls ("2.0"); empty where that says nothing.
  std::string_view needed_version(Symbol library) const {
    const auto it = needed_.find(library);
    return it == needed_.end() ? std::string_view() : std::string_view(it->second);
  }
  bool assumed_seeding() const { return assumed_seeding_; }  // something unresolved may have seeded
  // Version of a library as pinned by the project: "torch" -> "2.1.0"; empty if unknown.
  std::string_view version(std::string_view library) const;

 private:
  friend class Machine;
  const roots::Root* root_ = nullptr;
  std::map<Symbol, std::string> needed_;
  bool distributed_ = false, trains_ = false, cut_ = false, assumed_seeding_ = false, hash_seed_is_fixed_ = false;
  std::vector<Step> steps_;
  std::vector<Object> objects_;
  std::vector<Frame> frames_;
  std::vector<Loop> loops_;
  std::vector<Order> orders_;
  std::vector<std::pair<Stream, StreamState>> final_;
  std::vector<Unresolved> unresolved_;
  std::map<std::string, std::vector<std::string>, std::less<>> library_bases_;
  std::map<std::string, std::string, std::less<>> versions_;
};

}  // namespace seedlint::execute
