#include "resolve/versions.h"

#include <gtest/gtest.h>

#include "resolve/discover.h"
#include "temporary_folder.h"

namespace seedlint::resolve {
namespace {

std::string versions(std::vector<MemoryFile> files) {
  std::string all;
  const Discovered discovered = project_from_texts(std::move(files));
  for (const auto& [name, version] : discovered.project.versions())
    all += (all.empty() ? "" : " ") + name + "=" + version;
  return all;
}

TEST(Versions, Requirements) {
  EXPECT_EQ(versions({{"requirements.txt", "# c\ntorch==1.8.1+cu111 # why\nnumpy >= 1.20 ; python_version > '3.6'\n"
                                           "scikit-learn<1.3,>=1.0\n-r other.txt\ntimm[x]~=0.6.12\n\n./local\n"}}),
            "numpy>==1.20 sklearn<=1.3 sklearn>==1.0 timm<=0.7 timm>==0.6.12 torch=1.8.1");
  EXPECT_EQ(versions({{"requirements.txt", "torch==2.*\nPillow\ngit+https://x/y@v1\n"}}), "torch<=3 torch>==2");
  EXPECT_EQ(versions({{"requirements/train.txt", "torch===1.9\n"}}), "torch=1.9");
}

TEST(Versions, Locks) {
  EXPECT_EQ(versions({{"poetry.lock", "[[package]]\nname = \"torch\"\nversion = \"2.0.1\"\n\n[package.dependencies]\n"},
                      {"pyproject.toml", "[project]\ndependencies = [\"torch>=1.8\"]\n"}}),
            "torch=2.0.1");
  EXPECT_EQ(versions({{"Pipfile.lock", "{\n \"default\": {\n  \"torch\": {\n   \"version\": \"==1.7.0\"\n  }\n }\n}\n"}}),
            "torch=1.7.0");
  EXPECT_EQ(versions({{"Pipfile", "[packages]\ntorch = \"==1.8\"\nnumpy = \"*\"\nx = {version = \">=2\"}\n"}}),
            "torch=1.8 x>==2");
}

TEST(Versions, Packaging) {
  EXPECT_EQ(versions({{"setup.py", "setup(install_requires=['torch>=1.7', \"numpy==1.19\"])\n"}}), "numpy=1.19 torch>==1.7");
  EXPECT_EQ(versions({{"setup.cfg", "[options]\ninstall_requires =\n    torch>=1.7\n    numpy\n"}}), "torch>==1.7");
  EXPECT_EQ(versions({{"pyproject.toml", "[tool.poetry.dependencies]\ntorch = \"^2.0\"\nnumpy = {version = \"1.20.0\"}\n"}}),
            "numpy=1.20.0 torch<=3 torch>==2.0");
  EXPECT_EQ(versions({{"pyproject.toml", "[tool.poetry\n"}}), "");
}

TEST(Versions, EnvironmentsAndImages) {
  EXPECT_EQ(versions({{"environment.yml", "name: x\ndependencies:\n  - python=3.8\n  - pytorch::pytorch=1.8.0=py3.8_cuda\n"
                                          "  - pip:\n    - timm==0.4.12\nprefix: /x\n"}}),
            "python=3.8 timm=0.4.12 torch=1.8.0");
  EXPECT_EQ(versions({{"Dockerfile", "FROM pytorch/pytorch:1.9.0-cuda11.1-cudnn8-runtime\nRUN pip install --no-cache-dir \\\n"
                                     "   timm==0.5.4 && echo ok\n"}}),
            "timm=0.5.4 torch=1.9.0");
  EXPECT_EQ(versions({{"README.md", "Install with `conda install pytorch=1.7.1 -c pytorch` first.\n"}}), "torch=1.7.1");
}

TEST(Versions, OtherPackagesImplyTorch) {
  EXPECT_EQ(versions({{"requirements.txt", "torchvision==0.8.2\n"}}), "torch=1.7 torchvision=0.8.2");
  EXPECT_EQ(versions({{"requirements.txt", "torchvision>=0.16\n"}}), "torch>==2.1 torchvision>==0.16");
  EXPECT_EQ(versions({{"requirements.txt", "torch==1.8\ntorchvision==0.16\n"}}), "torch=1.8 torchvision=0.16");
  EXPECT_EQ(versions({{"requirements.txt", "torchaudio==2.1.0\n"}}), "torch=2.1.0 torchaudio=2.1.0");
  EXPECT_EQ(versions({{"requirements.txt", "accelerate<1\ntransformers==4.40.1\n"}}),
            "accelerate<=1 torch>==1.10 transformers=4.40.1");
  EXPECT_EQ(versions({{"README.md", "pip install torch --index-url https://example.org/whl/cu121\n"}}), "torch>==2.1");
  EXPECT_EQ(versions({{"train.sh", "torchrun --nproc_per_node 8 train.py\n"}}), "torch>==1.10");
}

TEST(Versions, BetterSourcesWinAndDisputesAreUnknown) {
  EXPECT_EQ(versions({{"README.md", "pip install torch==1.4\n"}, {"requirements.txt", "torch==1.8\n"}}), "torch=1.8");
  EXPECT_EQ(versions({{"requirements.txt", "torch==1.8\n"}, {"requirements-gpu.txt", "torch==1.9\n"}}), "");
  EXPECT_EQ(versions({{"requirements.txt", "torch==1.8\n"}, {"examples/x/requirements.txt", "torch==1.9\n"}}), "torch=1.8");
  EXPECT_EQ(versions({{"requirements.txt", "torch>=1.8\n"}, {"README.md", "pip install torch==1.4\n"}}), "torch>==1.8");
}

TEST(Versions, AnActiveEnvironmentIsAskedLast) {
  const TemporaryFolder folder;
  folder.write("venv/lib/python3.11/site-packages/torch-2.2.1+cpu.dist-info/METADATA", "");
  folder.write("venv/lib/python3.11/site-packages/numpy-1.26.0.dist-info/METADATA", "");
  folder.write("project/requirements.txt", "numpy==1.20\n");
  DiscoverOptions options;
  options.roots = {folder.at("project")};
  options.environment = folder.at("venv");
  const auto found = discover(options);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->project.versions().at("torch"), "2.2.1");
  EXPECT_EQ(found->project.versions().at("numpy"), "1.20");
}

TEST(Versions, Compare) {
  EXPECT_LT(compare_versions("1.9", "1.10"), 0);
  EXPECT_EQ(compare_versions("2.1", "2.1.0"), 0);
  EXPECT_GT(compare_versions("2.0.1+cu118", "2.0.0"), 0);
  EXPECT_LT(compare_versions("", "0.1"), 0);
}

}  // namespace
}  // namespace seedlint::resolve
