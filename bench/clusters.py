#!/usr/bin/env python3
"""Copies and events of the dossiers among strangers: score/clusters.py over several seeds.

usage: clusters.py SAYSO SHARED [N [SEED...]]

Reads the dossiers and N reports (default 2000) of two plain collections, shuffled, into a new ledger for each seed (default
1 2 3), and prints what the scorer says of each.
"""
import os, subprocess, sys, tempfile

sayso, shared = sys.argv[1:3]
n = sys.argv[3] if len(sys.argv) > 3 else "2000"
seeds = sys.argv[4:] or ["1", "2", "3"]
scorer = [sys.executable, os.path.join(shared, "score/clusters.py")]
dossiers = [os.path.join(shared, "dossiers", d) for d in ("depot-blast", "rail-derailment")]
plain = [os.path.join(shared, "data", f"plain-{c}.jsonl.gz:{n}") for c in ("insightcrime", "reuters21578")]
for seed in seeds:
    with tempfile.TemporaryDirectory() as folder:
        mix, ledger, show = (os.path.join(folder, f) for f in ("mix.jsonl", "l.db", "show.jsonl"))
        with open(mix, "w") as f:
            subprocess.run(scorer + ["--mix", seed] + dossiers + plain, stdout=f, check=True)
        if subprocess.run([sayso, "read", "-q", "-l", ledger, mix]).returncode > 1:
            sys.exit("clusters.py: the reading failed")
        with open(show, "w") as f:
            subprocess.run([sayso, "show", "reports", "-l", ledger, "--format", "jsonl"], stdout=f, check=True)
        print(f"seed {seed}", flush=True)
        subprocess.run(scorer + [show] + dossiers, check=True)
