"""The output formats, colour and statistics."""
import json
import os

import project
from case import LINE, Case


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
