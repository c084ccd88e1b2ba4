// See verdict.h. The order of the tests in `judge` is the order of how much each of them proves.
#include "compare/verdict.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "compare/generators.h"
#include "compare/slice.h"

namespace seedlint::compare {

using trace::Kind;
using trace::Record;
using trace::Stream;

const char* verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::Equal: return "equal";
    case Verdict::GeneratorFirst: return "generator-first";
    case Verdict::ForeignData: return "foreign-data";
    case Verdict::Uninitialised: return "uninitialised-memory";
    case Verdict::Origin: return "origin";
    case Verdict::FirstSeen: return "first-seen";
    case Verdict::ControlFlow: return "control-flow-split";
    case Verdict::Ended: return "ended-early";
    case Verdict::Unknown: return "unknown";
  }
  return "unknown";
}

namespace {

Place copy(trace::Site site) { return {std::string(site.file), site.line, std::string(site.function)}; }

Place place_of(const Stream& stream, std::size_t index) {
  return index < stream.records().size() ? copy(stream.site(stream.records()[index])) : Place{};
}

/// Streams of workers and of threads that outlive the stop end where the scheduler left them.
bool may_end_anywhere(const std::string& label) { return label.find("-w") != std::string::npos || label.find("-t") != std::string::npos; }

/// The label without the number that tells threads of one role apart.
std::string role_of(const std::string& label) {
  auto dash = label.rfind('-');
  bool thread = label.find("-t") != std::string::npos;
  return thread && dash != std::string::npos && dash + 1 < label.size() && std::isdigit(static_cast<unsigned char>(label[dash + 1]))
             ? label.substr(0, dash)
             : label;
}

std::string process_of(const std::string& label) { return label.substr(0, label.find('-')); }

Cause cause_of(const StreamComparison& pair, const Suspect& suspect) {
  const Record& record = pair.left->records()[suspect.left];
  const Record& other = suspect.right == kNoRecord ? record : pair.right->records()[suspect.right];
  Cause cause;
  switch (record.kind) {
    case Kind::Generator: cause.what = Cause::What::Generator; break;
    case Kind::Value: cause.what = Cause::What::Variable; break;
    case Kind::Uninitialised: cause.what = Cause::What::Uninitialised; break;
    case Kind::Input: cause.what = Cause::What::Input; break;
    default: cause.what = Cause::What::SeedMaterial; break;
  }
  cause.name = pair.left->name(record.op);
  cause.place = copy(pair.left->site(record));
  cause.exact = (record.flags & trace::kLine) != 0 || (record.flags & trace::kOutside) == 0;
  // A thread of one run may come upon a generator that the other run's has already seen drawn from.
  cause.seeded_here = is_seeding(*pair.left, suspect.left) && (suspect.right == kNoRecord || is_seeding(*pair.right, suspect.right));
  cause.time = record.time;
  cause.differed_before = suspect.before_differs;
  if (record.kind == Kind::Value) {
    cause.left = pair.left->name(record.meta);
    cause.right = pair.right->name(other.meta);
  }
  if (record.kind == Kind::Uninitialised && record.extra != 0) cause.right = pair.left->name(record.extra);
  cause.stream = pair.left->label();
  return cause;
}

/// One cause per generator, variable, …: the first of each.
std::vector<Cause> causes_of(const StreamComparison& pair) {
  std::vector<Cause> causes;
  for (const Suspect& suspect : pair.suspects) {
    Cause cause = cause_of(pair, suspect);
    bool known = std::any_of(causes.begin(), causes.end(), [&](const Cause& c) {
      return c.what == cause.what && c.name == cause.name &&
             (cause.what != Cause::What::Variable || c.place.line == cause.place.line);
    });
    if (!known && causes.size() < 64) causes.push_back(std::move(cause));
  }
  return causes;
}

/// The last suspect of `kind` that belongs to the operation of record `index`: nothing hard between them
/// but records of the same operation.
const Suspect* own_suspect(const StreamComparison& pair, std::size_t index, Kind kind) {
  auto records = pair.left->records();
  if (index >= records.size()) return nullptr;
  for (auto it = pair.suspects.rbegin(); it != pair.suspects.rend(); ++it) {
    if (it->left > index) continue;
    const Record& suspect = records[it->left];
    bool same_operation = true;
    for (std::size_t i = it->left + 1; i < index && same_operation; ++i) {
      if (!is_soft(records[i])) same_operation = records[i].op == records[index].op && records[i].stack == records[index].stack;
    }
    if (!same_operation) return nullptr;
    if (suspect.kind == kind && suspect.stack == records[index].stack) return &*it;
  }
  return nullptr;
}

/// Whether record `index` leaves `generator` in a state of which it was seeded, and which the other run has as well. A
/// loader seeds its workers too, with other values in each run.
bool seeded_alike(const StreamComparison& pair, std::size_t index, const std::string& generator) {
  const Record& record = pair.left->records()[index];
  if (record.kind != Kind::Generator || (record.flags & trace::kReseeded) == 0 || pair.left->name(record.op) != generator) return false;
  auto others = pair.right->records();
  return std::any_of(others.begin(), others.end(), [&](const Record& other) {
    return other.kind == Kind::Generator && other.digest[1] == record.digest[1] && pair.right->name(other.op) == generator;
  });
}

/// Where `generator` is first seeded to the same state in both runs after record `from`.
std::optional<Place> seeded_after(const StreamComparison& pair, const std::string& generator, std::size_t from) {
  for (std::size_t i = from; i < pair.left->records().size(); ++i)
    if (seeded_alike(pair, i, generator)) return place_of(*pair.left, i);
  return std::nullopt;
}

/// Where the generator of `cause` was seeded, alike, after it was drawn from and before record `to`.
std::optional<Place> seeded_between(const StreamComparison& pair, const Cause& cause, std::size_t to) {
  auto records = pair.left->records();
  for (std::size_t i = 0; i < std::min(to, records.size()); ++i)
    if (records[i].time >= cause.time && is_seeding(*pair.left, i) && seeded_alike(pair, i, cause.name) &&
        place_of(*pair.left, i).line != cause.place.line)
      return place_of(*pair.left, i);
  return std::nullopt;
}

/// Where `generator` was last seeded before `time` to the same state in both runs.
std::optional<Place> seeded_before(const StreamComparison& pair, const std::string& generator, std::uint32_t time) {
  std::optional<Place> found;
  auto records = pair.left->records();
  for (std::size_t i = 0; i < records.size() && records[i].time <= time; ++i)
    if (seeded_alike(pair, i, generator)) found = place_of(*pair.left, i);
  return found;
}

void put_first(std::vector<Cause>& causes, Cause cause) {
  std::erase_if(causes, [&](const Cause& c) { return c.what == cause.what && c.name == cause.name; });
  causes.insert(causes.begin(), std::move(cause));
}

/// Moves the causes of one sort to the front, keeping their order.
bool bring_forward(std::vector<Cause>& causes, Cause::What what) {
  auto middle = std::stable_partition(causes.begin(), causes.end(), [&](const Cause& c) { return c.what == what; });
  return middle != causes.begin();
}

/// Whether every input of the operation of record `index` was hashed before it ran.
bool inputs_were_hashed(const StreamComparison& pair, std::size_t index) {
  auto records = pair.left->records();
  bool any = false;
  for (std::size_t i = std::min(index, records.size()); i-- > 0;) {
    if (records[i].kind == Kind::Input) {
      if ((records[i].flags & trace::kNotHashed) != 0) return false;
      any = true;
    } else if (any || (!is_soft(records[i]) && !(records[i].op == records[index].op && records[i].stack == records[index].stack))) {
      break;
    }
  }
  return any;
}

/// Where the value that differs came from: the foreign data's, the branch's, or the seed's.
void follow_back(Report& report, const StreamComparison& pair, const std::vector<StreamComparison>& all) {
  SliceStart start;
  start.own = &pair;
  start.index = report.difference->left;
  start.place = report.place;
  if (report.verdict == Verdict::ControlFlow || report.verdict == Verdict::Ended) {
    start.ways_part = true;
    start.other = report.other_place;
  } else if (report.verdict == Verdict::GeneratorFirst) {
    const Cause& cause = report.causes.front();
    if (!cause.seeded_here) return;
    start.place = cause.place;
  } else if (report.verdict != Verdict::ForeignData && report.verdict != Verdict::FirstSeen) {
    return;
  }
  const std::string main_stream = process_of(report.stream) + "-main";
  for (const StreamComparison& other : all)
    if (other.left->label() == main_stream && &other != &pair) start.parent = &other;
  report.origin = find_origin(start);
  report.clocks = made_from_clocks(start);
  for (const StreamComparison* stream : {start.parent, &pair})
    if (stream != nullptr)
      for (const Suspect& suspect : stream->healed)
        if (report.healed.size() < 16) report.healed.push_back(cause_of(*stream, suspect));
  if (!report.origin || report.verdict == Verdict::GeneratorFirst) return;
  // The value was drawn from a generator before that was seeded alike.
  for (const Cause& cause : report.healed) {
    if (!cause.exact || cause.seeded_here || cause.place.line != report.origin->place.line || cause.place.file != report.origin->place.file) continue;
    report.verdict = Verdict::GeneratorFirst;
    put_first(report.causes, Cause(cause));
    return;
  }
}

void judge(Report& report, const StreamComparison& pair, const std::vector<StreamComparison>& all) {
  const Difference& first = *pair.first;
  auto records = pair.left->records();
  report.difference = first;
  report.reordered = first.reordered;
  report.stream = pair.left->label();
  report.record = first.left;
  report.hard_index = pair.compared;
  report.place = place_of(*pair.left, first.left);
  report.other_place = place_of(*pair.right, first.right);
  bool left_has = first.left < records.size();
  const Record* record = left_has ? &records[first.left] : nullptr;
  if (record != nullptr) {
    report.step = record->step;
    report.operation = pair.left->name(record->op);
    report.meta = pair.left->name(record->meta);
    report.backward = (record->flags & trace::kBackward) != 0;
    report.shared_by_threads = (record->flags & trace::kShared) != 0;
  }
  if (first.right < pair.right->records().size()) report.other_operation = pair.right->name(pair.right->records()[first.right].op);

  report.causes = causes_of(pair);
  // A worker or thread starts from its parent's state: what differed there before counts too.
  const bool worker = report.stream.find("-w") != std::string::npos;
  const std::string main_stream = process_of(report.stream) + "-main";
  if (report.stream != main_stream && left_has) {
    for (const StreamComparison& other : all) {
      if (other.left->label() != main_stream) continue;
      for (const Suspect& suspect : other.suspects) {
        if (other.left->records()[suspect.left].time > record->time) break;
        Cause cause = cause_of(other, suspect);
        auto known = std::find_if(report.causes.begin(), report.causes.end(),
                                  [&](const Cause& c) { return c.what == cause.what && c.name == cause.name; });
        if (known == report.causes.end()) report.causes.push_back(std::move(cause));
        // A loader seeds its workers from the parent's generator: the parent's draw is the cause, not that seeding.
        else if (worker && known->seeded_here && known->stream == report.stream) *known = std::move(cause);
      }
    }
  }

  auto& causes = report.causes;
  if (const Suspect* own = own_suspect(pair, first.left, Kind::Generator); own != nullptr && own->before_differs) {
    // The operation itself drew from a generator that was somewhere else in the other run.
    Cause cause = cause_of(pair, *own);
    // An earlier draw from the same generator is the better place to repair, if it is the line of a seeding.
    for (const Cause& earlier : causes)
      if (earlier.what == Cause::What::Generator && earlier.name == cause.name && earlier.seeded_here) cause = earlier;
    // The closer look knows the object that was given to the operation by its name and its first line.
    for (const Cause& object : causes)
      if (object.what == Cause::What::Generator && cause.name == kGivenGenerator && object.name.starts_with("torch.Generator '") && object.exact &&
          (object.seeded_here || !object.differed_before)) {
        std::erase_if(causes, [](const Cause& c) { return c.name == kGivenGenerator; });
        cause = Cause(object);
        break;
      }
    put_first(causes, std::move(cause));
    report.verdict = Verdict::GeneratorFirst;
  } else if (own_suspect(pair, first.left, Kind::Uninitialised) != nullptr) {
    bring_forward(causes, Cause::What::Uninitialised);
    report.verdict = Verdict::Uninitialised;
  } else if (bring_forward(causes, Cause::What::Generator)) {
    report.verdict = Verdict::GeneratorFirst;
  } else if (bring_forward(causes, Cause::What::Uninitialised)) {
    report.verdict = Verdict::Uninitialised;
  } else if (first.what == Difference::What::Path) {
    report.verdict = Verdict::ControlFlow;
  } else if (first.what == Difference::What::End) {
    report.verdict = Verdict::Ended;
  } else if (record != nullptr && record->kind == Kind::Foreign) {
    report.verdict = Verdict::ForeignData;
  } else if (own_suspect(pair, first.left, Kind::Input) != nullptr) {
    bring_forward(causes, Cause::What::Input);
    report.verdict = Verdict::ForeignData;
  } else if (left_has && inputs_were_hashed(pair, first.left)) {
    report.verdict = Verdict::Origin;
  } else {
    report.verdict = Verdict::FirstSeen;
  }
  if (worker && report.verdict == Verdict::GeneratorFirst) {
    // The loader derives Python's and NumPy's seeds from torch's, so where torch differed in the parent it leads.
    for (const Cause& cause : causes)
      if (cause.what == Cause::What::Generator && cause.name == "torch" && cause.stream == main_stream) {
        put_first(causes, Cause(cause));
        break;
      }
  }
  follow_back(report, pair, all);
  if (report.verdict == Verdict::GeneratorFirst && !causes.front().seeded_here) {
    report.seeded_later = seeded_after(pair, causes.front().name, first.left);
    if (!report.seeded_later) report.seeded_later = seeded_between(pair, causes.front(), first.left);
    for (const StreamComparison& other : all) {
      if (report.seeded_before || record == nullptr || process_of(other.left->label()) != process_of(report.stream)) continue;
      report.seeded_before = seeded_before(other, causes.front().name, causes.front().time);
    }
  }
}

}  // namespace

