// Public functions and methods that nothing in the project calls; see open_roots.h.
//
// Three passes, all over bytes, for a library of a million lines must not be parsed to find them: which definitions
// hold evidence (or call, in their own file, one that does); which of them are public; whether any file but tests names
// one of those. Names in comments and docstrings do not count.
#include "roots/open_roots.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "resolve/parallel.h"
#include "roots/find_roots.h"
#include "roots/identifiers.h"
#include "roots/text_scan.h"

namespace seedlint::roots {
namespace {

using resolve::Project;
using Definition = ModuleFacts::Definition;

// A first look at an identifier that turns most away: by its ends and its length.
class Sieve {
 public:
  void add(std::string_view word) { bits_[slot(word)] = true; }
  bool may_hold(std::string_view word) const { return bits_[slot(word)]; }

 private:
  static std::size_t slot(std::string_view word) {
    return (static_cast<unsigned char>(word.front()) * 7u + static_cast<unsigned char>(word.back()) * 131u +
            word.size() * 577u) & 8191u;
  }
  std::array<bool, 8192> bits_{};
};

enum class Weight : unsigned char { None, Some, Generator };

struct EvidenceWord {
  std::string_view text;
  Weight weight;
  bool called;  // only as a call
};
// `seed` in any spelling is looked for apart. Draws alone are missing on purpose: whoever calls may have seeded.
constexpr EvidenceWord kEvidence[] = {
    {"Generator", Weight::Generator, true},       {"default_rng", Weight::Generator, true},
    {"RandomState", Weight::Generator, true},     {"Random", Weight::Generator, true},
    {"DataLoader", Weight::Some, true},           {"DistributedSampler", Weight::Some, true},
    {"random_split", Weight::Some, true},         {"train_test_split", Weight::Some, true},
    {"cudnn", Weight::Some, false},               {"use_deterministic_algorithms", Weight::Some, false},
    {"CUBLAS_WORKSPACE_CONFIG", Weight::Some, false}, {"worker_init_fn", Weight::Some, false},
    {"listdir", Weight::Some, true},              {"scandir", Weight::Some, true},
    {"iterdir", Weight::Some, true},              {"glob", Weight::Some, true},
    {"iglob", Weight::Some, true},                {"rglob", Weight::Some, true},
    {"set", Weight::Some, true},
};

Weight weigh(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  for (const EvidenceWord& e : kEvidence) {
    if (word != e.text) continue;
    if (e.called && (end >= text.size() || text[end] != '(')) return Weight::None;
    const std::string_view before = text.substr(begin < 24 ? 0 : begin - 24, std::min<std::size_t>(begin, 24));
    if (word == "set") {  // an order that matters is made of it
      const bool ordered = before.ends_with("list(") || before.ends_with("enumerate(") || before.ends_with("tuple(");
      return ordered ? e.weight : Weight::None;
    }
    if (word.size() <= 7 && (word.ends_with("glob") || word.ends_with("dir")) && before.find("sorted(") != std::string_view::npos)
      return Weight::None;
    return e.weight;
  }
  return Weight::None;
}

const Sieve& evidence_sieve() {
  static const Sieve sieve = [] {
    Sieve s;
    for (const EvidenceWord& e : kEvidence) s.add(e.text);
    return s;
  }();
  return sieve;
}

// Places of one file that are looked at closely; only generated or hostile texts have more.
constexpr std::size_t kMostLooks = 20000;

// Calls use(offset, weight) at every piece of evidence outside of comments and docstrings that `matters(offset, weight)`.
template <typename Matters, typename Use>
void each_evidence(std::string_view text, Prose& prose, Matters&& matters, Use&& use) {
  std::size_t looks = 0;
  const auto look = [&](std::size_t at, Weight weight) {
    if (matters(at, weight) && ++looks <= kMostLooks && !prose.covers(at)) use(at, weight);
  };
  for (std::size_t at = find_text(text, "seed"); at != std::string_view::npos; at = find_text(text, "seed", at + 4))
    look(at, Weight::Some);
  const Sieve& sieve = evidence_sieve();
  each_identifier(text, [&](std::size_t begin, std::size_t end) {
    if (!sieve.may_hold(text.substr(begin, end - begin))) return;
    if (const Weight weight = weigh(text, begin, end); weight != Weight::None) look(begin, weight);
  });
}

bool is_dunder(std::string_view name) { return name.starts_with("__") && name.ends_with("__"); }

struct Candidate {
  std::uint32_t file = 0;
  Symbol name = kNoSymbol;
  Symbol owner = kNoSymbol;
  Span span;           // of the definition; for a class without __init__ of its first method
  bool whole_class = false;  // the root is __init__: the class is what others name
};

// The definition that holds an offset, by index; definitions are in text order and do not overlap.
std::size_t holder(const std::vector<Definition>& definitions, std::size_t at) {
  auto it = std::upper_bound(definitions.begin(), definitions.end(), at,
                             [](std::size_t offset, const Definition& d) { return offset < d.span.begin; });
  if (it == definitions.begin()) return definitions.size();
  --it;
  return at < it->span.end ? static_cast<std::size_t>(it - definitions.begin()) : definitions.size();
}

// Definitions in `marked` are called by others of the same file: those are marked, too.
void mark_callers(std::string_view text, const std::vector<Definition>& definitions, std::vector<Weight>& marked) {
  for (int round = 0; round < 3; ++round) {
    std::unordered_map<std::string_view, bool> names;  // -> is a method
    for (std::size_t i = 0; i < definitions.size(); ++i)
      if (marked[i] != Weight::None && !is_dunder(text_of(definitions[i].name)))
        names.emplace(text_of(definitions[i].name), definitions[i].owner != kNoSymbol);
    if (names.empty()) return;
    Sieve sieve;
    for (const auto& [name, method] : names) sieve.add(name);
    bool changed = false;
    each_identifier(text, [&](std::size_t begin, std::size_t end) {
      const std::string_view word = text.substr(begin, end - begin);
      if (!sieve.may_hold(word) || end >= text.size() || text[end] != '(') return;
      const auto it = names.find(word);
      if (it == names.end()) return;
      const bool attribute = begin > 0 && text[begin - 1] == '.';
      const std::string_view before = text.substr(begin < 5 ? 0 : begin - 5, std::min<std::size_t>(begin, 5));
      if (it->second ? !(before.ends_with("self.") || before.ends_with("cls.")) : attribute) return;
      if (before.ends_with("def ")) return;
      const std::size_t at = holder(definitions, begin);
      if (at < definitions.size() && marked[at] == Weight::None) marked[at] = Weight::Some, changed = true;
    });
    if (!changed) return;
  }
}

// "class Name(bases)" as it stands before a method; empty if not found.
std::string_view class_header(std::string_view text, std::size_t before, std::string_view name) {
  const std::string head = "class " + std::string(name);
  std::size_t at = text.rfind(head, before);
  while (at != std::string_view::npos && at + head.size() < text.size() && is_word(text[at + head.size()]))
    at = at == 0 ? std::string_view::npos : text.rfind(head, at - 1);
  if (at == std::string_view::npos) return {};
  const std::size_t end = text.find(':', at);
  return text.substr(at, (end == std::string_view::npos ? text.size() : end) - at);
}

std::vector<Candidate> candidates_of(const Project::File& file, std::uint32_t index) {
  std::vector<Candidate> found;
  std::vector<Definition> definitions = file.module->definitions();
  if (definitions.empty()) return found;
  std::sort(definitions.begin(), definitions.end(),
            [](const Definition& a, const Definition& b) { return a.span.begin < b.span.begin; });
  const std::string_view text = file.source->text();
  Prose prose(text);
  std::vector<Weight> marked(definitions.size(), Weight::None);
  bool any = false;
  each_evidence(
      text, prose,
      [&](std::size_t at, Weight weight) {
        const std::size_t i = holder(definitions, at);
        return i < definitions.size() && marked[i] < weight;
      },
      [&](std::size_t at, Weight weight) { marked[holder(definitions, at)] = weight, any = true; });
  if (any) mark_callers(text, definitions, marked);

  static const Symbol init = intern("__init__");
  struct ClassSeen {
    std::size_t first = 0;
    std::size_t init = ~std::size_t{0};
    bool generator = false, sampled = false, evidence_when_sampled = false, method_root = false;
  };
  std::vector<std::pair<Symbol, ClassSeen>> classes;
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    const Definition& d = definitions[i];
    const std::string_view name = text_of(d.name);
    if (d.owner == kNoSymbol) {
      if (marked[i] != Weight::None && !name.starts_with('_')) found.push_back({index, d.name, d.owner, d.span, false});
      continue;
    }
    if (classes.empty() || classes.back().first != d.owner) classes.emplace_back(d.owner, ClassSeen{.first = i});
    ClassSeen& seen = classes.back().second;
    const bool sampled = name == "__getitem__" || name == "__iter__" || name == "__call__" || name == "__next__";
    seen.sampled |= sampled;
    seen.generator |= marked[i] == Weight::Generator;
    seen.evidence_when_sampled |= sampled && marked[i] != Weight::None;
    if (d.name == init) seen.init = i;
    if (marked[i] != Weight::None && !name.starts_with('_') && name != "forward" && !text_of(d.owner).starts_with('_')) {
      found.push_back({index, d.name, d.owner, d.span, false});
      seen.method_root = true;
    }
  }
  for (const auto& [owner, seen] : classes) {
    if (text_of(owner).starts_with('_')) continue;
    const bool has_init = seen.init != ~std::size_t{0};
    const Definition& at = definitions[has_init ? seen.init : seen.first];
    bool wanted = (has_init && marked[seen.init] != Weight::None) || (seen.sampled && seen.generator) || seen.evidence_when_sampled;
    // A framework's trainer seeds in its own __init__: what a subclass builds before that is unseeded.
    if (!wanted && has_init && find_text(text.substr(at.span.begin, at.span.end - at.span.begin), "super().__init__") != std::string_view::npos) {
      const std::string_view header = class_header(text, at.span.begin, text_of(owner));
      const std::size_t open = header.find('(');
      wanted = open != std::string_view::npos && header.find("Trainer", open) != std::string_view::npos;
    }
    if (wanted) found.push_back({index, init, owner, at.span, true});
  }
  return found;
}

// Looks for uses of the candidates' names in one file after another.
class Uses {
 public:
  Uses(const Project& project, const std::vector<Candidate>& candidates)
      : project_(project), candidates_(candidates), used_(std::make_unique<std::atomic<bool>[]>(candidates.size())) {
    for (std::uint32_t i = 0; i < candidates.size(); ++i) {
      const std::string_view word = text_of(candidates[i].whole_class ? candidates[i].owner : candidates[i].name);
      by_word_[word].push_back(i);
      sieve_.add(word);
    }
  }

