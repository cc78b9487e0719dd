#!/usr/bin/env python3
"""Run the examples of docs/spec.  usage: run.py SAYSO [FILE:LINE-or-part-of-name ...]

An example is a fenced block whose info line begins with "spec":

    ```spec published=2031-05-04
    text: The blast on Tuesday killed at least 14 people.
    timex: Tuesday | DATE | 2031-05-01
    figure: at least 14 | killed | 14 | 14 | -
    ```

Info line: published=DATE, title=WORDS-WITH-_ , publisher=NAME-WITH-_, and none=KIND,KIND (a starred example): no record of
these kinds may come out. A text may run over several lines; "\\n" in it is a line end.
timex, figure and sentence lines are complete (no other record of that kind may come out; sentences stand in order); attribution, claim, actor, mark and event
lines must each fit a record of its own, field by field as far as they are named; "-" is null.
    timex: words | type | value            figure: words | measure | low | best | high
    attribution, claim: source= cue= content= via= act= kind= responsible= stance= evidence= said= type= quote= actor=
    actor: name | class= speaks_for= alias=       mark: words | mark       event: kind= date= place=       sentence: words

"spec file": the lines up to "---" are a file of its own (a feed, a message, plain text); each line behind is one report that
is read of it, in order, with some of its fields; "\\n" is a line end:
    report: id= | title= | text= | publisher= | byline= | published= | url=
"""
import glob, json, os, re, subprocess, sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def examples(path):
    info, lines, start = None, [], 0
    for n, line in enumerate(open(path, encoding="utf8"), 1):
        line = line.rstrip("\n").strip()
        m = re.match(r"`{3,}\s*spec\b(.*)", line)
        if m and info is None:
            info, lines, start = m[1].split(), [], n
            info = info if "file" not in info else None
        elif info is not None and re.match(r"`{3,}", line):
            yield start, info, lines
            info = None
        elif info is not None and line:
            lines.append(line)


def files(path):
    """Examples that are files: (name, bytes, wanted reports)."""
    inside, lines, start = False, [], 0
    for n, line in enumerate(open(path, encoding="utf8"), 1):
        if not inside and re.match(r"```\s*spec file\b", line):
            inside, lines, start = True, [], n
        elif inside and line.startswith("```"):
            file, _, want = "".join(lines).partition("---\n")
            reports = [dict(c.strip().split("=", 1) for c in w[7:].split(" | ")) for w in want.splitlines()]
            yield f"{os.path.basename(path)}:{start}", file, reports
            inside = False
        elif inside:
            lines.append(line)


def wrong_file(sayso, file, want):
    run = subprocess.run([sayso, "extract", "-"], input=file, capture_output=True, text=True)
    have = [json.loads(line) for line in run.stdout.splitlines()]
    out = [f"{len(have)} reports, not {len(want)}: {run.stderr[:200]}"] if len(have) != len(want) else []
    for got, fields in zip(have, want):
        out += [f"{k}: {(got[k] or '-')!r}, not {v!r}" for k, v in fields.items() if (got[k] or "-").replace("\n", "\\n") != v]
    return out


def parse(path, start, info, lines):
    doc = {"id": f"{os.path.basename(path)}:{start}", "text": ""}
    none, want, last = [], [], None
    for word in info:
        key, _, value = word.partition("=")
        if key == "none":
            none = value.split(",") if value else ["timex", "figures", "attributions"]
        elif key in ("published", "publisher", "title"):
            doc[key] = value.replace("_", " ")
    for line in lines:
        m = re.match(r"(text|timex|figure|attribution|claim|actor|mark|event|sentence):\s?(.*)", line)
        if m and m[1] == "text":
            doc["text"], last = m[2], "text"
        elif m:
            want.append((m[1], [c.strip() for c in m[2].split(" | ")])); last = m[1]
        elif last == "text":
            doc["text"] += " " + line
        else:
            sys.exit(f"{path}:{start}: not understood: {line}")
    doc["text"] = doc["text"].replace("\\n", "\n")
    return doc, none, want


def number(x):
    return None if x == "-" else float(x)


def words(d, spans, field="text"):
    t = d["title"] if field == "title" else d["text"]
    return " ... ".join(t[s:e] for s, e in spans)


