#!/usr/bin/env python3
"""Kill the reader at random moments: the ledger stays sound, and reading again completes it.

usage: test_kill.py SAYSO FIXTURE.jsonl [ROUNDS [SEED]]

Each round starts `sayso read` on the same ledger, kills it (SIGKILL) after a random time, and checks that `verify` passes
and that whole batches stand. In the end a last reading must give what a ledger read in peace gives. Then two readers at
once into one ledger, readings with no room left on the disk (a limit on file sizes), and Ctrl-C.
"""
import json, os, random, resource, signal, subprocess, sys, tempfile, time

sayso, fixture = sys.argv[1:3]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 30)
print("seed", seed)
random.seed(seed)
N = 1000
places = ["Arne", "Belk", "Corm", "Dunn", "Esk", "Farn", "Gail", "Hode", "Inch", "Jarl"]


def run(*args, **more):
    return subprocess.run([sayso, *args], capture_output=True, text=True, **more)


def must(ok, what):
    if not ok:
        sys.exit(f"FAILED (seed {seed}): {what}")


def make_input(path):
    rows = [json.loads(x) for x in open(fixture, encoding="utf8")]
    with open(path, "w", encoding="utf8") as f:
        for i in range(N):
            r = dict(rows[i % len(rows)])
            paragraphs = r["text"].split("\n\n")
            random.shuffle(paragraphs)
            place = places[i % 10] + places[i // 10 % 10].lower() + places[i // 100 % 10].lower()
            r.update(id=f"r{i}", url=f"https://x.example/{i}", text="\n\n".join(paragraphs[:2]).replace("Lowick", place))
            f.write(json.dumps(r, ensure_ascii=False) + "\n")


def show(ledger, view):
    r = run("show", view, "-l", ledger, "--format", "jsonl")
    return sorted(r.stdout.splitlines()) if r.returncode == 0 else []


def sound(ledger, what):
    r = run("verify", "-l", ledger)
    must(r.returncode == 0, f"{what}: verify: {r.returncode} {r.stdout[-300:]} {r.stderr[-300:]}")


def killed_readings(folder, source, took):
    ledger, seen, partial = os.path.join(folder, "killed.db"), 0, 0
    for i in range(rounds):
        p = subprocess.Popen([sayso, "read", "--quiet", "-l", ledger, source], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.6 * took if i % 2 else 0, took))  # the last part is settling
        p.send_signal(signal.SIGKILL)
        p.wait()
        if not os.path.exists(ledger) or os.path.getsize(ledger) == 0:
            continue
        n = len(show(ledger, "reports"))
        if n:
            sound(ledger, f"round {i}")
        must(n >= seen, f"round {i}: {n} reports after {seen}")
        partial += 0 < n < N
        seen = n
    print(f"{rounds} kills, {partial} of them left a part of {N} reports")
    r = run("read", "--quiet", "-l", ledger, source)
    must(r.returncode == 0, "the last reading: " + r.stderr[-300:])
    sound(ledger, "the last reading")
    return ledger


def interrupted(folder, source):
    """Ctrl-C: what was told as read is in the ledger, and the program ends as by the signal."""
    ledger = os.path.join(folder, "interrupted.db")
    p = subprocess.Popen([sayso, "read", "-l", ledger, source], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    first = p.stdout.readline()
    p.send_signal(signal.SIGINT)
    out, err = p.stdout.read(), p.stderr.read()
    p.wait()
    told = [x for x in (first + out).splitlines() if x.split()[0] in ("new", "copy", "revision")]
    must(p.returncode in (-signal.SIGINT, 0), f"Ctrl-C: exit {p.returncode} {err[-300:]}")
    must(len(show(ledger, "reports")) == len(told) > 0, f"Ctrl-C: {len(told)} reports were told of, others are kept")
    sound(ledger, "Ctrl-C")


def two_readers(folder, source):
    ledger = os.path.join(folder, "two.db")
    both = [subprocess.Popen([sayso, "read", "--quiet", "-l", ledger, source], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            for _ in range(2)]
    for p in both:
        _, err = p.communicate()
        must(p.returncode == 0, f"one of two readers: {p.returncode} {err[-300:]}")
    must(len(show(ledger, "reports")) == N, "two readers: reports are missing")
    sound(ledger, "two readers")


def full_disk(folder, source, size):
    """RLIMIT_FSIZE stands for the full disk: what was committed stays, and the message names the ledger."""
    ledger = os.path.join(folder, "full.db")
    for share in (0.02, 0.3, 0.7):
        limit = int(size * share)

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        r = run("read", "--quiet", "-l", ledger, source, preexec_fn=small)
        must(r.returncode == 3, f"full disk at {share}: exit {r.returncode} {r.stderr[-300:]}")
        must("full.db" in r.stderr, "full disk: the message does not name the ledger: " + r.stderr[-300:])
        if show(ledger, "reports"):
            sound(ledger, f"full disk at {share}")
    r = run("read", "--quiet", "-l", ledger, source)
    must(r.returncode == 0, "room again: " + r.stderr[-300:])
    return ledger


if run("read", "--help").returncode != 0:
    print("skipped: this sayso has no command `read`")
    sys.exit(77)
with tempfile.TemporaryDirectory() as folder:
    source, peace = os.path.join(folder, "in.jsonl"), os.path.join(folder, "peace.db")
    make_input(source)
    begin = time.time()
    r = run("read", "--quiet", "-l", peace, source)
    must(r.returncode == 0, "reading in peace: " + r.stderr[-300:])
    took = time.time() - begin
    want = {v: show(peace, v) for v in ("reports", "claims", "figures", "positions", "blame")}
    must(len(want["reports"]) == N, f"{len(want['reports'])} reports in peace")
    for ledger in (killed_readings(folder, source, took), full_disk(folder, source, os.path.getsize(peace))):
        for v in want:
            must(show(ledger, v) == want[v], f"{os.path.basename(ledger)}: show {v} differs from the ledger read in peace")
    two_readers(folder, source)
    interrupted(folder, source)
print("ok")
