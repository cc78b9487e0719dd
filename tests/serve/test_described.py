#!/usr/bin/env python3
"""Requests made from the served description, sound and unsound, by schemathesis: no answer may be one that it does not describe.
usage: test_described.py SAYSO

The same requests each time (derived from the description alone). With the Python of tools/test_venv.sh; without it
the test is skipped (exit 77).
"""
import os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from served import Served, read

ROOT = os.path.dirname(os.path.dirname(HERE))
TOOL = os.path.join(ROOT, "build", "test-venv", "bin", "schemathesis")
# whose bodies are told apart by their bytes, so that no schema says which are read and which refused (422)
TEXTS = ("POST /extract", "POST /reports")
MORE = ("--generation-deterministic", "--max-examples", "15", "--no-color")


def run(s, *options):
    base = f"http://{s.host}:{s.port}/api/v1"
    with tempfile.TemporaryDirectory() as folder:  # its own notes
        p = subprocess.run([TOOL, "run", base + "/openapi.json", "--url", base, *MORE, *options], capture_output=True, text=True, timeout=60, cwd=folder)
    print(p.stdout[-1500:] if p.returncode == 0 else p.stdout)
    assert p.returncode == 0, p.stderr[-2000:]
    assert s.api("/stats")["reports"] >= 0


def main(sayso):
    if not os.path.exists(TOOL):
        print("no schemathesis (tools/test_venv.sh)")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, "ledger.db")
        read(sayso, ledger, os.path.join(ROOT, "tests/fixtures/mill_fire.jsonl"))
        with Served(sayso, ledger, "--edit", "--max-bytes", str(1 << 20)) as s:
            names = [option for t in TEXTS for option in ("--exclude-name", t)]
            run(s, "--checks", "all", *names)
            run(s, "--checks", "all", "--exclude-checks", "positive_data_acceptance,negative_data_rejection", *[option for t in TEXTS for option in ("--include-name", t)])


main(os.path.abspath(sys.argv[1]))