def fits(d, kind, cells, r):
    f = r.get("field", "text")
    if kind in ("attribution", "claim"):
        have = {"source": words(d, r["source"], f), "cue": words(d, r["cue"], f), "content": words(d, r["content"], f),
                "via": ", ".join(r.get("via") or []), "act": r.get("speech_act"), "kind": r.get("kind"), "said": r.get("said"),
                "responsible": r.get("responsible"), "stance": r.get("stance"), "evidence": ", ".join(sorted(r.get("evidence") or [])),
                "type": r.get("source_type"), "quote": r.get("quote_type"), "actor": r.get("source_actor"), "speaks_for": r.get("speaks_for"),
                "factuality": r.get("factuality")}
    elif kind == "actor":
        have = {"name": r["name"], "class": r.get("class"), "speaks_for": r.get("speaks_for"), "country": r.get("country"),
                "alias": [r["name"], *(r.get("aliases") or [])]}
        cells = [c if "=" in c else "name=" + c for c in cells]
    elif kind == "mark":
        return words(d, [r["span"]], f) == cells[0] and r["mark"] == cells[1]
    else:
        have = {k: r.get(k) for k in ("kind", "date", "place", "country")}
    for c in cells:
        key, _, value = c.partition("=")
        got = have.get(key.strip())
        if isinstance(got, list):
            if value not in got: return False
        elif key == "evidence":
            if sorted(x.strip() for x in value.split(",") if x.strip() not in ("", "-")) != sorted(r.get("evidence") or []):
                return False
        elif (got or "-") != value.strip():
            return False
    return True


def wrong(d, none, want):
    """What differs, as lines; empty when the example holds."""
    out = []
    lists = {"timex": "timex", "figure": "figures", "attribution": "attributions", "claim": "attributions", "actor": "actors",
             "mark": "marks", "event": "events"}
    for kind in none:
        found = d.get(lists.get(kind, kind), [])
        out += [f"unwanted {kind}: {json.dumps(r, ensure_ascii=False)[:300]}" for r in found]
    for kind in ("timex", "figure"):
        w = [c for k, c in want if k == kind]
        if not w: continue
        if kind == "timex":
            have = [(words(d, [r["span"]], r.get("field")), r["type"], r["value"] or "-") for r in d["timex"]]
            w = [tuple(c) for c in w]
        else:
            have = [(words(d, [r["span"]], r.get("field")), r["measure"], r["low"], r["best"], r["high"]) for r in d["figures"]]
            w = [(c[0], c[1], number(c[2]), number(c[3]), number(c[4])) for c in w]
        out += [f"missing {kind}: {x}" for x in w if x not in have] + [f"unwanted {kind}: {x}" for x in have if x not in w]
    w, have = [" | ".join(c) for k, c in want if k == "sentence"], [words(d, [s]).replace("\n", "\\n") for s in d["sentences"]]
    if w and w != have:
        out += [f"missing sentence: {x}" for x in w if x not in have] + [f"unwanted sentence: {x}" for x in have if x not in w]
    used = set()
    for kind, cells in want:
        if kind in ("timex", "figure", "sentence"): continue
        records = d.get(lists[kind], [])
        hit = next((i for i, r in enumerate(records) if (lists[kind], i) not in used and fits(d, kind, cells, r)), None)
        if hit is None:
            short = [{k: (words(d, v, r.get("field")) if k in ("source", "cue", "content") else v) for k, v in r.items()} for r in records]
            out.append(f"missing {kind}: {' | '.join(cells)}\n      have: " + "\n            ".join(json.dumps(x, ensure_ascii=False)[:400] for x in short))
        elif kind != "actor":
            used.add((lists[kind], hit) if kind != "claim" else ("claim", hit))
    return out


def main():
    sayso, chosen = sys.argv[1], sys.argv[2:]
    cases, whole = [], []
    for path in sorted(glob.glob(os.path.join(ROOT, "docs", "spec", "*.md"))):
        for start, info, lines in examples(path):
            case = parse(path, start, info, lines)
            if not chosen or any(c in case[0]["id"] for c in chosen):
                cases.append(case)
        whole += [f for f in files(path) if not chosen or any(c in f[0] for c in chosen)]
    if not cases + whole:
        print("no examples found")
        sys.exit(77)
    text = "".join(json.dumps(c[0], ensure_ascii=False) + "\n" for c in cases)
    run = subprocess.run([sayso, "extract", "--offsets", "chars", "-"], input=text, capture_output=True, text=True)
    got = {d["id"]: d for d in map(json.loads, run.stdout.splitlines())}
    bad = 0
    for doc, none, want in cases:
        problems = wrong(got[doc["id"]], none, want) if doc["id"] in got else ["no output: " + run.stderr[:300]]
        if problems:
            bad += 1
            print(f"docs/spec/{doc['id']}: {doc['text']}\n   " + "\n   ".join(problems))
    for name, file, want in whole:
        problems = wrong_file(sayso, file, want)
        bad += bool(problems)
        if problems:
            print(f"docs/spec/{name}:\n   " + "\n   ".join(problems))
    print(f"spec: {len(cases + whole) - bad} of {len(cases + whole)} examples hold")
    sys.exit(bad > 0)


main()
