// Which version of a library a project pins; see versions.h.
#include "resolve/versions.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "resolve/implied_versions.h"
#include "resolve/shell_words.h"

namespace seedlint::resolve {
namespace {

constexpr int kLock = 0, kRequirements = 1, kPackaging = 2, kImage = 2, kAside = 3, kReadme = 4, kInstalled = 5;

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) + 1 - first);
}

// The name under which a distribution is imported.
std::string import_name(std::string_view distribution) {
  std::string name;
  for (char c : distribution) name += c == '-' || c == '.' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"pytorch", "torch"},          {"pytorch_cpu", "torch"},       {"pytorch_gpu", "torch"},
      {"scikit_learn", "sklearn"},   {"opencv_python", "cv2"},       {"opencv_python_headless", "cv2"},
      {"opencv_contrib_python", "cv2"}, {"opencv", "cv2"},           {"pillow", "PIL"},
      {"tensorflow_gpu", "tensorflow"}, {"tensorflow_cpu", "tensorflow"}, {"pytorch_ignite", "ignite"},
      {"mmcv_full", "mmcv"},         {"ruamel_yaml", "ruamel"},      {"hydra_core", "hydra"},
  };
  for (const auto& [from, to] : kNames)
    if (name == from) return std::string(to);
  return name;
}

// "2.1.3" with its part `index` one higher and the rest gone.
std::string next_release(const std::string& version, std::size_t index) {
  std::string result;
  std::string_view rest = version;
  for (std::size_t i = 0; i <= index; ++i) {
    const std::size_t dot = rest.find('.');
    std::string part = rest.empty() ? "0" : std::string(rest.substr(0, dot));
    rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
    if (i == index) {
      if (part.size() > 9) return {};
      part = std::to_string(std::stoul(part) + 1);
    }
    result += (i == 0 ? "" : ".") + part;
  }
  return result;
}

