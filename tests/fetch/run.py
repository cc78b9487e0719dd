#!/usr/bin/env python3
"""`sayso read URL` and `sayso follow` against a server on loopback that misbehaves.

usage: run.py SAYSO        (skipped, and says so, where libcurl.so.4 is missing)
Each case has a loopback address of its own, so that cases run side by side and no case waits for another's politeness.
"""
import ctypes, gzip, http.server, json, os, socket, subprocess, sys, tempfile, threading, time, unittest
from concurrent.futures import ThreadPoolExecutor

SAYSO = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else None
TEXT = (
    "HARLOW, 4 March 2031 (Valley Wire) - The water board on Tuesday accused the dye maker Brightwater of poisoning the river. "
    "Brightwater denied any leak. At least 30 people were taken to hospital, according to a nurse who asked not to be named."
)
PAGE = f"<html><head><title>Dye maker blamed</title></head><body><article><p>{TEXT}</p></article></body></html>"
FEED = """<rss version="2.0"><channel><title>Valley Wire</title>
<item><title>One</title><link>http://{host}/one</link><description>short</description></item>
<item><title>Two</title><link>http://{host}/gone</link><description>short</description></item></channel></rss>"""
asked = []  # (host, path, header) of every request


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, body, status=200, **head):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **head}.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        host = self.headers["Host"]
        asked.append((host.split(":")[0], self.path, dict(self.headers), time.monotonic()))
        case = getattr(self, "at" + self.path.split("?")[0].replace("/", "_").replace(".", "_"), None)
        if case:
            case(host)
        else:
            self.answer("no such page", 404)

    def at_robots_txt(self, host):
        name = host.split(":")[0]
        if name == ROBOTS["forbids"]:
            self.answer("User-agent: *\nDisallow: /\nAllow: /open\n", Content_Type="text/plain")
        elif name == ROBOTS["broken"]:
            self.answer("", 503)
        else:
            self.answer("", 404)

    def at_one(self, host):
        self.answer(PAGE)

    at_open = at_one

    def at_koi8(self, host):
        self.answer("<html><body><article><p>Полиция сообщила во вторник.</p></article></body></html>".encode("koi8-r"), Content_Type="text/html; charset=koi8-r")

    def at_packed(self, host):
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def at_bomb(self, host):
        self.answer(gzip.compress(bytes(100_000_000)), Content_Encoding="gzip")

    def at_endless(self, host):
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b"<p>on and on " * 10000)
        except OSError:
            pass

    def at_silent(self, host):
        time.sleep(8)
        self.close_connection = True

    def at_lies(self, host):
        self.answer(PAGE, Content_Length=str(len(PAGE) + 999))
        self.close_connection = True

    def at_chunks(self, host):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"zz\r\nnot a length\r\n")
        self.close_connection = True

    def at_head(self, host):
        self.answer(PAGE, X_Huge="x" * 90_000)

    def at_loop(self, host):
        self.answer("", 302, Location="/loop")

    def at_file(self, host):
        self.answer("", 302, Location="file:///etc/passwd")

    def at_away(self, host):
        self.answer("", 301, Location=f"http://{ROBOTS['forbids']}:{host.split(':')[1]}/secret")

    def at_there(self, host):
        self.answer("", 301, Location="/one")

    def at_feed(self, host):
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer("", 304)
        else:
            self.answer(FEED.format(host=host), Content_Type="application/rss+xml", ETag='"v1"')

    def at_moody(self, host):
        if self.headers.get("If-None-Match") == '"v2"':
            self.answer("", 304)
        else:
            feed = {"version": "https://jsonfeed.org/version/1.1", "items": [
                {"id": "1", "url": f"http://{host}/a\nhttp://{host}/one\t\t\nhttp://x", "content_text": "It fell."},
                {"id": "2", "url": f"http://{host}/sulks", "content_text": "It fell."}]}
            self.answer(json.dumps(feed), Content_Type="application/feed+json", ETag='"v2"')

    def at_sulks(self, host):
        self.answer("", 503) if sum(a[1] == "/sulks" for a in asked) < 2 else self.answer(PAGE)

    def at_picture(self, host):
        self.answer(b"\x89PNG\r\n\x1a\n" + bytes(200), Content_Type="image/png")

    def at_error(self, host):
        self.answer("broken", 500)


ROBOTS = {"forbids": "127.0.9.1", "broken": "127.0.9.2"}
last = iter(range(1, 250))


def run(*args, seconds=60):
    p = subprocess.run([SAYSO, *args], capture_output=True, text=True, timeout=seconds)
    return p.returncode, p.stdout, p.stderr


