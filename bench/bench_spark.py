#!/usr/bin/env python3
"""sayso.spark's rate on one worker and on two, beside one process; what is shuffled; what each step of a plan costs.

usage: tools/check_spark.sh BUILD bench        (make bench-spark; about four minutes on two idle cores)

All figures are of the same made reports. Rates are the best of two warm runs; one worker is measured before and after two, and one
process at the start and at the end, so that a machine that was busy meanwhile is seen.
"""
import gzip, json, os, random, resource, statistics, sys, tempfile, time, urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tests", "python"))
import sayso
from pyspark.sql import SparkSession
from sayso import kin, warc
from sayso.spark import copies, events, extract, roll_up, row_of, write_parquet
from test_spark import answer, record, report

N, LONG, RUNS = 2000, 7, 2  # reports, and short texts that make one of about 300 words


def made(i):
    one = report(i)
    return one["id"], one["published"], "\n\n".join(report(LONG * i + k)["text"] for k in range(LONG))


def name(k):
    return "N" + "".join("abcdefghij"[int(digit)] for digit in str(k))


def wordy(i):
    """Words drawn from 5,000, so that reports share no formula, and names from 2,000; each tenth is the one before it, cut."""
    draw = random.Random(i - (i % 10 == 9))
    words = [f"w{draw.randrange(5000)}" if draw.random() < 0.9 else name(draw.randrange(2000)) for _ in range(300)]
    return f"w{i:05d}", "2031-03-04", " ".join(words[: 220 if i % 10 == 9 else 300])


def per(n, what):
    """Seconds for each of n, of what is called once."""
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) / n


def alone(records):
    reader = sayso.Reader()
    rate = 1 / per(len(records), lambda: [row_of(reader.read(text, id=i, published=day, sketches=True)) for i, day, text in records])
    print(f"one process, rows made      {rate:7.0f} articles/s", flush=True)
    return rate


def parts(records):
    """What the steps of docs/scale.md's plan cost in one process."""
    reader, some = sayso.Reader(), records[:500]
    read = per(500, lambda: [reader.read(text, id=i, published=day) for i, day, text in some])
    sketched = per(500, lambda: [reader.read(text, id=i, published=day, sketches=True) for i, day, text in some])
    pages = [f"<html><head><title>{i}</title></head><body><nav><a href='/'>Home</a></nav><article>"
             + "".join(f"<p>{p}</p>" for p in text.split("\n\n")) + "</article></body></html>" for i, _, text in some]
    paged = per(500, lambda: [reader.read(p.encode()) for p in pages])
    archive = b"".join(gzip.compress(record("response", f"https://{i}.example/", answer(p.encode()))) for i, p in enumerate(pages))
    unpacked = per(500, lambda: sum(1 for _ in warc.pages(archive)))
    print(f"a report                    {read * 1e3:7.2f} ms; with sketches {(sketched - read) * 1e3:+.2f}; as a web page {(paged - read) * 1e3:+.2f}; out of a WARC {unpacked * 1e3:.2f} ms")
    found = [reader.read(text, id=i, published=day, sketches=True) for i, day, text in map(wordy, range(2000))]
    texts, names = [r.text_sketch for r in found], [r.event_sketch for r in found]
    keyed = per(2000, lambda: [kin.prints(t) for t in texts])
    judged = per(2000, lambda: [kin.judge(texts[i], texts[(i * 7 + 1) % 2000]) for i in range(2000)])
    print(f"keys of a text              {keyed * 1e6:7.1f} us ({statistics.mean(len(kin.prints(t)) for t in texts):.0f} keys); a pair judged {judged * 1e6:.1f} us; "
          f"sketches of {statistics.mean(map(len, texts)):.0f} and {statistics.mean(map(len, names)):.0f} bytes")
    for n in (500, 1000, 2000):
        print(f"events of {n} sketches     {per(1, lambda: kin.events(names[:n])):7.3f} s")


