"""The same bytes for any number of threads, any order and spelling of paths and any split into batches."""
import json
import os
import shutil

import project
from case import Case


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

    def test_fixtures(self):
        """The fixture projects, each with findings across files: whole, by any threads, and file by file."""
        fixtures = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures/projects")
        everything = 0
        for name in sorted(os.listdir(fixtures)):
            folder = os.path.join(self.folder, "fixtures", name)
            shutil.copytree(os.path.join(fixtures, name), folder)
            self.write(f"fixtures/{name}/seedlint.toml", "")
            arguments = ("check", "--output-format", "json", "--exit-zero", "--notes")
            whole = self.ok(*arguments, "-j1", folder=folder)
            self.assertEqual(self.ok(*arguments, "-j8", folder=folder), whole, name)
            files = self.ok("check", "--show-files", folder=folder).splitlines()
            self.assertEqual(self.ok(*arguments, *reversed(files), folder=folder), whole, name)
            parts = [d for file in files for d in json.loads(self.ok(*arguments, file, folder=folder))["diagnostics"]]
            self.assertEqual(sorted(parts, key=json.dumps), sorted(json.loads(whole)["diagnostics"], key=json.dumps), name)
            everything += len(parts)
        self.assertGreater(everything, 10)
