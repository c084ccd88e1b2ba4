// See facts.h. The files come from another process that may have died anywhere, so nothing in them is trusted.
#include "compare/facts.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

namespace seedlint::compare {
namespace {

using Json = nlohmann::json;

int number(const Json& object, const char* name, int otherwise = 0) {
  auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<int>() : otherwise;
}

bool truth(const Json& object, const char* name) {
  auto found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::string text(const Json& object, const char* name) {
  auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Place place(const Json& object) {
  Place place;
  std::string site = text(object, "site");
  auto first = site.find('\t'), second = first == std::string::npos ? first : site.find('\t', first + 1);
  if (second == std::string::npos) return place;
  place.file = site.substr(0, first);
  std::from_chars(site.data() + first + 1, site.data() + second, place.line);
  place.function = site.substr(second + 1);
  return place;
}

std::vector<long long> numbers(const Json& object, const char* name) {
  std::vector<long long> list;
  auto found = object.find(name);
  if (found == object.end() || !found->is_array()) return list;
  for (const Json& item : *found)
    if (item.is_number_integer()) list.push_back(item.get<long long>());
  return list;
}

Tensors tensors(const Json& object) {
  Tensors result;
  result.count = static_cast<std::size_t>(number(object, "count"));
  result.shapes = text(object, "shapes");
  result.bytes = text(object, "bytes");
  result.unread = static_cast<std::size_t>(number(object, "unread", 1));
  return result;
}

Tensors tensors(const Json& object, const char* name) {
  auto found = object.find(name);
  return found != object.end() && found->is_object() ? tensors(*found) : Tensors{};
}

class Reader {
 public:
  void line(const Json& fact) {
    const std::string kind = text(fact, "k");
    const int rank = number(fact, "rank");
    facts_.world = std::max(facts_.world, number(fact, "world", 1));
    if (kind == "process") {
      facts_.cuda = facts_.cuda || truth(fact, "cuda");
    } else if (kind == "files") {
      auto list = fact.find("files");
      if (list == fact.end() || !list->is_array()) return;
      for (const Json& file : *list)
        if (file.is_string()) files_.insert(file.get<std::string>());
    } else if (kind == "first-step") {
      facts_.rank_of[text(fact, "label")] = rank;
    } else if (kind == "iterator") {
      Iteration& at = iteration(fact);
      at.place = place(fact);
      at.dataset = text(fact, "dataset");
      at.sampler = text(fact, "sampler");
      at.base_seed = text(fact, "base_seed");
      at.length = number(fact, "length", -1);
      at.workers = number(fact, "workers");
      at.batch = number(fact, "batch");
      at.replicas = number(fact, "replicas");
      at.iterable = truth(fact, "iterable");
      at.persistent = truth(fact, "persistent");
      at.distributed = truth(fact, "distributed");
      at.shuffle = truth(fact, "shuffle");
      at.has_subset = fact.contains("subset") && fact["subset"].is_array();
      at.subset = numbers(fact, "subset");
    } else if (kind == "training") {
      iteration(fact).training = true;
    } else if (kind == "end") {
      iteration(fact).ended = true;
    } else if (kind == "index") {
      auto list = numbers(fact, "index");
      auto& all = iteration(fact).indexes;
      all.insert(all.end(), list.begin(), list.end());
    } else if (kind == "fetch") {
      fetch(fact, rank);
    } else if (kind == "wrap") {
      facts_.wraps.push_back({rank, number(fact, "number"), number(fact, "size"), place(fact), text(fact, "module"),
                              tensors(fact, "parameters"), tensors(fact, "buffers")});
    } else if (kind == "weights") {
      facts_.weights.push_back({rank, number(fact, "optimiser"), number(fact, "step"), place(fact), tensors(fact, "wrapped"),
                                tensors(fact, "unwrapped"), tensors(fact, "gradients")});
    } else if (kind == "final") {
      final_weights(fact, rank);
    } else if (kind == "left-over") {
      facts_.left_overs.push_back({text(fact, "path"), place(fact)});
    } else if (kind == "problem") {
      facts_.problems.push_back(text(fact, "text"));
    }
  }

  Facts take() {
    for (auto& [key, at] : iterations_) facts_.iterations.push_back(std::move(at));
    facts_.files.assign(files_.begin(), files_.end());
    auto key = [](const auto& f) { return std::tuple(f.rank, f.loader, f.iteration, f.worker, f.n); };
    std::stable_sort(facts_.fetches.begin(), facts_.fetches.end(), [&](const Fetch& a, const Fetch& b) { return key(a) < key(b); });
    return std::move(facts_);
  }

 private:
  Iteration& iteration(const Json& fact) {
    int rank = number(fact, "rank"), loader = number(fact, "loader"), n = number(fact, "iteration");
    Iteration& at = iterations_[{rank, loader, n}];
    at.rank = rank;
    at.loader = loader;
    at.iteration = n;
    return at;
  }

  void fetch(const Json& fact, int rank) {
    Fetch at;
    at.rank = rank;
    at.worker = number(fact, "worker", -1);
    at.loader = number(fact, "loader");
    at.iteration = number(fact, "iteration");
    at.n = number(fact, "n");
    at.iterable = truth(fact, "iterable");
    at.index = text(fact, "index");
    at.batch = text(fact, "batch");
    auto streams = fact.find("streams");
    if (streams != fact.end() && streams->is_object())
      for (const auto& [name, value] : streams->items())
        if (value.is_array() && value.size() == 3 && value[0].is_string() && value[1].is_string() && value[2].is_string())
          at.streams[name] = {value[0].get<std::string>(), value[1].get<std::string>(), value[2].get<std::string>()};
    facts_.fetches.push_back(std::move(at));
  }

  void final_weights(const Json& fact, int rank) {
    std::string all;
    auto list = fact.find("weights");
    if (list == fact.end() || !list->is_array() || list->empty()) return;
    for (const Json& one : *list) {
      Tensors weights = one.is_object() ? tensors(one) : Tensors{};
      if (weights.unread > 0) return;
      all += weights.shapes + weights.bytes;
    }
    facts_.final_weights[rank] = all;
    facts_.final_steps = std::max(facts_.final_steps, number(fact, "steps"));
  }

  Facts facts_;
  std::set<std::string> files_;
  std::map<std::tuple<int, int, int>, Iteration> iterations_;
};

}  // namespace

std::optional<bool> final_weights_agree(const Facts& left, const Facts& right) {
  auto known = [](const Facts& facts) {
    return !facts.final_weights.empty() &&
           std::none_of(facts.final_weights.begin(), facts.final_weights.end(), [](const auto& weights) { return weights.second.empty(); });
  };
  if (!known(left) || !known(right)) return std::nullopt;
  return left.final_weights == right.final_weights && left.final_steps == right.final_steps;
}

Facts read_facts(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    std::string name = entry.path().filename().string();
    if (name.starts_with("facts-") && name.ends_with(".jsonl")) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  Reader reader;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::string line;
    while (std::getline(file, line)) {
      Json fact = Json::parse(line, nullptr, false);
      if (fact.is_object()) reader.line(fact);
    }
  }
  return reader.take();
}

}  // namespace seedlint::compare
