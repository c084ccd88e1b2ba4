// Which version of a library a project pins, from its requirements, lock files, packaging, Dockerfiles.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace seedlint::resolve {

struct VersionClaim {
  enum class Kind : unsigned char { Exact, AtLeast, Below };
  std::string library;  // as imported: "torch", "sklearn", "pytorch_lightning"
  Kind kind = Kind::Exact;
  std::string version;  // "2.1.0"
  int rank = 0;         // of the kind of file: the lowest one is believed
};

// What a file of this path (its name tells the format) says. Nothing for other files.
std::vector<VersionClaim> version_claims(std::string_view path, std::string_view text);

// One requirement as in a requirements file: "torch[cuda] >= 1.8, < 2.0 ; python_version > '3.7'  # why".
void claim_requirement(std::string_view requirement, int rank, std::vector<VersionClaim>& claims);

// Installed distributions of an environment (its `*.dist-info` folders); empty where it cannot be read.
std::vector<VersionClaim> installed_versions(const std::string& environment);

// The map of Project::versions(). Per library the claims of lowest rank, then nearest to the root (`depth`), count;
// where they disagree about an exact version, nothing is known.
struct PlacedClaim {
  VersionClaim claim;
  std::size_t depth = 0;
};
std::map<std::string, std::string, std::less<>> settle_versions(std::vector<PlacedClaim> claims);

// The release at the start of `text`: "2.1.0+cu118" -> "2.1.0", "1.8.*" -> "1.8"; empty where there is none.
std::string release(std::string_view text);

// -1, 0, 1 by release numbers ("1.10" > "1.9"; "2.1" == "2.1.0"); suffixes such as "+cu118" and "rc1" are cut off.
int compare_versions(std::string_view a, std::string_view b);

}  // namespace seedlint::resolve
