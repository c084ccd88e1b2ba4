// Running somebody's command: every end is told apart, and nothing is left running.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <fstream>

#include "launch/embedded_files.h"
#include "launch/interruption.h"
#include "launch/run.h"
#include "launch/tracer_build.h"
#include "temporary_folder.h"

namespace seedlint::launch {
namespace {

using test::TemporaryFolder;

RunResult shell(const TemporaryFolder& folder, const std::string& script, double seconds = 0) {
  RunOptions options;
  options.command = {"/bin/sh", "-c", script};
  options.folder = folder.path();
  options.python = folder.path();
  options.cache = folder.path();
  options.seconds = seconds;
  return run(options);
}

TEST(Run, GivesTheExitStatus) {
  TemporaryFolder folder;
  RunResult result = shell(folder, "exit 7");
  EXPECT_EQ(result.how, RunResult::How::Exited);
  EXPECT_EQ(result.code, 7);
}

TEST(Run, GivesTheSignal) {
  TemporaryFolder folder;
  RunResult result = shell(folder, "kill -9 $$");
  EXPECT_EQ(result.how, RunResult::How::Signalled);
  EXPECT_EQ(result.code, SIGKILL);
}

TEST(Run, ACommandThatIsNotThereIsSaidSo) {
  TemporaryFolder folder;
  RunOptions options;
  options.command = {"/nonexistent/program"};
  options.folder = folder.path();
  RunResult result = run(options);
  EXPECT_EQ(result.how, RunResult::How::NotStarted);
  EXPECT_NE(result.message.find("No such file"), std::string::npos);
}

TEST(Run, AProgramThatNeverEndsIsKilled) {
  TemporaryFolder folder;
  RunResult result = shell(folder, "trap '' TERM INT HUP; while :; do :; done", 0.2);
  EXPECT_EQ(result.how, RunResult::How::TimedOut);
}

// The grandchild leaves the session of its parent; it is found all the same. It tells its process id.
TEST(Run, NothingIsLeftRunning) {
  TemporaryFolder folder;
  RunResult result = shell(folder, "setsid sh -c 'echo $$ > " + (folder / "pid") + "; exec sleep 1000' & while ! [ -s " + (folder / "pid") + " ]; do :; done");
  EXPECT_EQ(result.how, RunResult::How::Exited);
  pid_t pid = 0;
  std::ifstream(folder / "pid") >> pid;
  ASSERT_GT(pid, 0);
  EXPECT_NE(::kill(pid, 0), 0) << "process " << pid << " is alive";
  EXPECT_GE(result.leftovers, 1u);
}

TEST(Run, AnInterruptionEndsTheCommand) {
  TemporaryFolder folder;
  Interruption interruption;
  RunResult result = shell(folder, "echo $$ > " + (folder / "pid") + "; trap '' TERM INT HUP; kill -HUP $PPID; while :; do :; done");
  EXPECT_EQ(result.how, RunResult::How::Interrupted);
  pid_t pid = 0;
  std::ifstream(folder / "pid") >> pid;
  ASSERT_GT(pid, 0);
  EXPECT_NE(::kill(pid, 0), 0) << "process " << pid << " is alive";
}

TEST(Run, NothingIsStartedAfterAnInterruption) {
  TemporaryFolder folder;
  {
    Interruption interruption;
    ::raise(SIGTERM);
    EXPECT_EQ(shell(folder, "echo > " + (folder / "ran")).how, RunResult::How::Interrupted);
    EXPECT_FALSE(std::filesystem::exists(folder / "ran"));
  }
  Interruption another;
  EXPECT_EQ(shell(folder, "exit 0").how, RunResult::How::Exited);
}

TEST(Interruption, WhatWasIgnoredStaysIgnored) {
  auto before = ::signal(SIGHUP, SIG_IGN);
  {
    Interruption interruption;
    ::raise(SIGHUP);
    EXPECT_FALSE(Interruption::requested());
    ::raise(SIGINT);
    EXPECT_TRUE(Interruption::requested());
  }
  ::signal(SIGHUP, before);
}

TEST(Run, OutputIsKeptAndItsTailIsPrintable) {
  TemporaryFolder folder;
  shell(folder, "echo one; echo two >&2; printf 'th\\001ree\\n'");
  EXPECT_EQ(output_tail(folder.path(), 2), "two\nth?ree");
}

TEST(Run, TheProgramSeesOurSwitchesAndNothingOnItsInput) {
  TemporaryFolder folder;
  RunOptions options;
  options.command = {"/bin/sh", "-c", "echo $PYTHONHASHSEED $SEEDLINT_VERIFY_SWITCH $SEEDLINT_VERIFY_STEPS; read line || echo empty"};
  options.folder = folder.path();
  options.python = folder.path();
  options.steps = 5;
  options.switches = {"hashseed"};
  run(options);
  EXPECT_EQ(output_tail(folder.path(), 2), "0 hashseed 5\nempty");
}

TEST(Run, ARequestForATracerIsNoticed) {
  TemporaryFolder folder;
  EXPECT_EQ(shell(folder, "echo '{}' > " + (folder / "request.json") + "; exit 86").how, RunResult::How::NeedsTracer);
}

TEST(TracerBuild, SourcesAreInstalledOnce) {
  TemporaryFolder folder;
  auto python = install_sources(folder.path());
  ASSERT_TRUE(python) << python.error();
  EXPECT_TRUE(std::filesystem::exists(*python / "sitecustomize.py"));
  EXPECT_TRUE(std::filesystem::exists(*python / "../tracer/tracer.cpp"));
  auto before = std::filesystem::last_write_time(*python / "sitecustomize.py");
  ASSERT_TRUE(install_sources(folder.path()));
  EXPECT_EQ(std::filesystem::last_write_time(*python / "sitecustomize.py"), before);
}

TEST(TracerBuild, ABadRequestOrTorchWithoutHeadersIsASentence) {
  TemporaryFolder folder;
  std::ofstream(folder / "request.json") << "not json";
  EXPECT_NE(build_tracer(folder.path(), folder / "request.json").error().message.find("cannot be read"), std::string::npos);
  std::ofstream(folder / "request.json") << R"({"key": "a/../b", "include": "/"})";
  EXPECT_NE(build_tracer(folder.path(), folder / "request.json").error().message.find("malformed"), std::string::npos);
  std::ofstream(folder / "request.json") << R"({"key": "k", "include": "/nonexistent"})";
  EXPECT_NE(build_tracer(folder.path(), folder / "request.json").error().message.find("no C++ headers"), std::string::npos);
}

// A folder of tracers that machines share: the first answer is another try, the second another way of tracing.
TEST(TracerBuild, ATracerThatCannotBeLoadedIsCompiledOnceMoreAndThenGivenUp) {
  TemporaryFolder folder;
  std::ofstream(folder / "request.json") << R"({"key": "k", "include": "/nonexistent", "python": true, "unloadable": "version `GLIBC_2.38' not found"})";
  EXPECT_NE(build_tracer(folder.path(), folder / "request.json").error().message.find("no C++ headers"), std::string::npos) << "it tries to compile";
  const BuildFailure failure = build_tracer(folder.path(), folder / "request.json", true).error();
  EXPECT_EQ(failure.because, "the compiled one cannot be loaded (version `GLIBC_2.38' not found)");
  EXPECT_TRUE(failure.can_be_python);
}

TEST(TracerBuild, EveryEmbeddedFileHasText) {
  for (const EmbeddedFile& file : embedded_files()) EXPECT_GT(file.text.size(), 100u) << file.path;
}

}  // namespace
}  // namespace seedlint::launch
