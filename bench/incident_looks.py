#!/usr/bin/env python3
"""Second and third looks at the incident records, beside MUC: shootings in local news, one military's press releases,
and event codes.

usage: incident_looks.py SAYSO DATA [gvdb|isaf|plover]...

gvdb (incident-gvdb-dev): names of shooters among the perpetrators, of victims among the victims; weapons; place: the record's
place is the town, or part of the scene, that the key gives; clock time: a TIMEX3 of type TIME covers it.
isaf (incident-isaf): of the first event: kind (the key's type, by its broad sort), day, place (the province is named in it);
killed and captured: a figure of the report has the key's minimum; group: it is among the actors or perpetrators.
plover (plover-gsr.json): the PLOVER code of a claim, an incident or a dyad is the key's, and source and target, where given,
are the claim's source and responsible party, the incident's perpetrator and victim, the dyad's parties (words in common).
Figures are per cent; what the key leaves open is not counted."""
import gzip, json, re, subprocess, sys

ALLOW = {"the", "a", "an", "of", "and"}


def words(s):
    return [w for w in re.findall(r"[a-z0-9]+", (s or "").lower()) if w not in ALLOW]


def same(a, b):
    a, b = words(a), words(b)
    return bool(a) and bool(b) and (a == b or (a[-1] == b[-1] and 2 * len(set(a) & set(b)) >= min(len(set(a)), len(set(b)))))


def meets(a, b):
    return bool(set(words(a)) & set(words(b)))


def run(sayso, docs):
    lines = "".join(json.dumps(d) + "\n" for d in docs)
    out = subprocess.run([sayso, "extract", "--offsets", "chars", "-"], input=lines, capture_output=True, text=True).stdout
    return [json.loads(x) for x in out.split("\n") if x]


class Tally:
    def __init__(self):
        self.hit = self.hit_gold = self.got = self.gold = 0

    def add(self, gold, got):
        self.gold += len(gold)
        self.got += len(got)
        self.hit_gold += sum(any(same(g, s) for s in got) for g in gold)
        self.hit += sum(any(same(g, s) for g in gold) for s in got)

    def show(self, name):
        p, r = 100 * self.hit / max(self.got, 1), 100 * self.hit_gold / max(self.gold, 1)
        print(f"{name:24}{p:8.1f}{r:8.1f}{2 * p * r / max(p + r, 1e-9):8.1f}{self.got:8}{self.gold:8}")


def share(name, hits):
    hits = [h for h in hits if h is not None]
    print(f"{name:24}{100 * sum(hits) / max(len(hits), 1):24.1f}{len(hits):16}")


def texts(events, key, want=lambda x: True):
    seen = {}
    for e in events:
        for x in e[key]:
            if want(x):
                seen.setdefault(x["text"].lower(), x["text"])
    return list(seen.values())


def gvdb(sayso, data):
    gold = [json.loads(x) for x in gzip.open(f"{data}/incident-gvdb-dev.jsonl.gz", "rt")]
    docs = []
    for d in gold:
        text = "\n".join(" ".join(s) for s in d["full_text"])
        text = re.sub(r" ([.,;:?!%)’”]|'s\b|n't\b)", r"\1", text)
        docs.append({"id": d["doc_key"], "text": re.sub(r"([(“]) ", r"\1", text), "published": d["date"]})
    who, hurt, arms, place, clock = Tally(), Tally(), Tally(), [], []
    for d, o in zip(gold, run(sayso, docs)):
        said = lambda kind: [" ".join(s[4]) for s in d["spans"] if s[2] == kind]
        if said("SHO-NAME"):
            who.add(said("SHO-NAME"), [t for t in texts(o["events"], "perpetrators", lambda x: x["class"] == "individual")])
        if said("VIC-NAME"):
            hurt.add(said("VIC-NAME"), texts(o["events"], "victims", lambda x: x["named"]))
        if said("CIR-WEAPON"):
            arms.add(said("CIR-WEAPON"), texts(o["events"], "weapons"))
        where = said("DAT-CITY") + said("DAT-LOC")
        place.append(any(meets(w, e["place"]) for w in where for e in o["events"]) if where else None)
        times = [o["text"][t["span"][0]:t["span"][1]] for t in o["timex"] if t["type"] == "TIME"]
        clock.append(any(meets(c, t) for c in said("DAT-CLOCK") for t in times) if said("DAT-CLOCK") else None)
    print(f"{'gvdb':24}{'P':>8}{'R':>8}{'F1':>8}{'system':>8}{'gold':>8}")
    who.show("shooter's name"), hurt.show("victim's name"), arms.show("weapon")
    share("place", place), share("clock time", clock)


