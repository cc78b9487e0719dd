#!/usr/bin/env python3
"""The Python module: reading, ledgers, errors, threads.  usage: test_sayso.py   (sayso must be importable)"""
import _thread, doctest, gc, json, multiprocessing, os, pathlib, sqlite3, tempfile, threading, time, unittest

import sayso, sayso.kin, sayso.ledger, sayso.reader

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEXT = (
    "HARLOW, 4 March 2031 (Valley Wire) — The water board on Tuesday accused the dye maker Brightwater of poisoning the "
    "river. “There is no other plant upstream,” the board's director, Nadia Croft, told Valley Wire. Brightwater denied any "
    "leak. At least 30 people were taken to hospital, according to a nurse who asked not to be named."
)


def read_in_child(reader, queue):
    queue.put(len(reader.read(TEXT).claims))


class Reading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reader = sayso.Reader()

    def test_spans_slice_the_text(self):
        r = self.reader.read(TEXT, published="2031-03-04", title="Dye maker blamed", id="one")
        self.assertEqual((r.id, r.title, r.text, r.language), ("one", "Dye maker blamed", TEXT, "en"))
        told = next(c for c in r.claims if c.cue_text == "told")
        self.assertEqual(r[told.content[0]], "“There is no other plant upstream,”")
        self.assertEqual((told.source_actor, told.speaks_for, told.via, told.said), ("Nadia Croft", "water board", ("Valley Wire",), "2031-03-04"))
        self.assertEqual([(f.low, f.measure, r[f.span], r.claims[f.claim].source_actor) for f in r.figures], [(30, "injured", "At least 30", "nurse")])
        self.assertEqual(next(t.value for t in r.times if t.text == "Tuesday"), "2031-03-04")
        self.assertIn("Brightwater", {a.name for a in r.actors})
        self.assertIn("Nadia Croft", r._repr_html_())

    def test_bytes_are_what_a_file_holds(self):
        page = "<html><title>x</title><body><article><p>%s</p></article></body></html>" % TEXT
        self.assertIn("Nadia Croft", {c.source_actor for c in self.reader.read(page.encode()).claims})
        one = self.reader.read(json.dumps({"id": "j", "text": TEXT}).encode())
        self.assertEqual((one.id, one.text), ("j", TEXT))

    def test_many_in_order_on_threads(self):
        texts = [f"Report {i}. " + TEXT for i in range(40)]
        alone = [r.json for r in self.reader.read_many(texts)]
        self.assertEqual([r.json for r in self.reader.read_many(texts, threads=4)], alone)
        self.assertEqual([r.id for r in self.reader.read_many([{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}], threads=2)], ["a", "b"])

    def test_one_reader_for_64_threads(self):
        want, got = self.reader.read(TEXT).json, []
        threads = [threading.Thread(target=lambda: got.append(self.reader.read(TEXT).json == want)) for _ in range(64)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertEqual(got, [True] * 64)

    def test_others_run_while_it_reads(self):
        counted, done = [0], threading.Event()

        def count():
            while not done.is_set():
                counted[0] += 1
                time.sleep(0)

        t = threading.Thread(target=count)
        t.start()
        before = counted[0]
        self.reader.read(TEXT * 200)
        during = counted[0] - before
        done.set()
        t.join()
        self.assertGreater(during, 0)

    def test_fork_after_creation(self):
        queue = multiprocessing.get_context("fork").Queue()
        child = multiprocessing.get_context("fork").Process(target=read_in_child, args=(self.reader, queue))
        child.start()
        self.assertEqual(queue.get(timeout=60), len(self.reader.read(TEXT).claims))
        child.join()

    def test_a_key_pressed_while_many_are_read(self):
        timer = threading.Timer(0.3, _thread.interrupt_main)
        timer.start()
        with self.assertRaises(KeyboardInterrupt):
            for _ in self.reader.read_many((TEXT for _ in range(10_000_000)), threads=4):
                pass
        timer.join()
        self.assertTrue(self.reader.read(TEXT).claims)

    def test_interrupt_of_many(self):
        def texts():
            for i in range(10000):
                if i == 30:
                    raise KeyboardInterrupt
                yield TEXT

        with self.assertRaises(KeyboardInterrupt):
            list(self.reader.read_many(texts(), threads=4))
        self.assertTrue(self.reader.read(TEXT).claims)


class Refusing(unittest.TestCase):
    def test_what_is_no_report(self):
        reader = sayso.Reader()
        for bad in (None, 7, ["x"]):
            with self.assertRaises(TypeError):
                reader.read(bad)
        with self.assertRaises(sayso.InputError):
            reader.read("")
        with self.assertRaises(UnicodeEncodeError):
            reader.read("a lone \ud800 surrogate")
        with self.assertRaises(sayso.InputError) as caught:
            reader.read(b'{"id": "x", "text": "broken')
        self.assertGreater(caught.exception.byte, 0)
        with self.assertRaises(sayso.InputError):
            reader.read("x" * 100_000_000)
        with self.assertRaises(sayso.InputError):
            list(reader.read_many([TEXT, "", TEXT], threads=2))
        french = reader.read("Le ministre a déclaré mardi que les pompiers avaient sauvé les habitants du village. " * 5)
        self.assertEqual(french.claims, ())
        self.assertTrue(french.refusals)

    def test_a_closed_reader(self):
        reader = sayso.Reader()
        reader.close()
        reader.close()
        with self.assertRaises(ValueError):
            reader.read(TEXT)
        with sayso.Reader() as open_one:
            self.assertTrue(open_one.read(TEXT).claims)

    def test_closed_while_another_reads(self):
        reader, failed = sayso.Reader(), []

        def read():
            try:
                reader.read(TEXT * 30)
            except Exception as e:
                failed.append(e)

        t = threading.Thread(target=read)
        t.start()
        time.sleep(0.01)
        reader.close()
        t.join()
        self.assertTrue(all(isinstance(e, ValueError) for e in failed))

    def test_models_and_ledgers_that_are_none(self):
        with self.assertRaises(sayso.ReadWriteError):
            sayso.Reader("/nowhere/model")
        with self.assertRaises(sayso.ModelError):
            sayso.Reader(__file__)
        with self.assertRaises(sayso.LedgerError):
            sayso.Ledger(__file__)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "newer.db")
            sayso.Ledger(path).close()
            other = sqlite3.connect(path)
            other.execute("PRAGMA user_version = 999")
            other.commit()
            other.close()
            with self.assertRaises(sayso.LedgerError) as caught:
                sayso.Ledger(path)
            self.assertIn("999", str(caught.exception))