class Fetching(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Server)
        cls.server.daemon_threads = True
        cls.server.handle_error = lambda *_: None  # clients that hang up are what some cases are about
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.port = cls.server.server_address[1]

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def url(self, path, host=None):
        return f"http://{host or f'127.0.1.{next(last)}'}:{self.port}{path}"

    def extract(self, path, *more, host=None):
        code, out, err = run("extract", "--allow-private", "--timeout", "4", self.url(path, host), *more)
        return code, [json.loads(line) for line in out.splitlines()], err

    def test_pages_come_in(self):
        for path in ("/one", "/packed", "/there"):
            code, (report,), err = self.extract(path)
            self.assertEqual((code, err), (0, ""), path)
            self.assertIn("Brightwater", report["text"])
            self.assertTrue(report["url"].endswith("/one") or path == "/packed", report["url"])
        _, (report,), _ = self.extract("/koi8")
        self.assertIn("Полиция", report["text"])

    def test_refusals(self):
        wanted = {
            "/bomb": "longer than 16777216 bytes",
            "/endless": "longer than 16777216 bytes",
            "/silent": "imeout",
            "/lies": "",
            "/chunks": "",
            "/head": "",
            "/loop": "leads on and on",
            "/file": "not an address of http or https",
            "/away": "robots.txt forbids it",
            "/error": "the server answers 500",
            "/nothing": "the server answers 404",
        }
        with ThreadPoolExecutor(4) as pool:
            for path, (code, reports, err) in zip(wanted, pool.map(self.extract, wanted)):
                self.assertEqual((code, reports), (1, []), path)
                self.assertIn(wanted[path], err, path)
                self.assertEqual(len(err.splitlines()), 1, err)

    def test_a_picture_is_no_report(self):
        code, reports, err = self.extract("/picture")
        self.assertEqual((code, reports), (1, []))
        self.assertTrue(err)

    def test_robots(self):
        host = ROBOTS["forbids"]
        self.assertEqual(self.extract("/secret", host=host)[0], 1)
        self.assertEqual(self.extract("/open", host=host)[0], 0)
        self.assertNotIn((host, "/secret"), {a[:2] for a in asked})
        code, _, err = self.extract("/one", host=ROBOTS["broken"])
        self.assertEqual(code, 1)
        self.assertIn("robots.txt: the server answers 503", err)

    def test_private_addresses(self):
        for address in (self.url("/one"), f"http://localhost:{self.port}/one", f"http://[::1]:{self.port}/one", f"http://[::ffff:127.0.0.1]:{self.port}/one", f"http://2130706433:{self.port}/one"):
            code, out, err = run("extract", address)
            self.assertEqual((code, out), (1, ""), address)
            self.assertIn("not a public address", err)

    def test_nonsense(self):
        for address in ("http://", "http://[", "https://user:pass@", "http://no.such.host.invalid/"):
            code, out, err = run("extract", address)
            self.assertEqual((code, out), (1, ""), address)
            self.assertTrue(err)

    def test_a_host_is_not_hurried(self):
        host = f"127.0.1.{next(last)}"
        code, out, err = run("extract", "--allow-private", self.url("/one", host), self.url("/packed", host))
        self.assertEqual((code, len(out.splitlines()), err), (0, 2, ""))
        times = [a[3] for a in asked if a[0] == host]
        self.assertEqual(len(times), 3)
        self.assertTrue(all(b - a > 0.5 for a, b in zip(times, times[1:])), times)

    def test_follow(self):
        host = f"127.0.1.{next(last)}"
        feed = self.url("/feed", host)
        with tempfile.TemporaryDirectory() as folder:
            ledger = os.path.join(folder, "l.db")
            command = ("follow", "-l", ledger, "--allow-private", "--once", feed)
            code, out, err = run(*command)
            self.assertEqual(code, 1)
            self.assertIn("/one: ", out)
            self.assertIn("/gone: the server answers 404", err)
            before = len(asked)
            self.assertEqual(run(*command), (0, "", ""))
            paths = [a[1] for a in asked[before:] if a[0] == host]
            self.assertEqual(paths, ["/robots.txt", "/feed"])
            self.assertEqual(run("verify", "-l", ledger)[0], 0)
            rows = [json.loads(line) for line in run("show", "reports", "-l", ledger, "--format", "jsonl")[1].splitlines()]
            self.assertEqual([r["title"] for r in rows], ["Dye maker blamed"])

    def test_a_page_that_could_not_be_had_is_asked_for_again(self):
        feed = self.url("/moody", f"127.0.1.{next(last)}")
        with tempfile.TemporaryDirectory() as folder:
            ledger = os.path.join(folder, "l.db")
            command = ("follow", "-l", ledger, "--allow-private", "--once", feed)
            self.assertIn("/sulks: the server answers 503", run(*command)[2])
            code, out, err = run(*command)
            self.assertEqual((code, err), (0, ""))
            self.assertIn("/sulks: ", out)
            before = len(asked)
            self.assertEqual(run(*command), (0, "", ""))
            self.assertEqual(asked[-1][2].get("If-None-Match"), '"v2"')
            self.assertEqual(len(asked), before + 2)
            with open(ledger + ".follow") as f:  # an address cannot forge lines
                self.assertEqual(sorted(line.split("\t")[0].rsplit("/", 1)[1] for line in f), ["moody", "sulks"])

    def test_half_an_answer(self):
        with socket.create_server(("127.0.3.1", 0)) as s:
            def serve():
                for _ in range(4):
                    try:
                        c, _ = s.accept()
                    except OSError:
                        return
                    c.recv(4096)
                    c.sendall(b"HTTP/1.1 200 O")
                    c.close()
            threading.Thread(target=serve, daemon=True).start()
            code, out, err = run("extract", "--allow-private", "--timeout", "4", f"http://127.0.3.1:{s.getsockname()[1]}/x")
            self.assertEqual((code, out), (1, ""))
            self.assertTrue(err)


if __name__ == "__main__":
    if not SAYSO:
        sys.exit(__doc__)
    try:
        ctypes.CDLL("libcurl.so.4")
    except OSError:
        print("no libcurl.so.4: fetching is not tested")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
