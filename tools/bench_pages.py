#!/usr/bin/env python3
"""Pages read by sayso and by trafilatura, the same pages in the same minute, one core each.

usage: bench_pages.py SAYSO_BENCH_PAGE PAGES.jsonl.gz     (python must have trafilatura; each line has an "html")
"""
import gzip, json, os, re, subprocess, sys, tempfile, time

try:
    import trafilatura
except ImportError:
    sys.exit("no trafilatura here (make bench-peers brings it): left out")

pages = [json.loads(line)["html"] for line in gzip.open(sys.argv[2], "rt", encoding="utf8")]
with tempfile.TemporaryDirectory() as folder:
    paths = [os.path.join(folder, f"{i}.html") for i in range(len(pages))]
    for path, page in zip(paths, pages):
        open(path, "w", encoding="utf8").write(page)
    out = subprocess.run([sys.argv[1], *paths], capture_output=True, text=True, check=True).stdout
print(out, end="")
ours = float(re.search(r"(\d+) pages/s", out).group(1))
start = time.process_time()
for page in pages:
    trafilatura.extract(page)
theirs = len(pages) / (time.process_time() - start)
print(f"{'trafilatura ' + trafilatura.__version__:<24} {theirs:33.0f} pages/s      sayso is {ours / theirs:.1f} times as fast")
