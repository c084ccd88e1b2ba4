// Lines that start a program on several ranks; see launches.h.
#include "resolve/launches.h"

#include <cstring>
#include <map>
#include <optional>

#include "resolve/find_text.h"
#include "resolve/shell_words.h"

namespace seedlint::resolve {
namespace {

enum class Family : unsigned char {
  Torch,       // one process unless the line says more
  Accelerate,  // as many as the machine has devices
  Mpi,         // runs any command, on all slots
  Slurm,       // runs any command, one task unless the line or the batch script says more
};

struct Launcher {
  std::string_view name;
  Family family;
};

std::string_view last_part(std::string_view word) {
  const std::size_t slash = word.rfind('/');
  return slash == std::string_view::npos ? word : word.substr(slash + 1);
}

// The launcher that begins at words[i]; `used` is how many words name it.
std::optional<Launcher> launcher_at(const std::vector<std::string>& words, std::size_t i, std::size_t& used) {
  const std::string_view name = last_part(words[i]);
  const std::string_view next = i + 1 < words.size() ? std::string_view(words[i + 1]) : std::string_view();
  used = 1;
  if (name == "torchrun") return Launcher{"torchrun", Family::Torch};
  if (name == "deepspeed" || name == "deepspeed.launcher.runner") return Launcher{"deepspeed", Family::Accelerate};
  if (name == "mpirun" || name == "mpiexec" || name == "orterun" || name == "mpiexec.hydra" || name == "jsrun" ||
      name == "ibrun" || name == "aprun")
    return Launcher{name == "mpiexec" ? "mpiexec" : "mpirun", Family::Mpi};
  if (name == "horovodrun") return Launcher{"horovodrun", Family::Mpi};
  if (name == "srun") return Launcher{"srun", Family::Slurm};
  if (name == "composer" && (next.ends_with(".py") || next.starts_with("-"))) return Launcher{"composer", Family::Accelerate};
  used = 2;
  if (name == "accelerate" && next == "launch") return Launcher{"accelerate", Family::Accelerate};
  if (name == "colossalai" && next == "run") return Launcher{"colossalai", Family::Torch};
  if (words[i] == "-m") {
    if (next == "torch.distributed.launch") return Launcher{"torch.distributed.launch", Family::Torch};
    if (next == "torch.distributed.run" || next == "torch.distributed.elastic_launch")
      return Launcher{"torch.distributed.run", Family::Torch};
    if (next == "accelerate.commands.launch") return Launcher{"accelerate", Family::Accelerate};
    if (next == "deepspeed.launcher.runner") return Launcher{"deepspeed", Family::Accelerate};
    if (next == "colossalai.cli") return Launcher{"colossalai", Family::Torch};
  }
  return std::nullopt;
}

struct Counts {
  std::optional<bool> many_processes;  // more than one per node (or at all), or not a number
  std::optional<bool> many_nodes;
};

// Whether a count is more than one; "1:4" is a range, anything else than a number may be.
bool is_many(std::string_view value) {
  const std::size_t colon = value.rfind(':');
  if (colon != std::string_view::npos) value.remove_prefix(colon + 1);
  return !(value == "1" || value == "0" || value == "01");
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  for (const auto entry : list)
    if (text == entry) return true;
  return false;
}

// Reads one option; gives whether the next word is its value.
bool read_option(std::string_view word, std::string_view next, Family family, Counts& counts) {
  const std::size_t equals = word.find('=');
  std::string name(word.substr(0, equals));
  std::string_view value = equals == std::string_view::npos ? next : word.substr(equals + 1);
  const bool inline_value = equals != std::string_view::npos;
  for (std::size_t i = 2; i < name.size(); ++i)
    if (name[i] == '_') name[i] = '-';
  const bool runs_commands = family == Family::Mpi || family == Family::Slurm;
  if (is_one_of(name, {"--nproc-per-node", "--nproc-per-nodes", "--num-processes", "--num-gpus", "-np", "--np",
                       "--ntasks", "--ntasks-per-node", "--tasks-per-node", "-ppn", "--num-proc", "--nproc"}) ||
      (name == "-n" && (runs_commands || family == Family::Accelerate))) {
    if (!value.empty()) counts.many_processes = counts.many_processes.value_or(false) || is_many(value);
    return !inline_value;
  }
  if (is_one_of(name, {"--nnodes", "--num-nodes", "--num-machines", "--nnode", "--nodes"}) ||
      (name == "-N" && family == Family::Slurm)) {
    if (!value.empty()) counts.many_nodes = counts.many_nodes.value_or(false) || is_many(value);
    return !inline_value;
  }
  if (runs_commands && name.size() > 2 && (name.starts_with("-n") || name.starts_with("-N")) && name[2] >= '0' && name[2] <= '9') {
    (name[1] == 'n' ? counts.many_processes : counts.many_nodes) = is_many(std::string_view(name).substr(2));
    return false;
  }
  if (name == "--include" && family == Family::Accelerate) {
    counts.many_processes = value.find(',') != std::string_view::npos || value.find('@') != std::string_view::npos ||
                            value.find(':') == std::string_view::npos;
    return !inline_value;
  }
  if (name == "--multi-gpu") counts.many_processes = counts.many_processes.value_or(true);
  if (name == "--standalone") counts.many_nodes = false;
  if (is_one_of(name, {"--standalone", "--multi-gpu", "--cpu", "--use-env", "--no-python", "--use-deepspeed", "--use-fsdp",
                       "--tpu", "--quiet", "--debug", "--oversubscribe", "--allow-run-as-root", "--bind-cores-to-rank",
                       "--exclusive", "-l", "--label", "-u", "--unbuffered", "--pty"}))
    return false;
  return !inline_value;
}

// "$(dirname $0)/../tools/train.py" -> "../tools/train.py"; what a variable stands for is not known.
std::string plain_target(std::string_view word) {
  while (!word.empty() && (word.front() == '"' || word.front() == '\'' || word.front() == '(')) word.remove_prefix(1);
  while (!word.empty() && std::strchr("\"'),;:", word.back()) != nullptr) word.remove_suffix(1);
  std::size_t variable = word.rfind('$');
  if (variable != std::string_view::npos) {
    const std::size_t close = word.find_first_of(")}", variable);
    const std::size_t slash = word.find('/', close == std::string_view::npos ? variable : close);
    if (slash == std::string_view::npos) return {};
    word.remove_prefix(slash + 1);
  }
  while (word.starts_with("./")) word.remove_prefix(2);
  return std::string(word);
}

bool is_script(std::string_view word) {
  const std::string target = plain_target(word);
  return target.size() > 3 && target.ends_with(".py") && target.find_first_of("*<>{}()=") == std::string::npos;
}

bool is_module_name(std::string_view word) {
  if (word.empty() || word.front() == '.' || word.back() == '.') return false;
  for (char c : word)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.')) return false;
  return true;
}

bool is_python(std::string_view word) {
  const std::string_view name = last_part(word);
  return name.starts_with("python") || name == "coverage" || word.find("PYTHON") != std::string_view::npos ||
         word.find("{python}") != std::string_view::npos;
}

struct Found {
  std::string launcher;
  std::string target;
  bool is_module = false;
  bool several_nodes = true;
};

// Reads on from the words behind a launcher. `batch` is what #SBATCH lines say.
std::optional<Found> read_command(const std::vector<std::string>& words, std::size_t i, Launcher launcher,
                                  const Counts& batch) {
  std::string_view evidence;  // the launcher that starts several processes
  bool one_node = false, any_nodes = false;
  const auto close = [&](Launcher l, Counts counts, bool unknown_options) {
    if (l.family == Family::Slurm) {
      if (!counts.many_processes && !counts.many_nodes) counts = batch;
      if (!counts.many_nodes) counts.many_nodes = batch.many_nodes;
    }
    if (counts.many_nodes) (*counts.many_nodes ? any_nodes : one_node) = true;
    bool several = counts.many_processes.value_or(false) || counts.many_nodes.value_or(false) || unknown_options;
    const bool all_devices = l.family == Family::Accelerate || l.family == Family::Mpi;
    if (all_devices && !counts.many_processes) several = true;
    if (several) evidence = l.name;
  };
  Counts counts;
  bool unknown_options = false, value_follows = false, python = false, other_words = false;
  for (; i < words.size() && words[i] != ";"; ++i) {
    const std::string& word = words[i];
    std::size_t used = 0;
    if (const auto inner = launcher_at(words, i, used)) {
      close(launcher, counts, unknown_options);
      launcher = *inner;
      counts = {};
      unknown_options = value_follows = python = other_words = false;
      i += used - 1;
      continue;
    }
    const bool runs_commands = launcher.family == Family::Mpi || launcher.family == Family::Slurm;
    const bool module_flag = (word == "-m" && (python || !runs_commands)) || (word == "--module" && !runs_commands);
    if (module_flag && i + 1 < words.size() && is_module_name(words[i + 1])) {
      close(launcher, counts, unknown_options);
      if (evidence.empty()) return std::nullopt;
      return Found{std::string(evidence), words[i + 1], true, !(one_node && !any_nodes)};
    }
    // "mpirun starts train.py" is prose; a command names Python, or the script itself at once.
    if (is_script(word) && (!runs_commands || python || !(value_follows || other_words))) {
      close(launcher, counts, unknown_options);
      if (evidence.empty()) return std::nullopt;
      return Found{std::string(evidence), plain_target(word), false, !(one_node && !any_nodes)};
    }
    if (word.starts_with('-') && word.size() > 1) {
      const std::string_view next = i + 1 < words.size() ? std::string_view(words[i + 1]) : std::string_view();
      value_follows = !python && read_option(word, next, launcher.family, counts);
      continue;
    }
    if (value_follows) {
      value_follows = false;
      if (!is_python(word)) continue;
    }
    if (is_python(word)) {
      python = true;
    } else if (word.starts_with('$') || word.starts_with('[') || word.starts_with('{') || word.starts_with('<')) {
      unknown_options |= !python;  // options in a variable, or a placeholder
    } else if (word.find('=') != std::string::npos) {
      // an environment variable
    } else if (!runs_commands) {
      return std::nullopt;  // prose, or a program that is no script
    } else {
      other_words = true;
    }
  }
  return std::nullopt;
}

constexpr std::string_view kWords[] = {"torchrun", "torch.distributed.", "accelerate", "deepspeed", "mpirun", "mpiexec",
                                       "srun",     "horovodrun",         "colossalai", "composer",  "jsrun",  "ibrun",
                                       "aprun",    "orterun"};

// Lines of one file that are read as commands; only generated texts have more.
constexpr std::size_t kMostLines = 3000;

bool mentions_launcher(std::string_view text) {
  for (const std::string_view word : kWords)
    if (holds_text(text, word)) return true;
  return false;
}

// Where `cd x` (and what follows it on the line) leads from `folder`; empty where that is not known.
std::string folder_after(std::string_view line, std::string folder) {
  line.remove_prefix(3);
  std::string to(line.substr(0, line.find_first_of(" ;&|`")));
  while (to.ends_with('/')) to.pop_back();
  if (to.empty() || to.find_first_of("$~<\"'(") != std::string::npos || to.front() == '/' || to.starts_with("..") || to == "-") return {};
  if (to == ".") return folder;
  return folder.empty() || folder.size() > 1000 ? to : folder + "/" + to;
}

}  // namespace

std::vector<LaunchLine> launch_lines(std::string_view path, std::string_view text) {
  std::vector<LaunchLine> found;
  if (!mentions_launcher(text)) return found;
  const bool python = path.ends_with(".py") || path.ends_with(".ipynb");
  const bool markup = path.ends_with(".md") || path.ends_with(".rst") || last_part(path).starts_with("README");
  Counts batch;
  std::map<std::string, std::string, std::less<>> variables;
  std::size_t looked = 0;
  std::string folder;  // of the last `cd`
  each_logical_line(text, [&](const LogicalLine& logical) {
    std::string_view line = logical.text;
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) return;
    line.remove_prefix(first);
    if (line.starts_with("#SBATCH") || line.starts_with("#PBS")) {
      const auto words = shell_words(line.substr(1));
      for (std::size_t i = 1; i < words.size(); ++i)
        if (words[i].starts_with('-'))
          read_option(words[i], i + 1 < words.size() ? std::string_view(words[i + 1]) : std::string_view(), Family::Slurm, batch);
      return;
    }
    // In a program the line is a comment or part of a docstring; in a script a comment is not run.
    if (line.starts_with('#') && !python && !markup) return;
    while (!line.empty() && (line.front() == '#' || line.front() == ' ' || line.front() == '$' || line.front() == '>' ||
                             line.front() == '@' || line.front() == '!' || line.front() == '%') &&
           !line.starts_with("$(") && !line.starts_with("${") &&
           !(line.front() == '$' && line.size() > 1 && line[1] != ' '))
      line.remove_prefix(1);
    if (line.starts_with("```")) folder.clear();
    if (line.starts_with("cd ")) folder = folder_after(line, folder);
    const bool candidate = mentions_launcher(line);
    // Assignments are followed only in scripts: `SCRIPT=train.py`, `ARGS="--nproc_per_node 8"`.
    if (!python && !markup && looked < kMostLines) {
      std::string_view rest = line;
      if (rest.starts_with("export ")) rest.remove_prefix(7);
      const std::size_t equals = rest.find_first_of("= ");
      if (equals != std::string_view::npos && equals > 0 && rest[equals] == '=' && is_module_name(rest.substr(0, equals))) {
        std::string_view value = rest.substr(equals + 1);
        if (value.starts_with('(') && value.ends_with(')')) value = value.substr(1, value.size() - 2);
        else if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.find(value.front(), 1) == value.size() - 1)
          value = value.substr(1, value.size() - 2);
        else value = value.substr(0, value.find_first_of(" ;#"));
        variables[std::string(rest.substr(0, equals))] = expand_variables(value, variables).substr(0, 4000);
      }
    }
    const bool has_variable = !variables.empty() && line.find('$') != std::string_view::npos;
    if ((!candidate && !has_variable) || ++looked > kMostLines) return;
    const std::string expanded = has_variable ? expand_variables(line, variables) : std::string(line);
    if (!mentions_launcher(expanded)) return;
    const std::vector<std::string> words = shell_words(expanded);
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::size_t used = 0;
      const auto launcher = launcher_at(words, i, used);
      if (!launcher) continue;
      if (auto command = read_command(words, i + used, *launcher, batch))
        found.push_back({std::move(command->launcher), std::string(path), logical.line, std::move(command->target),
                         command->is_module, command->several_nodes, folder});
      while (i + 1 < words.size() && words[i + 1] != ";") ++i;  // launchers inside were part of this command
    }
  });
  return found;
}

}  // namespace seedlint::resolve
