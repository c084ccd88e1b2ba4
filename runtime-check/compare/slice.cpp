// See slice.h.
#include "compare/slice.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace seedlint::compare {
namespace {

using trace::Kind;
using trace::Record;
using trace::Stream;

constexpr std::string_view kStatement = "(statement)";
constexpr std::string_view kReturned = "return value of ";
constexpr std::string_view kClock = " (clock)";
constexpr std::size_t kMostSteps = 5000;

struct Statement {
  int first = 0, last = 0;
  bool opaque = false;  ///< reads something whose value nobody followed
  bool branch = false;
  bool clock = false;   ///< reads a clock
  std::string file, function;
  std::vector<std::string> reads;
};

/// A variable with another value in each run, in the order of the program.
struct Change {
  std::string name;
  Place place;
  Place caller;  ///< of an argument: the line that called
  std::string left, right;
};

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> list;
  while (!text.empty()) {
    auto space = text.find(' ');
    if (space != 0) list.emplace_back(text.substr(0, space));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return list;
}

Place place_in(std::string_view site) {
  Place place;
  auto first = site.find('\t'), second = first == std::string_view::npos ? first : site.find('\t', first + 1);
  if (second == std::string_view::npos) return place;
  place.file = site.substr(0, first);
  std::from_chars(site.data() + first + 1, site.data() + second, place.line);
  place.function = site.substr(second + 1);
  return place;
}

Place place_of(const Stream& stream, const Record& record) {
  trace::Site site = stream.site(record);
  return {std::string(site.file), site.line, std::string(site.function)};
}

/// "first,last,flags|reads"
std::optional<Statement> statement_of(const Stream& stream, const Record& record) {
  std::string_view text = stream.name(record.extra);
  Statement statement;
  const char* end = text.data() + text.size();
  auto first = std::from_chars(text.data(), end, statement.first);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ',') return std::nullopt;
  auto last = std::from_chars(first.ptr + 1, end, statement.last);
  auto bar = text.find('|');
  if (last.ec != std::errc() || bar == std::string_view::npos) return std::nullopt;
  std::string_view flags(last.ptr, static_cast<std::size_t>(text.data() + bar - last.ptr));
  statement.opaque = flags.find('o') != std::string_view::npos;
  statement.branch = flags.find('b') != std::string_view::npos;
  statement.clock = flags.find('c') != std::string_view::npos;
  statement.reads = words(text.substr(bar + 1));
  Place place = place_of(stream, record);
  statement.file = place.file;
  statement.function = place.function;
  return statement;
}

bool starts_with_scope(const std::string& inner, const std::string& outer) {
  return inner.size() > outer.size() && inner.starts_with(outer) && inner.compare(outer.size(), 10, ".<locals>.") == 0;
}

/// Whether a name in one function may mean the variable of another: the same, one inside the other, or a global.
bool same_scope(const std::string& reader, const std::string& owner) {
  return reader == owner || owner == "<module>" || (reader == "<module>" && owner.starts_with("<")) || starts_with_scope(reader, owner) ||
         starts_with_scope(owner, reader);
}

std::string plain_name(const std::string& name) {
  auto end = name.find(" (");  // " (clock)", " (set before this line)"
  return end == std::string::npos ? name : name.substr(0, end);
}

bool reads(const std::string& file, const std::string& function, const std::vector<std::string>& names, const Change& change) {
  const std::string name = plain_name(change.name);
  if (name.starts_with(kReturned)) {
    const std::string returned = name.substr(kReturned.size());
    return std::any_of(names.begin(), names.end(), [&](const std::string& read) {
      auto dot = read.rfind('.');
      return (dot == std::string::npos ? read : read.substr(dot + 1)) == returned;
    });
  }
  if (name.starts_with("self.")) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& read) {
      auto dot = read.find('.');
      if (dot == std::string::npos) return false;
      std::string rest = read.substr(dot + 1), field = name.substr(5);
      return rest == field || rest.starts_with(field + ".");
    });
  }
  if (change.place.file != file || !same_scope(function, change.place.function)) return false;
  return std::any_of(names.begin(), names.end(), [&](const std::string& read) { return read == name || read.starts_with(name + "."); });
}

class Slicer {
 public:
  explicit Slicer(const SliceStart& start) {
    auto records = start.own->left->records();
    const std::uint32_t time = records.empty() ? 0 : records[std::min(start.index, records.size() - 1)].time;
    if (start.parent != nullptr) collect(*start.parent, [&](std::size_t, const Record& record) { return record.time <= time; });
    collect(*start.own, [&](std::size_t index, const Record&) { return index < start.index; });
  }