std::size_t parts_of(const std::string& version) {
  return static_cast<std::size_t>(std::count(version.begin(), version.end(), '.')) + 1;
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

template <typename Use>
void each_line(std::string_view text, Use&& use) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    use(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

// The value of a `key = "value"` or `"key": "value"` line.
std::string_view quoted_value(std::string_view line) {
  const std::size_t begin = line.find('"');
  if (begin == std::string_view::npos) return {};
  const std::size_t end = line.find('"', begin + 1);
  return end == std::string_view::npos ? std::string_view() : line.substr(begin + 1, end - begin - 1);
}

void read_toml_lock(std::string_view text, std::vector<VersionClaim>& claims) {
  std::string name;
  each_line(text, [&](std::string_view line) {
    line = trim(line);
    if (line.starts_with('[')) name.clear();
    if (line.starts_with("name = ")) name = quoted_value(line);
    if (line.starts_with("version = ") && !name.empty()) {
      if (std::string version = release(quoted_value(line)); !version.empty())
        claims.push_back({import_name(name), VersionClaim::Kind::Exact, std::move(version), kLock});
      name.clear();
    }
  });
}

void read_pipfile_lock(std::string_view text, std::vector<VersionClaim>& claims) {
  std::string_view name;
  each_line(text, [&](std::string_view line) {
    line = trim(line);
    if (line.ends_with('{')) {
      name = quoted_value(line);
    } else if (line.starts_with("\"version\"")) {
      const std::size_t at = line.find("\"==");
      if (at == std::string_view::npos || name.empty()) return;
      if (std::string version = release(line.substr(at + 3)); !version.empty())
        claims.push_back({import_name(name), VersionClaim::Kind::Exact, std::move(version), kLock});
    }
  });
}

// `torch = "==1.8"` and `torch = {version = "==1.8", ...}` of a Pipfile.
void read_pipfile(std::string_view text, std::vector<VersionClaim>& claims) {
  bool packages = false;
  each_line(text, [&](std::string_view line) {
    line = trim(line);
    if (line.starts_with('[')) packages = line.find("packages") != std::string_view::npos;
    const std::size_t equals = line.find('=');
    if (!packages || equals == std::string_view::npos || line.starts_with('#')) return;
    std::string_view value = line.substr(equals + 1);
    if (const std::size_t at = value.find("version"); at != std::string_view::npos) value.remove_prefix(at);
    std::string requirement(trim(line.substr(0, equals)));
    std::erase(requirement, '"');
    claim_requirement(requirement + std::string(quoted_value(value)), kRequirements, claims);
  });
}

// Entries of a conda environment, and of the pip list inside it.
void read_conda(std::string_view text, std::vector<VersionClaim>& claims) {
  bool inside = false;
  each_line(text, [&](std::string_view line) {
    const bool top = !line.empty() && line.front() != ' ' && line.front() != '-' && line.front() != '#';
    if (top) inside = line.starts_with("dependencies:");
    line = trim(line);
    if (!inside || !line.starts_with("- ")) return;
    line = trim(line.substr(2));
    if (const std::size_t channel = line.find("::"); channel != std::string_view::npos) line.remove_prefix(channel + 2);
    std::string requirement;
    for (char c : line)
      if (c != '"' && c != '\'') requirement += c;
    // One "=" is conda's exact: "pytorch=1.8.0=py3.8_cuda".
    const std::size_t equals = requirement.find('=');
    if (equals != std::string::npos && equals > 0 && is_name(requirement[equals - 1]) &&
        requirement.compare(equals, 2, "==") != 0)
      requirement.insert(equals, "=");
    claim_requirement(requirement, kRequirements, claims);
  });
}

// `pip install torch==1.8`, `conda install pytorch=1.8 -c pytorch`, and images that name their framework.
void read_commands(std::string_view text, int rank, std::vector<VersionClaim>& claims) {
  if (text.find("install") == std::string_view::npos && text.find("FROM") == std::string_view::npos &&
      text.find("torchrun") == std::string_view::npos)
    return;
  each_logical_line(text, [&](const LogicalLine& logical) {
    std::string_view line = trim(logical.text);
    if (line.starts_with("FROM ")) {
      for (const auto& [image, library] : {std::pair<std::string_view, std::string_view>{"pytorch/pytorch:", "torch"},
                                           {"tensorflow/tensorflow:", "tensorflow"}}) {
        const std::size_t at = line.find(image);
        if (at == std::string_view::npos) continue;
        if (std::string version = release(line.substr(at + image.size())); !version.empty())
          claims.push_back({std::string(library), VersionClaim::Kind::Exact, std::move(version), rank});
      }
    }
    if (line.starts_with("torchrun ")) claims.push_back({"torch", VersionClaim::Kind::AtLeast, "1.10", rank});
    if (line.find("install") == std::string_view::npos) return;
    const std::vector<std::string> words = shell_words(line);
    bool conda = false, pip = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string& word = words[i];
      if (word == ";") conda = pip = false;
      if (word == "install" && i > 0) {
        const std::string_view before = file_name(words[i - 1]);
        conda = before == "conda" || before == "mamba" || before == "micromamba";
        pip = before.starts_with("pip") || before == "uv";
        continue;
      }
      if (pip)
        if (const std::string_view torch = torch_for_cuda(word); !torch.empty())
          claims.push_back({"torch", VersionClaim::Kind::AtLeast, std::string(torch), rank});
      if (!(conda || pip) || word.starts_with('-')) continue;
      std::string requirement = word;
      const std::size_t equals = requirement.find('=');
      if (conda && equals != std::string::npos && equals > 0 && is_name(requirement[equals - 1]) &&
          requirement.compare(equals, 2, "==") != 0)
        requirement.insert(equals, "=");
      claim_requirement(requirement, rank, claims);
    }
  });
}

}  // namespace

std::string release(std::string_view text) {
  text = trim(text);
  if (text.starts_with('v')) text.remove_prefix(1);
  std::size_t n = 0;
  while (n < text.size() && is_digit(text[n])) {
    while (n < text.size() && is_digit(text[n])) ++n;
    if (n + 1 < text.size() && text[n] == '.' && is_digit(text[n + 1])) ++n;
    else break;
  }
  return n > 40 ? std::string() : std::string(text.substr(0, n));
}

