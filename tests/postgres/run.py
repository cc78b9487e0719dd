#!/usr/bin/env python3
"""One set of reports in a SQLite ledger and in PostgreSQL: every command and every page of the server gives the same.

usage: run.py SAYSO SOURCE

Then three readers at once into one database, readers killed at random moments, an export back into a file that is an ordinary
ledger, and what is told when there is no server, no database, no right, a wrong password. Skipped (77) without PostgreSQL.
"""
import csv, glob, json, os, random, re, signal, sqlite3, subprocess, sys, tempfile, time, urllib.parse

sayso, source = sys.argv[1], os.path.abspath(sys.argv[2])
here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "serve")]
import server
from served import Served

if not server.programs():
    print("skipped: PostgreSQL is not installed (Debian: apt install postgresql-15)")
    sys.exit(77)
if "built without PostgreSQL" in subprocess.run([sayso, "verify", "-l", "postgresql://"], capture_output=True, text=True).stderr:
    print("skipped: this sayso was built without PostgreSQL (Debian: apt install libpq-dev)")
    sys.exit(77)
# a database is reached by the address alone
for name in [n for n in os.environ if n.startswith("PG")]:
    del os.environ[name]
failed = 0


def check(ok, what):
    global failed
    if not ok:
        failed += 1
        print("FAILED:", what)


def run(*args, **more):
    return subprocess.run([sayso, *args], capture_output=True, text=True, timeout=300, **more)


def read(ledger, *files):
    r = run("read", "-q", "-l", ledger, *files)
    check(r.returncode in (0, 1), f"read into {ledger}: {r.returncode} {r.stderr}")


def rows_of(ledger, view):
    r = run("show", view, "-l", ledger, "--format", "jsonl")
    check(r.returncode == 0, f"show {view} of {ledger}: {r.stderr}")
    return r.stdout.splitlines()


def make_reports(path, n, first=0):
    """Invented reports: towns, parties and numbers drawn by a seed; every tenth a copy, every eleventh a later version, accents and
    signs that SQL or full text might stumble over."""
    draw = random.Random(7 + first)
    towns = ["Arnewick", "Belkstadt", "Corm Ługa", "Dunn-Esk", "Farnå", "Gailhode", "O'Inch"]
    parties = ["the Coastal Front", "the Ordanian Army", "the Hill Brigade", "Kesmaria's government", "the Lothmar League"]
    rows = []
    for i in range(first, first + n):
        town, one, two, dead = draw.choice(towns), draw.choice(parties), draw.choice(parties), draw.randrange(2, 90)
        day = f"2031-0{draw.randrange(3, 6)}-{draw.randrange(10, 28)}"
        text = (f"{town.upper()} - An explosion killed {dead} people in {town} on Monday, police said.\n\n{one.capitalize()} blamed {two} "
                f"for the attack. \"They placed the bomb, 100% sure,\" said Josef Märker, a spokesman for {one}.\n\n{two.capitalize()} "
                f"denied any part in the bombing. A hospital put the number of injured at {dead + 12}.\n\nThe café 'Ærø' near the "
                f"market was destroyed; a witness said she had heard two blasts (number {i}).")
        rows.append({"id": f"made{i}", "publisher": f"Paper {i % 9}", "published": day, "title": f"Blast in {town} kills {dead}",
                     "url": f"https://paper.example/{i}", "text": text})
        if i % 10 == 9:
            rows.append({**rows[-1], "id": f"copy{i}", "publisher": "Northern Wire", "url": f"https://wire.example/{i}"})
        if i % 11 == 10:
            rows.append({**rows[-1], "text": rows[-1]["text"] + f"\n\nThe toll later rose to {dead + 3}, police said."})
    with open(path, "w", encoding="utf8") as f:
        for r in rows:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
    return path


VIEWS = ["reports", "copies", "actors", "claims", "figures", "positions", "blame", "incidents", "timeline", "events", "refused"]


