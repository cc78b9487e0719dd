#!/usr/bin/env python3
"""Every route of docs/openapi.json: its answers fit what is described, and mean what they say.  usage: test_routes.py SAYSO"""
import json, os, subprocess, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from schema import faults
from served import Served, quoted, read

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
API = json.load(open(os.path.join(ROOT, "docs/openapi.json"), encoding="utf8"))
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Bridge at Dolvan closed</title></head><body><article>
<h1>Bridge at Dolvan closed</h1><p>The river police of Dolvan said on Monday that a barge had struck the bridge 😀 and that 12 people
were injured.</p><p>“Nobody warned us,” said Ilse Farorby, the mayor. The Kesmaria Harbour Board denied that it was responsible for
the collision, and Ordania blamed the Harbour Board for the damage to the bridge, its ministry of transport said.</p></article>
</body></html>"""
seen = set()


def schema_of(path, method, status):
    answers = API["paths"][path][method]["responses"]
    answer = answers.get(str(status)) or answers["default"]
    if "$ref" in answer:
        answer = API["components"]["responses"][answer["$ref"].split("/")[-1]]
    return next(iter(answer["content"].values()))["schema"]


def asked(s, path, query="", method="get", want=200, **ids):
    """The answer, checked against the description."""
    address = path
    for key, value in ids.items():
        if key == "id":
            address = address.replace("{id}", quoted(value))
    more = {k: v for k, v in ids.items() if k != "id"}
    answer = s.api(address + query, want=want, method=method.upper(), **more)
    wrong = faults(answer, schema_of(path, method, want), API)
    assert not wrong, f"{method} {address}{query}: " + "; ".join(wrong[:5])
    seen.add((path, method))
    return answer


def test_pages(s):
    event = asked(s, "/events")["items"][0]
    for path in ("/reports", "/claims", "/figures", "/blame", "/positions", "/timeline", "/actors", "/copies", "/refused", "/corrections"):
        everything = asked(s, path, "?limit=1000")
        total = everything["total"]
        assert len(everything["items"]) == total, path
        for size in (1, 3):  # pages put together are the whole
            parts = [asked(s, path, f"?limit={size}&offset={k}")["items"] for k in range(0, total + size, size)]
            assert sum(parts, []) == everything["items"], (path, size)
        if path not in ("/corrections",):
            own = asked(s, path, f"?limit=1000&event={event['id'][:12]}")
            assert own["total"] <= total
            if path not in ("/actors",):
                assert all(row in everything["items"] for row in own["items"]), path
    asked(s, "/reports", "?event=no%20such", want=404)
    return event


def test_filters(s):
    claims = asked(s, "/claims", "?limit=1000")["items"]
    for key, param in (("speech_act", "act"), ("kind", "kind"), ("mark", "stance"), ("report", "report")):
        for value in {c[key] for c in claims if c[key]}:
            got = asked(s, "/claims", f"?limit=1000&{param}={quoted(value)}")["items"]
            assert got == [c for c in claims if c[key] == value], (key, value)
    for mark in {m for c in claims for m in c["evidence"]}:
        assert asked(s, "/claims", f"?limit=1000&evidence={mark}")["items"] == [c for c in claims if mark in c["evidence"]]
    days = sorted({c["day"] for c in claims if c["day"]})
    got = asked(s, "/claims", f"?limit=1000&since={days[0]}&until={days[0]}")["items"]
    assert got == [c for c in claims if c["day"] == days[0]]
    back = asked(s, "/claims", "?limit=1000&sort=-day")["items"]
    assert [c["claim"] for c in back if c["day"]] == [c["claim"] for c in reversed(claims) if c["day"]]
    alone = asked(s, "/claims", "?limit=1000&independent=true")["items"]
    assert alone and not any(c["copy"] for c in alone) and len(alone) < len(claims)
    who = next(c["source_actor"] for c in claims if c["source_actor"])
    said = asked(s, "/claims", f"?limit=1000&by={quoted(who.upper())}")["items"]
    assert said and all(who in (c["source_actor"], c["speaks_for"]) for c in said)
    blamed = next(c["responsible"] for c in claims if c["responsible"])
    assert all(c["responsible"] == blamed for c in asked(s, "/claims", f"?about={quoted(blamed)}")["items"])
    word = claims[0]["text"].split()[-1].strip(".,")
    assert any(c["claim"] == claims[0]["claim"] for c in asked(s, "/claims", f"?limit=1000&q={quoted(word)}")["items"])
    assert asked(s, "/claims", "?q=%22%20OR%20NOT%20(")["total"] == 0
    for query in ("?act=nonsense", "?limit=0", "?limit=1001", "?limit=x", "?offset=-1", "?since=yesterday", "?independent=2",
                  "?nonsense=1", "?act=deny&act=deny", "?parts=claims", "?by=%ff", "?by=%0", "?sort=up"):
        asked(s, "/claims", query, want=400)


def test_report(s):
    """The words of every span, and the same bytes in the original."""
    for row in asked(s, "/reports", "?limit=1000")["items"]:
        source = s.ask(f"/api/v1/reports/{quoted(row['id'])}/source")
        assert source[0] == 200 and source[1]["Content-Type"].startswith("text/plain")
        assert source[1]["X-Content-Type-Options"] == "nosniff" and "sandbox" in source[1]["Content-Security-Policy"]
        seen.add(("/reports/{id}/source", "get"))
        texts = {}
        for unit in ("bytes", "chars", "utf16"):
            r = asked(s, "/reports/{id}", f"?offsets={unit}", id=row["id"])
            title, text = r["report"]["title"] or "", r["text"]
            code = {"bytes": "utf-8", "chars": "utf-32-le", "utf16": "utf-16-le"}[unit]
            size = {"bytes": 1, "chars": 4, "utf16": 2}[unit]

            def words(record, span):
                field = title if record.get("field") == "title" else text
                return field.encode(code)[span[0] * size:span[1] * size].decode(code)

            for c in r["claims"]:
                pieces = [words(c, p) for p in c["content"]]
                assert " ... ".join(pieces) == c["text"], (row["id"], unit)
                for role in ("source", "cue", "content"):
                    raw = [source[2][b:e].decode("utf-8", "replace") for b, e in c["raw"][role]]
                    for have, want in zip(raw, [words(c, p) for p in c[role]]):
                        assert plain(have) == plain(want), (have, want)
            for f in r["figures"] + r["times"] + r["marks"]:
                assert plain(source[2][f["raw"][0]:f["raw"][1]].decode("utf-8", "replace")) == plain(words(f, f["span"]))
            texts[unit] = [[words(c, p) for p in c["cue"]] for c in r["claims"]]
        assert texts["bytes"] == texts["chars"] == texts["utf16"]
        assert r["report"]["n_bytes"] == len(source[2])
    asked(s, "/reports/{id}", id="no such", want=404)
    asked(s, "/reports/{id}/source", id="no such", want=404)


def plain(text):
    """Without what HTML and JSON do to words."""
    import html, re
    text = text.encode().decode("unicode_escape").encode("latin-1", "ignore").decode("utf-8", "ignore") if "\\" in text else text
    return re.sub(r"\W+", " ", html.unescape(re.sub(r"<[^>]*>", "", text))).strip()


def test_event(s, event):
    whole = asked(s, "/events/{id}", id=event["id"])
    assert whole["event"]["id"] == event["id"]
    some = asked(s, "/events/{id}", "?parts=blame,reports", id=event["id"])
    assert set(some) == {"schema", "event", "independent", "blame", "reports"} and some["reports"] == whole["reports"]
    stored = "reports,copies,revisions,figures,conflicts,blame,positions"  # read off the tables
    for unit in ("bytes", "chars", "utf16"):
        full, some = (asked(s, "/events/{id}", f"?offsets={unit}{more}", id=event["id"]) for more in ("", "&parts=" + stored))
        for part in stored.split(","):
            assert some[part] == full[part], (unit, part)
        assert some["independent"] == full["independent"] and some["event"] == full["event"]
    asked(s, "/events/{id}", "?parts=everything", id=event["id"], want=400)
    asked(s, "/events/{id}", id="ffffffffffffffff", want=404)
    names = {c["source_actor"] for c in whole["claims"]}
    grid = asked(s, "/events/{id}/grid", "?all=true&limit=1000", id=event["id"])
    assert {row["actor"] for row in grid["rows"]} <= names | {None} and grid["total"] == len(grid["rows"])
    cells = [c for row in grid["rows"] for cell in row["cells"] for c in cell["claims"]]
    assert sum(row["n_claims"] for row in grid["rows"]) == len(cells)
    ids = {c["claim"] for c in whole["claims"]}
    assert {c["claim"] for c in cells} <= ids and max(c["reports"] for c in cells) > 1  # copies are folded
    assert all(cell["day"] in grid["days"] for row in grid["rows"] for cell in row["cells"] if cell["day"])
    marked = asked(s, "/events/{id}/grid", id=event["id"])
    assert all(c["mark"] for row in marked["rows"] for cell in row["cells"] for c in cell["claims"])
    edges = asked(s, "/blame", f"?event={event['id']}")["items"]
    assert {(b["by"], b["of"]) for b in edges} == {(b["by"], b["of"]) for b in whole["blame"]}
    held = asked(s, "/positions", f"?event={event['id']}")["items"]
    assert sorted((p["actor"], json.dumps(p["history"])) for p in held) == sorted((p["actor"], json.dumps(p["history"])) for p in whole["positions"])
    # rows say the same as the brief
    rows = {c["claim"]: c for c in asked(s, "/claims", f"?limit=1000&event={event['id']}")["items"]}
    for c in whole["claims"]:
        for key in ("source_actor", "speech_act", "kind", "stance", "responsible", "said", "via", "text", "factuality", "source_type", "wrong"):
            assert rows[c["claim"]][key] == c[key], (key, rows[c["claim"]][key], c[key])
        assert sorted(rows[c["claim"]]["evidence"]) == sorted(c["evidence"])


def test_actors(s, sayso, ledger, event):
    """As `sayso show actors` has them."""
    rows = subprocess.run([sayso, "show", "actors", "-l", ledger, "--event", event["id"], "--format", "jsonl"], capture_output=True, check=True).stdout.splitlines()
    shown = {r["actor_id"]: r for r in map(json.loads, rows)}
    got = asked(s, "/actors", f"?limit=1000&event={event['id']}")["items"]
    assert {a["id"] for a in got} == {key for key, r in shown.items() if r["n_claims"]}
    assert any(a["speaks_for"] for a in got)
    for a in got:
        for key in ("name", "class", "country", "sector", "speaks_for", "n_claims"):
            assert a[key] == shown[a["id"]][key], (a, shown[a["id"]])
    part = got[0]["name"][1:4].upper()
    assert got[0]["name"] in [a["name"] for a in asked(s, "/actors", f"?limit=1000&q={quoted(part)}")["items"]]


def test_claim(s):
    for c in asked(s, "/claims", "?limit=1000")["items"]:
        one = asked(s, "/claims/{id}", "?offsets=utf16", id=c["claim"])
        assert one["claim"]["claim"] == c["claim"] and one["claim"]["source_actor"] == c["source_actor"]
        assert sorted(set(e["report"] for e in one["elsewhere"])) == sorted(set(one["carriers"]) | {e["report"] for e in one["elsewhere"] if e["report"] == c["report"]})
        assert one["links"][-1]["role"] == "outlet"
    asked(s, "/claims/{id}", id="zz", want=404)


def test_find(s):
    got = asked(s, "/find", "?q=mill")["items"]
    assert got and all("".join(f["parts"]) == f["text"] and any("mill" in p.lower() for p in f["parts"][1::2]) for f in got if f["text"] and len(f["parts"]) > 1)
    asked(s, "/find", want=400)
    asked(s, "/find", "?q=", want=400)
    asked(s, "/find", "?x" + 60 * "%C3%A9" + "=1", want=400)  # cut for the message, between characters or not


def test_extract(s):
    for body, kind in ((b"The mayor of Dolvan said on Monday that 12 people were injured.", "text/plain"), (PAGE.encode(), "text/html"),
                       (json.dumps({"text": "Ordania denied it on Friday.", "title": "Ordania denies", "published": "2031-05-04"}).encode(), "application/json")):
        r = asked(s, "/extract", "?offsets=chars&published=2031-05-04", method="post", body=body, headers={"Content-Type": kind})
        assert r["attributions"], kind
        for a in r["attributions"]:
            field = r["title"] if a.get("field") == "title" else r["text"]
            assert all(field[b:e].strip() for b, e in a["content"])
    assert "tokens" in asked(s, "/extract", "?tokens=true", method="post", body=b"Dolvan said no.")
    asked(s, "/extract", method="post", body=b"", want=422)
    asked(s, "/extract", method="post", body=b"\0\1\2\3" * 50, want=422)
    asked(s, "/extract", "?offsets=feet", method="post", body=b"Dolvan said no.", want=400)
    before = asked(s, "/stats")
    assert before["reports"] == asked(s, "/reports")["total"]


def test_edit(s, folder):
    stats = asked(s, "/stats")
    made = asked(s, "/reports", "?id=bridge&published=2031-05-06&publisher=Dolvan%20Daily", method="post", body=PAGE.encode(), want=201)
    assert made["what"] == "copy" and made["of"] and made["n_claims"] > 0, made
    assert asked(s, "/reports", "?id=bridge&published=2031-05-06&publisher=Dolvan%20Daily", method="post", body=PAGE.encode())["what"] == "same"
    asked(s, "/reports", method="post", body=b"", want=422)
    after = asked(s, "/stats")
    assert after["reports"] == stats["reports"] + 1 and after["change"] != stats["change"] and after["settled"]
    test_report(s)
    claim = asked(s, "/claims", "?report=bridge")["items"][0]
    for what in ("claim wrong", "claim right", "claim wrong"):
        asked(s, "/corrections", method="post", body=json.dumps({"what": what, "subject": claim["claim"][:12], "who": "Ilse \"I\" Far"}).encode(), want=201)
        assert asked(s, "/claims/{id}", id=claim["claim"])["wrong"] == (what == "claim wrong")
    row = asked(s, "/corrections")["items"][0]
    assert (row["what"], row["subject"], row["other"], row["who"]) == ("claim wrong", claim["claim"], "bridge", 'Ilse "I" Far') and row["at"]
    first, second = asked(s, "/events")["items"][:2]
    asked(s, "/corrections", method="post", body=json.dumps({"what": "event rename", "subject": first["id"], "others": ["The fire – at the mill"]}).encode(), want=201)
    assert asked(s, "/events")["items"][0]["name"] == "The fire – at the mill"
    asked(s, "/corrections", method="post", body=json.dumps({"what": "event merge", "subject": first["id"], "others": [second["id"]]}).encode(), want=201)
    assert asked(s, "/events")["total"] == after["events"] - 1
    for body in (b"", b"[]", b"{}", b'{"what": 1, "subject": "x"}', b'{"what": "event merge", "subject": "x", "others": [1]}', b'{"what": "no", "subject": "x"}', b"\xff", b"[" * 100000):
        asked(s, "/corrections", method="post", body=body, want=400)
    asked(s, "/corrections", method="post", body=b'{"what": "claim wrong", "subject": "zz"}', want=404)
    asked(s, "/corrections", method="post", body=b'{"what": "actor rename", "subject": "Nobody", "others": ["X"]}', want=404)


def main(sayso):
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, "ledger.db")
        read(sayso, ledger, os.path.join(ROOT, "tests/fixtures/mill_fire.jsonl"))
        page = os.path.join(folder, "https page.html")
        open(page, "w", encoding="utf8").write(PAGE)
        read(sayso, ledger, page)
        with Served(sayso, ledger, "--edit") as s:
            assert s.api("/openapi.json") == API
            seen.add(("/openapi.json", "get"))
            event = test_pages(s)
            test_filters(s)
            test_report(s)
            test_event(s, event)
            test_actors(s, sayso, ledger, event)
            test_claim(s)
            test_find(s)
            test_extract(s)
            test_edit(s, folder)
    described = {(path, method) for path, item in API["paths"].items() for method in item}
    assert seen >= described, f"not asked: {described - seen}"
    print(f"{len(described)} routes")


main(os.path.abspath(sys.argv[1]))