void claim_requirement(std::string_view requirement, int rank, std::vector<VersionClaim>& claims) {
  requirement = requirement.substr(0, requirement.find_first_of("#;"));
  requirement = trim(requirement);
  std::size_t n = 0;
  while (n < requirement.size() && is_name(requirement[n])) ++n;
  if (n == 0 || requirement.front() == '-' || requirement.front() == '.' || n > 80) return;
  const std::string library = import_name(requirement.substr(0, n));
  std::string_view rest = trim(requirement.substr(n));
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    if (close == std::string_view::npos) return;
    rest = trim(rest.substr(close + 1));
  }
  if (rest.starts_with('(')) rest.remove_prefix(1);
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    std::string_view part = trim(rest.substr(0, comma));
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    std::size_t sign = 0;
    while (sign < part.size() && (part[sign] == '=' || part[sign] == '<' || part[sign] == '>' || part[sign] == '~' ||
                                  part[sign] == '!' || part[sign] == '^'))
      ++sign;
    const std::string_view op = part.substr(0, sign);
    const std::string version = release(part.substr(sign));
    if (version.empty()) continue;
    const bool wild = part.find(".*") != std::string_view::npos;
    const auto claim = [&](VersionClaim::Kind kind, std::string text) {
      if (!text.empty()) claims.push_back({library, kind, std::move(text), rank});
    };
    if (op == "==" || op == "===") {
      if (wild) {
        claim(VersionClaim::Kind::AtLeast, version);
        claim(VersionClaim::Kind::Below, next_release(version, parts_of(version) - 1));
      } else {
        claim(VersionClaim::Kind::Exact, version);
      }
    } else if (op == ">=" || op == ">") {
      claim(VersionClaim::Kind::AtLeast, version);
    } else if (op == "<") {
      claim(VersionClaim::Kind::Below, version);
    } else if (op == "<=") {
      claim(VersionClaim::Kind::Below, version + ".0.1");  // the version itself is allowed
    } else if (op == "~=" && parts_of(version) > 1) {
      claim(VersionClaim::Kind::AtLeast, version);
      claim(VersionClaim::Kind::Below, next_release(version, parts_of(version) - 2));
    } else if (op == "~") {
      claim(VersionClaim::Kind::AtLeast, version);
      claim(VersionClaim::Kind::Below, next_release(version, parts_of(version) > 1 ? 1 : 0));
    } else if (op == "^") {
      claim(VersionClaim::Kind::AtLeast, version);
      std::size_t index = 0;  // the first part that is not zero
      std::string_view digits = version;
      while (index + 1 < parts_of(version) && digits.starts_with("0.")) ++index, digits.remove_prefix(2);
      claim(VersionClaim::Kind::Below, next_release(version, index));
    }
  }
}

std::vector<VersionClaim> version_claims(std::string_view path, std::string_view text) {
  std::vector<VersionClaim> claims;
  const std::string_view name = file_name(path);
  if (name == "poetry.lock" || name == "uv.lock" || name == "pdm.lock") {
    read_toml_lock(text, claims);
  } else if (name == "Pipfile.lock") {
    read_pipfile_lock(text, claims);
  } else if (name == "Pipfile") {
    read_pipfile(text, claims);
  } else if (name.ends_with(".txt")) {
    const auto has = [&](std::string_view word) { return path.find(word) != std::string_view::npos; };
    const int rank = has("dev") || has("test") || has("doc") || has("lint") || has("example") ? kAside : kRequirements;
    each_logical_line(text, [&](const LogicalLine& line) { claim_requirement(line.text, rank, claims); });
  } else if (name.ends_with(".yml") || name.ends_with(".yaml")) {
    if (text.find("dependencies:") != std::string_view::npos) read_conda(text, claims);
  } else if (name.find("ockerfile") != std::string_view::npos || name == "Containerfile") {
    read_commands(text, kImage, claims);
  } else if (name.ends_with(".md") || name.ends_with(".rst") || name.starts_with("README")) {
    if (path.find('/') == std::string_view::npos) read_commands(text, kReadme, claims);
  } else if (name.ends_with(".sh") || name.ends_with(".bash") || name.starts_with("Makefile")) {
    read_commands(text, kAside, claims);
  }
  return claims;
}