  bool used(std::size_t i) const { return used_[i].load(std::memory_order_relaxed); }

  void look_in(std::uint32_t index) {
    const Project::File& file = project_.files()[index];
    const std::string_view text = file.source->text();
    Prose prose(text);
    std::size_t looks = 0;
    each_identifier(text, [&](std::size_t begin, std::size_t end) {
      const std::string_view word = text.substr(begin, end - begin);
      if (!sieve_.may_hold(word)) return;
      const auto it = by_word_.find(word);
      if (it == by_word_.end()) return;
      if (++looks > kMostLooks) return;
      bool open = false;
      for (const std::uint32_t i : it->second) open |= !used(i);
      if (!open) return;
      for (const std::uint32_t i : it->second)
        if (!used(i) && names(file, index, text, begin, end, candidates_[i]) && !prose.covers(begin))
          used_[i].store(true, std::memory_order_relaxed);
    });
  }

 private:
  bool names(const Project::File& file, std::uint32_t index, std::string_view text, std::size_t begin, std::size_t end,
             const Candidate& c) const {
    const bool own_file = index == c.file;
    if (own_file && begin >= c.span.begin && begin < c.span.end && !c.whole_class) return false;
    const char next = end < text.size() ? text[end] : '\0';
    const std::string_view before = text.substr(0, begin);
    if (before.ends_with("def ") || before.ends_with("class ")) return false;
    // A quote before it: __repr__ writes "Name(...)".
    if (c.whole_class) return next == '(' && !before.ends_with('"') && !before.ends_with('\'');
    const bool attribute = before.ends_with('.');
    if (c.owner != kNoSymbol) return attribute && !before.ends_with("super().") && !in_import(text, begin);
    if (attribute) {
      std::size_t start = begin - 1;
      while (start > 0 && is_word(text[start - 1])) --start;
      const std::string_view receiver = text.substr(start, begin - 1 - start);
      if (receiver.empty() || receiver == "self") return false;
      const auto& components = project_.files()[c.file].components;
      if (receiver == components.back() || (components.size() > 1 && receiver == components[components.size() - 2])) return true;
      return find_text(text, " as " + std::string(receiver) + "\n") != std::string_view::npos && next == '(';
    }
    if (own_file) return !(next == '=' && !text.substr(end).starts_with("==")) && !in_import(text, begin);
    const std::string_view head = import_head(text, begin);
    if (head.empty())  // in another file only where everything is imported
      return next == '(' && find_text(text, "import *") != std::string_view::npos;
    if (file.is_package) return false;  // handed on, not used
    if (head.starts_with("from .")) return true;
    const auto& components = project_.files()[c.file].components;
    return std::any_of(components.begin(), components.end(), [&](const std::string& part) {
      return part != "__init__" && head.find(part) != std::string_view::npos;
    });
  }