SORT = {"detention": {"arrest"}, "airstrike": {"airstrike", "bombing"},
        "insurgentskilled": {"armed_attack", "clash", "airstrike", "shooting", "shelling_missile", "assassination"}}
SORT["captureandkill"] = SORT["detention"] | SORT["insurgentskilled"]
GROUP = {"imu": "islamic movement of uzbekistan imu", "hig": "hezb-e islami hizb gulbuddin hig", "aq": "al qaida qaeda al-qaida"}


def isaf(sayso, data):
    gold = [json.loads(x) for x in gzip.open(f"{data}/incident-isaf.jsonl.gz", "rt")]
    kind, day, place, dead, taken, group = [], [], [], [], [], []
    for d, o in zip(gold, run(sayso, [{"id": d["id"], "text": d["text"]} for d in gold])):
        g, e = d["gold"], (o["events"] or [None])[0]
        sorts = set().union(*(SORT.get(k, set()) for k in g["event_type"]))
        kind.append(bool(e and e["kind"] in sorts) if sorts else None)
        day.append(bool(e and e["date"] and e["date"][:10] == g["start_date"]))
        where = [p for p in g["province"] if p]
        place.append(any(meets(p, x["place"]) for p in where for x in o["events"]) if where else None)
        for measure, n, out in (("killed", g["min_killed"], dead), ("detained", g["min_captured"], taken)):
            out.append(any(f["measure"] == measure and n in (f["low"], f["best"]) for f in o["figures"]) if n else None)
        who = [x for t in g["target_group"] for x in t.split(";") if x and x != "criminal"]
        names = [a["name"] for a in o["actors"]] + texts(o["events"], "perpetrators")
        group.append(any(meets(GROUP.get(x, x), n) for x in who for n in names) if who else None)
    print("isaf")
    share("kind", kind), share("day", day), share("place", place), share("killed", dead), share("captured", taken)
    share("group", group)


# The key is of PLOVER 0.5, ours of PLOVER 2, which has fewer types.
SINCE = {"DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT"}


def plover(sayso, data):
    gold = [x for x in json.load(gzip.open(f"{data}/plover-gsr.json.gz", "rt")) if x.get("text")]
    code, pair = [], []
    for x, o in zip(gold, run(sayso, [{"id": x["id"], "text": x["text"], "published": x["date"]} for x in gold])):
        found = []
        for a in o["attributions"]:
            who = (a["source_actor"] or "") + " " + " ".join(o["text"][s:e] for s, e in a["source"])
            whom = (a["responsible"] or "") + " " + " ".join(o["text"][s:e] for s, e in a["content"])
            found.append(((a["codes"] or {}).get("plover"), who, whom))
        for e in o["events"]:
            who = " ".join(p["text"] for p in e["perpetrators"])
            whom = " ".join(v["text"] for v in e["victims"] + e["targets"])
            found.append((e["codes"]["plover"], who, whom))
        for d in o["dyads"]:
            of = lambda k: ((d[k]["actor"] or "") + " " + d[k]["text"]) if d[k] else ""
            found.append((d["codes"]["plover"], of("source"), of("target")))
        want = SINCE.get(x["event"], x["event"])
        right = [f for f in found if f[0] and f[0].split("/")[0] in (want, x["event"])]
        code.append(bool(right))
        side = lambda k, text: not x.get(k) or any(meets(a["actorText"] if isinstance(a, dict) else a, text)
                                                  for a in x[k])
        pair.append(any(side("source", w) and side("target", t) for _, w, t in right))
    print("plover")
    share("code", code), share("code for the right pair", pair)


for look in sys.argv[3:] or ("gvdb", "isaf", "plover"):
    {"gvdb": gvdb, "isaf": isaf, "plover": plover}[look](sys.argv[1], sys.argv[2])