Report compare_runs(const trace::Run& left, const trace::Run& right, VerdictOptions options) {
  Report report;
  for (const auto* run : {&left, &right})
    report.problems.insert(report.problems.end(), run->problems.begin(), run->problems.end());

  // Streams of one label are compared; threads of one role that are several are compared as one.
  std::map<std::string, std::pair<std::vector<const Stream*>, std::vector<const Stream*>>> groups;
  for (const Stream& stream : left.streams) groups[role_of(stream.label())].first.push_back(&stream);
  for (const Stream& stream : right.streams) groups[role_of(stream.label())].second.push_back(&stream);
  std::vector<StreamComparison> pairs;
  for (const auto& [role, group] : groups) {
    const auto& [ours, theirs] = group;
    if (ours.empty() || theirs.empty()) {
      for (const Stream* stream : ours.empty() ? theirs : ours) report.unmatched.push_back(stream->label());
      continue;
    }
    auto full = [](const Stream* stream) { return stream->end() == trace::End::NoSpace; };
    StreamOptions stream_options;
    stream_options.length_counts = !options.stopped && !may_end_anywhere(role) && std::none_of(ours.begin(), ours.end(), full) &&
                                   std::none_of(theirs.begin(), theirs.end(), full);
    if (ours.size() == 1 && theirs.size() == 1) {
      pairs.push_back(compare_streams(*ours.front(), *theirs.front(), stream_options));
    } else {
      stream_options.length_counts = !options.stopped;
      pairs.push_back(compare_unordered(ours, theirs, stream_options));
    }
  }
  report.streams = pairs.size();
  for (const StreamComparison& pair : pairs) {
    report.compared += pair.compared;
    report.differing += pair.differing;
  }

  // The earliest by run 1's clock is the one to explain: data flows forward in time.
  const StreamComparison* earliest = nullptr;
  auto when = [](const StreamComparison& pair) {
    auto records = pair.left->records();
    if (records.empty()) return std::uint32_t{0};
    return records[std::min(pair.first->left, records.size() - 1)].time;
  };
  for (const StreamComparison& pair : pairs) {
    if (!pair.first) continue;
    if (earliest == nullptr || when(pair) < when(*earliest)) earliest = &pair;
  }
  if (earliest == nullptr) {
    bool anything = std::any_of(pairs.begin(), pairs.end(), [](const StreamComparison& p) { return p.compared > 0; });
    report.verdict = anything ? Verdict::Equal : Verdict::Unknown;
    return report;
  }
  for (const StreamComparison& pair : pairs)
    if (pair.first && &pair != earliest) report.also_different.push_back(pair.left->label());
  judge(report, *earliest, pairs);
  return report;
}

}  // namespace seedlint::compare
