// See explain.h. Nothing is claimed here that the records or a trial do not show.
#include "compare/explain.h"

#include <algorithm>

#include "compare/generators.h"

namespace seedlint::compare {
namespace {

const Trial* first_equal(const std::vector<Trial>& trials) {
  for (const Trial& trial : trials)
    if (trial.usable && trial.equal) return &trial;
  return nullptr;
}

/// Seeding this stream at the start was tried and the runs still differ.
bool refuted(const std::vector<Trial>& trials, const std::string& stream) {
  return std::any_of(trials.begin(), trials.end(), [&](const Trial& t) { return t.change == stream && t.usable && !t.equal && !t.moved; });
}

bool in_thread(const Report& report) { return report.stream.find("-t") != std::string::npos; }

/// Values that differ in memory which several threads use by turns, and nothing else to explain them.
bool raced(const Report& report) {
  return report.shared_by_threads && (report.verdict == Verdict::Origin || report.verdict == Verdict::FirstSeen || report.verdict == Verdict::ForeignData);
}

bool is_stream(const std::string& name) { return is_global_generator(name); }

/// The cause the report leads with; null when there is none to name.
const Cause* leading(const Report& report) { return report.causes.empty() ? nullptr : &report.causes.front(); }

const Cause* first_variable(const Report& report) {
  const Cause* clock = nullptr;
  for (const Cause& cause : report.causes) {
    if (cause.what != Cause::What::Variable) continue;
    if (cause.name.find("(clock)") == std::string::npos) return &cause;
    if (clock == nullptr) clock = &cause;
  }
  return clock;
}

/// A clock was read where the value comes from, or is among the variables that differ.
bool by_clock(const Report& report) {
  if (report.origin && report.origin->clock) return true;
  return !report.clocks.empty() || std::any_of(report.causes.begin(), report.causes.end(),
                     [](const Cause& c) { return c.what == Cause::What::Variable && c.name.find("(clock)") != std::string::npos; });
}

std::string at_step(const Report& report) { return "step " + std::to_string(report.step); }

std::string what_operation(const Report& report) {
  if (report.operation.empty()) return "the end of the run";
  return report.operation + (report.meta.empty() ? "" : " " + report.meta);
}

std::string generator_words(const std::string& name) {
  if (name == "torch") return "torch's CPU generator";
  if (name == "torch.cuda") return "torch's CUDA generator";
  if (is_cuda_generator(name)) return "torch's CUDA generator of GPU " + name.substr(name.find(':') + 1);
  if (name == "numpy") return "NumPy's global generator";
  if (name == "python") return "Python's random";
  if (name == kGivenGenerator) return "the torch.Generator given to it";
  return "the generator " + name;
}

/// "`x` differs first, at FILE:LINE", as surely as it is known; empty where nothing is.
std::string origin_words(const Report& report, const std::string& before) {
  if (report.origin) {
    const Origin& origin = *report.origin;
    if (!origin.name.empty() && origin.certain) return before + "`" + origin.name + "` differs first, at " + show(origin.place);
    if (!origin.name.empty()) return before + "`" + origin.name + "` differs already at " + show(origin.place);
    if (origin.certain) return before + "the value comes from " + show(origin.place);
    return {};
  }
  const Cause* variable = first_variable(report);
  return variable == nullptr ? "" : before + "`" + variable->name.substr(0, variable->name.find(" (set")) + "` differs already at " + show(variable->place);
}

/// ", `x` from FILE:LINE" where a seed was made from a value of another line.
std::string seed_source(const Report& report, const Cause& seeding) {
  if (!report.origin || !report.origin->place.known()) return {};
  const Origin& origin = *report.origin;
  if (origin.place.line == seeding.place.line && origin.place.file == seeding.place.file) return {};
  return ", " + (origin.name.empty() ? "a value" : "`" + origin.name + "`") + " from " + show(origin.place);
}

/// "`name` at PLACE: run 1 …, run 2 …": long values cut down to where they begin to differ.
std::string both_values(const std::string& name, const Place& place, const std::string& left, const std::string& right) {
  constexpr std::size_t kMost = 60, kLead = 24;
  std::size_t start = 0;
  if (left.size() > kMost || right.size() > kMost) {
    while (start < left.size() && start < right.size() && left[start] == right[start]) ++start;
    start = start > kLead ? start - kLead : 0;
    while (start > 0 && (static_cast<unsigned char>(left[start]) & 0xc0) == 0x80) --start;  // no half of a character
  }
  auto part = [&](const std::string& text) {
    std::size_t size = kMost;
    while (start + size < text.size() && (static_cast<unsigned char>(text[start + size]) & 0xc0) == 0x80) --size;
    return (start > 0 ? "…" : "") + text.substr(start, size) + (start + size < text.size() ? "…" : "");
  };
  if (part(left) == part(right)) return "`" + name + "` at " + show(place) + " differs.";  // behind what was recorded of it
  return "`" + name + "` at " + show(place) + ": run 1 " + part(left) + ", run 2 " + part(right) + ".";
}

}  // namespace

std::string show(const Place& place) { return place.known() ? place.file + ":" + std::to_string(place.line) : "an unknown line"; }

bool blame_left_over(Report& report, const Facts& later) {
  for (const LeftOver& file : later.left_overs) {
    if (!file.place.known()) continue;
    report.left_over = file.path;
    report.left_over_read = file.place;
    return true;
  }
  return false;
}

void lead_with_clock(Report& report) {
  if (report.clocks.size() != 1 || (report.origin && report.origin->certain)) return;
  report.origin = report.clocks.front();
  report.origin->certain = true;
}

void lead_with_generator(Report& report, const std::string& stream) {
  if (report.verdict != Verdict::GeneratorFirst) return;
  auto found = std::find_if(report.causes.begin(), report.causes.end(),
                            [&](const Cause& cause) { return cause.what == Cause::What::Generator && seeded_by(cause.name) == stream; });
  if (found == report.causes.end() || found == report.causes.begin()) return;
  std::rotate(report.causes.begin(), found, found + 1);
  report.seeded_later = report.seeded_before = std::nullopt;  // were those of another generator
}

std::string cause_name(const Report& report, const std::vector<Trial>& trials) {
  const Trial* equal = first_equal(trials);
  if (report.verdict == Verdict::Equal) return "none";
  if (!report.left_over.empty()) return "left-over-file";
  if (equal != nullptr && equal->change == "hashseed") return "hash-order";
  if (equal != nullptr && equal->change == "clock") return "clock";
  const Cause* cause = leading(report);
  if (report.verdict == Verdict::GeneratorFirst && cause != nullptr) {
    if (equal != nullptr && is_stream(equal->change) && equal->change != seeded_by(cause->name))  // an object may be seeded from a stream
      return "unseeded-generator";
    if (!is_stream(cause->name)) return "unseeded-generator-object";
    if (cause->seeded_here) return "seed-differs";
    if (report.seeded_before || (in_thread(report) && refuted(trials, std::string(seeded_by(cause->name))))) return "generator-order";
    if (refuted(trials, std::string(seeded_by(cause->name)))) return "unknown";
    if (report.seeded_later) return "seeded-too-late";
    return "unseeded-generator";
  }
  if (equal != nullptr && is_stream(equal->change)) return "unseeded-generator";
  if (equal != nullptr && equal->change == "threads") return "thread-count";
  if (equal != nullptr && equal->change == "workers") return "loader-workers";
  if (equal != nullptr && equal->change == "fill") return "uninitialised-memory";
  if (report.verdict == Verdict::Uninitialised) return "unwritten-or-outside-value";
  if (raced(report)) return "thread-race";
  if (report.verdict == Verdict::Origin || (equal != nullptr && (equal->change == "deterministic" || equal->change == "benchmark"))) return "nondeterministic-operation";
  if (report.verdict == Verdict::ForeignData) return "outside-value";
  if (report.verdict == Verdict::ControlFlow) return "control-flow";
  if (report.verdict == Verdict::Ended) return "ended-early";
  return "unknown";
}

Place headline_place(const Report& report) {
  if (report.left_over_read.known()) return report.left_over_read;
  if (const Cause* cause = leading(report); cause != nullptr && cause->place.known() && cause->exact) {
    if (report.verdict == Verdict::GeneratorFirst) return cause->place;
  }
  if (report.verdict == Verdict::ForeignData || report.verdict == Verdict::ControlFlow || report.verdict == Verdict::Ended) {
    // Where the value was followed to its first statement, that; where it was lost on the way, where it enters torch.
    if (report.origin && report.origin->certain) return report.origin->place;
    if (report.origin && report.place.known()) return report.place;
    if (const Cause* variable = first_variable(report); variable != nullptr && variable->place.known() && report.verdict != Verdict::Ended) return variable->place;
  }
  return report.place.known() ? report.place : report.other_place;
}

std::string sentence(const Report& report, const std::vector<Trial>& trials) {
  if (report.verdict == Verdict::Equal)
    return "Both runs are equal in all " + std::to_string(report.compared) + " records.";
  if (report.verdict == Verdict::Unknown) return "Could not tell: nothing was recorded that two runs could be compared by.";
  const std::string where = show(report.place);
  const Trial* equal = first_equal(trials);
  const Cause* cause = leading(report);
  if (!report.left_over.empty())
    return "The runs start from different files: " + show(report.left_over_read) + " reads " + report.left_over +
           ", which an earlier run of the program wrote.";
  std::string parts = "The runs part at " + where + " (" + what_operation(report) + ", " + at_step(report) + ")";
  switch (report.verdict) {
    case Verdict::GeneratorFirst: {
      if (equal != nullptr && is_stream(equal->change) && seeded_by(cause->name) != equal->change)
        return parts + " because " + generator_words(equal->change) + " is not seeded.";
      if (equal != nullptr && equal->change == "hashseed")
        return parts + " because the order of a set or a hash() of text decides, and Python salts those anew in every process.";
      std::string line = show(cause->place);
      if (cause->seeded_here && is_stream(cause->name))
        return parts + ": " + generator_words(cause->name) + " was seeded with another value in each run, at " + line + seed_source(report, *cause) + ".";
      if (cause->seeded_here) return parts + ": " + generator_words(cause->name) + " began in another state in each run, at " + line + seed_source(report, *cause) + ".";
      std::string near = cause->exact ? " at " : " at or shortly before ";
      if (in_thread(report) && (report.seeded_before || refuted(trials, std::string(seeded_by(cause->name)))))
        return parts + ": several threads draw from " + generator_words(cause->name) + ", in an order that differs between runs.";
      if (report.seeded_before)
        return parts + ": " + generator_words(cause->name) + ", though seeded at " + show(*report.seeded_before) + ", was in another state at " + line + ".";
      if (refuted(trials, std::string(seeded_by(cause->name))))
        return parts + ": " + generator_words(cause->name) + " was in another state" + near + line + ", and seeding it at the start does not repair that.";
      if (report.seeded_later && report.seeded_later->known())
        return parts + ": " + generator_words(cause->name) + " was drawn from" + near + line + " before it was seeded at " + show(*report.seeded_later) + ".";
      if (!is_stream(cause->name) && cause->exact && !cause->differed_before)
        return parts + ": " + generator_words(cause->name) + " came into another state in each run at " + line + ", where it was seeded or drawn from.";
      if (!is_stream(cause->name)) return parts + ": " + generator_words(cause->name) + " was in another state in each run when it was drawn from" + near + line + ".";
      if (cause->differed_before)
        return parts + ": " + generator_words(cause->name) + " was not seeded before it was drawn from" + near + line + ".";
      return parts + ": " + generator_words(cause->name) + " was used differently in each run" + near + line + ".";
    }
    case Verdict::Uninitialised: {
      std::string memory = "memory";
      for (const Cause& c : report.causes) {
        if (c.what != Cause::What::Uninitialised) continue;
        auto first = c.right.find('\t'), last = c.right.rfind('\t');
        if (first != std::string::npos && last > first)
          memory = "memory allocated at " + c.right.substr(0, first) + ":" + c.right.substr(first + 1, last - first - 1);
        break;
      }
      if (equal != nullptr && equal->change == "fill") return parts + ": it read " + memory + " that nothing had written.";
      return parts + ": it read " + memory + " that no operation had written; it is uninitialised or was filled outside torch.";
    }
    case Verdict::ForeignData:
    case Verdict::ControlFlow: {
      std::string why;
      if (equal != nullptr && equal->change == "hashseed")
        why = " because the order of a set or a hash() of text decides, and Python salts those anew in every process";
      else if (equal != nullptr && equal->change == "clock")
        why = " because a reading of a clock decides";
      else if (equal != nullptr && is_stream(equal->change))
        why = " because " + generator_words(equal->change) + " is not seeded";
      why += origin_words(report, why.empty() ? ": " : "; ");
      if (report.verdict == Verdict::ControlFlow)
        return "The runs took different ways at " + where + (report.other_place.line != report.place.line && report.other_place.known() ? " and " + show(report.other_place) : "") + " (" + at_step(report) + ")" + why + ".";
      if (why.empty() && raced(report)) break;
      if (why.empty()) why = report.reordered ? ": the same values came from outside torch in another order" : ": a value from outside torch differs where it enters";
      return parts + why + ".";
    }
    case Verdict::Origin:
      if (raced(report)) break;
      return parts + ": equal inputs gave another output" + (equal != nullptr ? ", and " + describe_switch(equal->change) + " makes the runs equal" : "") + ".";
    case Verdict::Ended:
      return "One run ended at " + where + " (" + at_step(report) + ") and the other went on" +
             (equal != nullptr && equal->change == "clock" ? " because a reading of a clock decides" + origin_words(report, "; ") : origin_words(report, ": ")) + ".";
    default:
      break;
  }
  if (raced(report)) return parts + ": several threads use this memory by turns and write to it, in an order that differs between runs.";
  if (equal != nullptr && is_stream(equal->change)) return parts + " because " + generator_words(equal->change) + " is not seeded.";
  if (equal != nullptr) return parts + "; " + describe_switch(equal->change) + " makes the runs equal.";
  return parts + "; what it was given could not be compared, so the cause may lie before it.";
}

std::vector<std::string> details(const Report& report, const std::vector<Trial>& trials) {
  std::vector<std::string> lines;
  if (report.verdict != Verdict::Equal && report.verdict != Verdict::Unknown) {
    lines.push_back(std::to_string(report.compared) + " records agree, " + std::to_string(report.differing) + " differ" +
                    (report.backward ? "; the first difference is in the backward pass" : "") +
                    (report.reordered ? "; there the same values stand in another order" : "") + ".");
    if (report.stream.find("-w") != std::string::npos) lines.push_back("It happened in data loader worker stream " + report.stream + ".");
  }
  if (report.origin && !report.origin->name.empty())
    lines.push_back(both_values(report.origin->name, report.origin->place, report.origin->left, report.origin->right));
  else if (const Cause* variable = report.origin ? nullptr : first_variable(report))
    lines.push_back(both_values(variable->name, variable->place, variable->left, variable->right));
  if (report.difference && report.difference->what == Difference::What::Path && report.difference->meets_again)
    lines.push_back("Run 1 did " + std::to_string(report.difference->only_left) + " operations and run 2 " +
                    std::to_string(report.difference->only_right) + " before their ways met again.");
  for (const Trial& trial : trials) {
    if (!trial.usable) lines.push_back("With " + describe_switch(trial.change) + ": the program did not run.");
    else if (trial.moved) lines.push_back("With " + describe_switch(trial.change) + ": the runs part later, at " + show(trial.later) + ".");
    else lines.push_back("With " + describe_switch(trial.change) + ": the runs are " + (trial.equal ? "equal." : "still different."));
  }
  if (!report.also_different.empty()) lines.push_back("Also different: " + std::to_string(report.also_different.size()) + " other stream(s), later.");
  if (!report.unmatched.empty())
    lines.push_back(std::to_string(report.unmatched.size()) + " stream(s) were recorded in one run only and not compared, for example " + report.unmatched.front() + ".");
  for (const auto& problem : report.problems) lines.push_back(problem);
  return lines;
}

std::vector<std::string> switches_to_try(const Report& report) {
  std::vector<std::string> order;
  auto add = [&](const std::string& name) {
    if (std::find(order.begin(), order.end(), name) == order.end()) order.push_back(name);
  };
  const bool random_device = std::any_of(report.causes.begin(), report.causes.end(), [](const Cause& c) { return c.name == "std::random_device"; });
  if (random_device) add("random-device");
  for (const Cause& cause : report.causes)
    if (cause.what == Cause::What::Generator && is_stream(cause.name) && !cause.seeded_here) add(std::string(seeded_by(cause.name)));
  // Samplers and libraries make objects of torch's and seed them from its global generator.
  if (report.verdict == Verdict::GeneratorFirst && report.causes.front().name.starts_with("torch.Generator")) add("torch");
  switch (report.verdict) {
    case Verdict::Equal:
    case Verdict::Unknown:
      return {};
    case Verdict::GeneratorFirst:
      add("hashseed");
      break;
    case Verdict::Origin:
    case Verdict::FirstSeen:
      for (const char* name : {"deterministic", "threads", "fill", "hashseed"}) add(name);
      break;
    case Verdict::Uninitialised:
      for (const char* name : {"fill", "hashseed"}) add(name);
      break;
    default:
      for (const Cause& cause : report.healed)
        if (is_stream(cause.name)) add(std::string(seeded_by(cause.name)));
      if (by_clock(report)) add("clock");
      // The global generators of these processes are watched; those of processes without torch are not.
      add("hashseed");
      if (report.origin && !report.origin->certain) {
        add("numpy");
        add("python");
      }
      break;
  }
  if (report.stream.find("-w") != std::string::npos) add("workers");
  if (random_device) std::erase(order, "hashseed");  // a C++ program
  return order;
}

bool moved_on(const Report& with_change, const Report& without, const std::string& change) {
  if (!is_stream(change) || !with_change.difference || !without.difference) return false;
  if (with_change.stream == without.stream && with_change.hard_index <= without.hard_index) return false;
  return std::none_of(with_change.causes.begin(), with_change.causes.end(),
                      [&](const Cause& cause) { return cause.what == Cause::What::Generator && seeded_by(cause.name) == change; });
}

std::string describe_switch(const std::string& change) {
  if (auto plus = change.find('+'); plus != std::string::npos) return describe_switch(change.substr(0, plus)) + " and " + describe_switch(change.substr(plus + 1));
  if (change == "hashseed") return "PYTHONHASHSEED=0";
  if (change == "random-device") return "a std::random_device that repeats itself";
  if (change == "clock") return "clocks that show the same in both runs";
  if (change == "torch") return "torch seeded at the start";
  if (change == "numpy") return "NumPy seeded at the start";
  if (change == "python") return "Python's random seeded at the start";
  if (change == "workers") return "no loader workers";
  if (change == "threads") return "one thread";
  if (change == "benchmark") return "cudnn.benchmark off";
  if (change == "deterministic") return "deterministic algorithms";
  if (change == "fill") return "deterministic algorithms and filled memory";
  return change;
}

}  // namespace seedlint::compare
