#!/usr/bin/env python3
"""How fast `sayso serve` answers: an event of 1,000 made-up reports, a report of 600 words to read, one report over and over.

usage: bench_serve.py BUILD [REPORTS]

Each ask is another one (a number in the address or the order of parts changes), so that no answer comes from those that the server keeps, but
for the line that says so. Each line: milliseconds of wall time (the least of several asks), and of processor time of the server, which other load on the
machine does not lengthen. Idle memory is what the process has of its own, without the model and the libraries' code.
"""
import json, os, re, socket, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../tests/serve"))
from served import Served, quoted, read

PARTS = ["reports", "copies", "revisions", "figures", "conflicts", "blame", "positions"]  # what the page asks for


def processor(s):
    """Seconds that the server has run, user and system: of schedstat, since stat counts whole ticks."""
    return sum(int(open(f"/proc/{s.process.pid}/task/{t}/schedstat").read().split()[0]) for t in os.listdir(f"/proc/{s.process.pid}/task")) / 1e9


def measure(s, name, asks, times=7, **more):
    walls, used = [], []
    size = 0
    for k in range(times):
        cpu, wall, size = processor(s), time.perf_counter(), 0
        for path in asks:
            turned = PARTS[k % len(PARTS):] + PARTS[:k % len(PARTS)]
            status, _, data = s.ask("/api/v1" + path.replace("{n}", str(900 + k)).replace("{parts}", ",".join(turned)), **more)
            assert status == 200, (path, status, data[:200])
            size += len(data)
        walls.append(time.perf_counter() - wall)
        used.append(processor(s) - cpu)
    print(f"{name:34} {1e3 * min(walls):8.2f} ms wall {1e3 * min(used):8.2f} ms processor {size:9} bytes")


def rate(s, name, path, seconds=2.0):
    """Requests a second over four kept connections, each asked again as soon as it has answered."""
    asks = [b"".join(f"GET {path.replace('{n}', str(k * 8 + i))} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for i in range(8)) for k in range(120)]
    links = [socket.create_connection((s.host, s.port)) for _ in range(4)]
    for k in links:
        k.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    n, cpu, begin = 0, processor(s), time.perf_counter()
    while time.perf_counter() - begin < seconds:
        for j, k in enumerate(links):
            k.sendall(asks[(n // 8 + j) % len(asks)])
        for k in links:
            for _ in range(8):
                take_answer(k)
                n += 1
    wall, used = time.perf_counter() - begin, processor(s) - cpu
    print(f"{name:34} {n / wall:8.0f} of wall time {n / used:8.0f} of one core's time")


rest = {}


def take_answer(k):
    got = rest.pop(k, b"")
    while b"\r\n\r\n" not in got:
        got += k.recv(1 << 18)
    head, _, got = got.partition(b"\r\n\r\n")
    wanted = int(re.search(rb"Content-Length: (\d+)", head, re.I)[1])
    while len(got) < wanted:
        got += k.recv(1 << 18)
    rest[k] = got[wanted:]


def one_event(sayso, ledger):
    """All events made one by hand, so that there is an event of all reports."""
    rows = subprocess.run([sayso, "show", "events", "-l", ledger, "--format", "jsonl"], capture_output=True, text=True, check=True).stdout
    ids = [json.loads(r)["event_id"] for r in rows.splitlines()]
    subprocess.run([sayso, "event", "merge", "-l", ledger, *ids], check=True, stdout=subprocess.DEVNULL)


def main(build, reports):
    sayso = os.path.join(build, "sayso")
    with tempfile.TemporaryDirectory() as folder:
        lines, ledger = os.path.join(folder, "r.jsonl"), os.path.join(folder, "l.db")
        with open(lines, "wb") as f:
            subprocess.run([os.path.join(build, "sayso-bench-ledger"), "--print", str(reports)], stdout=f, check=True)
        read(sayso, ledger, lines)
        one_event(sayso, ledger)
        texts = [json.loads(line)["text"] for line in open(lines, encoding="utf8").readlines()[:20]]
        words = " ".join(texts).split(" ")[:600]
        with Served(sayso, ledger, "--threads", "1") as s:
            s.api("/stats")
            print(f"{'idle memory':34} {s.memory() / 1e6:8.1f} MB")
            e = s.api("/events?limit=1")["items"][0]["id"]
            q = f"?event={e}&limit="
            n = q + "{n}"
            print(f"an event of {s.api('/events?limit=1')['items'][0]['n_reports']} reports, {s.api('/claims' + q + '1')['total']} claims")
            view = [f"/events/{e}?parts={{parts}}", f"/events/{e}/grid?limit={{n}}"]
            measure(s, "event view, all of it", view)
            for path in [f"/events/{e}?parts={{parts}}&offsets=chars", view[1] + "&offset=0"] + ["/" + v + n for v in ("blame", "positions", "figures", "timeline", "reports", "claims", "actors", "copies")]:
                measure(s, "  " + re.sub(r"\?.*", "", path.replace(e, "ID")), [path])
            measure(s, "claims, by day, of the ledger", ["/claims?limit={n}"])
            measure(s, "one report", ["/reports/made-{n}"], 20)
            measure(s, f"extract, {len(words)} words", ["/extract"], 20, method="POST", body=" ".join(words).encode())
            rate(s, "reports, each once, a second", "/api/v1/reports/made-{n}")
            rate(s, "one report, kept, a second", "/api/v1/reports/made-7")
            print(f"{'memory afterwards':34} {s.memory() / 1e6:8.1f} MB")


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