std::vector<VersionClaim> installed_versions(const std::string& environment) {
  namespace fs = std::filesystem;
  std::vector<VersionClaim> claims;
  std::error_code error;
  std::vector<fs::path> folders;
  for (fs::directory_iterator it(environment + "/lib", error), end; !error && it != end; it.increment(error))
    if (it->path().filename().string().starts_with("python")) folders.push_back(it->path() / "site-packages");
  for (const fs::path& folder : folders) {
    std::error_code inner;
    for (fs::directory_iterator it(folder, inner), end; !inner && it != end; it.increment(inner)) {
      const std::string name = it->path().filename().string();
      if (!name.ends_with(".dist-info")) continue;
      const std::size_t dash = name.find('-');
      if (std::string version = dash < name.size() - 10 ? release(std::string_view(name).substr(dash + 1)) : ""; !version.empty())
        claims.push_back({import_name(std::string_view(name).substr(0, dash)), VersionClaim::Kind::Exact, std::move(version), kInstalled});
    }
  }
  return claims;
}

int compare_versions(std::string_view a, std::string_view b) {
  const std::string left = release(a), right = release(b);
  std::string_view l = left, r = right;
  while (!l.empty() || !r.empty()) {
    const auto take = [](std::string_view& text) {
      const std::size_t dot = text.find('.');
      std::string_view part = text.substr(0, dot);
      text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
      while (part.starts_with('0')) part.remove_prefix(1);
      return part;
    };
    const std::string_view x = take(l), y = take(r);
    if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

std::map<std::string, std::string, std::less<>> settle_versions(std::vector<PlacedClaim> claims) {
  for (std::size_t i = 0, end = claims.size(); i < end; ++i) {
    const PlacedClaim claim = claims[i];
    imply_torch(claim, claims);
  }
  std::stable_sort(claims.begin(), claims.end(), [](const PlacedClaim& a, const PlacedClaim& b) {
    return std::tie(a.claim.library, a.claim.rank, a.depth) < std::tie(b.claim.library, b.claim.rank, b.depth);
  });
  std::map<std::string, std::string, std::less<>> versions;
  for (std::size_t i = 0; i < claims.size();) {
    const std::string& library = claims[i].claim.library;
    std::string exact, low, high;
    bool disputed = false;
    while (i < claims.size() && claims[i].claim.library == library) {
      // One group: same kind of file, same depth.
      std::size_t end = i;
      std::string group_exact, group_low, group_high;
      bool group_disputed = false;
      for (; end < claims.size() && claims[end].claim.library == library && claims[end].claim.rank == claims[i].claim.rank &&
             claims[end].depth == claims[i].depth;
           ++end) {
        const VersionClaim& claim = claims[end].claim;
        switch (claim.kind) {
          case VersionClaim::Kind::Exact:
            if (!group_exact.empty() && compare_versions(group_exact, claim.version) != 0) group_disputed = true;
            if (group_exact.empty() || claim.version.size() > group_exact.size()) group_exact = claim.version;
            break;
          // Several files may be meant for different uses: only what all allow is sure.
          case VersionClaim::Kind::AtLeast:
            if (group_low.empty() || compare_versions(claim.version, group_low) < 0) group_low = claim.version;
            break;
          case VersionClaim::Kind::Below:
            if (group_high.empty() || compare_versions(claim.version, group_high) > 0) group_high = claim.version;
            break;
        }
      }
      i = end;
      if (exact.empty() && !disputed) {
        if (group_disputed) disputed = true;
        else exact = group_exact;
      }
      if (low.empty() && high.empty()) low = group_low, high = group_high;
    }
    if (!exact.empty() && ((!low.empty() && compare_versions(exact, low) < 0) ||
                           (!high.empty() && compare_versions(exact, high) >= 0)))
      exact.clear();
    if (!exact.empty()) {
      versions[library] = exact;
      continue;
    }
    if (!low.empty()) versions[library + ">="] = low;
    if (!high.empty()) versions[library + "<"] = high;
  }
  return versions;
}

}  // namespace seedlint::resolve
