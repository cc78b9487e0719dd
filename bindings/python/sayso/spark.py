"""sayso over a cluster: reports in a Spark DataFrame in, typed rows out; copies, events, positions as a ledger has them.

    reports = spark.read.parquet("reports")                     # id, text, and what is known of published, title, publisher, url, byline
    rows = extract(reports)
    write_parquet(rows, "rows")                                 # partitioned by day
    pairs = copies(rows)
    found = events(rows, pairs)
    roll_up(reports, found.where("size(reports) > 1"))          # positions, blame, the whole brief of each event
    write_ledger(reports, found.first().reports, "event.db")    # an ordinary ledger

The wheel must be installed where the executors run (with pyspark 3.5, pandas, pyarrow); each of their Python processes opens one
reader. What holds across reports is judged by the functions of the library that judge in a ledger; ids must be unique, and stand for
the order in which a ledger would have read.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import json
import os
import typing
from datetime import date
from typing import Any, Callable, Iterable, Iterator, Mapping, Sequence

import pyarrow as pa  # type: ignore[import-untyped]
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.window import Window

from . import kin, warc
from .errors import Error, InputError
from .ledger import Ledger, Path, Tally
from .reader import Reader
from .report import Claim, Figure, Report, Span

_PLAIN: dict[Any, T.DataType] = {str: T.StringType(), int: T.IntegerType(), float: T.DoubleType(), bool: T.BooleanType()}


def _type_of(hint: Any) -> T.DataType:
    """The column type of a field of the dataclasses of ``report.py``."""
    inner = [a for a in typing.get_args(hint) if a not in (type(None), Ellipsis)]
    if typing.get_origin(hint) is tuple:
        return T.ArrayType(_type_of(inner[0]))
    if inner:  # X | None
        return _type_of(inner[0])
    return _struct_of(hint) if dataclasses.is_dataclass(hint) else _PLAIN[hint]


def _struct_of(cls: Any) -> T.StructType:
    hints = typing.get_type_hints(cls)
    return T.StructType([T.StructField(f.name, _type_of(hints[f.name])) for f in dataclasses.fields(cls)])


def _text_fields(*names: str) -> list[T.StructField]:
    return [T.StructField(name, T.StringType()) for name in names]


def _role(*more: T.StructField) -> T.ArrayType:
    return T.ArrayType(T.StructType([*_text_fields("text"), T.StructField("span", _struct_of(Span)), *more]))


EVENT = T.StructType(
    [
        *_text_fields("kind", "date", "place", "country", "status"),
        T.StructField("codes", T.StructType(_text_fields("cameo", "plover", "reason"))),
        T.StructField("span", _struct_of(Span)),
        T.StructField("perpetrators", _role(*_text_fields("actor", "class", "confidence"))),
        T.StructField("targets", _role()),
        T.StructField("weapons", _role()),
        T.StructField(
            "victims",
            _role(T.StructField("named", T.BooleanType()), T.StructField("number", T.DoubleType()), *_text_fields("effect")),
        ),
    ]
)

#: The columns of :func:`extract`.
REPORT = T.StructType(
    [
        *_text_fields("id", "url", "publisher", "title", "published", "language", "sha256", "text"),
        T.StructField("claims", T.ArrayType(_struct_of(Claim))),
        T.StructField("figures", T.ArrayType(_struct_of(Figure))),
        T.StructField("events", T.ArrayType(EVENT)),
        *_text_fields("error"),
        T.StructField("text_sketch", T.BinaryType()),
        T.StructField("event_sketch", T.BinaryType()),
    ]
)

#: The columns of :func:`events`.
FOUND = T.StructType(
    [*_text_fields("event", "name", "kind", "date", "place", "country"), T.StructField("reports", T.ArrayType(T.StringType()))]
)


def _records(*fields: T.StructField) -> T.ArrayType:
    return T.ArrayType(T.StructType(list(fields)))


_NAMES = T.ArrayType(T.StringType())
#: The columns of :func:`roll_up`; positions and blame as in ``docs/json.md``.
ROLLED = T.StructType(
    [
        *_text_fields("event"),
        T.StructField(
            "positions",
            _records(
                *_text_fields("actor", "question"),
                T.StructField("history", _records(*_text_fields("date", "report", "position", "claim"))),
                T.StructField("changed", T.BooleanType()),
            ),
        ),
        T.StructField(
            "blame",
            _records(*_text_fields("by", "of", "first"), T.StructField("claims", _NAMES), T.StructField("denied_by", _NAMES)),
        ),
        *_text_fields("brief"),
    ]
)

_PAGE = T.StructType([*_text_fields("url", "retrieved"), T.StructField("html", T.BinaryType()), *_text_fields("error")])
_KEY = T.StructType([T.StructField("id", T.StringType()), T.StructField("key", T.LongType())])
_PAIR = T.StructType([*_text_fields("a", "b", "kinship"), T.StructField("overlap", T.DoubleType())])
_ABOUT = ("id", "published", "title", "publisher", "url", "byline")
_NAMED = 1000  # shared fingerprints: an address or headline in common goes before them all

Rows = Iterable[Mapping[str, Any]]


def _map(df: DataFrame, make: Callable[[Iterator[dict[str, Any]]], Rows], schema: T.StructType, chunk: int = 64) -> DataFrame:
    """mapInArrow with rows as dicts; ``chunk`` rows are held at a time."""
    arrow = to_arrow_schema(schema)

    def run(batches: Iterable[pa.RecordBatch]) -> Iterable[pa.RecordBatch]:
        given = (row for batch in batches for at in range(0, batch.num_rows, chunk) for row in batch.slice(at, chunk).to_pylist())
        held: list[Mapping[str, Any]] = []
        for row in make(given):
            held.append(row)
            if len(held) == chunk:
                yield pa.RecordBatch.from_pylist(held, schema=arrow)
                held = []
        yield pa.RecordBatch.from_pylist(held, schema=arrow)

    return df.mapInArrow(run, schema)


# ---- reports ---------------------------------------------------------------------------------


@functools.cache
def _reader() -> Reader:
    return Reader()


def _span(of: Mapping[str, Any]) -> dict[str, Any] | None:
    return {"start": of["span"][0], "end": of["span"][1], "field": of.get("field", "text")} if of.get("span") else None


def _event(e: Mapping[str, Any]) -> dict[str, Any]:
    roles = {role: [{**part, "span": _span(part)} for part in e[role]] for role in ("perpetrators", "targets", "weapons", "victims")}
    return {**e, "span": _span(e), **roles}


def row_of(report: Report) -> dict[str, Any]:
    """A report as a row of :func:`extract`: what one process reads is told in the same form."""
    plain = {key: report.json[key] for key in ("id", "url", "publisher", "title", "published", "language", "sha256", "text")}
    return {
        **plain,
        "claims": [dataclasses.asdict(c) for c in report.claims],
        "figures": [dataclasses.asdict(f) for f in report.figures],
        "events": [_event(e) for e in report.events],
        "error": None,
        "text_sketch": report.text_sketch,
        "event_sketch": report.event_sketch,
    }


def _about(row: Mapping[str, Any]) -> dict[str, Any]:
    about: dict[str, Any] = {}
    for name in _ABOUT:
        value = row[name]
        if isinstance(value, date) and name == "published":
            value = value.isoformat()
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name} is {type(value).__name__}, not str")
        about[name] = value
    return about


def _record(row: Mapping[str, Any]) -> tuple[bytes | None, dict[str, Any]]:
    """The body of a row, or None where the second, a whole record, has it; what else is known."""
    body = row["text"] if row["html"] is None else row["html"]
    about = _about(row)
    if body is None:
        raise ValueError("neither text nor html: null")
    if not isinstance(body, (str, bytes, bytearray)):
        raise TypeError(f"a report is str or bytes, not {type(body).__name__}")
    if not isinstance(body, str):
        return bytes(body), {name: about[name] for name in ("id", "published", "publisher", "url")}
    return None, {**about, "text" if row["html"] is None else "html": body}


def read_row(row: Mapping[str, Any]) -> Report:
    """What :func:`extract` reads of a row with text, html and what is known of it."""
    body, about = _record(row)
    if body is not None:
        return _reader().read(body, **about, sketches=True)
    if not str(about.get("text", "html")).strip():
        raise InputError("no words in it")
    return _reader()._read_record(about, False, True)


def _extract(rows: Iterator[dict[str, Any]]) -> Rows:
    for row in rows:
        try:
            yield row_of(read_row(row))
        except (Error, TypeError, ValueError) as error:
            told = {name: value if isinstance(value := row[name], str) else None for name in ("id", "url")}
            yield {**told, "claims": [], "figures": [], "events": [], "error": f"{type(error).__name__}: {error}"}


def _column(df: DataFrame, given: str | None, name: str) -> Column:
    if given is None and name not in df.columns:
        return F.lit(None).cast("string").alias(name)
    return df[given or name].alias(name)


def _chosen(df: DataFrame, text: str | None, html: str | None, columns: Mapping[str, str]) -> DataFrame:
    """Text, html, and what is known of each report, under their own names."""
    if text is None and html is None:
        raise ValueError("a column with text or html is needed")
    if unknown := set(columns) - set(_ABOUT):
        raise TypeError(f"no such columns: {', '.join(sorted(unknown))}; there are {', '.join(_ABOUT)}")
    body = [df[name].alias(what) if name else F.lit(None).cast("string").alias(what) for name, what in ((text, "text"), (html, "html"))]
    return df.select(*body, *(_column(df, columns.get(name), name) for name in _ABOUT))


def extract(df: DataFrame, text: str | None = "text", html: str | None = None, **columns: str) -> DataFrame:
    """Read every row's report: columns ``REPORT``, claims, figures and events as arrays of structs, two sketches for :mod:`sayso.kin`.

    ``text``, ``html``: the columns with the body (str; bytes are read as a file is). Where a row has both, html is read. ``columns``:
    those of ``id``, ``published``, ``title``, ``publisher``, ``url``, ``byline`` that go by another name. A row that is no report
    keeps its id and url and says why in ``error``; the job goes on.
    """
    return _map(_chosen(df, text, html, columns), _extract, REPORT)


def write_parquet(rows: DataFrame, path: str, mode: str = "error") -> None:
    """Write rows of :func:`extract` as Parquet, a folder a day of publication (``day=2031-03-04``; undated ones in Spark's own)."""
    day = F.substring("published", 1, 10)
    known = F.when(day.rlike(r"^\d{4}-\d\d-\d\d$"), day)
    rows.withColumn("day", known).write.mode(mode).partitionBy("day").parquet(path)


def _pages(rows: Iterator[dict[str, Any]]) -> Rows:
    for row in rows:
        for page in warc.pages(row["content"]):
            yield {"url": page.url, "retrieved": page.retrieved, "html": page.html, "error": page.error}


def read_warc(spark: SparkSession, paths: str | Sequence[str]) -> DataFrame:
    """The pages of WARC files (below 2 GB each): ``url``, ``retrieved``, ``html`` (bytes as they came), ``error``.

    A task reads one file; ``.repartition(n)`` behind it spreads the pages of few large files.
    """
    files = spark.read.format("binaryFile").load(paths if isinstance(paths, str) else list(paths))
    return _map(files.select("content"), _pages, _PAGE, chunk=1)


# ---- across reports --------------------------------------------------------------------------


def _keys(n: int, rows: int, given: Iterator[dict[str, Any]]) -> Rows:
    for row in given:
        sketch = row["text_sketch"]
        for key in kin.bands(sketch, n, rows) if n else kin.prints(sketch):
            yield {"id": row["id"], "key": key}


def _judge(pairs: Iterator[dict[str, Any]]) -> Rows:
    for p in pairs:
        kinship, overlap = kin.judge(p["a_sketch"], p["b_sketch"])
        if kinship:
            yield {"a": p["a"], "b": p["b"], "kinship": kinship, "overlap": overlap}


def _candidates(known: DataFrame, bands: int, rows: int, fellows: int, compared: int) -> DataFrame:
    """Pairs (a < b) worth judging: those that share most keys, of each report the ``compared`` best."""
    texts = _map(known.select("id", "text_sketch"), functools.partial(_keys, bands, rows), _KEY, chunk=4096)
    url = known.where("url is not null").select("id", F.xxhash64(F.lit("url"), "url").alias("key"))
    headline = known.where("title is not null and publisher is not null").select("id", F.xxhash64("publisher", "title").alias("key"))
    keys = texts.withColumn("hits", F.lit(1)).union(url.union(headline).withColumn("hits", F.lit(_NAMED)))
    ranked = keys.withColumn("rank", F.row_number().over(Window.partitionBy("key").orderBy("id")))
    first = ranked.where(F.col("rank") <= fellows).select("key", "hits", F.col("id").alias("a"), F.col("rank").alias("rank_a"))
    rest = ranked.select("key", F.col("id").alias("b"), F.col("rank").alias("rank_b"))
    pairs = first.join(rest, "key").where("rank_a < rank_b").groupBy("a", "b").agg(F.sum("hits").alias("hits"))
    best = F.row_number().over(Window.partitionBy("b").orderBy(F.desc("hits"), "a"))
    return pairs.withColumn("place", best).where(F.col("place") <= compared).select("a", "b")


def copies(df: DataFrame, bands: int = 0, rows: int = 2, fellows: int = 64, compared: int = 24) -> DataFrame:
    """Pairs of reports that run one text: ``a`` < ``b`` (ids), ``kinship`` (copy, revision), ``overlap``.

    ``df``: rows of :func:`extract`. Candidates share a fingerprint of their texts, an address, or publisher and headline, as in a
    ledger; or, with ``bands`` > 0, one of so many MinHash bands of ``rows`` minima over runs of four words, which also finds texts
    that were reworded throughout. Under one key each is held against the ``fellows`` first, and in all against the ``compared`` that
    share most, so that a frame of words that thousands share costs no square. What a pair is, is judged by the library.
    """
    known = df.where("id is not null and text_sketch is not null").select("id", "text_sketch", "url", "title", "publisher").dropDuplicates(["id"])
    pairs = _candidates(known, bands, rows, fellows, compared)
    for side in "ab":
        pairs = pairs.join(known.select(F.col("id").alias(side), F.col("text_sketch").alias(f"{side}_sketch")), side)
    return _map(pairs, _judge, _PAIR, chunk=256)


def groups(pairs: DataFrame) -> DataFrame:
    """``id``, ``group`` (the least id of all that copies tie together) of every report in a pair of :func:`copies`.

    Each round every report takes the least group of those beside it, until nothing changes; a round is one join.
    """
    edges = pairs.select("a", "b").union(pairs.select("b", "a")).distinct().localCheckpoint()
    labels = edges.groupBy(F.col("a").alias("id")).agg(F.least(F.first("a"), F.min("b")).alias("group")).localCheckpoint()
    while True:
        beside = edges.join(labels.withColumnRenamed("id", "b"), "b").select(F.col("a").alias("id"), "group")
        new = labels.union(beside).groupBy("id").agg(F.min("group").alias("group")).localCheckpoint()
        if not new.join(labels, ["id", "group"], "left_anti").take(1):
            return new
        labels = new


def event_blocks(df: DataFrame) -> DataFrame:
    """Events of :func:`extract`'s rows by what all reports of one event share: ``kind``, ``country``, ``place``, ``week`` (its
    Monday), and ``reports`` (ids). Candidates, not events of a ledger; those without a full day or a place are left out."""
    one = df.select("id", F.explode("events").alias("e")).select("id", "e.kind", "e.country", F.lower("e.place").alias("place"), "e.date")
    week = F.date_trunc("week", F.to_date(F.when(F.col("date").rlike(r"^\d{4}-\d\d-\d\d$"), F.col("date")))).cast("date")
    known = one.withColumn("week", week).where("place is not null and week is not null")
    return known.groupBy("kind", "country", "place", "week").agg(F.sort_array(F.collect_set("id")).alias("reports"))


def _events(rows: Iterator[dict[str, Any]]) -> Rows:
    """All reports at once: how rare a name is, and which event was there first, hang on all of them."""
    ids: list[str] = []
    sketches: list[bytes] = []
    of: list[int | None] = []
    numbers: dict[str, int] = {}
    for row in rows:
        ids.append(row["id"])
        sketches.append(row["event_sketch"])
        of.append(None if row["group"] is None else numbers.setdefault(row["group"], len(numbers)))
    for e in kin.events(sketches, of):
        about = {"event": e.id, "name": e.name, "kind": e.kind, "date": e.date, "place": e.place, "country": e.country}
        yield {**about, "reports": [ids[i] for i in e.reports]}


def events(df: DataFrame, pairs: DataFrame | None = None) -> DataFrame:
    """The events that a ledger of all these reports has: columns ``FOUND``, reports by time of publication.

    ``df``: rows of :func:`extract`; ``pairs``: their copies, as :func:`copies` finds them. One task holds what is compared of all
    reports (some hundred bytes each), since how rare a name is hangs on all of them. See ``docs/scale.md`` for how far that goes.
    """
    known = df.where("id is not null and event_sketch is not null").select("id", "event_sketch").dropDuplicates(["id"])
    if pairs is None:
        one = known.withColumn("group", F.lit(None).cast("string"))
    else:
        one = known.join(groups(pairs), "id", "left").select("id", "event_sketch", "group")
    return _map(one.repartition(1), _events, FOUND, chunk=256)


def _ledgers(rows: Iterator[dict[str, Any]]) -> Rows:
    """A ledger in memory of each event's reports, one event after another."""
    for event, reports in itertools.groupby(rows, key=lambda row: row["event"]):
        with Ledger(":memory:", reader=_reader()) as ledger:
            _fill(ledger, reports)
            brief = ledger.brief(all=True)
            yield {"event": event, "positions": brief["positions"], "blame": brief["blame"], "brief": json.dumps(dict(brief), ensure_ascii=False)}


def _fill(ledger: Ledger, rows: Iterable[Mapping[str, Any]]) -> Tally:
    """Reads rows into a ledger, in order; bytes each by itself."""
    total = Tally(0, 0, 0, 0, 0, 0, 0, 0, ())
    for packed, some in itertools.groupby(map(_record, rows), key=lambda pair: pair[0] is not None):
        if packed:
            for body, about in some:
                name = str(about["id"] or about["url"] or "memory")
                known = about["published"], about["publisher"], about["url"]
                total += ledger._take([name], body, known, 1)
        else:
            total += ledger.add([about for _, about in some])
    return total


def roll_up(df: DataFrame, events: DataFrame, text: str | None = "text", html: str | None = None, **columns: str) -> DataFrame:
    """Who held which position on each event, and who blames whom: columns ``ROLLED``; ``brief`` is all of it, as JSON.

    ``df``: the reports, with columns as for :func:`extract`; ``events``: rows of :func:`events` (choose: of most events there is one
    report). The reports of an event are read again, into a ledger in memory, where they stand.
    """
    member = events.select("event", F.explode("reports").alias("id"))
    given = _chosen(df, text, html, columns).join(member, "id")
    return _map(given.repartition("event").sortWithinPartitions("event", "id"), _ledgers, ROLLED, chunk=16)


def write_ledger(
    df: DataFrame, reports: Sequence[str], path: Path, text: str | None = "text", html: str | None = None, **columns: str
) -> Tally:
    """Read some reports, of an event say, into a ledger at ``path`` on this machine: an ordinary one, made where nothing was.

    ``df``: the reports, with columns as for :func:`extract`; ``reports``: ids.
    """
    if os.path.exists(path):
        raise FileExistsError(f"{os.fspath(path)} is there already")
    wanted = df.sparkSession.createDataFrame([(i,) for i in reports], "id string")
    rows = _chosen(df, text, html, columns).join(F.broadcast(wanted), "id").orderBy("id")
    with Ledger(path, reader=_reader()) as ledger:
        return _fill(ledger, (row.asDict() for row in rows.toLocalIterator()))
