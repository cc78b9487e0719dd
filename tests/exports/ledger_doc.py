#!/usr/bin/env python3
"""The SQL of docs/ledger.md answers on the demo's ledger; views that it names are there and agree with `show`.

usage: ledger_doc.py SAYSO [SOURCE]
"""
import json, os, re, sqlite3, subprocess, sys, tempfile

SAYSO = os.path.abspath(sys.argv[1])
SOURCE = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), "..", ".."))
failures = 0


def check(what, ok):
    global failures
    if not ok:
        failures += 1
        print("FAILED ", what)


def show(ledger, view):
    out = subprocess.run([SAYSO, "show", view, "-l", ledger, "--format", "jsonl"], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in out.stdout.split("\n") if line]


with tempfile.TemporaryDirectory() as folder:
    ledger = os.path.join(folder, "demo.db")
    subprocess.run([SAYSO, "read", "-q", "-l", ledger, os.path.join(SOURCE, "demo", "reports.jsonl")], check=True, stdout=subprocess.DEVNULL)
    db = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    text = open(os.path.join(SOURCE, "docs", "ledger.md"), encoding="utf8").read()
    questions = re.findall(r"(?s)```sql\n(.*?)```", text)
    check("ten questions and one more", len(questions) == 11)
    for sql in questions:
        try:
            rows = db.execute(sql).fetchall()
        except sqlite3.Error as e:
            rows = []
            print(e)
        check("answered: " + sql.split("\n")[0], rows)
    named = re.findall(r"(?m)^\| `(\w+)` \|", text)
    views = {name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    check("views that are told of are there", set(named) <= views and len(named) == 13)
    for view in named:
        columns = [c[1] for c in db.execute(f"PRAGMA table_info({view})")]
        check(f"{view}: names are plain", all(re.fullmatch(r"[a-z_]+", c) for c in columns))
        check(f"{view}: has rows", db.execute(f"SELECT count(*) FROM {view}").fetchone()[0])
    claims = {r["claim"]: r for r in show(ledger, "claims")}
    for claim, source, act, responsible, stance, words in db.execute("SELECT claim, source, act, responsible, stance, words FROM claims"):
        r = claims.pop(claim)
        check(f"claim {claim} is the one of show", (source, act, responsible, stance, words) == (
            r["source_actor"], r["speech_act"], r["responsible"], r["stance"], r["text"]))
    check("no claim is missing", not claims)
    reports = show(ledger, "reports")
    independent = db.execute("SELECT sum(independent) FROM reports").fetchone()[0]
    brief = subprocess.run([SAYSO, "brief", "-l", ledger, "--json"], capture_output=True, text=True, check=True).stdout
    check("independent reports are those of the brief", independent == json.loads(brief)["independent"])
    check("all reports", db.execute("SELECT count(*) FROM reports").fetchone()[0] == len(reports))
    for words, field, begin, end, report in db.execute("SELECT words, field, byte_start, byte_end, report FROM words"):
        headline, body = db.execute("SELECT headline, text FROM document WHERE report_id = ?", (report,)).fetchone()
        check("words stand at their bytes", (headline if field == "title" else body).encode()[begin:end].decode() == words)
print(f"{failures} failed" if failures else "docs/ledger.md: all answered")
sys.exit(failures > 0)
