#!/usr/bin/env python3
"""Passed and failed tests in a meson log (one JSON object a line; cmocka's own cases counted).  usage: count_tests.py LOG"""
import json, re, sys

good = bad = 0
try:
    for line in open(sys.argv[1], encoding="utf8"):
        t = json.loads(line)
        ran = re.findall(r"^\[  PASSED  \] (\d+) test", t.get("stdout", "") + t.get("stderr", ""), re.M)
        fell = re.findall(r"^\[  FAILED  \] (\d+) test", t.get("stdout", "") + t.get("stderr", ""), re.M)
        cases, broken = sum(map(int, ran)), sum(map(int, fell))
        if t["result"] in ("OK", "EXPECTEDFAIL"):
            good += max(cases, 1)
        elif t["result"] != "SKIP":
            good += cases
            bad += max(broken, 1)
except OSError:
    pass
print(good, bad)
