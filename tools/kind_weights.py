#!/usr/bin/env python3
"""Learn data/kind_weights.tsv, by which src/claim/kind_model.c tells what a claim is about.

usage: kind_weights.py SAYSO OUT.tsv EVENT_FOLDER...

Each folder holds reports.jsonl and gold.json (bench/events, ../shared/dossiers). A gold claim teaches through the
attribution that sayso finds for it (same report, contents alike by Jaccard >= 0.5), so that the features are those that
the program will see. Multinomial logistic regression, AdaGrad, L2; plain Python, a minute. A weight is written as one
character: '0' + 40 + 20 * weight, so that an entry is twelve characters, in the order of ledger.md's kinds.
"""
import collections, json, math, os, re, subprocess, sys

KINDS = "responsibility occurrence cause figure identity intent warning demand forecast position condition status".split()
HERE = os.path.dirname(os.path.abspath(__file__))
RARE, EPOCHS, RATE, PRIOR, SMALL = 4, 40, 0.15, 0.1, 0.075  # PRIOR: variance of a weight
FINITE = {"VBD", "VBZ", "VBP", "MD"}
NOMINAL = {"NN", "NNS", "PRP", "DT", "EX", "NNP", "NNPS"}


def clues():
    book, names = {}, []
    for line in open(os.path.join(HERE, "..", "data", "clues.tsv"), encoding="utf8"):
        if line.startswith("#!"):
            names = line.split("flags:")[1].strip().split(",")
        elif line.strip() and line[0] != "#":
            key, flags = line.rstrip("\n").split("\t")[:2]
            book[key] = [names.index(f) for f in flags.split("|")]
    return book


def features(doc, a, book):
    """Counts of the features of one attribution; the same as in kind_model.c."""
    f, field = collections.Counter({"b:ias": 1}), a.get("field", "text")
    text = doc.get("title") if field == "title" else doc["text"]
    tokens = [t for t in doc["tokens"] if t.get("field", "text") == field]
    inside = lambda spans: [t for t in tokens if any(s <= t["span"][0] and t["span"][1] <= e for s, e in spans or [])]
    lemma = lambda t: t["lemma"].lower()
    content, seen = inside(a["content"]), set()
    for t in content:
        if t["upos"] != "PROPN": f["w:" + lemma(t)] += 1
        word = text[t["span"][0]:t["span"][1]].lower()
        seen.update(book.get(lemma(t)) or book.get(word) or [])
    for c in seen: f[f"c:{c}"] = 1
    for t in inside(a["cue"]): f["q:" + lemma(t)] += 1
    for t in inside(a["source"]):
        if t["upos"] != "PROPN": f["s:" + lemma(t)] += 1
    verb = next((k for k, t in enumerate(content) if t["xpos"] in FINITE), None)
    f["t:" + (content[verb]["xpos"].lower() if verb is not None else "none")] = 1
    if verb is not None:
        f["v:" + lemma(content[verb])] = 1
        subject = next((t for t in reversed(content[:verb]) if t["xpos"] in NOMINAL), None)
        if subject:
            f["j:" + ("name" if subject["upos"] == "PROPN" else lemma(subject))] = 1
    f["o:" + a["source_type"]] = f["u:" + a["quote_type"]] = f["a:" + a["speech_act"]] = 1
    f[f"l:{min(len(content) // 4, 6)}"] = 1
    for g in doc["figures"]:
        if g.get("field", "text") == field and any(s <= g["span"][0] and g["span"][1] <= e for s, e in a["content"]):
            f["n:" + {"percent": "amount", "money": "amount", "count": "count"}.get(g["measure"], "people")] = 1
    return f


def examples(sayso, folder, book):
    """(features, kind) of each gold claim that an attribution was found for; copies of one text teach once."""
    gold = json.load(open(os.path.join(folder, "gold.json"), encoding="utf8"))["claims"]
    out = subprocess.run([sayso, "extract", "--offsets", "chars", "--layers", "tokens", os.path.join(folder, "reports.jsonl")],
                         stdout=subprocess.PIPE, text=True).stdout
    words, known = lambda s: set(re.findall(r"\w+", s.lower())), set()
    for doc in map(json.loads, out.splitlines()):
        said = []
        for a in doc["attributions"]:
            text = doc.get("title") if a.get("field") == "title" else doc["text"]
            said.append((words(" ".join(text[s:e] for s, e in a["content"])), " ".join(text[s:e] for s, e in a["cue"] or []), a))
        for c in gold:
            piece = c["content"] if isinstance(c["content"], str) else " ".join(c["content"])
            key = (c.get("cue"), piece)
            if c["report"] != str(doc["id"]) or key in known: continue
            want = words(piece)
            best = max(((len(want & w) / max(len(want | w), 1) + 0.2 * bool(c.get("cue") and c["cue"] in q), k)
                        for k, (w, q, _) in enumerate(said)), default=(0, 0))
            if best[0] >= 0.5:
                known.add(key)
                yield features(doc, said[best[1]][2], book), KINDS.index(c["kind"])


def learn(data):
    count = collections.Counter(k for f, _ in data for k in f)
    weight = {k: [0.0] * len(KINDS) for k in count if count[k] >= RARE}
    square = {k: [1e-3] * len(KINDS) for k in weight}
    data = [([(k, float(min(v, 2))) for k, v in sorted(f.items()) if k in weight], y) for f, y in data]
    for _ in range(EPOCHS):
        for f, y in data:
            score = [sum(weight[k][c] * v for k, v in f) for c in range(len(KINDS))]
            top = max(score)
            p = [math.exp(s - top) for s in score]
            total = sum(p)
            for c in range(len(KINDS)):
                g = p[c] / total - (c == y)
                for k, v in f:
                    d = g * v + weight[k][c] / (PRIOR * count[k])
                    square[k][c] += d * d
                    weight[k][c] -= RATE * d / math.sqrt(square[k][c])
    return weight


def main():
    sayso, path, folders = sys.argv[1], sys.argv[2], sys.argv[3:]
    book = clues()
    data = [x for d in folders for x in examples(sayso, d, book)]
    weight = learn(data)
    head = [line for line in open(path, encoding="utf8") if line.startswith("#")] if os.path.exists(path) else []
    with open(path, "w", encoding="utf8") as out:
        out.writelines(head)
        for k in sorted(weight):
            if "\t" not in k and "#" not in k and " " not in k and max(map(abs, weight[k])) >= SMALL:
                out.write(k + "\t" + "".join(chr(48 + 40 + max(-39, min(38, round(20 * w)))) for w in weight[k]) + "\n")
    print(f"{len(data)} claims, {len(weight)} features")


main()