  /// Values that differ, and that a statement made from a clock; not the readings themselves.
  std::vector<Origin> clocks() const {
    std::vector<Origin> found;
    for (const Change& change : changes_) {
      const Statement* statement = at(change.place);
      if (statement == nullptr || !statement->clock || change.name.find(" (") != std::string::npos) continue;
      if (std::none_of(found.begin(), found.end(), [&](const Origin& o) { return o.place.file == change.place.file && o.place.line == change.place.line; }))
        found.push_back({change.place, change.name, change.left, change.right, true, false});
    }
    return found;
  }

  std::optional<Origin> run(const SliceStart& start) {
    std::size_t limit = changes_.size();
    Place place = start.place;
    std::size_t found = kNoRecord;
    if (start.ways_part) {
      found = deciding(start, limit);
      // A branch that reads a clock itself decides by that reading, not by the one it is taken from.
      if (found == kNoRecord || changes_[found].name.ends_with(kClock))
        if (auto clock = clock_branch(start)) return clock;
      if (found == kNoRecord) return std::nullopt;
    }
    Origin origin;
    for (std::size_t step = 0; step < kMostSteps; ++step) {
      if (found == kNoRecord) {
        const Statement* statement = at(place);
        if (statement == nullptr) {
          if (step == 0) return std::nullopt;
          origin.place = place;
          return origin;
        }
        if (statement->clock) {  // other in each run by itself, whatever else it reads
          origin.place = place;
          origin.certain = origin.clock = true;
          return origin;
        }
        for (std::size_t j = limit; j-- > 0 && found == kNoRecord;)
          if (reads(statement->file, place.function, statement->reads, changes_[j])) found = j;
        if (found == kNoRecord) {
          origin.place = place;
          origin.certain = !statement->opaque && step > 0;
          return origin;
        }
      }
      const Change& change = changes_[found];
      origin.name = plain_name(change.name);
      origin.clock = change.name.ends_with(kClock);
      origin.left = change.left;
      origin.right = change.right;
      place = change.caller.known() ? change.caller : change.place;
      limit = found;
      found = kNoRecord;
    }
    origin.place = place;
    return origin;
  }

 private:
  template <typename Before>
  void collect(const StreamComparison& pair, Before before) {
    auto records = pair.left->records();
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (records[i].kind != Kind::Value || pair.left->name(records[i].op) != kStatement) continue;
      if (auto statement = statement_of(*pair.left, records[i])) {
        Place place = place_of(*pair.left, records[i]);
        for (int line = statement->first; line <= statement->last; ++line) statements_.try_emplace({place.file, line}, *statement);
      }
    }
    for (const Suspect& suspect : pair.suspects) {
      const Record& record = records[suspect.left];
      if (record.kind != Kind::Value || !before(suspect.left, record)) continue;
      const Record& other = suspect.right == kNoRecord ? record : pair.right->records()[suspect.right];
      changes_.push_back({std::string(pair.left->name(record.op)), place_of(*pair.left, record), place_in(pair.left->name(record.extra)),
                          std::string(pair.left->name(record.meta)), std::string(pair.right->name(other.meta))});
    }
  }

  const Statement* at(const Place& place) const {
    auto found = statements_.find({place.file, place.line});
    return found == statements_.end() ? nullptr : &found->second;
  }

  static bool before_parting(const SliceStart& start, const Place& at, const Statement& statement) {
    for (const Place* place : {&start.place, &start.other})
      if (place->known() && at.file == place->file && at.line <= std::max(start.place.line, start.other.line) && statement.function == place->function) return true;
    return false;
  }

  /// The last branch before the parting of the ways that reads a clock.
  std::optional<Origin> clock_branch(const SliceStart& start) const {
    std::optional<Origin> last;
    for (const auto& [key, statement] : statements_) {
      const Place at{key.first, key.second, statement.function};
      if (statement.branch && statement.clock && before_parting(start, at, statement) && (!last || last->place.line < at.line))
        last = Origin{at, "", "", "", true, true};
    }
    return last;
  }

  /// The latest change that a branch before the parting of the ways reads.
  std::size_t deciding(const SliceStart& start, std::size_t limit) const {
    for (std::size_t j = limit; j-- > 0;)
      for (const auto& [key, statement] : statements_) {
        if (!statement.branch) continue;
        if (before_parting(start, {key.first, key.second, ""}, statement) && reads(statement.file, statement.function, statement.reads, changes_[j])) return j;
      }
    return kNoRecord;
  }

  std::map<std::pair<std::string, int>, Statement> statements_;
  std::vector<Change> changes_;
};

}  // namespace

std::optional<Origin> find_origin(const SliceStart& start) { return Slicer(start).run(start); }

std::vector<Origin> made_from_clocks(const SliceStart& start) { return Slicer(start).clocks(); }

}  // namespace seedlint::compare
