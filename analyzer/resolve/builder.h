// Puts a Project together from texts, wherever they came from.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "resolve/discover.h"
#include "resolve/modules.h"

namespace seedlint::resolve {

class ProjectBuilder {
 public:
  struct Input {
    std::string relative;  // below its root
    std::string shown;
    std::uint32_t root = 0;
    FileUse use = FileUse::None;
  };
  // Gives the bytes of input i; called from several threads.
  using Load = std::function<tl::expected<std::string, std::string>(std::size_t)>;

  explicit ProjectBuilder(Discovered& result) : result_(result) {}
  // `folders` are the roots as absolute paths. `inputs` are sorted by (shown, relative) with no duplicates.
  void build(const std::vector<Input>& inputs, const Load& load, const std::vector<std::string>& folders,
             std::vector<ModuleIndex::Alias> aliases, const DiscoverOptions& options);

 private:
  struct Side;  // what one input says besides its code
  void read_code(const Input& input, std::size_t at, const Load& load, Side& side, Project::File& file);
  void read_text(const Input& input, std::size_t at, const Load& load, Side& side);
  void merge(const std::vector<Input>& inputs, std::vector<Side>& sides, const DiscoverOptions& options);

  Discovered& result_;
  // For each root that is itself (part of) a package: the names of the packages from the top one down to it.
  std::vector<std::vector<std::string>> packages_above_;
};

}  // namespace seedlint::resolve
