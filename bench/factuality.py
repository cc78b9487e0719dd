#!/usr/bin/env python3
"""How well the certainty of claims agrees with people's, on the UW factuality sentences.

usage: factuality.py SAYSO DATA [dev|train]

People gave each event word a number from -3 (certainly did not happen) to 3 (certainly did). Ours is that of the innermost claim
whose content holds the word (CT+ 3, PR+ 2, PS+ 1, Uu 0, with the sign turned for CT-, PR-, PS-), and 3 for words in nobody's
claim: sayso codes claims, not every event word. Prints Pearson's r and the mean absolute error over all words, and over those in
claims, beside the error of answering 3 always."""
import gzip, json, os, subprocess, sys

VALUE = {"CT+": 3, "PR+": 2, "PS+": 1, "Uu": 0, "PS-": -1, "PR-": -2, "CT-": -3}


def read(path):
    with gzip.open(path, "rt", encoding="utf8") as f:
        return [json.loads(line) for line in f]


def extract(sayso, docs):
    lines = "".join(json.dumps({"id": str(i), "text": d["text"]}) + "\n" for i, d in enumerate(docs))
    out = subprocess.run([sayso, "extract", "--offsets", "chars", "-"], input=lines, capture_output=True, text=True).stdout
    return [json.loads(x) for x in out.split("\n") if x]


def word_at(text, i):
    """Character span of word i of the text cut at white space."""
    at = 0
    for k, w in enumerate(text.split()):
        at = text.index(w, at)
        if k == i:
            return at, at + len(w)
        at += len(w)
    raise ValueError(f"no word {i} in {text!r}")


def certainty(report, at):
    """Value of the innermost claim that holds the span, None if none does."""
    best = None
    for a in report["attributions"]:
        for s, e in a["content"]:
            if s <= at[0] and at[1] <= e and (best is None or e - s < best[0]):
                best = (e - s, VALUE[a["factuality"]])
    return best and best[1]


def pearson(x, y):
    mx, my = sum(x) / len(x), sum(y) / len(y)
    sxy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    sxx, syy = sum((a - mx) ** 2 for a in x), sum((b - my) ** 2 for b in y)
    return sxy / (sxx * syy) ** 0.5 if sxx and syy else 0.0


def show(name, ours, gold):
    mae = lambda x: sum(abs(a - b) for a, b in zip(x, gold)) / len(gold)
    print(f"{name:12s} {len(gold):6d} words  r {pearson(ours, gold):5.3f}  mean absolute error {mae(ours):5.3f}  always 3: {mae([3] * len(gold)):5.3f}")


def main(sayso, data, part="dev"):
    path = os.path.join(data, f"factuality-uw-{part}.jsonl.gz")
    if not os.path.exists(path):
        print(f"skipped: no {path}")
        return
    docs = read(path)
    ours, gold, inside = [], [], []
    for d, r in zip(docs, extract(sayso, docs)):
        for t in d["targets"]:
            v = certainty(r, word_at(d["text"], t["span1"][0]))
            ours.append(3 if v is None else v)
            gold.append(t["label"])
            inside.append(v is not None)
    show("all", ours, gold)
    show("in claims", [o for o, i in zip(ours, inside) if i], [g for g, i in zip(gold, inside) if i])


if len(sys.argv) < 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