def same_commands(lite, shared):
    claims = [json.loads(x)["claim"] for x in rows_of(lite, "claims")]
    commands = [["brief"], ["brief", "--json"], ["brief", "--all", "--json"], ["verify"], ["diff", "2031-04-01", "2031-05-09"]]
    commands += [["show", v, "--format", "jsonl"] for v in VIEWS]
    commands += [["show", v, "--by", "Coastal Front", "--format", "csv"] for v in ("claims", "positions", "figures")]
    commands += [["show", "claims", "--about", "the coastal front", "--act", "deny", "--since", "2031-05-01"]]
    commands += [["trace", c, "--json"] for c in claims[:200:20]]
    for c in commands:
        a, b = run(*c, "-l", lite), run(*c, "-l", shared)
        check((a.returncode, a.stdout) == (b.returncode, b.stdout), f"{' '.join(c)}: {b.returncode} {b.stderr[:300]} "
              f"{next(((x, y) for x, y in zip(a.stdout.splitlines(), b.stdout.splitlines()) if x != y), '')!s:.500}")


def same_views(db, lite):
    """What a person asks by hand: as many rows in each table and view, and the words of one."""
    file = sqlite3.connect(lite)
    names = [n for (n,) in file.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND sql NOT LIKE '%VIRTUAL%' "
                                        "AND name NOT LIKE '%!_text!_%' ESCAPE '!'")]
    check(len(names) > 45, f"tables and views: {names}")
    for n in names:
        a, b = file.execute(f"SELECT count(*) FROM {n}").fetchone()[0], int(db.sql("shared", f"SELECT count(*) FROM sayso.{n}"))
        check(a == b, f"{n}: {a} and {b} rows")
    query = "SELECT accuser, accused, first, n_claims FROM accusations ORDER BY 1, 2, 3, 4"
    a = ["|".join(str("" if x is None else x) for x in r) for r in file.execute(query)]
    check(a == db.sql("shared", "SET search_path = sayso; " + query).splitlines(), "accusations")
    query = ("SELECT count(*) FROM claim_text x JOIN claim t ON t.n = x.rowid JOIN claims c ON c.claim = t.claim_id "
             "WHERE x.words @@ '''bomb'' | ''explosion'''::tsquery")
    check(int(db.sql("shared", "SET search_path = sayso; " + query)) > 0, "full text by hand")


def found(ledger, *args):
    r = run("find", "--format", "jsonl", "-l", ledger, *args)
    check(r.returncode == 0, f"find {args}: {r.stderr}")
    return sorted(r.stdout.splitlines())


def same_search(lite, shared):
    """The same rows with the same words lit; which of them come first may differ (ts_rank is not BM25)."""
    for words in (["ferry"], ["FERRY terminal"], ["gas", "leak"], ["“ferry”"], ["cafe"], ["Ærø"], ["markers spokesman"], ["100%"], ["dunn-esk"],
                  ["heard two blasts", "--since", "2031-05-20"], ["corm ługa", "--by", "Hill Brigade"], ["nowhere"], ["12"], ["'"], ["\"hill video\""],
                  ["ferry:* | !gas & (x"]):
        a, b = found(lite, *words), found(shared, *words)
        kinds = [json.loads(x)["what"] for x in a]
        if kinds.count("report") < 20 and kinds.count("claim") < 50:  # all of them, so that the order decides nothing
            check(a == b, f"find {words}: {len(a)} {len(b)} {set(a) ^ set(b)!s:.600}")


def same_exports(lite, shared, folder):
    for form in ("csv", "gtd", "ucdp", "jsonld", "ics"):
        out = [os.path.join(folder, f"{form}{i}") for i in range(2)]
        status = [run("export", form, "-o", o, "-l", l).returncode for o, l in zip(out, (lite, shared))]
        check(status[0] == status[1], f"export {form}: {status}")
        names = [sorted(os.path.relpath(p, o) for p in glob.glob(o + "/**", recursive=True) if os.path.isfile(p)) for o in out]
        check(names[0] == names[1], f"export {form}: {names}")
        for n in names[0]:
            a, b = (open(os.path.join(o, n), "rb").read() for o in out)
            check(a == b, f"export {form}: {n} differs")


TIMES = re.compile(rb'"(retrieved|read_at|fetched|at)": "[^"]*"')


def plain(data):
    """An answer without what tells when it was read and by which server."""
    data = TIMES.sub(b'"at": ""', data)
    return re.sub(rb'"(etag|change|started|ledger|uri)": ("[^"]*"|\d+)', b'""', data)


