#!/usr/bin/env python3
"""The samples of docs/exports.md, made from the demo's ledger.

usage: samples.py SAYSO [--accept]     without --accept: checks that each format has its sample, and that the names of
                                       columns and keys in it are still those of the format (values change with the model)
"""
import csv, io, json, os, re, subprocess, sys, tempfile

SAYSO = os.path.abspath(sys.argv[1])
SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
DOC = os.path.join(SOURCE, "docs", "exports.md")
ROWS = {"gtd": ",", "ucdp": ",", "acled": ",", "plover": ",", "gdelt": "\t"}


def export(ledger, *args):
    return subprocess.run([SAYSO, "export", *args, "-l", ledger], capture_output=True, text=True, check=True).stdout


def cut(text, n=112):
    return text if len(text) <= n else text[:n - 4] + " ..."


def row(text, delimiter):
    """The cells that the first row fills, one a line."""
    first = next(csv.DictReader(io.StringIO(text), delimiter=delimiter))
    return "".join(cut(f"{k:24} {v}") + "\n" for k, v in first.items() if v)


def lines(text, pattern, n):
    return "".join(cut(l) + "\n" for l in [l for l in text.split("\n") if re.search(pattern, l)][:n])


def nodes(text, kinds):
    graph = json.loads(text)["@graph"]
    picked = [next(n for n in graph if k in n["type"]) for k in kinds]
    return "".join(json.dumps(n, indent=1, ensure_ascii=False) + "\n" for n in picked)


def sample(form, ledger, folder):
    if form == "csv":
        export(ledger, "csv", "-o", folder)
        text = lambda name: open(os.path.join(folder, name), encoding="utf8").read()
        return "\n".join(f"{name}:\n" + lines(text(name), ".", 2) for name in ("claims.csv", "spans.csv", "figures.csv"))
    if form == "sqlite":
        export(ledger, "sqlite", "-o", folder)
        return "$ sqlite3 ledger.db 'SELECT accuser, accused, first, denied_by FROM accusations LIMIT 3'\n" + subprocess.run(
            ["sqlite3", os.path.join(folder, "ledger.db"), "SELECT accuser, accused, first, denied_by FROM accusations LIMIT 3"],
            capture_output=True, text=True, check=True).stdout
    text = export(ledger, form)
    if form in ROWS:
        return row(text, ROWS[form])
    if form == "jsonl":
        return lines(text, '"table": ?"(reports|claims|figures|blame)"', 400).split("\n")[0] + "\n" + lines(text, '"table": ?"claims"', 1) + lines(text, '"table": ?"blame"', 1)
    if form in ("graphml", "gexf"):
        return lines(text, "<node", 2) + lines(text, "<edge ", 2)
    if form == "jsonld":
        return nodes(text, ["Claim", "Annotation"])
    if form == "timelinejs":
        data = json.loads(text)
        return json.dumps({"scale": data["scale"], "events": data["events"][1:2]}, indent=1, ensure_ascii=False) + "\n"
    return "".join(cut(l) + "\n" for l in text.split("\n")[:14])


def names(form, text):
    """What of a sample must not change by itself: names of columns, keys, elements."""
    if form in ROWS:
        return [l[:24].strip() for l in text.splitlines()]
    if form == "csv":
        return [l for l in text.splitlines() if l.startswith("event,") or l.endswith(":")]
    if form in ("jsonl", "jsonld", "timelinejs"):
        return re.findall(r'"([a-zA-Z_]+)":', text)
    if form in ("graphml", "gexf"):
        return re.findall(r' (\w+)="|<(\w+)', text)
    return []


def header(form, ledger):
    return export(ledger, form).split("\n")[0].split(ROWS[form])


with tempfile.TemporaryDirectory() as folder:
    ledger = os.path.join(folder, "demo.db")
    subprocess.run([SAYSO, "read", "-q", "-l", ledger, os.path.join(SOURCE, "demo", "reports.jsonl")], check=True, stdout=subprocess.DEVNULL)
    doc, bad = open(DOC, encoding="utf8").read(), 0
    forms = re.findall(r"(?m)^```text sample=(\w+)$", doc)
    if sorted(forms) != sorted(["csv", "jsonl", "sqlite", "gtd", "ucdp", "acled", "plover", "gdelt", "graphml", "gexf", "jsonld", "timelinejs", "markdown"]):
        sys.exit(f"samples of docs/exports.md: {forms}")
    for form in forms:
        pattern = re.compile(r"(?ms)^```text sample=%s\n(.*?)^```$" % form)
        if "--accept" in sys.argv:
            doc = pattern.sub(lambda m: f"```text sample={form}\n{sample(form, ledger, folder)}```", doc)
            continue
        old = names(form, pattern.search(doc).group(1))
        allowed = set(header(form, ledger)) if form in ROWS else set(names(form, sample(form, ledger, folder)))
        wrong = [n for n in old if n not in allowed and not (form == "csv" and "," not in n)]
        if form in ("jsonl", "jsonld", "timelinejs", "graphml", "gexf"):
            wrong = [n for n in wrong if n not in set(names(form, export(ledger, form)))]
        if wrong:
            print(f"FAILED  {form}: the sample has what the format has not: {wrong}")
            bad += 1
    if "--accept" in sys.argv:
        open(DOC, "w", encoding="utf8").write(doc)
    print("docs/exports.md: samples are of the formats" if not bad else f"{bad} failed")
    sys.exit(bad > 0)
