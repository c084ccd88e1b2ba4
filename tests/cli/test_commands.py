"""Exit status, wrong usage, standard input and the commands beside check."""
import json
import os
import subprocess

import case
import project
from case import LINE, Case


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


class Surroundings(Case):
    def test_limits_of_the_shell(self):
        if "ASAN_OPTIONS" in os.environ or "TSAN_OPTIONS" in os.environ:
            self.skipTest("sanitizers reserve terabytes")
        for limit, status in ((3_000_000, 1), (200_000, 2)):
            done = subprocess.run(["sh", "-c", f'ulimit -v {limit}; exec "{case.SEEDLINT}" check -q -j64 --output-format concise'],
                                  cwd=self.folder, capture_output=True, text=True, timeout=300)
            self.assertEqual(done.returncode, status, done.stdout + done.stderr)
            self.assertEqual(done.stdout, LINE if status == 1 else "")
            self.assertNotIn("internal", done.stderr)

    def test_output_that_cannot_be_written(self):
        for redirect in (">/dev/full", ">&-"):
            done = subprocess.run(["sh", "-c", f'exec "{case.SEEDLINT}" check {redirect}'], cwd=self.folder, capture_output=True, text=True, timeout=300)
            self.assertEqual(done.returncode, 2)
            self.assertTrue(done.stderr.startswith("error: cannot write to standard output: "), done.stderr)
        self.assertEqual(self.fails("check", "--output-format", "json", "-o", "a", "--output-format", "sarif", "-o", "a"),
                         "error: two output formats would go to `a`\n")
