#!/usr/bin/env python3
"""Command-line tests: whole commands on the project of project.py.

usage: run.py --seedlint PROGRAM [TEST...]
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import project

SEEDLINT = ""
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

    def run_it(self, *arguments, stdin=None, environment=None, folder=None):
        env = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", **(environment or {})}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                env[name] = os.environ[name]
        done = subprocess.run([SEEDLINT, *arguments], cwd=folder or self.folder, input=stdin, capture_output=True,
                              text=True, env=env, stdin=None if stdin is not None else subprocess.DEVNULL)
        return done

    def ok(self, *arguments, status=0, **more):
        done = self.run_it(*arguments, **more)
        self.assertEqual(done.returncode, status, f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def fails(self, *arguments, **more):
        done = self.run_it(*arguments, **more)
        self.assertEqual(done.returncode, 2, f"{arguments}: {done.stdout}{done.stderr}")
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        return done.stderr


class Formats(Case):
    def test_full(self):
        self.assertEqual(self.ok("check", status=1), project.FULL)

    def test_concise(self):
        self.assertEqual(self.ok("check", "--output-format", "concise", status=1), LINE + "Found 1 warning in 5 files.\n")
        self.assertEqual(self.ok("--output-format=concise", "-q", status=1), LINE)

    def test_json(self):
        document = json.loads(self.ok("check", "--output-format", "json", status=1))
        self.assertEqual(list(document), ["version", "diagnostics", "summary"])
        self.assertEqual(document["summary"], {"files": 5, "errors": 0, "warnings": 1, "notes": 0, "suppressed": 0})
        (one,) = document["diagnostics"]
        self.assertEqual(list(one), ["rule", "code", "severity", "message", "path", "line", "column", "end_line", "end_column",
                                     "cell", "cell_line", "labels", "help", "url", "fingerprint"])
        self.assertEqual((one["rule"], one["code"], one["severity"]), ("seed-after-draw", "SEED102", "warning"))
        self.assertEqual((one["path"], one["line"], one["column"], one["end_line"], one["end_column"]), ("train.py", 8, 13, 8, 18))
        self.assertEqual((one["cell"], one["cell_line"]), (None, None))
        self.assertEqual([(l["line"], l["column"]) for l in one["labels"]], [(17, 5), (8, 13), (5, 15), (9, 5)])
        self.assertRegex(one["fingerprint"], "^[0-9a-f]{32}$")

    def test_json_of_nothing(self):
        document = json.loads(self.ok("check", "clean.py", "--output-format", "json"))
        self.assertEqual(document["diagnostics"], [])

    def test_notebook_places(self):
        self.write("nb.ipynb", project.NOTEBOOK)
        self.assertIn("nb.ipynb:cell 3:1:12: warning[seed-after-draw]", self.ok("check", "nb.ipynb", "--output-format", "concise", status=1))
        (one,) = json.loads(self.ok("check", "nb.ipynb", "--output-format", "json", status=1))["diagnostics"]
        self.assertEqual((one["line"], one["cell"], one["cell_line"]), (11, 3, 1))
        github = self.ok("check", "nb.ipynb", "--output-format", "github", status=1)
        self.assertTrue(github.startswith("::warning title=seedlint (seed-after-draw),file=nb.ipynb,line=11::cell 3, line 1%3A".replace("%3A", ":")), github)

    def test_github(self):
        summary = os.path.join(self.folder, "summary.md")
        out = self.ok("check", "--output-format", "github", status=1, environment={"GITHUB_STEP_SUMMARY": summary})
        self.assertEqual(out, "::warning title=seedlint (seed-after-draw),file=train.py,line=8,col=13,endLine=8,endColumn=18::"
                         "weights are drawn here before torch is seeded: they differ in every run, whatever the seed"
                         "%0Ahelp: move the seeding above this line\n")
        self.assertIn("| train.py:8:13 | warning `seed-after-draw` |", self.read("summary.md"))

    def test_github_shows_ten_and_says_so(self):
        for i in range(12):
            self.write(f"more/t{i:02}.py", project.FILES["train.py"])
        out = self.ok("check", "--output-format", "github", status=1)
        self.assertEqual(out.count("::warning "), 10)
        self.assertIn("::notice title=seedlint::3 more findings", out)

    def test_sarif(self):
        run = json.loads(self.ok("check", "--output-format", "sarif", status=1))["runs"][0]
        (result,) = run["results"]
        self.assertEqual(result["ruleId"], "SEED102")
        self.assertEqual(run["tool"]["driver"]["rules"][result["ruleIndex"]]["name"], "seed-after-draw")
        region = result["locations"][0]["physicalLocation"]["region"]
        self.assertEqual(region, {"startLine": 8, "startColumn": 13, "endLine": 8, "endColumn": 18})
        self.assertEqual(len(result["relatedLocations"]), 4)
        for related in result["relatedLocations"]:
            self.assertIn(f"({related['id']})", result["message"]["text"], "unlinked locations are not shown")
        self.assertIn("primaryLocationLineHash", result["partialFingerprints"])

    def test_two_formats_at_once(self):
        out = self.ok("check", "--output-format", "concise", "--output-format", "json", "-o", "out.json", status=1)
        self.assertTrue(out.startswith(LINE))
        self.assertEqual(len(json.loads(self.read("out.json"))["diagnostics"]), 1)

    def test_statistics(self):
        self.assertIn("     1  SEED102 seed-after-draw\n", self.ok("check", "--statistics", status=1))

    def test_colour(self):
        plain = self.ok("check", status=1)
        self.assertNotIn("\x1b", plain)
        for environment, arguments in (({"FORCE_COLOR": "1"}, ()), ({}, ("--color", "always")),
                                       ({"NO_COLOR": "1"}, ("--color=always",))):
            self.assertIn("\x1b", self.ok("check", *arguments, status=1, environment=environment))
        for environment, arguments in (({"FORCE_COLOR": "1", "NO_COLOR": "1"}, ()), ({"FORCE_COLOR": "0"}, ()),
                                       ({"FORCE_COLOR": "1"}, ("--color", "never"))):
            self.assertEqual(self.ok("check", *arguments, status=1, environment=environment), plain)

    def test_paths_cannot_forge_output(self):
        self.write("a\n::error::x\x1b[31m.py", project.FILES["train.py"])
        for form in ("full", "concise"):
            out = self.ok("check", "--output-format", form, status=1)
            self.assertNotIn("\x1b", out)
            self.assertNotIn("\n::error", out)
        self.assertNotIn("\n::error", self.ok("check", "--output-format", "github", status=1))


class ExitStatus(Case):
    def test_findings_and_thresholds(self):
        self.ok("check", status=1)
        self.ok("check", "--exit-zero")
        self.ok("check", "--fail-on", "error")
        self.ok("check", "--fail-on", "note", status=1)
        self.ok("check", "clean.py", "--fail-on", "note")
        self.ok("check", "--ignore", "seed-after-draw")

    def test_wrong_usage(self):
        self.assertEqual(self.fails("check", "--selct=SEED1"), "error: unknown option `--selct`; did you mean `--select`?\n")
        self.assertEqual(self.fails("check", "--output-format", "sarfi"), "error: no output format is called `sarfi`; did you mean `sarif`?\n")
        self.assertEqual(self.fails("check", "--select", "seed-after-drw"),
                         "error: no rule or code is called `seed-after-drw`; did you mean `seed-after-draw`?\n")
        self.assertEqual(self.fails("chekc"), "error: no command and no file is called `chekc`; did you mean `check`?\n")
        self.assertEqual(self.fails("check", "nowhere.py", "train.py"), "error: no such file or folder: `nowhere.py`\n")
        self.assertEqual(self.fails("explain", "missing-sed"), "error: no rule or code is called `missing-sed`; did you mean `missing-seed`?\n")
        self.assertEqual(self.fails("check", ""), "error: no such file or folder: ``\n")
        self.fails("check", "-o", "no/such/folder/x")

    def test_unreadable_files_do_not_hide_findings(self):
        self.write("broken.py", b"def f(:\n\x00\xff\n")
        os.mkdir(os.path.join(self.folder, "folder.py"))
        os.symlink("loop.py", os.path.join(self.folder, "loop.py"))
        os.mkfifo(os.path.join(self.folder, "pipe.py"))
        done = self.run_it("check", "--output-format", "concise", "-q")
        self.assertEqual((done.returncode, done.stdout), (1, LINE))

    def test_other_files_are_skipped_with_a_word(self):
        self.write("notes.md", "# seed\n")
        done = self.run_it("check", "notes.md", "train.py", "--output-format", "concise", "-q")
        self.assertEqual((done.returncode, done.stdout), (1, LINE))
        self.assertIn("notes.md", done.stderr)


class Sameness(Case):
    def setUp(self):
        super().setUp()
        for i in range(20):
            self.write(f"jobs/t{i:02}.py", project.FILES["train.py"].replace("build(2)", f"build({i + 2})"))

    def findings(self, *arguments):
        return json.loads(self.ok("check", "--output-format", "json", "--exit-zero", "--notes", *arguments))["diagnostics"]

    def test_threads(self):
        for form in ("full", "json", "sarif"):
            one = self.ok("check", "-j1", "--output-format", form, status=1)
            for _ in range(3):
                self.assertEqual(self.ok("check", "-j8", "--output-format", form, status=1), one)

    def test_order_and_spelling_of_paths(self):
        base = self.ok("check", "train.py", "jobs", status=1)
        for paths in (("jobs", "train.py"), ("./jobs/", "train.py", "train.py"), ("jobs", os.path.join(self.folder, "train.py")),
                      ("lib/../train.py", "jobs", "jobs/t03.py")):
            self.assertEqual(self.ok("check", *paths, status=1), base, paths)

    def test_batches(self):
        everything = self.findings()
        self.assertEqual(len(everything), 21)
        files = sorted(os.path.relpath(os.path.join(d, f), self.folder)
                       for d, _, fs in os.walk(self.folder) for f in fs if f.endswith(".py"))
        for size in (1, 7):
            parts = []
            for i in range(0, len(files), size):
                parts += self.findings(*files[i:i + size])
            self.assertEqual(sorted(parts, key=json.dumps), sorted(everything, key=json.dumps))

    def test_from_another_folder(self):
        here = self.findings("jobs")
        there = json.loads(self.ok("check", "--output-format", "json", "--exit-zero", ".", folder=os.path.join(self.folder, "jobs")))
        self.assertEqual([d["fingerprint"] for d in here], [d["fingerprint"] for d in there["diagnostics"]])
        self.assertEqual(there["diagnostics"][0]["path"], "t00.py")

    def test_cache_flag_is_accepted(self):
        self.assertEqual(self.findings("--no-cache"), self.findings())


class Ignores(Case):
    def edit(self, old, new, path="train.py"):
        text = self.read(path)
        self.assertIn(old, text)
        self.write(path, text.replace(old, new))

    def concise(self, *arguments, status):
        return self.ok("check", "--output-format", "concise", "-q", *arguments, status=status)

    def test_at_line_end(self):
        self.edit("build(2)", "build(2)  # seedlint: ignore[seed-after-draw] -- a test")
        self.assertEqual(self.concise(status=0), "")
        self.assertIn("1 ignored by directives", self.ok("check"))

    def test_by_code_above_for_the_file_and_by_noqa(self):
        original = self.read("train.py")
        for old, new in (("    model =", "    # seedlint: ignore[SEED102]\n    model ="), ("import torch\n", "# seedlint: file-ignore[seed-after-draw]\nimport torch\n"),
                         ("    model =", "    # seedlint: disable[seed-after-draw]\n    model ="), ("build(2)", "build(2)  # noqa: SEED102")):
            self.write("train.py", original)
            self.edit(old, new)
            self.assertEqual(self.concise(status=0), "", new)

    def test_not_in_a_string(self):
        self.edit("    model =", "    '# seedlint: ignore[seed-after-draw]'\n    model =")
        self.assertIn("train.py:9:13: warning[seed-after-draw]", self.concise(status=1))

    def test_unused_ones_are_reported(self):
        self.edit("set_seed(1)", "set_seed(1)  # seedlint: ignore[seed-after-draw]", path="clean.py")
        self.assertIn("clean.py:7:37: warning[unused-ignore] nothing to ignore", self.concise("clean.py", status=1))
        self.assertEqual(self.concise("clean.py", "--ignore", "unused-ignore", status=0), "")
        self.assertEqual(self.concise("clean.py", "--ignore", "seed-after-draw", status=0), "", "the rule did not run")

    def test_misspelt_ones_hide_nothing(self):
        self.edit("build(2)", "build(2)  # seedlint: ignore[seed-after-drawn]")
        out = self.concise(status=1)
        self.assertIn("warning[seed-after-draw]", out)
        self.assertIn("did you mean `seed-after-draw`?", out)

    def test_add_ignore(self):
        self.assertEqual(self.ok("check", "--add-ignore=first run", "."), "Ignored 1 finding in 1 file.\n")
        self.assertIn("model = build(2)  # seedlint: ignore[seed-after-draw] -- first run\n", self.read("train.py"))
        self.assertEqual(self.concise(status=0), "")
        self.assertEqual(self.ok("check", "--add-ignore"), "Ignored 0 findings in 0 files.\n")


class Configuration(Case):
    def concise(self, *arguments, status):
        return self.ok("check", "--output-format", "concise", "-q", *arguments, status=status)

    def test_select_and_ignore(self):
        self.write("seedlint.toml", 'ignore = ["SEED1"]\n')
        self.assertEqual(self.concise(status=0), "")
        self.assertEqual(self.concise("--isolated", status=1), LINE)
        self.assertEqual(self.concise("--select", "seed-after-draw", status=1), LINE)

    def test_pyproject(self):
        os.remove(os.path.join(self.folder, "seedlint.toml"))
        self.write("pyproject.toml", '[project]\nname = "x"\n\n[tool.seedlint]\nfail-on = "error"\n')
        self.assertEqual(self.concise(status=0), LINE)

    def test_exclude_and_per_file_ignores(self):
        self.write("seedlint.toml", 'exclude = ["train.py"]\n')
        self.assertEqual(self.concise(status=0), "")
        self.assertEqual(self.concise("train.py", status=0), "", "excludes hold for paths that are given, too")
        self.assertEqual(self.concise("train.py", "--no-force-exclude", status=1), LINE)
        self.write("seedlint.toml", '[per-file-ignores]\n"tr*.py" = ["SEED102"]\n')
        self.assertEqual(self.concise(status=0), "")

    def test_mistakes_name_the_line(self):
        for text, want in (("\nselct = []\n", "seedlint.toml:2: unknown key `selct`; did you mean `select`?"),
                           ("select = ['nope-nope']\n", "seedlint.toml:1: select: no rule or code is called `nope-nope`"),
                           ("select = 'SEED1'\n", "seedlint.toml:1: `select` is a list of strings"),
                           ("fail-on = 'bad'\n", "seedlint.toml:1: fail-on: `bad` is not one of error, warning, note"),
                           ("x = = 1\n", "seedlint.toml:1: ")):
            self.write("seedlint.toml", text)
            self.assertIn("error: " + want, self.fails("check"), text)

    def test_roots_that_do_not_exist_are_told(self):
        self.write("seedlint.toml", 'roots = ["tools/gone.py"]\n')
        done = self.run_it("check", "clean.py")
        self.assertIn("tools/gone.py", done.stderr)

    def test_show_settings_and_files(self):
        self.write("seedlint.toml", 'notes = true\n')
        out = self.ok("check", "--show-settings")
        self.assertRegex(out, r"notes +=  ?true +# seedlint.toml")
        self.assertEqual(self.ok("check", "lib", "--show-files"), "lib/__init__.py\nlib/model.py\nlib/seeds.py\n")

    def test_gitignored_files_are_checked_when_given(self):
        self.write(".gitignore", "jobs/\n")
        self.write("jobs/train.py", project.FILES["train.py"].replace("from lib.seeds import set_seed", "set_seed = torch.manual_seed").replace("from lib.model import build", "build = lambda n: torch.nn.Linear(n, 2)"))
        self.assertEqual(self.concise(status=1), LINE)
        self.assertIn("jobs/train.py:8:13", self.concise("jobs", status=1))
        self.assertIn("jobs/train.py:8:13", self.concise("jobs/train.py", status=1))

    def test_a_lone_file_brings_its_imports_only(self):
        os.remove(os.path.join(self.folder, "seedlint.toml"))
        self.assertEqual(self.concise("train.py", status=1), LINE)
        done = self.run_it("check", "train.py", "-v", "--exit-zero")
        self.assertIn("4 files", done.stderr)


class StandardInput(Case):
    def test_with_the_name_of_a_file(self):
        text = project.FILES["clean.py"].replace("    set_seed(1)\n    model = nn.Linear(2, 2)\n", "    model = nn.Linear(2, 2)\n    set_seed(1)\n")
        out = self.ok("check", "-", "--stdin-filename", "clean.py", "--output-format", "concise", "-q", status=1, stdin=text)
        self.assertTrue(out.startswith("clean.py:7:16: warning[seed-after-draw]"), out)

    def test_without_a_name(self):
        out = self.ok("check", "-", "--output-format", "concise", "-q", status=1,
                      stdin=project.FILES["train.py"].replace("from lib.seeds import set_seed", "set_seed = torch.manual_seed").replace("from lib.model import build", "build = lambda n: torch.nn.Linear(n, 2)"))
        self.assertTrue(out.startswith("<stdin>:8:13: warning[seed-after-draw]"), out)


class OtherCommands(Case):
    def test_version(self):
        self.assertRegex(self.ok("version"), r"^seedlint \d+\.\d+\.\d+\n$")
        self.assertEqual(self.ok("version"), self.ok("--version"))

    def test_every_rule_can_be_explained(self):
        rules = json.loads(self.ok("rules", "--output-format", "json"))
        self.assertGreater(len(rules), 10)
        for rule in rules:
            by_name = self.ok("explain", rule["name"])
            self.assertIn(rule["code"], by_name)
            self.assertEqual(self.ok("explain", rule["code"]), by_name)
            self.assertIn(rule["name"], self.ok("rules"))

    def test_trace(self):
        out = self.ok("trace", "train.py")
        self.assertIn("train.py: script", out)
        self.assertRegex(out, r"lib/model.py:5:15 +draw +torch init by torch.nn.Linear, not seeded")
        self.assertRegex(out, r"lib/seeds.py:8:11 +seed +torch with .* by torch.manual_seed")
        self.assertIn("train.py:8:13 warning[seed-after-draw]", out)
        self.assertRegex(out, r"one process: no process group.*\n +same-seed-all-ranks")
        through = self.ok("trace", "lib/seeds.py")
        self.assertIn("No program starts here", through)
        self.assertIn("train.py: script", through)

    def test_help_options_are_accepted(self):
        # Whatever the help promises is at least known: none of its words may be an unknown option.
        text = self.ok("check", "--help")
        words = {w.strip(",") .split("[")[0] for line in text.splitlines() if line.startswith("  -") for w in line.split()[:2] if w.startswith("-")}
        self.assertGreater(len(words), 20)
        for word in words:
            done = self.run_it("check", word, "1", "clean.py")
            self.assertNotIn("unknown option", done.stderr, word)


if __name__ == "__main__":
    ask = argparse.ArgumentParser()
    ask.add_argument("--seedlint", required=True)
    want, rest = ask.parse_known_args()
    SEEDLINT = os.path.abspath(want.seedlint)
    unittest.main(argv=[sys.argv[0], *rest])