class Sketching(unittest.TestCase):
    def test_kin_and_events(self):
        reader = sayso.Reader()
        told = {"published": "2031-03-04", "sketches": True}
        one, two = (reader.read(TEXT, id=i, publisher=i, **told) for i in ("Valley Wire", "Harlow Post"))
        other = reader.read("A clerk in Dolvan said on Monday that 3 barges were late.", id="x", **told)
        self.assertEqual(sayso.kin.judge(one.text_sketch, two.text_sketch), ("copy", 1.0))
        self.assertEqual(sayso.kin.judge(one.text_sketch, other.text_sketch), (None, 0.0))
        self.assertTrue(set(sayso.kin.prints(one.text_sketch)) & set(sayso.kin.prints(two.text_sketch)))
        self.assertEqual(list(sayso.kin.bands(one.text_sketch, 8, 2)), list(sayso.kin.bands(two.text_sketch, 8, 2)))
        found = sayso.kin.events([r.event_sketch for r in (one, two, other)], [0, 0, None])
        self.assertEqual(sorted(sorted(e.reports) for e in found), [[0, 1], [2]])
        self.assertIsNone(reader.read(TEXT).text_sketch)

    def test_what_is_no_sketch(self):
        report = sayso.Reader().read(TEXT, sketches=True)
        for bad in (b"", b"nonsense", report.event_sketch, report.text_sketch[:-1]):
            with self.assertRaises(sayso.InputError):
                sayso.kin.judge(report.text_sketch, bad)
        with self.assertRaises(sayso.InputError) as caught:
            sayso.kin.events([report.event_sketch, b"nonsense"])
        self.assertEqual(caught.exception.byte, 1)
        with self.assertRaises(TypeError):
            sayso.kin.events([None])
        with self.assertRaises(ValueError):
            sayso.kin.events([report.event_sketch], [0, 1])
        self.assertEqual(sayso.kin.events([]), [])


