#!/usr/bin/env python3
"""Every export of the demo's ledger, read by the format's own reader and checked against what `show` says; the page of `brief --html` as well.

usage: run.py SAYSO [SOURCE]

With the Python of tools/test_venv.sh (build/test-venv) the readers are pandas, frictionless, networkx, pyld, rdflib, html5lib
and jsonschema; without it this says so and checks with csv, json, xml and sqlite3 alone. Each check names what it found wrong;
exit 1 if any did.
"""
import csv, io, json, os, re, sqlite3, subprocess, sys, tempfile
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

SAYSO = os.path.abspath(sys.argv[1])
SOURCE = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), "..", ".."))
READERS = os.path.join(SOURCE, "build", "test-venv", "bin", "python")
if os.path.exists(os.path.join(SOURCE, "build", "test-venv", "installed.txt")) and os.environ.get("SAYSO_READERS") is None:
    os.execve(READERS, [READERS] + sys.argv, dict(os.environ, SAYSO_READERS="1"))
FULL = "SAYSO_READERS" in os.environ
FORMATS = ["jsonl", "gtd", "ucdp", "acled", "plover", "gdelt", "graphml", "gexf", "jsonld", "timelinejs", "markdown"]
FILES = dict(jsonl="ledger.jsonl", gtd="gtd.csv", ucdp="ged.csv", acled="acled.csv", plover="plover.csv", gdelt="gdelt.tsv",
             graphml="blame.graphml", gexf="blame.gexf", jsonld="claims.jsonld", timelinejs="timeline.json",
             markdown="report.md")
RULES = ["latest", "independent-majority", "official", "all"]

# A second event beside the demo's, with everything in it that might break a format.
HOSTILE = {
    "id": 'odd "id", <&>\u2028\n2', "publisher": "Northern\tWire | <b>", "published": "2031-08-02",
    "title": "=HYPERLINK(\"x\") & </script><script>alert(1)</script> *bold* [link](http://x.example)",
    "text": "DORVA, 2 August 2031 (Northern Wire) - A bomb killed at least 14 people in a market in Dorva on Friday, police said.\n\n"
            "Interior Minister Jana Kole accused the <i>Ordan</i> & \"Free\" Column of the attack. \"They did it; they, 'the Column',\" she said.\n\n"
            "The Column denied any role \U0001f600 in the bombing, | pipe, a backslash \\ and a `tick`.",
}

failures = []


def check(what, ok):
    if not ok:
        failures.append(what)
        print("FAILED ", what)


def sayso(*args, **kw):
    return subprocess.run([SAYSO, *args], capture_output=True, text=True, check=kw.get("check", True))


