#!/usr/bin/env python3
"""Score sayso on the dev data and record it in docs/quality.csv.  usage: score.py SAYSO SHARED [NAME...]

Runs SHARED/score over SHARED/data, SHARED/dossiers and our own bench/events; prints each scorer's table; rewrites the rows of docs/quality.csv
(set, measure, precision, recall, F1) that were measured, so that a change which moves a score shows it in the diff.
Without the data it says so and changes nothing. NAME: only the sets whose name contains it.
"""
import csv, json, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
OWN = os.path.join(HERE, "..", "bench", "events")  # coded events of our own; their README tells what was read of them
TABLE = os.path.join(HERE, "..", "docs", "quality.csv")
SETS = [  # scorer, gold file, further options of extract
    ("attribution", "attribution-polnear-dev.jsonl.gz", []),
    ("parse", "ud-ewt-dev.conllu.gz", ["--layers", "tokens"]),
    ("parse", "ud-gum-dev.conllu.gz", ["--layers", "tokens"]),
    ("entities", "ner-conll2003-dev.jsonl.gz", []),
    ("entities", "ner-re3d.jsonl.gz", []),
    ("entities", "ner-geowebnews.jsonl.gz", []),
    ("timex", "timex-timebank.jsonl.gz", []),
    ("timex", "timex-aquaint.jsonl.gz", []),
    ("timex", "timex-timebank.jsonl.gz+timex-aquaint.jsonl.gz", []),
    ("timex", "timex-wikiwars.jsonl.gz", []),
    ("incidents", "incidents-muc-tst3.jsonl.gz", []),  # the others are learned from
    ("pages", "pages-zyte.jsonl.gz", []),  # both hold the pages that the picker learned from; unseen: docs/decisions/010
    ("pages", "pages-readability.jsonl.gz", []),
]


def run(command, **kw):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, **kw)
    if done.returncode not in (0, 1):
        sys.exit(f"score.py: {' '.join(command)}: exit status {done.returncode}")
    return done.stdout


def rows(name, table):
    for line in table.splitlines():
        m = re.match(r"(\S.*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+(\d+)\s+(\d+)$", line)
        if m and int(m[5]) + int(m[6]):  # a row with nothing to find says nothing
            yield name, m[1], m[2], m[3], m[4]
        m = re.match(r"pages \d+\s+precision (\S+)\s+recall (\S+)\s+F1 (\S+)\s+accuracy (\S+)$", line)
        if m:  # per cent, as the other rows
            yield name, "body (pages learned from)", *(f"{100 * float(x):.1f}" for x in m.groups()[:3])
            yield name, "body exact (pages learned from)", "", "", f"{100 * float(m[4]):.1f}"
        m = re.match(r"(byline|date|title) \d+ of \d+ right \((\S+) %\)$", line)
        if m:
            yield name, m[1] + " right", "", "", m[2]
        m = re.match(r"independent reports: system (\S+), gold (\S+)", line)
        if m:
            yield name, "independent", m[1], m[2], "100.0" if m[1].rstrip(",") == m[2] else "0.0"


def gold_path(shared, gold, tmp):
    """The gold file, or one made of several joined by +; None where one is missing."""
    paths = [os.path.join(shared, "data", g) for g in gold.split("+")]
    if not all(map(os.path.exists, paths)):
        return None
    if len(paths) == 1:
        return paths[0]
    joined = os.path.join(tmp, "joined.jsonl.gz")
    with open(joined, "wb") as f:  # gzip files one after the other are one
        for p in paths:
            with open(p, "rb") as part:
                f.write(part.read())
    return joined


def score_set(sayso, shared, scorer, path, options, tmp):
    given, out = os.path.join(tmp, "in.jsonl"), os.path.join(tmp, "out.jsonl")
    with open(given, "w", encoding="utf8") as f:
        f.write(run([sys.executable, os.path.join(shared, "score", "sentences.py"), path]))
    with open(out, "w", encoding="utf8") as f:
        f.write(run([sayso, "extract", "--offsets", "chars", *options, given]))
    return run([sys.executable, os.path.join(shared, "score", scorer + ".py"), path, out])


def folders(path):
    names = sorted(os.listdir(path)) if os.path.isdir(path) else []
    return [os.path.join(path, n) for n in names if os.path.isdir(os.path.join(path, n))]


def score_dossier(sayso, shared, folder, tmp):
    reports, out, brief = (os.path.join(folder, "reports.jsonl"), os.path.join(tmp, "out.jsonl"), os.path.join(tmp, "brief.json"))
    ledger = os.path.join(tmp, os.path.basename(folder) + ".db")
    with open(out, "w", encoding="utf8") as f:
        f.write(run([sayso, "extract", "--offsets", "chars", reports]))
    run([sayso, "read", "--quiet", "-l", ledger, reports])
    with open(brief, "w", encoding="utf8") as f:
        f.write(run([sayso, "brief", "-l", ledger, "--all", "--json", "--offsets", "chars"]))
    return run([sys.executable, os.path.join(shared, "score", "dossier.py"), folder, out, brief])


def mean_of(found, names, title):
    """Mean F1 of each row over the dossiers that have something to find in it."""
    by = {}
    for name, measure, _, _, f in found:
        if name in names:
            by.setdefault(measure, []).append(float(f))
    return [(title, k, "", "", f"{sum(v) / len(v):.1f}") for k, v in by.items()]


def record(found):
    old = {}
    if os.path.exists(TABLE):
        with open(TABLE, newline="", encoding="utf8") as f:
            old = {(r["set"], r["measure"]): r for r in csv.DictReader(f)}
    for name, measure, p, r, f1 in found:
        old[name, measure] = {"set": name, "measure": measure, "precision": p, "recall": r, "f1": f1}
    with open(TABLE, "w", newline="", encoding="utf8") as f:
        w = csv.DictWriter(f, ["set", "measure", "precision", "recall", "f1"], lineterminator="\n")
        w.writeheader()
        w.writerows(old.values())


def main():
    sayso, shared, chosen = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if not os.path.isdir(os.path.join(shared, "score")):
        print(f"skipped: no data sets and scorers in {shared}")
        return
    wanted = lambda name: not chosen or any(c in name for c in chosen)
    found = []
    with tempfile.TemporaryDirectory() as tmp:
        for scorer, gold, options in SETS:
            name = re.sub(r"\.(jsonl|conllu)\.gz", "", gold)
            path = gold_path(shared, gold, tmp) if wanted(name) else None
            if path:
                table = score_set(sayso, shared, scorer, path, options, tmp)
                print(f"== {name}\n{table}")
                found += rows(name, table)
        dossiers = [d for d in folders(os.path.join(shared, "dossiers")) if wanted("dossier " + os.path.basename(d))]
        for d in dossiers:
            name = "dossier " + os.path.basename(d)
            table = score_dossier(sayso, shared, d, tmp)
            print(f"== {name}\n{table}")
            found += rows(name, table)
        own = []
        for d in folders(OWN) if wanted("own events") else []:
            own += rows(d, score_dossier(sayso, shared, d, tmp))
    mean = mean_of(found, {n for n, *_ in found if n.startswith("dossier ")}, "dossiers, mean")
    mean += mean_of(own, {n for n, *_ in own}, "own events, mean")
    for name, k, _, _, f in mean:
        print(f"{name}  {k:20s} {f}")
    record(found + mean)


main()
