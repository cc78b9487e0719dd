#!/usr/bin/env python3
"""The two dossiers and 5,000 plain reports: does the cluster find what one process and its ledger find?

usage: tools/check_spark.sh BUILD same [SHARED [N]]      (not a part of any test: the reports lie beside the checkout)
"""
import glob, gzip, json, os, sys, time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tests", "python"))
import sayso
from sayso import spark as spark_module
from test_spark import Cluster, across, plain


def load(shared, n):
    """Records in order of their ids; what has no day in the data has none here."""
    reports = []
    for path in sorted(glob.glob(os.path.join(shared, "dossiers", "*", "reports.jsonl"))):
        with open(path, encoding="utf8") as f:
            name = os.path.basename(os.path.dirname(path))  # both number theirs from 01 on
            reports += [{**report, "id": f"{name}-{report['id']}"} for report in map(json.loads, f)]
    with gzip.open(os.path.join(shared, "data", "plain-reuters21578.jsonl.gz"), "rt", encoding="utf8") as f:
        for i, line in zip(range(n), f):
            doc = json.loads(line)
            reports.append({"id": f"plain{i:05d}", "title": doc.get("title"), "published": doc.get("date"), "text": doc["text"]})
    kept = ("id", "title", "published", "publisher", "url", "byline", "text")
    return sorted(({k: r[k] for k in kept if r.get(k)} for r in reports if r["text"].strip()), key=lambda r: r["id"])


def told(name, one, many):
    """How many agree; the first that do not."""
    keys = one if isinstance(one, (set, frozenset)) else {k for k in one if k in many and one[k] == many[k]}
    same = len(one & many) if isinstance(one, (set, frozenset)) else len(keys)
    all_of = len(one | many) if isinstance(one, (set, frozenset)) else len(set(one) | set(many))
    print(f"{name:10} {len(one):6} in one process, {len(many):6} on the cluster, {same:6} the same of {all_of}", flush=True)
    return same == all_of


def main(shared, n):
    reports = load(shared, n)
    Cluster.setUpClass()
    try:
        case = Cluster()
        print(f"{len(reports)} reports", flush=True)
        start = time.perf_counter()
        one, many, tally = across(reports, lambda records: case.frame(records, parts=32))
        print(f"{tally.reports} read, {tally.refused} refused, in {time.perf_counter() - start:.0f} s", flush=True)
        ok = [told(name, one[name], many[name]) for name in ("copies", "families", "events")]
        briefs = {e: {**b, "event": None} for e, b in many["briefs"].items()}
        ok.append(told("briefs", {e: {**b, "event": None} for e, b in one["briefs"].items()}, briefs))
        rows = {r.id: plain(r) for r in spark_module.extract(case.frame(reports, parts=32)).collect()}
        alone = {r["id"]: plain(case.alone(r)) for r in reports}
        ok.append(told("rows", alone, rows))
    finally:
        Cluster.tearDownClass()
    return 0 if all(ok) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "../shared", int(sys.argv[2]) if len(sys.argv) > 2 else 5000))
