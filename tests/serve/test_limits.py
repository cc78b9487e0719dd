#!/usr/bin/env python3
"""A server among clients that mean no good, and over a ledger that changes under it.  usage: test_limits.py SAYSO

It must answer sound requests all the while, and end in order when it is told to (served.py checks the exit status; under
sanitizers that is their verdict, too).
"""
import gzip, json, os, resource, shutil, socket, sqlite3, subprocess, sys, tempfile, threading, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from served import Served, quoted, read

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIRE = os.path.join(ROOT, "tests/fixtures/mill_fire.jsonl")
HOST = "Host: localhost\r\n"


def status(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else None


def alive(s):
    begin = time.monotonic()
    assert s.api("/stats", fresh=True)["reports"] >= 0
    assert time.monotonic() - begin < 30


def test_names(s):
    for host in ("evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "1.2.3", "localhost:x"):
        got = s.raw(f"GET /api/v1/stats HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert status(got) in (400, 403), (host, got[:200])
    for host in ("localhost", "LOCALHOST:99", "127.0.0.1", f"127.0.0.1:{s.port}", "[::1]:80", "192.168.1.7"):
        got = s.raw(f"GET /api/v1/stats HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert status(got) == 200, (host, got[:200])
    assert b"Access-Control" not in s.raw(f"GET /api/v1/stats HTTP/1.1\r\n{HOST}Origin: http://evil.example\r\nConnection: close\r\n\r\n".encode())


def test_headers(s):
    code, headers, body = s.ask("/api/v1/claims?limit=1000", headers={"Accept-Encoding": "gzip"})
    assert code == 200 and headers["Content-Encoding"] == "gzip" and headers["Vary"] == "Accept-Encoding"
    plain = s.ask("/api/v1/claims?limit=1000", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert "Content-Encoding" not in plain[1] and plain[2] == body == s.ask("/api/v1/claims?limit=1000")[2]
    assert headers["Cache-Control"] == "private, no-cache" and "default-src 'none'" in headers["Content-Security-Policy"]
    again = s.ask("/api/v1/claims?limit=1000", headers={"If-None-Match": headers["ETag"]})
    assert again[0] == 304 and again[2] == b"" and again[1]["ETag"] == headers["ETag"]
    head = s.ask("/api/v1/claims?limit=1000", method="HEAD")
    assert head[0] == 200 and head[2] == b"" and head[1]["Content-Length"] == str(len(body))
    for path, method, want in (("/api/v1/stats", "POST", 405), ("/api/v1/extract", "GET", 405), ("/api/v1/stats", "DELETE", 405), ("/", "OPTIONS", 405),
                               ("/", "POST", 404), ("/api/v1/reports", "POST", 403), ("/api/v1/corrections", "POST", 403)):
        code, headers, _ = s.ask(path, method=method, fresh=True)
        assert code == want and (want != 405 or headers["Allow"]), (path, method, code)
    code, headers, body = s.ask("/")
    assert code == 200 and headers["Content-Type"].startswith("text/html") and "script-src 'self'" in headers["Content-Security-Policy"] and b"<html" in body
    assert s.ask("/", headers={"If-None-Match": headers["ETag"]})[0] == 304
    assert s.ask("/api/v1/extract", method="POST", body=b"Dolvan said no.", headers={"Origin": "http://evil.example"}, fresh=True)[0] == 403
    assert s.ask("/api/v1/extract", method="POST", body=b"Dolvan said no.", headers={"Origin": f"http://127.0.0.1:{s.port}"}, fresh=True)[0] == 200


def test_paths(s):
    for path in ("/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../etc/passwd", "//etc/passwd", "/api/v1/../v1/stats", "/api/v1//stats",
                 "/api/v1/stats/", "/api/v1/reports/", "/api/v1/reports/%2e%2e", "/api/v1/reports/a/source/b", "/API/v1/stats", "/api/v1/claims/*",
                 "/api/v1/events/%25/grid", "/" + "a/" * 50, "/" + "x" * 5000, "/index.html%00.txt", "/api/v1/reports/%ff", "/api/v1/reports/%c0%ae",
                 "/api/v1/claims?by=%", "/api/v1/claims?by=%f", "/api/v1/claims?" + "&" * 50 + "by=%00", "/%", "/api/v1/claims?limit=%31%30%30%30%31"):
        got = s.raw(f"GET {path} HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n".encode())
        assert status(got) in (400, 404, 414), (path, got[:200])
        assert b"root:" not in got
    got = s.raw(f"GET /api/v1/claims/{quoted(chr(39) + ' OR 1=1; DROP TABLE claim; --')} HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n".encode())
    assert status(got) == 404
    assert status(s.raw(b"GET http://localhost/api/v1/stats HTTP/1.1\r\n" + HOST.encode() + b"Connection: close\r\n\r\n")) in (200, 400, 404)
    alive(s)


def test_nonsense(s):
    for data in (b"\r\n\r\n", b"GET\r\n\r\n", b"\0" * 2000, b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00" * 50,
                 b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20000 + b"\r\n", b"GET / HTTP/1.1\r\nHost: " + b"x" * 200000 + b"\r\n\r\n",
                 b"GET /" + b"a" * 300000 + b" HTTP/1.1\r\n\r\n", b"POST /api/v1/extract HTTP/1.1\r\n" + HOST.encode() + b"Content-Length: -5\r\n\r\nabc",
                 b"POST /api/v1/extract HTTP/1.1\r\n" + HOST.encode() + b"Content-Length: 99999999999999999999999\r\n\r\nabc",
                 b"POST /api/v1/extract HTTP/1.1\r\n" + HOST.encode() + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"):
        sock = s.raw(data, wait=False, timeout=2)
        try:
            sock.shutdown(socket.SHUT_WR)
            got = sock.recv(4096)
        except (OSError, socket.timeout):
            got = b""
        sock.close()
        assert not got or (status(got) or 400) >= 400, (data[:60], got[:200])
    alive(s)


def test_bodies(s):
    big = 3 << 20  # --max-bytes is 1 MiB here
    got = s.raw(f"POST /api/v1/extract HTTP/1.1\r\n{HOST}Content-Length: {big}\r\nConnection: close\r\n\r\n".encode())
    assert status(got) == 413, got[:100]
    sock = s.raw(f"POST /api/v1/extract HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n".encode(), wait=False)
    try:
        for _ in range(24):
            sock.sendall(b"10000\r\n" + b"a " * 0x8000 + b"\r\n")
        sock.sendall(b"0\r\n\r\n")
        got = sock.recv(4096)
        assert not got or status(got) == 413, got[:100]
    except OSError:
        pass  # closed on us: as good
    sock.close()
    text = ("The mayor of Dolvan said that 12 people were injured. " * 2000).encode()[:1 << 20]
    assert s.ask("/api/v1/extract", method="POST", body=text, fresh=True)[0] == 200
    for cut in (10, 1000, len(text) // 2):  # a body that breaks off
        sock = s.raw(f"POST /api/v1/extract HTTP/1.1\r\n{HOST}Content-Length: {len(text)}\r\n\r\n".encode() + text[:cut], wait=False)
        sock.close()
    alive(s)


def test_slow(s):
    """Many who send their request a byte at a time, or half of it and no more, hold up nobody."""
    half = f"GET /api/v1/claims HTTP/1.1\r\n{HOST}Accept-Enc".encode()
    body = f"POST /api/v1/extract HTTP/1.1\r\n{HOST}Content-Length: 100000\r\n\r\nThe mayor said".encode()
    held = [s.raw(half if i % 2 else body, wait=False) for i in range(300)]
    unread = []  # ask for much, and never read it
    for _ in range(50):
        sock = s.raw(b"", wait=False)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.sendall(f"GET /api/v1/claims?limit=1000 HTTP/1.1\r\n{HOST}\r\n".encode() * 4)
        unread.append(sock)
    for _ in range(3):
        alive(s)
        for sock in held:
            try:
                sock.send(b"a")
            except OSError:
                pass
    for sock in held + unread:
        sock.close()
    alive(s)


def test_many(s):
    """Thousands of connections that say nothing, then some that do. On a busy machine the first may have waited for so long (15 s)
    that the server has let them go."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    n = min(10000, hard - 200)
    held, begin = [], time.monotonic()
    for _ in range(n):
        try:
            held.append(socket.create_connection((s.host, s.port), timeout=10))
        except OSError:
            break
    assert len(held) > min(n, 2000) * 0.9, len(held)
    alive(s)
    asked = held[::7] if time.monotonic() - begin < 8 else held[-100:]
    for sock in asked:
        sock.sendall(f"GET /api/v1/events HTTP/1.1\r\n{HOST}\r\n".encode())
    good = sum(sock.recv(12, socket.MSG_WAITALL).endswith(b"200") for sock in asked)
    assert good > len(asked) * 0.9, (good, len(asked))
    for sock in held:
        sock.close()
    alive(s)
    return len(held)


def test_token(sayso, ledger):
    for options in (["--token", "short"], ["--token", "with space in"], ["--bind", "0.0.0.0"], ["--bind", "127.news.example"], ["--port", "70000"], ["--port", "http"], ["--port", "-1"], ["--port", ""]):
        p = subprocess.run([sayso, "serve", "-l", ledger, *options], capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
        assert p.returncode == 2 and p.stderr, options
    p = subprocess.run([sayso, "serve", "-l", ledger + ".no"], capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    assert p.returncode == 3, p
    token = "Kesmaria-0123456789"
    with Served(sayso, ledger, "--token", token) as s:
        for headers in ({}, {"Authorization": "Bearer " + token[:-1]}, {"Authorization": "Basic " + token}, {"Cookie": "sayso_token=" + token + "x"}, {"Authorization": "Bearer "}):
            for path in ("/", "/api/v1/stats", "/api/v1/extract", "/no"):
                code, got, _ = s.ask(path, headers=headers)
                assert code == 401 and got["WWW-Authenticate"], (path, headers, code)
        browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}  # a person is asked for it, an API's client told
        for path in ("/", "/no", "/?token=Kesmaria-0"):
            code, got, body = s.ask(path, headers=browser)
            assert code == 401 and got["Content-Type"].startswith("text/html") and b'name="token"' in body and token.encode() not in body, (path, code)
            assert "form-action 'self'" in got["Content-Security-Policy"] and "script-src" not in got["Content-Security-Policy"] and not got["Set-Cookie"]
        assert s.api("/stats", want=401, headers=browser)["status"] == 401
        s.api("/stats", headers={"Authorization": "Bearer " + token})
        code, headers, _ = s.ask("/?token=" + token)
        assert code == 303 and headers["Location"] == "/" and "HttpOnly" in headers["Set-Cookie"] and "SameSite=Strict" in headers["Set-Cookie"]
        s.api("/stats", headers={"Cookie": headers["Set-Cookie"].split(";")[0]})


def test_ledger(sayso, folder):
    """Replaced, locked, damaged, taken away, and sound again."""
    ledger, other = os.path.join(folder, "a.db"), os.path.join(folder, "b.db")
    read(sayso, ledger, FIRE)
    lines = open(FIRE, encoding="utf8").readlines()
    two = os.path.join(folder, "two.jsonl")
    open(two, "w", encoding="utf8").writelines(lines[:2])
    read(sayso, other, two)
    with Served(sayso, ledger, "--threads", "2", "--edit") as s:
        before = s.api("/stats")
        assert before["reports"] == len(lines)
        read(sayso, ledger, FIRE)  # nothing new: as it was
        shutil.copy(other, other + ".copy")
        os.replace(other + ".copy", ledger)
        assert s.api("/stats")["reports"] == 2 and s.api("/reports")["total"] == 2
        assert s.api("/stats")["change"] != before["change"]
        os.rename(ledger, ledger + ".away")
        assert "cannot be read" in s.api("/stats", want=503)["detail"]
        s.api("/reports", want=503, method="POST", body=b"The mayor of Dolvan said no.", fresh=True)
        os.rename(ledger + ".away", ledger)
        assert s.api("/stats")["reports"] == 2
        for damage in (b"", b"no ledger at all", b"\0" * 100000, open(other, "rb").read()[:30000], open(other, "rb").read()[:4096] + os.urandom(90000)):
            with open(ledger + ".bad", "wb") as f:
                f.write(damage)
            os.replace(ledger + ".bad", ledger)
            for path in ("/stats", "/claims", "/events", "/reports/m1", "/timeline", "/find?q=mill"):
                code, _, body = s.ask("/api/v1" + path)
                assert code in (200, 404, 503), (damage[:20], path, code, body[:200])
                json.loads(body)
            assert s.ask("/")[0] == 200  # the page itself can tell of it
        shutil.copy(other, ledger + ".good")
        os.replace(ledger + ".good", ledger)
        assert s.api("/stats")["reports"] == 2
        lock = sqlite3.connect(ledger, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")  # a writer: readers go on, an edit waits and is told
        s.api("/claims?limit=7")
        s.api("/reports", want=503, method="POST", body=b"The mayor of Dolvan said no.", fresh=True)
        lock.close()
        s.api("/reports?id=x", want=201, method="POST", body=b"The mayor of Dolvan said that nobody had warned the town about the storm.", fresh=True)


def test_growing(sayso, folder):
    """A reader of another process writes while everything is asked for."""
    ledger, more = os.path.join(folder, "grow.db"), os.path.join(folder, "more.jsonl")
    lines = [json.loads(line) for line in open(FIRE, encoding="utf8")]
    read(sayso, ledger, FIRE)
    with open(more, "w", encoding="utf8") as f:
        for k in range(60):
            for line in lines:
                f.write(json.dumps({**line, "id": f"{line['id']}-{k}", "text": line["text"].replace("Lowick", f"Lowick{k}")}) + "\n")
    with Served(sayso, ledger, "--threads", "2") as s:
        tags, stop, wrong = set(), threading.Event(), []

        def ask():
            while not stop.is_set():
                for path in ("/stats", "/claims?limit=20&sort=-day", "/events", "/reports?limit=5", "/events/Armed%20attack/grid", "/timeline?limit=5", "/reports/m1"):
                    code, headers, body = s.ask("/api/v1" + path, fresh=True)
                    if code != 200:
                        wrong.append((path, code, body[:300]))
                    tags.add(headers["ETag"])

        asker = threading.Thread(target=ask)
        asker.start()
        read(sayso, ledger, more)
        time.sleep(1)
        stop.set()
        asker.join()
        assert not wrong, wrong[:3]
        assert len(tags) > 1
        assert s.api("/stats")["reports"] == 61 * len(lines) and s.api("/stats")["settled"]


def main(sayso):
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, "ledger.db")
        read(sayso, ledger, FIRE)
        with Served(sayso, ledger, "--max-bytes", str(1 << 20)) as s:
            for test in (test_names, test_headers, test_paths, test_nonsense, test_bodies, test_slow):
                begin = time.monotonic()
                test(s)
                print(f"{test.__name__} {time.monotonic() - begin:.1f} s", flush=True)
            print(f"{test_many(s)} connections", flush=True)
        for test in (test_ledger, test_growing):
            begin = time.monotonic()
            test(sayso, folder)
            print(f"{test.__name__} {time.monotonic() - begin:.1f} s", flush=True)
        test_token(sayso, ledger)


main(os.path.abspath(sys.argv[1]))
