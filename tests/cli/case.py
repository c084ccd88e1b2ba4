"""What every command-line test stands on: a fresh copy of the project of project.py and ways to run the program."""
import os
import shutil
import subprocess
import tempfile
import unittest

import project

SEEDLINT = ""  # the program under test; run.py sets it
LINE = ("train.py:8:13: warning[seed-after-draw] weights are drawn here before torch is seeded: "
        "they differ in every run, whatever the seed\n")


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        # A folder above with a marker of its own keeps anything outside from being taken for the project.
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="seedlint-cli-"))
        self.addCleanup(shutil.rmtree, self.folder)
        for path, text in project.FILES.items():
            self.write(path, text)
        self.write("seedlint.toml", "")

    def write(self, path, text):
        full = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w" if isinstance(text, str) else "wb", **({"newline": ""} if isinstance(text, str) else {})) as file:
            file.write(text)

    def read(self, path):
        with open(os.path.join(self.folder, path), newline="") as file:
            return file.read()

    def run_it(self, *arguments, stdin=None, environment=None, folder=None, seconds=300):
        """Runs the program; `seconds` is what even a slow machine needs far less of: more is a hang."""
        env = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", **(environment or {})}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                env[name] = os.environ[name]
        return subprocess.run([SEEDLINT, *arguments], cwd=folder or self.folder, input=stdin, capture_output=True,
                              text=True, env=env, stdin=None if stdin is not None else subprocess.DEVNULL, timeout=seconds)

    def ok(self, *arguments, status=0, **more):
        done = self.run_it(*arguments, **more)
        self.assertEqual(done.returncode, status, f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def fails(self, *arguments, **more):
        done = self.run_it(*arguments, **more)
        self.assertEqual(done.returncode, 2, f"{arguments}: {done.stdout}{done.stderr}")
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        return done.stderr
