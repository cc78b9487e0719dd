#!/usr/bin/env python3
"""The R of docs/r.md runs on the demo's ledger, and finds what sayso prints and SQLite answers.

usage: r_doc.py SAYSO [SOURCE]      (skipped, and says so, where there is no Rscript with DBI and RSQLite)
"""
import csv, json, os, re, shutil, sqlite3, subprocess, sys, tempfile
from collections import Counter

SAYSO = os.path.abspath(sys.argv[1])
SOURCE = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), "..", ".."))
SKIPPED = 77
failures = 0


def check(what, ok):
    global failures
    if not ok:
        failures += 1
        print("FAILED ", what)


def show(ledger, view):
    out = subprocess.run([SAYSO, "show", view, "-l", ledger, "--format", "jsonl"], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in out.stdout.split("\n") if line]


def read(folder, name):
    with open(os.path.join(folder, f"r-{name}.csv"), encoding="utf8", newline="") as f:
        return list(csv.DictReader(f))


def number(value):
    return None if value is None else float(value)


def run_page(folder):
    """Every block in one session; then each table that is compared below as CSV."""
    blocks = re.findall(r"(?s)```r\n(.*?)```", open(os.path.join(SOURCE, "docs", "r.md"), encoding="utf8").read())
    check("nine blocks", len(blocks) == 9)
    tables = ("claims", "acts", "blame", "said", "toll", "words", "hits", "positions", "by_source")
    dump = [f'write.csv({t}, "r-{t}.csv", row.names = FALSE, na = "", fileEncoding = "UTF-8")' for t in tables]
    dump += ['write.csv(data.frame(actor = turned), "r-turned.csv", row.names = FALSE)', 'write.csv(as.data.frame(marks), "r-marks.csv")']
    with open(os.path.join(folder, "page.R"), "w", encoding="utf8") as f:
        f.write("options(warn = 2)\n" + "\n".join(blocks + dump) + "\n")
    return subprocess.run(["Rscript", "--vanilla", "page.R"], cwd=folder, env=dict(os.environ, LC_ALL="C.UTF-8"), capture_output=True, text=True)


def compare(folder, ledger):
    db = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    shown = show(ledger, "claims")
    claims = read(folder, "claims")
    check("claims are those of show", sorted(c["claim"] for c in claims) == sorted(c["claim"] for c in shown))
    acts = Counter((c["source_actor"], c["speech_act"]) for c in shown if c["source_actor"] and c["speech_act"])
    check("acts are counted as they are", {(a["source"], a["act"]): int(a["Freq"]) for a in read(folder, "acts")} == dict(acts))
    blame = {(b["by"], b["of"]): (b["first"], len(b["claims"]), "; ".join(b["denied_by"])) for b in show(ledger, "blame")}
    got = {(b["accuser"], b["accused"]): (b["first"], int(b["n_claims"]), b["denied_by"]) for b in read(folder, "blame")}
    check("blame is that of show", blame and got == blame)
    first = read(folder, "blame")[0]["accuser"]
    said = [c for c in shown if c["source_actor"] == first]
    check("one source's words", said and Counter(c["words"] for c in read(folder, "said")) == Counter(c["text"] for c in said))
    deaths = [f for f in show(ledger, "figures") if f["measure"] == "killed" and f["population"] == "all"]
    key = lambda f: tuple(number(f[k] or None) if f[k] != 0 else 0.0 for k in ("low", "best", "high"))
    check("the toll is that of show", deaths and Counter(map(key, read(folder, "toll"))) == Counter(map(key, deaths)))
    spans = db.execute("SELECT count(*) FROM words WHERE role = 'content' AND field = 'text'").fetchone()[0]
    words = read(folder, "words")
    check("words are cut where they stand", len(words) == spans > 0 and all(w["found"] == w["words"] for w in words))
    hits = read(folder, "hits")
    check("full text finds", hits and all("[" in h["found"] for h in hits))
    positions = show(ledger, "positions")
    check("positions are those of show", positions and [(p["actor"], p["date"], p["position"], p["claim"]) for p in read(folder, "positions")]
          == [(p["actor"], p["date"], p["position"], p["claim"]) for p in positions])
    check("who turned", {t["actor"] for t in read(folder, "turned")} == {p["actor"] for p in positions if p["changed"]})
    check("marks of evidence", {m["Var1"]: int(m["Freq"]) for m in read(folder, "marks")} == Counter(e for c in shown for e in c["evidence"]))
    sources = {}
    for f in show(ledger, "figures"):
        sources.setdefault(f["source_actor"], set()).add(f["report"])
    sources.pop(None, None)
    check("figures by source", {s["source_actor"]: int(s["reports"]) for s in read(folder, "by_source")} == {s: len(r) for s, r in sources.items()})
    check("a plot is drawn", os.path.getsize(os.path.join(folder, "toll.pdf")) > 1000)


def main():
    probe = ["Rscript", "--vanilla", "-e", "library(DBI); library(RSQLite)"]
    if not shutil.which("Rscript") or subprocess.run(probe, capture_output=True).returncode:
        print("SKIPPED: no Rscript with DBI and RSQLite (Debian: r-base-core r-cran-dbi r-cran-rsqlite)")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, "case.db")
        subprocess.run([SAYSO, "read", "-q", "-l", ledger, os.path.join(SOURCE, "demo", "reports.jsonl")], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([SAYSO, "export", "csv", "-l", ledger, "-o", os.path.join(folder, "out")], check=True, stdout=subprocess.DEVNULL)
        ran = run_page(folder)
        check("R runs the page: " + ran.stderr, ran.returncode == 0)
        if ran.returncode == 0:
            compare(folder, ledger)
    print(f"{failures} failed" if failures else "docs/r.md: all as sayso has it")
    return failures > 0


sys.exit(main())