def session(workers):
    builder = SparkSession.builder.master(f"local-cluster[{workers},1,1024]").appName("bench")
    settings = {"spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"], "spark.sql.shuffle.partitions": "4",
                "spark.ui.showConsoleProgress": "false", "spark.worker.dir": "/tmp/sayso-bench-spark"}
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def asked(sc, what):
    with urllib.request.urlopen(f"{sc.uiWebUrl}/api/v1/applications/{sc.applicationId}/{what}") as reply:
        return json.load(reply)


def stages(sc):
    """Stages done, oldest first; the listener lags behind the job a little."""
    time.sleep(1)
    return sorted(asked(sc, "stages?status=complete"), key=lambda s: s["stageId"])


def tasks(sc):
    """Run times of the last stage's tasks: 5 %, median, 95 %."""
    last = stages(sc)[-1]
    times = asked(sc, f"stages/{last['stageId']}/{last['attemptId']}/taskSummary?quantiles=0.05,0.5,0.95")["executorRunTime"]
    return f"{last['numTasks']} tasks of {times[0] / 1e3:.2f} / {times[1] / 1e3:.2f} / {times[2] / 1e3:.2f} s (5 %, median, 95 %)"


def reading(workers, records):
    """The best warm rate, and the session, which is the caller's to stop."""
    spark = session(workers)
    df = spark.createDataFrame(records, "id string, published string, text string").repartition(16).cache()
    df.count()
    rates = []
    for _ in range(RUNS + 1):
        rates.append(1 / per(N, lambda: extract(df).write.format("noop").mode("overwrite").save()))
    best = max(rates[1:])
    print(f"extract, {workers} worker(s)        {best:7.0f} articles/s  ({best / workers:.0f} a core); cold {rates[0]:.0f}; {tasks(spark.sparkContext)}", flush=True)
    return best, spark


def step(spark, name, what):
    before = sum(s["shuffleWriteBytes"] for s in stages(spark.sparkContext))
    start = time.perf_counter()
    result = what()
    took = time.perf_counter() - start
    done = stages(spark.sparkContext)
    size, busy = sum(s["shuffleWriteBytes"] for s in done) - before, sum(s["executorRunTime"] for s in done)
    print(f"{name:27} {took:7.1f} s; {size / N:.0f} bytes shuffled a report; {result}", flush=True)
    return busy


def across(spark):
    df = spark.createDataFrame([wordy(i) for i in range(N)], "id string, published string, text string").repartition(4)
    rows = extract(df).cache()
    rows.count()
    pairs = copies(rows).cache()
    step(spark, "copies, 2 workers", lambda: f"{pairs.count()} pairs of {N} reports")
    found = events(rows, pairs).cache()
    step(spark, "events, 2 workers", lambda: f"{found.count()} events")
    step(spark, "roll-up, 2 workers", lambda: f"{roll_up(df, found.where('size(reports) > 1')).count()} events of several reports")
    with tempfile.TemporaryDirectory() as folder:
        write_parquet(rows, os.path.join(folder, "rows"))
        size = sum(os.path.getsize(os.path.join(at, f)) for at, _, files in os.walk(folder) for f in files)
        json_size = statistics.mean(len(r) for r in rows.toJSON().take(100))
        print(f"rows as Parquet             {size / N:7.0f} bytes a report ({json_size:.0f} as JSON)")


def main():
    records = [made(i) for i in range(N)]
    words = sum(len(text.split()) for _, _, text in records) / N
    print(f"{N} made reports of {words:.0f} words; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    before = alone(records)
    parts(records)
    first, spark = reading(1, records)
    spark.stop()
    both, spark = reading(2, records)
    across(spark)
    spark.stop()
    again, spark = reading(1, records)
    spark.stop()
    after = alone(records)
    one = max(first, again)
    print(f"two workers against one     {both / one:7.2f} times (one: {first:.0f} before, {again:.0f} after)")
    print(f"one worker, one process     {one / max(before, after):7.2f}")
    print(f"load {os.getloadavg()[0]:.1f}; most memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
