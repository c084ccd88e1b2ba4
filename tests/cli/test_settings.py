"""Configuration, ignore directives and which files are read."""
import os

import project
from case import LINE, Case


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
