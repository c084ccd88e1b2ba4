#!/usr/bin/env python3
"""Command-line tests: whole commands on the project of project.py. Every test_*.py beside this file is run.

usage: run.py --seedlint PROGRAM [test_formats | test_formats.Formats.test_json ...]
"""
import argparse
import os
import sys
import unittest

import case

if __name__ == "__main__":
    ask = argparse.ArgumentParser()
    ask.add_argument("--seedlint", required=True)
    want, rest = ask.parse_known_args()
    case.SEEDLINT = os.path.abspath(want.seedlint)
    here = os.path.dirname(os.path.abspath(__file__))
    modules = sorted(name[:-3] for name in os.listdir(here) if name.startswith("test_") and name.endswith(".py"))
    given = [word for word in rest if not word.startswith("-")]
    options = [word for word in rest if word.startswith("-")]
    unittest.main(module=None, argv=[sys.argv[0], *options, *(given or modules)])