  const Project& project_;
  const std::vector<Candidate>& candidates_;
  std::unique_ptr<std::atomic<bool>[]> used_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_word_;
  Sieve sieve_;
};

}  // namespace

bool holds_evidence(std::string_view text) {
  Prose prose(text);
  bool found = false;
  each_evidence(text, prose, [&](std::size_t, Weight) { return !found; }, [&](std::size_t, Weight) { found = true; });
  return found;
}

Span name_token(const SourceFile& source, Span definition, std::string_view name) {
  const std::string_view text = source.slice(definition);
  for (std::string_view keyword : {"def ", "class "}) {
    const std::string head = std::string(keyword) + std::string(name);
    for (std::size_t at = text.find(head); at != std::string_view::npos; at = text.find(head, at + 1)) {
      const std::size_t begin = at + keyword.size(), end = at + head.size();
      if (end < text.size() && is_word(text[end])) continue;
      return {definition.file, definition.begin + static_cast<std::uint32_t>(begin),
              definition.begin + static_cast<std::uint32_t>(end)};
    }
  }
  return {definition.file, definition.begin, definition.begin};
}

std::vector<Root> find_open_roots(const Project& project, const std::vector<char>& is_script, unsigned threads) {
  const std::size_t count = project.files().size();
  std::vector<char> test(count, 0);
  std::vector<std::vector<Candidate>> per_file(count);
  resolve::parallel_for(count, threads, [&](std::size_t i) {
    const Project::File& file = project.files()[i];
    test[i] = is_test_path(file.components);
    if (test[i] || file.source->kind() != SourceKind::Python || file.components.back() == "setup") return;
    // What a lone script defines and never calls is dead.
    if (is_script[i] && project.find_module(file.source->id(), "", 1).empty()) return;
    per_file[i] = candidates_of(file, static_cast<std::uint32_t>(i));
  });
  std::vector<Candidate> candidates;
  for (auto& list : per_file) candidates.insert(candidates.end(), list.begin(), list.end());
  std::vector<Root> roots;
  if (candidates.empty()) return roots;
  Uses uses(project, candidates);
  resolve::parallel_for(count, threads, [&](std::size_t i) {
    if (!test[i]) uses.look_in(static_cast<std::uint32_t>(i));
  });

  // Running a method builds its object first: the class need not be run again for its __init__.
  std::unordered_set<std::uint64_t> built;
  const auto key = [](const Candidate& c) { return (std::uint64_t{c.file} << 32) | static_cast<std::uint32_t>(c.owner); };
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (!uses.used(i) && candidates[i].owner != kNoSymbol && !candidates[i].whole_class) built.insert(key(candidates[i]));
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& c = candidates[i];
    if (uses.used(i) || (c.whole_class && built.contains(key(c)))) continue;
    const Project::File& file = project.files()[c.file];
    roots.push_back({.kind = RootKind::Open, .file = static_cast<FileId>(c.file), .function = c.name, .owner = c.owner,
                     .token = name_token(*file.source, c.span, text_of(c.name)), .is_test = false, .launches = {}});
  }
  return roots;
}

}  // namespace seedlint::roots
