#include "resolve/launches.h"

#include <gtest/gtest.h>

namespace seedlint::resolve {
namespace {

// "launcher target[:module] nodes" of each line found, joined by "|".
std::string launches(std::string_view path, std::string_view text) {
  std::string all;
  for (const LaunchLine& line : launch_lines(path, text)) {
    if (!all.empty()) all += "|";
    all += std::to_string(line.line) + " " + line.launcher + " " + (line.is_module ? "-m " : "") + line.target +
           (line.several_nodes ? "" : " one-node");
  }
  return all;
}
std::string shell(std::string_view text) { return launches("run.sh", text); }

TEST(Launches, Launchers) {
  EXPECT_EQ(shell("torchrun --nproc_per_node=8 train.py --lr 1"), "1 torchrun train.py");
  EXPECT_EQ(shell("torchrun --nproc-per-node 8 --nnodes=1 -m pkg.train"), "1 torchrun -m pkg.train one-node");
  EXPECT_EQ(shell("python3 -m torch.distributed.launch --nproc_per_node=4 --use_env tools/main.py"),
            "1 torch.distributed.launch tools/main.py");
  EXPECT_EQ(shell("python -m torch.distributed.run --nproc_per_node gpu x.py"), "1 torch.distributed.run x.py");
  EXPECT_EQ(shell("accelerate launch --config_file a.yaml train.py"), "1 accelerate train.py");
  EXPECT_EQ(shell("deepspeed --num_gpus 4 ds.py --deepspeed"), "1 deepspeed ds.py");
  EXPECT_EQ(shell("mpirun -np 4 -x PATH python -u train.py"), "1 mpirun train.py");
  EXPECT_EQ(shell("mpiexec -n 4 python -m pkg.job"), "1 mpiexec -m pkg.job");
  EXPECT_EQ(shell("srun -n 8 --gres=gpu:8 python train.py"), "1 srun train.py");
  EXPECT_EQ(shell("horovodrun -np 4 -H localhost:4 python train.py"), "1 horovodrun train.py");
  EXPECT_EQ(shell("colossalai run --nproc_per_node 8 train.py"), "1 colossalai train.py");
}

TEST(Launches, OneProcessIsNoEvidence) {
  EXPECT_EQ(shell("torchrun train.py"), "");
  EXPECT_EQ(shell("torchrun --nproc_per_node=1 train.py"), "");
  EXPECT_EQ(shell("torchrun --standalone --nproc_per_node 1 train.py"), "");
  EXPECT_EQ(shell("accelerate launch --num_processes 1 train.py"), "");
  EXPECT_EQ(shell("deepspeed --num_gpus=1 train.py"), "");
  EXPECT_EQ(shell("deepspeed --include localhost:0 train.py"), "");
  EXPECT_EQ(shell("mpirun -np 1 python train.py"), "");
  EXPECT_EQ(shell("mpirun -n1 python train.py"), "");
  EXPECT_EQ(shell("srun python train.py"), "");
  EXPECT_EQ(shell("srun --ntasks=1 --nodes=1 python train.py"), "");
  EXPECT_EQ(shell("python train.py"), "");
}

TEST(Launches, CountsThatAreNotNumbersMayBeMany) {
  EXPECT_EQ(shell("torchrun --nproc_per_node=$GPUS train.py"), "1 torchrun train.py");
  EXPECT_EQ(shell("torchrun $DIST_ARGS train.py"), "1 torchrun train.py");
  EXPECT_EQ(shell("torchrun --nnodes=2 --nproc_per_node=1 train.py"), "1 torchrun train.py");
  EXPECT_EQ(shell("torchrun --nnodes 1:4 train.py"), "1 torchrun train.py");
}

TEST(Launches, ContinuationsPrefixesAndSeparators) {
  EXPECT_EQ(shell("#!/bin/bash\n# torchrun --nproc_per_node=8 no.py\n\nCUDA_VISIBLE_DEVICES=0,1 OMP_NUM_THREADS=1 \\\n"
                  "  torchrun \\\n  --nproc_per_node=2 \\\n  $ROOT/scripts/train.py \\\n  --out x\n"),
            "4 torchrun scripts/train.py");
  EXPECT_EQ(shell("cd /x && torchrun --nproc_per_node=2 a.py; echo done"), "1 torchrun a.py");
  EXPECT_EQ(shell("python -m torch.distributed.launch --nproc_per_node=$GPUS \"$(dirname \"$0\")/train.py\""),
            "1 torch.distributed.launch train.py");
  EXPECT_EQ(shell("torchrun --nproc_per_node=2 ./a.py | tee log"), "1 torchrun a.py");
  EXPECT_EQ(shell("nohup torchrun --nproc_per_node=2 'my train.py' &"), "1 torchrun my train.py");
}

TEST(Launches, VariablesOfTheScript) {
  EXPECT_EQ(shell("SCRIPT=src/train.py\nNUM=1\nARGS=\"--nproc_per_node 8 --nnodes 1\"\ntorchrun $ARGS ${SCRIPT}\n"
                  "torchrun --nproc_per_node=$NUM other.py\n"),
            "4 torchrun src/train.py one-node");
  EXPECT_EQ(shell("ARGS=(--nproc_per_node 8)\ntorchrun ${ARGS[@]} t.py\n"), "2 torchrun t.py");
  EXPECT_EQ(shell("LAUNCH=\"torchrun --nproc_per_node 4\"\n$LAUNCH t.py\n"), "2 torchrun t.py");
}

TEST(Launches, BatchScripts) {
  const std::string_view body = "\nsrun python train.py\n";
  EXPECT_EQ(shell("#SBATCH --ntasks-per-node=8" + std::string(body)), "2 srun train.py");
  EXPECT_EQ(shell("#SBATCH --nodes=1\n#SBATCH --ntasks=1" + std::string(body)), "");
  EXPECT_EQ(shell("#SBATCH -N 4" + std::string(body)), "2 srun train.py");
  EXPECT_EQ(shell("#SBATCH --nodes=1\nsrun torchrun --nproc_per_node=8 train.py"), "2 torchrun train.py one-node");
}

TEST(Launches, ReadmesAndDocstrings) {
  EXPECT_EQ(launches("README.md", "Use torchrun to start train.py on several GPUs.\nRun `torchrun --nproc_per_node=8 train.py`.\n"
                                  "```\n$ accelerate launch examples/run.py\n```\nWe don't like mpirun for train.py\n"),
            "2 torchrun train.py|4 accelerate examples/run.py");
  EXPECT_EQ(launches("train.py", "\"\"\"\nTo run with DDP on 4 gpus:\n$ torchrun --standalone --nproc_per_node=4 train.py\n\"\"\"\n"
                                 "# mpirun -n 2 python train.py\n"),
            "3 torchrun train.py one-node|5 mpirun train.py");
}

TEST(Launches, ListsAndOtherFiles) {
  EXPECT_EQ(launches("Dockerfile", "CMD [\"torchrun\", \"--nproc_per_node=8\", \"train.py\"]\n"), "1 torchrun train.py");
  EXPECT_EQ(launches("Makefile", "train:\n\t@torchrun --nproc_per_node=8 train.py\n"), "2 torchrun train.py");
  EXPECT_EQ(launches("job.yaml", "run: |\n  torchrun --nproc_per_node=8 train.py\n"), "2 torchrun train.py");
}

TEST(Launches, DamagedTextsAreHarmless) {
  EXPECT_EQ(shell("torchrun --nproc_per_node"), "");
  EXPECT_EQ(shell("torchrun ${"), "");
  EXPECT_EQ(shell("torchrun \"--nproc_per_node=2 train.py"), "1 torchrun train.py");
  EXPECT_EQ(shell("A=$A$A\nA=$A$A\ntorchrun $A"), "");
  EXPECT_EQ(shell("accelerate launch"), "");
  EXPECT_EQ(shell("x -m"), "");
}

}  // namespace
}  // namespace seedlint::resolve
