#!/usr/bin/env python3
"""From a WARC file of pages to a ledger: articles a second, on two threads.

usage: bench_warc.py SAYSO SAYSO-BENCH-LEDGER [PAGES.jsonl.gz]

Two files are made, each record packed by gzip as crawlers do: pages of made reports (sayso-bench-ledger --print) in the
markup of a news site, and, where PAGES is given, its real pages, several times over (a repeated page is a copy to the
ledger, but is read in full). Printed is the median of three runs, and the megabytes of HTML that went through.
"""
import gzip, html, json, os, resource, statistics, subprocess, sys, tempfile, time

RUNS, THREADS, MADE, REAL = 3, 2, 2000, 600
MENU = "".join(f'<li><a href="/section/{i}">Section {i}</a></li>' for i in range(60))
LINKS = "".join(f'<div class="teaser"><a href="/story/{i}">Another story of that day, number {i}</a></div>' for i in range(40))
STYLE = ".story p { margin: 0 0 1em; line-height: 1.5; color: #222 }\n" * 150


def page(report):
    text = "".join(f"<p>{html.escape(p)}</p>\n" for p in report["text"].split("\n\n"))
    title = html.escape(report.get("title") or report["text"][:60])
    return (f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} - Northern Wire</title>"
            f"<style>{STYLE}</style></head><body><nav><ul>{MENU}</ul></nav><article class=story><h1>{title}</h1>"
            f'<time datetime="{report.get("published") or ""}"></time>{text}</article><aside>{LINKS}</aside>'
            f"<footer>All rights reserved.</footer></body></html>")


def write_warc(path, pages):
    size = 0
    with open(path, "wb") as out:
        for i, text in enumerate(pages):
            body = text.encode("utf-8", "surrogatepass")
            size += len(body)
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://bench.example/{i}\r\n"
                    f"WARC-Date: 2031-04-05T06:07:08Z\r\nContent-Type: application/http; msgtype=response\r\n"
                    f"Content-Length: {len(block)}\r\n\r\n").encode()
            out.write(gzip.compress(head + block + b"\r\n\r\n", 6))
    return size


def measure(sayso, path, n, size, what):
    seconds, cpu = [], []
    for _ in range(RUNS):
        ledger = path + ".db"
        for end in ("", "-wal", "-shm"):
            if os.path.exists(ledger + end):
                os.remove(ledger + end)
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run([sayso, "read", "-q", "--threads", str(THREADS), "-l", ledger, path], stderr=subprocess.DEVNULL)
        seconds.append(time.monotonic() - begin)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    middle = statistics.median(seconds)
    print(f"{what}: {n / middle:.0f} articles/s, {size / middle / 1e6:.0f} MB/s of HTML; {n / statistics.median(cpu):.0f} a second "
          f"of one processor ({n} pages, {size / n / 1000:.0f} kB each, {THREADS} threads, median of {RUNS})")


def main():
    sayso, maker = sys.argv[1:3]
    lines = subprocess.run([maker, "--print", str(MADE)], capture_output=True, check=True).stdout.splitlines()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "made.warc.gz")
        size = write_warc(path, (page(json.loads(line)) for line in lines))
        measure(sayso, path, len(lines), size, "WARC of made pages to the ledger")
        if len(sys.argv) > 3:
            with gzip.open(sys.argv[3], "rt") as f:
                pages = [json.loads(line)["html"] for line in f]
            pages = (pages * (REAL // len(pages) + 1))[:REAL]
            path = os.path.join(folder, "real.warc.gz")
            size = write_warc(path, pages)
            measure(sayso, path, len(pages), size, "WARC of real pages to the ledger")


main()
