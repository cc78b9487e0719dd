#!/usr/bin/env python3
"""sayso.spark on a cluster of two workers that the test starts and stops: what one process finds, the cluster finds.

usage: tools/check_spark.sh BUILD
"""
import gzip, json, os, shutil, signal, tempfile, threading, time, unittest

import sayso, sayso.kin, sayso.warc
import sayso.spark as spark_module
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOWNS = "Dorva Harlow Kesmar Sabel Orvint Tarn Melk Uldia Brask Penholm Varla Istren".split()
TRADES = "baker pilot clerk welder nurse farmer printer joiner miller diver tailor potter".split()
WORKS = "bridge mill harbour school tunnel quarry market depot chapel reservoir theatre bakery".split()


def report(i):
    """The i-th of as many invented reports as one likes; no two share a run of words for long."""
    a, b, c = TOWNS[i % 12], TRADES[i // 12 % 12], WORKS[i // 5 % 12]
    return {
        "id": f"r{i:05d}", "published": f"2031-03-{i % 28 + 1:02d}", "title": f"The {c} of {a}", "publisher": ("Northern Wire", "Dolvan Times")[i % 2],
        "url": f"https://wire.example/{i}",
        "text": f"{a.upper()} - A {b} in {a} accused the owners of the {c} of hiding {i + 2} letters. \"Nobody asked us {i} times,\" said Nadia "
        f"Croft, a {b} at the {c}. The owners denied it. At least {i + 3} people were injured on Monday, police said.",
    }


STORY = (
    "The ferry Maren left Port Sabel at dawn with 214 people on board and a hold full of barley. Halfway to Istren the helmsman, Jon Pell, "
    "heard a knock below the engine room, and 9 minutes later the pumps stopped. Lighthouse keeper Ada Brisk counted 17 boats that put out "
    "from Tarn to help. By noon all passengers stood on the quay of Tarn wrapped in sailcloth, and the harbour master, Colm Varga, said the "
    "Maren would be towed to Brask for repairs. The Ferry Board of Kesmaria blamed the yard that had fitted new valves in April."
)
OTHER = (
    "Beekeepers in the Melk valley opened 340 hives this week and found half of them empty, the guild's warden Pia Oram told a meeting in "
    "Penholm. She showed maps of 12 parishes where the winter had been mild and asked the ministry to pay for new queens. A chemist from "
    "Uldia, Bertil Roos, said he had tested wax from 31 hives and found a fungus that no one had described before him in these hills."
)
KIN = [
    {"id": "k1", "publisher": "Northern Wire", "published": "2031-04-02", "title": "Ferry saved", "text": STORY},
    {"id": "k2", "publisher": "Dolvan Times", "published": "2031-04-03", "title": "Boats to the rescue", "text": STORY[: STORY.index(" The Ferry Board")]},
    {"id": "k3", "publisher": "Varla Post", "published": "2031-04-02", "title": "Knock below", "text": "Readers wrote in at once. " + STORY},
    {"id": "k4", "publisher": "Varla Post", "published": "2031-04-02", "title": "Hives empty", "text": OTHER},
    {"id": "k5", "publisher": "Varla Post", "published": "2031-04-04", "title": "Hives empty", "text": OTHER + " The ministry has not answered."},
]
PAGE = "<html><head><title>Mill</title></head><body><article>" + "".join(f"<p>{report(i)['text']}</p>" for i in range(3)) + "</article></body></html>"


def record(kind, uri, block):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2031-05-0{len(uri) % 9 + 1}T00:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def answer(body, *fields, kind="text/html; charset=utf-8", status="200 OK"):
    return "\r\n".join((f"HTTP/1.1 {status}", f"Content-Type: {kind}", *fields, "", "")).encode() + body


def archive():
    html = PAGE.encode()
    chunked = b"%x\r\n%s\r\n%x;x=1\r\n%s\r\n0\r\n\r\n" % (50, html[:50], len(html) - 50, html[50:])
    return [
        record("warcinfo", "", b"software: none"),
        record("response", "https://a.example/", answer(html)),
        record("response", "https://bb.example/", answer(chunked, "Transfer-Encoding: chunked")),
        record("response", "https://ccc.example/", answer(gzip.compress(html), "Content-Encoding: gzip")),
        record("response", "https://d.example/", answer(b"{}", kind="application/json")),
        record("response", "https://e.example/", answer(html, status="404 Not Found")),
        record("response", "https://f.example/", answer(html, "Content-Encoding: br")),
        record("response", "https://g.example/", answer(html, "Transfer-Encoding: chunked")),
    ]


def plain(row):
    """A row as JSON has it: no tuples, no bytes."""
    return json.loads(json.dumps(row if isinstance(row, dict) else row.asDict(recursive=True), default=lambda b: b.hex()))


def named(brief):
    """A brief whose figures are named after their reports, not after the numbers that reports have in one ledger; without the event,
    whose name may have been taken from others."""
    text = json.dumps({**brief, "event": None})
    for f in brief["figures"]:
        text = text.replace(f'"{f["figure"].split(":")[0]}:', f'"{f["report"]}:')
    return json.loads(text)


def families(pairs, ids):
    """Sets of ids that pairs tie together."""
    of = {i: {i} for i in ids}
    for a, b in pairs:
        if of[a] is not of[b]:
            both = of[a] | of[b]
            of.update((i, both) for i in both)
    return {frozenset(f) for f in of.values() if len(f) > 1}


def across(reports, cluster):
    """What holds across reports, by one ledger and by the cluster: two dicts to be compared, and the ledger's tally.

    reports: records in order of their ids; cluster: what makes a DataFrame of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "all.jsonl")
        with open(path, "w", encoding="utf8") as f:
            f.writelines(json.dumps(r) + "\n" for r in reports)
        with sayso.Ledger(os.path.join(folder, "all.db")) as ledger:
            tally = ledger.read(path, threads=2)
            shown = {view: ledger.show(view) for view in ("reports", "copies", "events")}
            of = {r["report"]: e for r in shown["reports"] for e in r["events"]}
            several = [e["event_id"] for e in shown["events"] if e["n_reports"] > 1]
            briefs = {e: named(ledger.brief(e)) for e in several}
    ids = [r["report"] for r in shown["reports"]]
    versions = [(r["report"], r["revision_of"]) for r in shown["reports"] if r["revision_of"]]
    one = {
        "copies": {frozenset(g["reports"]) for g in shown["copies"]},
        "families": families([(g["reports"][0], other) for g in shown["copies"] for other in g["reports"]] + versions, ids),
        "events": {e["event_id"]: (e["name"], e["kind"], e["date"], e["place"], e["country"], frozenset(r for r in of if of[r] == e["event_id"]))
                   for e in shown["events"]},
        "briefs": briefs,
    }
    df = cluster(reports)
    rows = spark_module.extract(df).cache()
    pairs = spark_module.copies(rows).cache()
    found = spark_module.events(rows, pairs).cache()
    tied = pairs.collect()
    rolled = spark_module.roll_up(df, found.where("size(reports) > 1")).collect()
    many = {
        "copies": families([(p.a, p.b) for p in tied if p.kinship == "copy"], ids),
        "families": families([(p.a, p.b) for p in tied], ids),
        "events": {e.event: (e.name, e.kind, e.date, e.place, e.country, frozenset(e.reports)) for e in found.collect()},
        "briefs": {r.event: named(json.loads(r.brief)) for r in rolled},
    }
    for r in rolled:
        brief = many["briefs"][r.event]
        assert [plain(p) for p in r.positions] == brief["positions"] and [plain(b) for b in r.blame] == brief["blame"], r.event
    return one, many, tally


def executors(app):
    """Process ids of the executors of one application."""
    found = set()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                words = f.read().split(b"\0")
        except OSError:
            continue
        if app.encode() in words and any(w.endswith(b"CoarseGrainedExecutorBackend") for w in words) and words[0].endswith(b"java"):
            found.add(int(pid))
    return found


class Archives(unittest.TestCase):
    def check(self, pages):
        html = PAGE.encode()
        self.assertEqual([(p.url, p.html) for p in pages if p.html], [(f"https://{h}.example/", html) for h in ("a", "bb", "ccc", "g")])
        self.assertEqual([(p.url, p.error) for p in pages if p.error], [("https://f.example/", "content-encoding br is not read")])

    def test_plain_and_packed(self):
        self.check(list(sayso.warc.pages(b"".join(archive()))))
        self.check(list(sayso.warc.pages(b"".join(map(gzip.compress, archive())))))
        self.check(list(sayso.warc.pages(gzip.compress(b"".join(archive())))))

    def test_damage_is_told_and_what_stands_behind_it_read(self):
        parts = [bytearray(gzip.compress(r)) for r in archive()]
        parts[1][40] ^= 0xFF
        pages = list(sayso.warc.pages(b"".join(parts)))
        self.assertEqual([p.url for p in pages if p.html][-3:], ["https://bb.example/", "https://ccc.example/", "https://g.example/"])
        self.assertTrue(any(p.error and p.error.startswith("gzip") for p in pages))
        cut = list(sayso.warc.pages(archive()[1][:300]))
        self.assertEqual([p.error for p in cut], ["the file ends within the record"])

    def test_nonsense(self):
        for data in (b"", b"\x1f\x8b", b"\x1f\x8b\x08" * 50, b"WARC/1.0\r\n" * 50, b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", os.urandom(5000)):
            self.assertFalse([p for p in sayso.warc.pages(data) if p.html])


class Cluster(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        settings = {
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": "4", "spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
            "spark.local.dir": cls.folder, "spark.worker.dir": cls.folder, "spark.sql.warehouse.dir": cls.folder, "spark.task.maxFailures": "8",
            "spark.driver.extraJavaOptions": f"-Dderby.system.home={cls.folder}", "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
        }
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("sayso")
        for key, value in settings.items():
            builder = builder.config(key, value)
        os.environ["SPARK_WORKER_DIR"] = cls.folder
        cls.spark = builder.getOrCreate()
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.reader = sayso.Reader()

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def frame(self, records, parts=4):
        names = ("id", "published", "title", "publisher", "url", "byline", "text")
        rows = [tuple(r.get(n) for n in names) for r in records]
        schema = T.StructType([T.StructField(n, T.StringType()) for n in names])
        return self.spark.createDataFrame(rows, schema).repartition(parts)

    def alone(self, r):
        about = {n: r.get(n) for n in ("id", "published", "title", "publisher", "url", "byline")}
        return spark_module.row_of(self.reader.read(r["text"], **about, sketches=True))

    def same(self, rows, records):
        """Rows are those of one process: asked for as JSON, which has no tuples."""
        got = {r["id"]: plain(r) for r in rows}
        self.assertEqual(sorted(got), sorted(r["id"] for r in records))
        for r in records:
            self.assertEqual(got[r["id"]], plain(self.alone(r)), r["id"])

    def test_rows_are_those_of_one_process(self):
        records = [report(i) for i in range(300)]
        rows = spark_module.extract(self.frame(records)).collect()
        self.same(rows, records)
        first = next(r for r in rows if r.id == "r00000")
        self.assertEqual(first.text[first.figures[-1].span.start : first.figures[-1].span.end], first.figures[-1].text)
        self.assertTrue(any(c.source_actor == "Nadia Croft" for c in first.claims))

    def test_events_are_typed(self):
        text = "KESMAR, 7 May 2031 - Gunmen of the Lantern Column kidnapped the mayor of Dorva, Jon Pell, on Monday, police said."
        records = [{"id": "e", "published": "2031-05-07", "text": text}]
        rows = spark_module.extract(self.frame(records)).collect()
        self.same(rows, records)
        event = next(e for e in rows[0].events if e.kind == "abduction" and e.victims)
        self.assertEqual((event.place, event.victims[0].effect), ("Dorva", "abducted"))
        self.assertEqual(text[event.victims[0].span.start : event.victims[0].span.end], event.victims[0].text)

    def test_bad_rows_are_told_of(self):
        records = [report(0), {"id": "null", "text": None}, {"id": "blank", "text": "  \n"}, report(1)]
        got = {r.id: r for r in spark_module.extract(self.frame(records)).collect()}
        self.assertEqual({i for i, r in got.items() if r.error is None}, {"r00000", "r00001"})
        self.assertIn("null", got["null"].error)
        self.assertIn("InputError", got["blank"].error)
        self.assertEqual(got["null"].claims, [])
        numbers = self.spark.createDataFrame([(7, 1.5)], "id int, text double")
        (row,) = spark_module.extract(numbers).collect()
        self.assertEqual(row.error, "TypeError: a report is str or bytes, not float")
        days = self.spark.sql("select 'x' as id, date'2031-03-04' as day, 5 as who, 'The mayor of Dorva said no.' as body")
        (row,) = spark_module.extract(days, text="body", published="day").collect()
        self.assertEqual((row.published, row.error), ("2031-03-04", None))
        (row,) = spark_module.extract(days, text="body", publisher="who").collect()
        self.assertEqual((row.id, row.error), ("x", "TypeError: publisher is int, not str"))
        with self.assertRaises(ValueError):
            spark_module.extract(days, text=None)
        with self.assertRaises(TypeError):
            spark_module.extract(days, text="body", author="who")
        arrays = self.spark.sql("select 'y' as id, array(1, 2) as text union all select null, null")
        self.assertEqual(sorted(r.error for r in spark_module.extract(arrays).collect()),
                         ["TypeError: a report is str or bytes, not list", "ValueError: neither text nor html: null"])
        french = [{"id": "f", "text": "Le ministre a déclaré mardi que les pompiers avaient sauvé les habitants du village. " * 5}]
        (row,) = spark_module.extract(self.frame(french, parts=1)).collect()
        self.assertEqual((row.error, row.claims), (None, []))

    def test_archives_and_parquet_by_day(self):
        path = os.path.join(self.folder, "a.warc.gz")
        with open(path, "wb") as f:
            f.write(b"".join(map(gzip.compress, archive())))
        pages = spark_module.read_warc(self.spark, [path])
        alone = [(p.url, p.retrieved, p.html, p.error) for p in sayso.warc.pages(b"".join(archive()))]
        self.assertEqual([(r.url, r.retrieved, r.html, r.error) for r in pages.collect()], alone)
        rows = spark_module.extract(pages, text=None, html="html", published="retrieved")
        out = os.path.join(self.folder, "rows")
        spark_module.write_parquet(rows, out)
        back = {r.url: plain(r) for r in self.spark.read.parquet(out).drop("day").collect()}
        self.assertEqual(len(back), 5)
        self.assertIn("null", back["https://f.example/"]["error"])
        want = spark_module.row_of(self.reader.read(PAGE.encode(), url="https://a.example/", published=back["https://a.example/"]["published"], sketches=True))
        self.assertGreater(len(want["claims"]), 5)
        self.assertEqual(back["https://a.example/"], plain(want))
        self.assertTrue(any(d.startswith("day=2031-05-") for d in os.listdir(out)))

    def test_across_reports_as_one_ledger_has_it(self):
        with open(os.path.join(ROOT, "demo", "reports.jsonl"), encoding="utf8") as f:
            demo = [json.loads(line) for line in f]
        french = {"id": "f1", "published": "2031-05-07", "text": "Le ministre a déclaré mardi que les pompiers avaient sauvé les habitants. " * 5}
        records = sorted([french] + KIN + demo + [report(i) for i in range(120)], key=lambda r: r["id"])
        one, many, tally = across(records, self.frame)
        self.assertEqual((tally.reports, tally.refused), (len(records), 1))
        self.assertEqual(many["copies"], one["copies"])
        self.assertIn(frozenset(("k1", "k2", "k3")), many["copies"])
        self.assertIn(frozenset(("k4", "k5")), many["families"])
        self.assertEqual(many["families"], one["families"])
        self.assertEqual(many["events"], one["events"])
        self.assertTrue(any(len(e[-1]) >= 12 for e in many["events"].values()), "the demo is one event")
        self.assertEqual(many["briefs"], one["briefs"])
        self.assertTrue(any(p["changed"] for b in one["briefs"].values() for p in b["positions"]))

    def test_bands_find_what_fingerprints_find(self):
        rows = spark_module.extract(self.frame(KIN))
        want = {(p.a, p.b, p.kinship, p.overlap) for p in spark_module.copies(rows).collect()}
        kinds = {(a, b): kinship for a, b, kinship, _ in want}
        self.assertEqual(kinds, {("k1", "k2"): "copy", ("k1", "k3"): "copy", ("k2", "k3"): "copy", ("k4", "k5"): "revision"})
        self.assertEqual({(p.a, p.b, p.kinship, p.overlap) for p in spark_module.copies(rows, bands=64).collect()}, want)

    def test_a_ledger_of_one_event(self):
        with open(os.path.join(ROOT, "demo", "reports.jsonl"), encoding="utf8") as f:
            demo = [json.loads(line) for line in f]
        df = self.frame(demo + [report(i) for i in range(20)])
        found = spark_module.events(spark_module.extract(df)).where(F.array_contains("reports", "r01")).first()
        path = os.path.join(self.folder, "event.db")
        tally = spark_module.write_ledger(df, found.reports, path)
        self.assertEqual((tally.reports, tally.problems), (12, ()))
        with sayso.Ledger(path, create=False) as ours, sayso.Ledger(":memory:") as theirs:
            theirs.read(os.path.join(ROOT, "demo", "reports.jsonl"))
            self.assertEqual(dict(ours.brief()), dict(theirs.brief()))
            for view in ("reports", "claims", "figures", "positions", "blame", "events"):
                self.assertEqual(ours.show(view), theirs.show(view), view)
        with self.assertRaises(FileExistsError):
            spark_module.write_ledger(df, found.reports, path)

    def test_a_ledger_of_pages(self):
        pages = self.spark.createDataFrame([("https://a.example/", "2031-05-06T10:00:00Z", bytearray(PAGE.encode()))], "url string, seen string, html binary")
        path = os.path.join(self.folder, "pages.db")
        rows = spark_module.extract(pages, text=None, html="html", id="url", published="seen").collect()
        tally = spark_module.write_ledger(pages, ["https://a.example/"], path, text=None, html="html", id="url", published="seen")
        self.assertEqual((tally.reports, tally.claims), (1, len(rows[0].claims)))
        with sayso.Ledger(path, create=False) as ledger:
            self.assertEqual([r["report"] for r in ledger.show("reports")], ["https://a.example/"])

    def test_a_chain_of_copies_is_one_group(self):
        edges = [(f"n{i:02d}", f"n{i + 1:02d}", "copy", 1.0) for i in range(9)] + [("x", "y", "copy", 1.0)]
        got = {r.id: r.group for r in spark_module.groups(self.spark.createDataFrame(edges, spark_module._PAIR)).collect()}
        self.assertEqual(got, {**{f"n{i:02d}": "n00" for i in range(10)}, "x": "x", "y": "x"})

    def test_blocks(self):
        texts = [
            ("p3", "2031-05-07", "Gunmen kidnapped the mayor of Dorva, Jon Pell, on Monday, police said."),
            ("p4", "2031-05-08", "Gunmen who kidnapped the mayor of Dorva, Jon Pell, on Monday asked for money, police said."),
        ]
        records = [dict(zip(("id", "published", "text"), t)) for t in texts]
        rows = spark_module.extract(self.frame(records))
        blocks = [(b.kind, b.place, str(b.week), b.reports) for b in spark_module.event_blocks(rows).collect()]
        self.assertIn(("abduction", "dorva", "2031-05-05", ["p3", "p4"]), blocks)

    def test_a_lost_executor_loses_nothing(self):
        sc = self.spark.sparkContext
        records = [report(i) for i in range(4000)]
        df = self.frame(records, parts=40)
        before, got, failed = executors(sc.applicationId), [], []
        self.assertEqual(len(before), 2)

        def work():
            try:
                got.extend(spark_module.extract(df).collect())
            except Exception as error:  # told below, by the thread that may fail the test
                failed.append(error)

        def done():
            infos = (sc.statusTracker().getStageInfo(s) for s in sc.statusTracker().getActiveStageIds())
            return max((i.numCompletedTasks for i in infos if i and i.numTasks == 40), default=0)

        job = threading.Thread(target=work)
        job.start()
        while job.is_alive() and done() < 5:
            time.sleep(0.02)
        os.kill(min(before), signal.SIGKILL)
        self.assertTrue(job.is_alive(), "the job was done before anything was lost")
        job.join()
        self.assertEqual(failed, [])
        self.assertNotIn(min(before), executors(sc.applicationId))
        self.assertEqual(len(got), 4000)
        self.assertEqual(sorted(r.id for r in got), [r["id"] for r in records])
        self.same([r for r in got if r.id in {x["id"] for x in records[::40]}], records[::40])


if __name__ == "__main__":
    unittest.main(verbosity=1, warnings="ignore")