class Keeping(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ledger = sayso.Ledger(":memory:")
        cls.tally = cls.ledger.read(os.path.join(ROOT, "demo/reports.jsonl"), threads=2)

    def test_tally(self):
        self.assertEqual((self.tally.reports, self.tally.copies, self.tally.problems), (12, 2, ()))
        again = self.ledger.read([os.path.join(ROOT, "demo/reports.jsonl"), "/nowhere"])
        self.assertEqual((again.known, len(again.problems)), (12, 1))

    def test_reports_in_memory(self):
        with open(os.path.join(ROOT, "demo/reports.jsonl"), encoding="utf8") as f:
            records = [json.loads(line) for line in f]
        with sayso.Ledger(":memory:") as ledger:
            self.assertEqual(ledger.add(records, threads=2), self.tally)
            self.assertEqual(dict(ledger.brief()), dict(self.ledger.brief()))
            page = b"<html><title>x</title><body><article><p>" + TEXT.encode() + b"</p></article></body></html>"
            more = ledger.add([TEXT, page, {"id": "y", "text": TEXT + " More was not known."}, b""])
            self.assertEqual((more.reports, len(more.problems)), (3, 1))
            with self.assertRaises(sayso.InputError):
                ledger.add([TEXT, " \n"])
            again = ledger.add([TEXT, page])
            self.assertEqual((again.known, again.problems), (2, ()))
            self.assertEqual(ledger.add("A clerk accused the mayor.").claims, 1)
            with self.assertRaises(UnicodeEncodeError):
                ledger.add("a lone \ud800 surrogate")
            with self.assertRaises(TypeError):
                ledger.add(None)
            with self.assertRaises(TypeError):
                ledger.add([None])

    def test_paths(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "case.db"
            with sayso.Ledger(path) as ledger:
                self.assertEqual(ledger.read(pathlib.Path(ROOT) / "demo" / "reports.jsonl").reports, 12)
            with sayso.Ledger(path, create=False) as ledger:
                self.assertEqual(len(ledger.show("reports")), 12)

    def test_answers(self):
        brief = self.ledger.brief()
        self.assertEqual(len(brief["reports"]), 12)
        self.assertIn("WHO SAYS WHO DID IT", str(brief))
        self.assertIn("Coastal Front", brief._repr_html_())
        claims = self.ledger.claims(by="Interior Ministry")
        self.assertTrue(claims and all("Interior" in (c["source_actor"] + (c["speaks_for"] or "")) or c["source_actor"] for c in claims))
        self.assertEqual(self.ledger.trace(claims[0]["claim"])["claim"]["claim"], claims[0]["claim"])
        self.assertTrue(self.ledger.find("ferry"))
        self.assertTrue(self.ledger.figures())
        with self.assertRaises(sayso.UseError):
            self.ledger.show("nonsense")
        with self.assertRaises(sayso.UseError):
            self.ledger.trace("ffffffff0")

    def test_arrow(self):
        try:
            import pyarrow
        except ImportError:
            self.skipTest("no pyarrow")
        table = pyarrow.table(self.ledger.to_arrow("reports"))
        self.assertEqual(table.num_rows, 12)
        self.assertEqual(table.column("report").to_pylist(), [r["report"] for r in self.ledger.show("reports")])
        mixed = pyarrow.table(sayso.ArrowTable([{"a": 1, "b": None, "c": True}, {"a": 2.5, "b": "é", "d": [1]}]))
        self.assertEqual(mixed.to_pylist(), [{"a": 1.0, "b": None, "c": True, "d": None}, {"a": 2.5, "b": "é", "c": None, "d": "[1]"}])
        stream = sayso.ArrowTable([{"a": 1}]).__arrow_c_stream__()
        del stream
        gc.collect()

    def test_pandas(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("no pandas")
        frame = self.ledger.to_pandas("figures")
        self.assertEqual(len(frame), len(self.ledger.figures()))
        self.assertIn("measure", frame.columns)

    def test_spacy(self):
        try:
            import spacy
        except ImportError:
            self.skipTest("no spaCy")
        nlp = spacy.blank("en")
        nlp.add_pipe("sayso", config={"published": "2031-03-04"})
        doc = nlp(TEXT)
        croft = next(c for c in doc._.claims if c.claim.source_actor == "Nadia Croft")
        self.assertIn("no other plant", croft.content[0].text)
        self.assertEqual(len(doc._.figures), 1)
        self.assertEqual(nlp("")._.claims, ())

    def test_closed(self):
        ledger = sayso.Ledger(":memory:")
        ledger.close()
        with self.assertRaises(ValueError):
            ledger.brief()


class Documentation(unittest.TestCase):
    def test_examples(self):
        os.chdir(ROOT)
        for module in (sayso, sayso.reader, sayso.ledger, sayso.kin):
            self.assertEqual(doctest.testmod(module).failed, 0, module.__name__)


if __name__ == "__main__":
    unittest.main()