def same_pages(lite, shared):
    servers = [Served(sayso, l, "--edit") for l in (lite, shared)]
    try:
        event = servers[0].api("/events")["items"][0]["id"]
        claim = servers[0].api("/claims?stance=asserts")["items"][0]["claim"]
        actor = urllib.parse.quote("Coastal Front")
        paths = ["/stats", "/events", "/events?q=blast", f"/events/{event}", f"/events/{event}/grid", f"/events/{event}/grid?all=true",
                 f"/events/{event}?parts=reports,copies,figures,conflicts,blame,positions", "/reports",
                 "/reports?q=ferry", f"/reports?event={event}&independent=true", "/reports/r05", "/reports/r05/source", "/reports/r02",
                 "/claims?limit=500", "/claims?sort=-day&offset=5", f"/claims?by={actor}&independent=true", f"/claims?about={actor}&stance=denies",
                 "/claims?q=gas&act=assert", "/claims?evidence=no_evidence_given", f"/claims/{claim}", "/figures?limit=200",
                 f"/figures?event={event}&measure=killed", "/blame", f"/blame?event={event}", "/positions", "/positions?changed=true", "/timeline?limit=500",
                 f"/timeline?event={event}&since=2031-05-08", "/actors?limit=200", "/actors?q=front", "/copies", "/refused", "/corrections"]
        for p in paths:
            a, b = (s.ask("/api/v1" + p) for s in servers)
            same = (a[0], plain(a[2])) == (b[0], plain(b[2]))
            if not same and a[0] == b[0] == 200 and "/stats" not in p:
                x, y = json.loads(plain(a[2])), json.loads(plain(b[2]))
                same = sorted(json.dumps(i) for i in x.get("items", [0])) == sorted(json.dumps(i) for i in y.get("items", [1]))
            at = next((i for i, (x, y) in enumerate(zip(plain(a[2]), plain(b[2]))) if x != y), 0)
            check(same, f"{p}: {a[0]} {b[0]} {plain(a[2])[max(at - 60, 0):at + 100]!r} {plain(b[2])[max(at - 60, 0):at + 100]!r}")
        body = json.dumps({"id": "sent", "published": "2031-05-20", "title": "Note", "text": "Police in Dunn-Esk said on Tuesday that eleven people were "
                           "killed when a bomb exploded in the market. The Hill Brigade denied that it had placed it, a spokesman told reporters."})
        for s in servers:
            before = s.ask("/api/v1/stats")[1]["ETag"]
            told = s.api("/reports", method="POST", body=body, want=201, headers={"Content-Type": "application/json"})
            check(told["report"] == "sent", f"stored: {told}")
            check(s.ask("/api/v1/stats")[1]["ETag"] != before, "the ledger has changed, its tag has not")
            check("Dunn-Esk" in json.dumps(s.api("/reports/sent")), "a stored report is shown")
    finally:
        for s in servers:
            status, err = s.end()
            check(status == 0 and not err, f"the server ended with {status} {err}")


def same_by_hand(lite, shared):
    events = [json.loads(x)["event_id"] for x in rows_of(lite, "events")]
    for c in (["actor", "rename", "Coastal Front", "Front of the Coast"], ["actor", "merge", "Hill Brigade", "Lothmar League"],
              ["event", "rename", events[0], "The blast"], ["event", "merge", events[1], events[2]], ["actor", "rename", "Nobody At All", "x"],
              ["forget", "made3"], ["forget", "r04"], ["reread", "--all"]):
        a, b = run(*c, "-l", lite), run(*c, "-l", shared)
        check(a.returncode == b.returncode, f"{c}: {a.returncode} {b.returncode} {a.stderr} {b.stderr}")
    for v in VIEWS:
        a, b = rows_of(lite, v), rows_of(shared, v)
        check(a == b, f"{v} after corrections: {next(((x, y) for x, y in zip(a, b) if x != y), (len(a), len(b)))!s:.500}")


