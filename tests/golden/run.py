#!/usr/bin/env python3
"""Golden files: one readable file a document, so that a diff names the stage that moved.

usage: run.py [--accept] SAYSO
Reads tests/golden/reports.jsonl (own articles), writes each stage's records in the text's own words, no bare offsets,
and compares with tests/golden/ID.golden; --accept rewrites them.
"""
import difflib, json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))


def text_of(d, r, spans):
    t = d["title"] if r.get("field") == "title" else d["text"]
    return " ... ".join(" ".join(t[s:e].split()) for s, e in spans) or "-"


def short(r, *keys):
    return "  ".join(f"{k}={r[k]}" for k in keys if r.get(k) not in (None, [], "", False))


def render(d):
    out = [f"REPORT {d['id']}  {d.get('publisher') or ''}  {d.get('published') or ''}", f"title: {d.get('title')}"]
    section = lambda name: out.extend(["", name])
    section("SENTENCES")
    out += ["  " + text_of(d, {}, [s]) for s in d["sentences"]]
    section("TOKENS  word/tag/lemma/relation>head")
    toks, line = d["tokens"], []
    starts = {tuple(s)[0] for s in d["sentences"]}
    for t in toks:
        w = text_of(d, t, [t["span"]])
        if t["span"][0] in starts and line and not t.get("field"):
            out.append("  " + " ".join(line)); line = []
        head = text_of(d, toks[t["head"] - 1], [toks[t["head"] - 1]["span"]]) if t.get("head") else "ROOT"
        line.append(f"{w}/{t['xpos']}/{t['lemma']}/{t['deprel']}>{head}")
    out.append("  " + " ".join(line))
    section("NAMES AND MENTIONS")
    out += [f"  {text_of(d, m, [m['span']])}  {m['kind']}{'' if m.get('named') else ' (not named)'} -> {m.get('actor')}" for m in d["mentions"]]
    section("ACTORS")
    out += [f"  {a['name']}  {short(a, 'class', 'country', 'sector', 'speaks_for', 'aliases')}" for a in d["actors"]]
    section("DATES")
    out += [f"  {text_of(d, t, [t['span']])}  {short(t, 'type', 'value', 'mod', 'earliest', 'latest')}" for t in d["timex"]]
    section("FIGURES")
    out += [f"  {text_of(d, f, [f['span']])}  {f['measure']} of {f['population']}: {f['low']} / {f['best']} / {f['high']}  {short(f, 'mod', 'unit', 'as_of', 'answer')}"
            for f in d["figures"]]
    section("ATTRIBUTIONS")
    for i, a in enumerate(d["attributions"]):
        out.append(f"  [{i}] source: {text_of(d, a, a['source'])}  |  cue: {text_of(d, a, a['cue'])}  |  content: {text_of(d, a, a['content'])}")
        out.append("      " + short(a, "quote_type", "parent", "source_actor", "speaks_for", "source_type", "via", "said"))
        out.append("      " + short(a, "speech_act", "kind", "responsible", "stance", "factuality", "evidence"))
    section("MARKS")
    out += [f"  {m['mark']}: {text_of(d, m, [m['span']])}" for m in d["marks"]]
    section("EVENTS")
    for e in d["events"]:
        out.append("  " + short(e, "kind", "date", "place", "country"))
        for role in ("perpetrators", "targets", "weapons", "victims"):
            out += [f"    {role[:-1]}: {x['text']}" for x in e.get(role, [])]
    section("REFUSALS")
    out += [f"  {r['reason']}" for r in d["refusals"]]
    return "\n".join(l.rstrip() for l in out) + "\n"


def main():
    accept = "--accept" in sys.argv
    sayso = [a for a in sys.argv[1:] if a != "--accept"][0]
    run = subprocess.run([sayso, "extract", "--offsets", "chars", "--layers", "tokens", os.path.join(HERE, "reports.jsonl")],
                         capture_output=True, text=True, check=True)
    bad = 0
    for d in map(json.loads, run.stdout.splitlines()):
        path, now = os.path.join(HERE, d["id"] + ".golden"), render(d)
        if accept:
            open(path, "w", encoding="utf8").write(now)
            continue
        old = open(path, encoding="utf8").read() if os.path.exists(path) else ""
        if old != now:
            bad += 1
            sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), now.splitlines(True), path, "now", n=1))
    print(f"golden: {bad} files differ; read the diff, then: make golden" if bad else "golden: all as expected")
    sys.exit(bad > 0)


main()