def rows(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def show(ledger, view, *more):
    return [json.loads(l) for l in sayso("show", view, "-l", ledger, "--format", "jsonl", *more).stdout.split("\n") if l]


def texts(folder):
    return {f: open(os.path.join(folder, f), encoding="utf8", newline="").read() for f in os.listdir(folder) if f != "ledger.db"}


# ---- one check a format ------------------------------------------------------------------------------------------------


def check_csv(folder, ledger):
    package = json.load(open(os.path.join(folder, "datapackage.json"), encoding="utf8"))
    names = {r["path"] for r in package["resources"]}
    check("csv: each table is described", names == {f for f in os.listdir(folder) if f.endswith(".csv")})
    tables = {}
    for r in package["resources"]:
        table = rows(open(os.path.join(folder, r["path"]), encoding="utf8", newline="").read())
        tables[r["name"]] = table
        header = open(os.path.join(folder, r["path"]), encoding="utf8").readline().rstrip("\n").split(",")
        check(f"csv: columns of {r['path']}", header == [f["name"] for f in r["schema"]["fields"]])
        check(f"csv: every column of {r['path']} is told of", all("description" in f for f in r["schema"]["fields"]))
    for view, key in (("claims", "claim"), ("figures", "figure_id"), ("reports", "report")):
        shown = {r.get("claim") if view == "claims" else r.get("figure") or r.get("report") for r in show(ledger, view)}
        got = {r[key] for r in tables[view]}
        check(f"csv: {view} are all there", got and (view == "figures" or got == shown))
    texts_of = {r["id"]: r for r in map(json.loads, filter(None, sayso("extract", *INPUTS).stdout.split("\n")))}
    for s in tables["spans"]:
        report = texts_of[s["report"]]
        words = report["title" if s["field"] == "title" else "text"]
        check("csv: a span's characters are its words", words[int(s["char_start"]):int(s["char_end"])] == s["text"])
        check("csv: a span's bytes are its words",
              words.encode()[int(s["byte_start"]):int(s["byte_end"])].decode() == s["text"])
    if FULL:
        import frictionless, pandas
        report = frictionless.Package(os.path.join(folder, "datapackage.json")).validate()
        check("csv: frictionless finds it valid: %s" % report.flatten(["rowNumber", "fieldName", "message"])[:3], report.valid)
        claims = pandas.read_csv(os.path.join(folder, "claims.csv"))
        check("csv: pandas reads all claims", len(claims) == len(tables["claims"]) and claims["claim"].is_unique)


def check_jsonl(text, ledger):
    lines = [json.loads(l) for l in text.split("\n") if l]
    claims = [l["row"] for l in lines if l["table"] == "claims"]
    check("jsonl: claims are those of show", claims == show(ledger, "claims"))
    check("jsonl: each row names its event", all(l["event"] for l in lines if l["table"] != "refused"))
    check("jsonl: all tables", {"events", "reports", "actors", "claims", "figures", "positions", "blame", "relations",
                               "conflicts", "timeline", "copies"} <= {l["table"] for l in lines})


def check_events(name, text, rule, delimiter=","):
    table = rows(text, delimiter)
    check(f"{name}: has rows", table)
    check(f"{name}: every row names its rule", {r["sayso_rule"] for r in table} == {rule})
    check(f"{name}: every row names its event", all(r["sayso_event"] for r in table))
    check(f"{name}: no row is longer than the head", all(None not in r and None not in r.values() for r in table))
    if FULL:
        import pandas
        frame = pandas.read_csv(io.StringIO(text), sep=delimiter, quoting=0 if delimiter == "," else 3)
        check(f"{name}: pandas reads it", len(frame) == len(table))
    return table


def check_gtd(text, rule):
    for r in check_events("gtd", text, rule):
        check("gtd: eventid is twelve digits", re.fullmatch(r"\d{12}", r["eventid"]))
        check("gtd: attack type", 1 <= int(r["attacktype1"]) <= 9 and r["attacktype1_txt"])
        check("gtd: claimed is said", r["claimed"] in ("0", "1"))
        check("gtd: a claimed group is not uncertain", r["claimed"] != "1" or r["guncertain1"] == "0")
        check("gtd: the toll leads to a figure", not r["nkill"] or r["sayso_toll_figure"])


def check_ucdp(text, rule):
    for r in check_events("ucdp", text, rule):
        known = [float(r[k]) for k in ("low", "best", "high") if r[k]]
        check("ucdp: low <= best <= high", known == sorted(known))
        check("ucdp: date_prec", r["date_prec"] in ("1", "2", "3", "4", "5", ""))
        check("ucdp: sources are counted", int(r["number_of_sources"]) >= 1)


def check_acled(text, rule):
    types = {"Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments"}
    for r in check_events("acled", text, rule):
        check("acled: event type", r["event_type"] in types)
        check("acled: time precision", r["time_precision"] in ("1", "2", "3", ""))


def check_plover(text, rule):
    types = {"AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "AID", "RETREAT", "CONSULT", "REQUEST", "ACCUSE", "REJECT",
             "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"}
    for r in check_events("plover", text, rule):
        check("plover: event type", r["Event Type"] in types)


def check_gdelt(text, rule):
    table = check_events("gdelt", text, rule, "\t")
    head = text.split("\n")[0].split("\t")
    check("gdelt: 61 columns and ours", len(head) == 65 and head[60] == "SOURCEURL")
    for r in table:
        check("gdelt: codes agree", r["EventCode"].startswith(r["EventBaseCode"]) and r["EventBaseCode"].startswith(r["EventRootCode"]))
        check("gdelt: quad class", r["QuadClass"] in "1234")
        check("gdelt: articles are counted", int(r["NumArticles"]) >= 1 and int(r["NumMentions"]) >= 1)


def check_graph(name, text, ledger):
    ET.fromstring(text)
    blame = show(ledger, "blame")
    if FULL:
        import networkx
        graph = networkx.parse_graphml(text, force_multigraph=True) if name == "graphml" else networkx.read_gexf(io.BytesIO(text.encode()))
        edges = [(graph.nodes[a]["label"], graph.nodes[b]["label"], d) for a, b, d in graph.edges(data=True)]
        found = {(a, b) for a, b, d in edges if d["kind"] == "blames"}
        check(f"{name}: networkx reads every accusation", found == {(b["by"], b["of"]) for b in blame})
        check(f"{name}: accusations have their day", all(d.get("first") for _, _, d in edges if d["kind"] == "blames"))
    else:
        check(f"{name}: one edge an accusation", text.count(">blames<" if name == "graphml" else 'value="blames"') == len(blame))


def check_jsonld(text, ledger):
    data = json.loads(text)
    ids = [n["id"] for n in data["@graph"]]
    check("jsonld: ids are unique", len(ids) == len(set(ids)))
    claims = [n for n in data["@graph"] if "Claim" in n["type"]]
    check("jsonld: all claims", {c["id"].rsplit(":", 1)[1] for c in claims} == {c["claim"] for c in show(ledger, "claims")})
    reports = {}
    for r in map(json.loads, filter(None, sayso("extract", *INPUTS).stdout.split("\n"))):
        reports["urn:sayso:report:" + "".join(c if re.match(r"[A-Za-z0-9\-._~]", c) else "".join("%%%02X" % b for b in c.encode()) for c in r["id"])] = r
    for n in data["@graph"]:
        if "Annotation" not in n["type"]:
            continue
        quote, place = n["target"]["selector"]
        words = reports[n["target"]["source"]][n["target"]["field"]]
        check("jsonld: position selector", words[place["start"]:place["end"]] == quote["exact"])
        check("jsonld: quote selector", quote["prefix"] + quote["exact"] + quote["suffix"] in words)
    if FULL:
        from pyld import jsonld
        import rdflib
        expanded = jsonld.expand(data)
        check("jsonld: pyld expands every node", len(expanded) == len(data["@graph"]))
        check("jsonld: no term is lost", all("http" in k or k.startswith(("@", "urn:")) for n in expanded for k in n))
        graph = rdflib.Graph().parse(data=text, format="json-ld")
        claim = rdflib.URIRef("https://schema.org/Claim")
        check("jsonld: rdflib finds every claim", len(list(graph.subjects(rdflib.RDF.type, claim))) == len(claims))
        oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
        check("jsonld: every selector has a start", len(list(graph.subjects(oa.start, None))) == len(list(graph.subjects(rdflib.RDF.type, oa.TextPositionSelector))) > 0)


TIMELINE = {"type": "object", "required": ["events"], "properties": {"scale": {"enum": ["human", "cosmological"]}, "events": {
    "type": "array", "minItems": 1, "items": {"type": "object", "required": ["start_date", "text"], "additionalProperties": False,
    "properties": {"unique_id": {"type": "string"}, "group": {"type": "string"}, "start_date": {"type": "object", "required": ["year"],
    "properties": {"year": {"type": "integer"}, "month": {"type": "integer", "minimum": 1, "maximum": 12},
    "day": {"type": "integer", "minimum": 1, "maximum": 31}}}, "text": {"type": "object", "required": ["headline"]}}}}}}


def check_timeline(text):
    data = json.loads(text)
    check("timelinejs: headlines are escaped", not any("<" in str(e["text"]) for e in data["events"]))
    check("timelinejs: ids are unique", len({e["unique_id"] for e in data["events"]}) == len(data["events"]))
    if FULL:
        import jsonschema
        errors = list(jsonschema.Draft202012Validator(TIMELINE).iter_errors(data))
        check(f"timelinejs: is of its form: {errors[:1]}", not errors)


def check_markdown(text):
    check("markdown: no HTML of a report's own", not re.search(r"(?<!\\)<", text))
    check("markdown: no link of a report's own", not re.search(r"(?<!\\)\[", text))
    for block in re.findall(r"(?m)(?:^\|.*\n)+", text):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        check("markdown: tables are even", len(widths) == 1)


def check_sqlite(folder, ledger):
    path = os.path.join(folder, "ledger.db")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as copy, sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as own:
        check("sqlite: sound", copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
        check("sqlite: no broken reference", not copy.execute("PRAGMA foreign_key_check").fetchall())
        for table in ("document", "claim", "figure", "position", "blame_claim"):
            n = [c.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for c in (copy, own)]
            check(f"sqlite: all rows of {table}", n[0] == n[1] > 0)
        check("sqlite: no originals", copy.execute("SELECT sum(length(bytes)) FROM original").fetchone()[0] == 0)
    check("sqlite: says that it cannot be verified", sayso("verify", "-l", path, check=False).returncode == 2)
    check("sqlite: answers as the ledger does", sayso("brief", "-l", path).stdout == sayso("brief", "-l", ledger).stdout)


class Nesting(HTMLParser):
    """Balanced elements, ids, and what is linked or loaded."""
    VOID = {"meta", "br", "link", "img", "input"}

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.refs, self.loads, self.wrong, self.words = [], [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        self.ids += [a["id"]] if "id" in a else []
        self.refs += [a["href"]] if "href" in a else []
        self.loads += [k for k in a if k in ("src", "srcset", "data", "poster", "action")] + [k for k in a if k.startswith("on")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        self.words.append(data)


def check_page(folder, ledger):
    for event in show(ledger, "events"):
        path = os.path.join(folder, "page.html")
        sayso("brief", event["event_id"], "-l", ledger, "--html", path)
        text = open(path, encoding="utf8").read()
        page = Nesting()
        page.feed(text)
        check("page: elements are balanced", not page.open and not page.wrong)
        check("page: ids are unique", len(page.ids) == len(set(page.ids)))
        inner = [r[1:] for r in page.refs if r.startswith("#")]
        check("page: every link within it leads somewhere", set(inner) <= set(page.ids))
        check("page: other links are of the web", all(r.startswith(("#", "http://", "https://")) for r in page.refs))
        check("page: nothing is loaded, no script", not page.loads and "<script" not in text and "url(" not in text and "@import" not in text)
        check("page: says so itself", "default-src 'none'" in text)
        words = " ".join("".join(page.words).split())
        claims = [json.loads(l) for l in sayso("show", "claims", "-l", ledger, "--event", event["event_id"], "--format", "jsonl").stdout.split("\n") if l]
        check("page: every claim stands in it", {"c-" + c["claim"] for c in claims} <= set(page.ids))
        shown = re.sub(r"[\u202a-\u202e\u2066-\u2069]", "", words)
        copies = show(ledger, "copies", "--event", event["event_id"])
        check("page: a copy leads to the text that it runs", text.count("Runs <a href=#r-") == sum(int(g["n_documents"]) - 1 for g in copies)
              and text.count('<div class="text">') == int(event["n_reports"]) - text.count("Runs <a href=#r-"))
        check("page: every claim's words stand in it", all(" ".join(c["text"].split()) in shown for c in claims))
        if FULL:
            import html5lib
            parser = html5lib.HTMLParser()
            parser.parse(text)
            check(f"page: valid HTML: {parser.errors[:2]}", not parser.errors)
    check("page: to standard output", sayso("brief", event["event_id"], "-l", ledger, "--html", "-").stdout == text)


def check_filters(ledger, folder):
    event = next(e["event_id"] for e in show(ledger, "events") if "Dorva" in e["name"])
    out = os.path.join(folder, "one")
    sayso("export", "sqlite", "-l", ledger, "-o", out, "--event", event, "--originals")
    copy = os.path.join(out, "ledger.db")
    check("filter: one report is left", [r["title"] for r in show(copy, "reports")] == [HOSTILE["title"]])
    check("filter: its originals are whole", sayso("verify", "-l", copy).returncode == 0)
    data = open(copy, "rb").read()
    check("filter: no trace of the others", b"ferry terminal" not in data and b"Sabel" not in data)
    check("filter: nothing is overwritten", sayso("export", "sqlite", "-l", ledger, "-o", out, check=False).returncode == 2)
    one = rows(sayso("export", "gtd", "-l", ledger, "--event", event).stdout)
    check("filter: rows of one event", {r["sayso_event"] for r in one} == {event})
    early = rows(sayso("export", "ucdp", "-l", ledger, "--as-of", "2031-05-08").stdout)
    late = rows(sayso("export", "ucdp", "-l", ledger).stdout)
    check("filter: what was known earlier", len(early) == 1 and len(late) == 2 and early[0]["best"] != late[0]["best"])


def main():
    global INPUTS
    if not FULL:
        print("NOTE: no build/test-venv (tools/test_venv.sh needs pip): exports are checked with Python's own readers only.")
    with tempfile.TemporaryDirectory() as folder:
        ledger, hostile = os.path.join(folder, "case.db"), os.path.join(folder, "hostile.jsonl")
        with open(hostile, "w") as f:
            f.write(json.dumps(HOSTILE) + "\n")
        INPUTS = [os.path.join(SOURCE, "demo", "reports.jsonl"), hostile]
        sayso("read", "-l", ledger, *INPUTS)
        for form in ["csv", "sqlite"] + FORMATS:
            sayso("export", form, "-l", ledger, "-o", os.path.join(folder, form))
        check_csv(os.path.join(folder, "csv"), ledger)
        check_sqlite(os.path.join(folder, "sqlite"), ledger)
        text = {}
        for form in FORMATS:
            text[form] = texts(os.path.join(folder, form))[FILES[form]]
            check(f"{form}: standard output is the file", sayso("export", form, "-l", ledger).stdout == text[form])
        check_jsonl(text["jsonl"], ledger)
        for rule in RULES:
            for form, how in (("gtd", check_gtd), ("ucdp", check_ucdp), ("acled", check_acled), ("plover", check_plover), ("gdelt", check_gdelt)):
                how(sayso("export", form, "-l", ledger, "--rule", rule).stdout, rule)
        check_graph("graphml", text["graphml"], ledger)
        check_graph("gexf", text["gexf"], ledger)
        check_jsonld(text["jsonld"], ledger)
        check_timeline(text["timelinejs"])
        check_markdown(text["markdown"])
        check_page(folder, ledger)
        check_filters(ledger, folder)
    print(f"{len(failures)} failed" if failures else "exports: all read" + ("" if FULL else " (Python's own readers only)"))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