def export_back(lite, shared, folder):
    out = os.path.join(folder, "back")
    r = run("export", "sqlite", "--originals", "-o", out, "-l", shared)
    check(r.returncode == 0, f"export sqlite: {r.stderr}")
    back = out + "/ledger.db"
    check(run("verify", "-l", back).returncode == 0, "the exported ledger verifies")
    for v in VIEWS:
        check(rows_of(back, v) == rows_of(lite, v), f"{v} of the exported ledger")
    check(found(back, "ferry") == found(lite, "ferry"), "find in the exported ledger")
    a, b = sqlite3.connect(lite), sqlite3.connect(back)
    for (name,) in a.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'"):
        n = [x.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for x in (a, b)]
        check(n[0] == n[1], f"{name}: {n} rows")


def at_once(db, folder):
    """Three readers at once give what one gives that reads the reports in the order in which they came."""
    shared = db.new("at_once")
    files = [make_reports(f"{folder}/part{i}.jsonl", 40, 1000 + 40 * i) for i in range(3)]
    readers = [subprocess.Popen([sayso, "read", "-q", "-l", shared, f], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for f in files]
    for p in readers:
        _, err = p.communicate(timeout=300)
        check(p.returncode in (0, 1), f"one of three readers: {p.returncode} {err}")
    check(run("verify", "-l", shared).returncode == 0, "verify after three readers at once")
    came = db.sql("at_once", "SELECT report_id FROM sayso.document ORDER BY n").splitlines()
    lines = {}
    for line in (x for f in files for x in open(f, encoding="utf8")):
        name = json.loads(line)["id"]
        lines[name if name not in lines else name + "@2"] = line
    check(set(came) == set(lines), "all reports of three readers are there")
    turns = sum(a[:6] != b[:6] for a, b in zip(came, came[1:]))
    print("the readers took turns", turns, "times")
    with open(folder + "/in_turn.jsonl", "w", encoding="utf8") as f:
        f.writelines(lines[n] for n in came)
    lite = folder + "/in_turn.db"
    read(lite, folder + "/in_turn.jsonl")
    again = {v: rows_of(shared, v) for v in VIEWS}
    for v, b in again.items():
        a = rows_of(lite, v)
        check(a == b, f"{v} of three readers at once: {next(((x, y) for x, y in zip(a, b) if x != y), (len(a), len(b)))!s:.900}")
    read(shared, *files)
    check(again == {v: rows_of(shared, v) for v in VIEWS}, "reading again what is there changes nothing")


def killed(db, folder):
    seed = random.randrange(1 << 30)
    draw = random.Random(seed)
    print("seed", seed)
    shared, lite, file = db.new("killed"), folder + "/peace.db", make_reports(folder + "/kill.jsonl", 60, 2000)
    start = time.monotonic()
    read(lite, file)
    took = time.monotonic() - start
    for i in range(5):
        p = subprocess.Popen([sayso, "read", "-q", "-l", shared, file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(draw.uniform(0.1, 1) * max(took, 0.3) * 2)
        p.send_signal(signal.SIGKILL)
        p.wait()
        if db.sql("killed", "SELECT to_regclass('sayso.meta')").strip():
            r = run("verify", "-l", shared)
            check(r.returncode == 0, f"seed {seed}: verify after a kill: {r.stdout} {r.stderr}")
    read(shared, file)
    for v in VIEWS:
        check(rows_of(shared, v) == rows_of(lite, v), f"seed {seed}: {v} after kills")


def waits(db, folder):
    """Another writer is waited for, not for ever; readers are not kept waiting; a server that comes back is found again."""
    shared = db.new("waits")
    read(shared, folder + "/made.jsonl")
    s = Served(sayso, shared, "--edit")
    holder = subprocess.Popen([f"{db.bin}/psql", "-XqAt", "-h", db.folder, "-U", db.user, "-d", "waits"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)
    try:
        holder.stdin.write("BEGIN; SELECT pg_advisory_xact_lock(1398897999) IS NULL;\n")
        holder.stdin.flush()
        check(holder.stdout.readline() == "f\n", "the test holds the lock")
        body = json.dumps({"id": "late", "text": "Police in Dolvan said on Tuesday that eleven people were killed when a bomb exploded in the "
                           "market there, a spokesman told reporters."})
        told = s.api("/reports", method="POST", body=body, want=503, headers={"Content-Type": "application/json"})
        check("another process is writing" in told["detail"], f"{told}")
        check(s.api("/stats")["reports"] > 0, "what is asked meanwhile is answered")
        holder.stdin.write("ROLLBACK;\n")
        holder.stdin.close()
        holder.wait()
        s.api("/reports", method="POST", body=body, want=201, headers={"Content-Type": "application/json"})
        db.restart()
        check(s.api("/claims?limit=1")["total"] > 0, "the server is found again")
    finally:
        holder.kill()
        status, err = s.end()
        check(status == 0 and not err, f"the server ended with {status} {err}")


def told(db, folder):
    """Errors: an exit status, a line, no password."""
    for command in ("CREATE ROLE guest LOGIN PASSWORD 'geheim'", "CREATE DATABASE locked", "CREATE DATABASE newer",
                    "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"):
        db.sql("postgres", command)
    newer = db.address("newer")
    read(newer, folder + "/made.jsonl")
    before = run("brief", "-l", newer).stdout
    db.sql("newer", "DROP VIEW sayso.reports; ALTER TABLE sayso.document DROP COLUMN section, DROP COLUMN tags;"
           "ALTER TABLE sayso.report_actor DROP COLUMN aliases; ALTER TABLE sayso.forgotten DROP COLUMN content_id;"
           "UPDATE sayso.meta SET value = '7' WHERE key = 'schema'")  # as the layout before had it
    check(run("brief", "-l", newer).stdout == before != "", "a ledger of layout 7 is brought up")
    db.sql("newer", "SELECT section, tags FROM sayso.reports; SELECT aliases FROM sayso.report_actor; UPDATE sayso.meta SET value = '99' WHERE key = 'schema'")
    guest = db.address("locked").replace(db.user + "@", "guest:geheim@")
    for ledger, status, words in ((db.address("none_there"), 3, "none_there"), (db.address("locked"), 3, "no ledger there"), (newer, 3, "layout 99"),
                                  ("postgresql://u:geheim@/x?host=/nowhere", 3, "/nowhere"), ("postgresql://u:ge/heim@host/x", 3, "cannot connect"),
                                  ("postgresql://u:geheim@/x?nonsense=1", 3, "not the address"), ("postgres://[", 3, "not the address")):
        r = run("brief", "-l", ledger)
        check(r.returncode in (status, 2) and words in r.stderr and "heim" not in r.stderr and not r.stdout and r.stderr.count("\n") == 1,
              f"{ledger}: {r.returncode} {r.stderr}")
    for ledger, words in ((guest, "permission denied"), (db.address("latin"), "UTF8 is needed")):
        r = run("read", "-q", "-l", ledger, folder + "/made.jsonl")
        check(r.returncode == 3 and words in r.stderr and "geheim" not in r.stderr, f"{ledger}: {r.returncode} {r.stderr}")


def main():
    db = server.Server()
    try:
        with tempfile.TemporaryDirectory() as folder:
            lite, shared = folder + "/lite.db", db.new("shared")
            made, demo = make_reports(folder + "/made.jsonl", 60), source + "/demo/reports.jsonl"
            odd = folder + "/odd.txt"
            open(odd, "wb").write("Police in Dolvan said on 3 May 2031 that four people were hurt. A spokesman told reporters that nobody had "
                                  "claimed the attack so far, and that the road was closed.".encode())
            broken = folder + "/broken.jsonl"
            open(broken, "w").write('{"id": "x", "text": \n')
            for ledger in (lite, shared):
                read(ledger, demo, made, odd, broken)
            same_commands(lite, shared)
            same_search(lite, shared)
            same_views(db, lite)
            same_exports(lite, shared, folder)
            export_back(lite, shared, folder)
            same_pages(lite, shared)
            same_by_hand(lite, shared)
            at_once(db, folder)
            killed(db, folder)
            waits(db, folder)
            check(not [x for x in db.errors() if "lock timeout" not in x and "pg_advisory" not in x], f"the server logged errors: {''.join(db.errors())[:1500]}")
            told(db, folder)
    finally:
        db.end()
    print("all the same" if not failed else f"{failed} checks failed")
    sys.exit(1 if failed else 0)


main()
