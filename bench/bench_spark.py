#!/usr/bin/env python3
"""sayso.spark's rate on one worker and on two, beside one process.  usage: tools/check_spark.sh BUILD bench

Each figure is for the same made reports: articles a second in one process before and after (the state of the machine),
extract on local-cluster[1,1,1024] and [2,1,1024] (a warm run before each), and what copies() shuffles.
"""
import json, os, random, sys, time, urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tests", "python"))
import sayso
from pyspark.sql import SparkSession
from sayso.spark import copies, extract, row_of
from test_spark import report

N, LONG = 1000, 7  # reports, and short texts that make one of about 450 words


def made(i):
    one = report(i)
    return one["id"], one["published"], "\n\n".join(report(LONG * i + k)["text"] for k in range(LONG))


def wordy(i):
    """Words drawn from 5,000, so that reports share no formula; each tenth is the one before it, cut."""
    draw = random.Random(i - (i % 10 == 9))
    words = [f"w{draw.randrange(5000)}" for _ in range(300)]
    return f"w{i:05d}", "2031-03-04", " ".join(words[: 220 if i % 10 == 9 else 300])


def alone(records):
    reader, start = sayso.Reader(), time.perf_counter()
    size = sum(len(json.dumps(row_of(reader.read(text, id=i, published=day)))) for i, day, text in records)
    print(f"one process              {len(records) / (time.perf_counter() - start):7.0f} articles/s   a row is {size / len(records):.0f} bytes of JSON")


def session(workers):
    builder = SparkSession.builder.master(f"local-cluster[{workers},1,1024]").appName("bench")
    settings = {"spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"], "spark.sql.shuffle.partitions": "4",
                "spark.ui.showConsoleProgress": "false", "spark.worker.dir": "/tmp/sayso-bench-spark"}
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def stages(sc):
    with urllib.request.urlopen(f"{sc.uiWebUrl}/api/v1/applications/{sc.applicationId}/stages?status=complete") as answer:
        return json.load(answer)


def shuffled(sc):
    return sum(s["shuffleWriteBytes"] for s in stages(sc))


def across(spark):
    df = spark.createDataFrame([wordy(i) for i in range(N)], "id string, published string, text string").repartition(4).cache()
    df.count()
    before, start = shuffled(spark.sparkContext), time.perf_counter()
    n = copies(df).count()
    took, size = time.perf_counter() - start, (shuffled(spark.sparkContext) - before) / N
    print(f"copies, 2 workers        {n} pairs of {N} reports in {took:.1f} s, {size:.0f} bytes shuffled a report")


def main():
    records = [made(i) for i in range(N)]
    words = sum(len(text.split()) for _, _, text in records) / N
    print(f"{N} made reports of {words:.0f} words; load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    alone(records)
    for workers in (1, 2):
        spark = session(workers)
        df = spark.createDataFrame(records, "id string, published string, text string").repartition(16).cache()
        df.count()
        for run in ("cold", "warm"):
            start = time.perf_counter()
            extract(df).write.format("noop").mode("overwrite").save()
            took = time.perf_counter() - start
            print(f"extract, {workers} worker(s) {run} {N / took:7.0f} articles/s   {N / took / workers:.0f} a core")
        if workers == 2:
            across(spark)
        spark.stop()
    alone(records)
    print(f"load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
