"""sayso over a cluster: reports in a Spark DataFrame in, typed rows out; copies found by joins (needs pyspark 3.5, pandas, pyarrow).

    rows = extract(spark.read.parquet("reports"), text="body", published="day")
    rows.withColumn("day", F.substring("published", 1, 10)).write.partitionBy("day").parquet("rows")

The wheel must be installed where the executors run; each of their Python processes opens one reader.
"""

from __future__ import annotations

import dataclasses
import functools
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
from .errors import Error
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
        *_text_fields("kind", "date", "place", "country"),
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
    ]
)

_PAGE = T.StructType([*_text_fields("url", "retrieved"), T.StructField("html", T.BinaryType()), *_text_fields("error")])
_BAND = T.StructType([T.StructField("id", T.StringType()), T.StructField("band", T.LongType())])
_KIN = ("text", "published", "publisher", "url", "title")
_PAIR = T.StructType([*_text_fields("a", "b", "kinship"), T.StructField("overlap", T.DoubleType())])
_ABOUT = ("id", "published", "title", "publisher", "url")

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


def _read(row: Mapping[str, Any]) -> Report:
    body = row["text"] if row["html"] is None else row["html"]
    about = _about(row)
    if body is None:
        raise ValueError("neither text nor html: null")
    if not isinstance(body, (str, bytes)):
        raise TypeError(f"a report is str or bytes, not {type(body).__name__}")
    if isinstance(body, bytes):
        del about["title"]
        return _reader().read(body, **about)
    if row["html"] is None:
        return _reader().read(body, **about)
    return next(_reader().read_many([{**about, "html": body}]))


def _extract(rows: Iterator[dict[str, Any]]) -> Rows:
    for row in rows:
        try:
            yield row_of(_read(row))
        except (Error, TypeError, ValueError) as error:
            told = {name: value if isinstance(value := row[name], str) else None for name in ("id", "url")}
            yield {**told, "claims": [], "figures": [], "events": [], "error": f"{type(error).__name__}: {error}"}


def _column(df: DataFrame, given: str | None, name: str) -> Column:
    if given is None and name not in df.columns:
        return F.lit(None).cast("string").alias(name)
    return df[given or name].alias(name)


def extract(
    df: DataFrame,
    text: str | None = "text",
    html: str | None = None,
    id: str | None = None,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> DataFrame:
    """Read every row's report: columns ``REPORT``, claims, figures and events as arrays of structs.

    ``text``, ``html``: the columns with the body (str; bytes are read as a file is). Where a row has both, html is read. The
    others default to the columns of their names, where there are any. A row that is no report keeps its id and url and says
    why in ``error``; the job goes on.
    """
    if text is None and html is None:
        raise ValueError("extract needs a column with text or html")
    body = [df[name].alias(what) if name else F.lit(None).cast("string").alias(what) for name, what in ((text, "text"), (html, "html"))]
    given = dict(zip(_ABOUT, (id, published, title, publisher, url)))
    return _map(df.select(*body, *(_column(df, given[name], name) for name in _ABOUT)), _extract, REPORT)


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


def _bands(n: int, rows: int, given: Iterator[dict[str, Any]]) -> Rows:
    for row in given:
        for band in kin.bands(row["text"] or "", n, rows):
            yield {"id": row["id"], "band": band}


def _judge(pairs: Iterator[dict[str, Any]]) -> Rows:
    describe = functools.lru_cache(maxsize=256)(kin.describe)  # a report stands in several pairs
    for p in pairs:
        x, y = (describe(*(p[f"{side}_{name}"] for name in _KIN)) for side in "ab")
        kinship, overlap = kin.judge(x, y)
        if kinship:
            yield {"a": p["a"], "b": p["b"], "kinship": kinship, "overlap": overlap}


def copies(df: DataFrame, bands: int = 64, rows: int = 2, fellows: int = 24) -> DataFrame:
    """Pairs of reports that run one text: ``a`` < ``b`` (ids), ``kinship`` (copy, revision), ``overlap``.

    ``df``: columns id (one row an id) and text, as :func:`extract` makes them; published, publisher, url, title where known.
    Candidates share one of ``bands`` MinHash bands over runs of four words; in a band each is held against the ``fellows``
    first, so that a frame of words that thousands share costs no square. What a pair is, is told by the containment of one
    in the other, names, numbers and days.
    """
    known = df.where("id is not null and text is not null").select("id", *(_column(df, None, name) for name in _KIN))
    keys = _map(known.select("id", "text"), functools.partial(_bands, bands, rows), _BAND, chunk=4096)
    ranked = keys.withColumn("rank", F.row_number().over(Window.partitionBy("band").orderBy("id")))
    first = ranked.where(F.col("rank") <= fellows).select("band", F.col("id").alias("a"), F.col("rank").alias("rank_a"))
    rest = ranked.select("band", F.col("id").alias("b"), F.col("rank").alias("rank_b"))
    pairs = first.join(rest, "band").where("rank_a < rank_b").select("a", "b").distinct()
    for side in "ab":
        pairs = pairs.join(known.select(F.col("id").alias(side), *(F.col(name).alias(f"{side}_{name}") for name in _KIN)), side)
    return _map(pairs, _judge, _PAIR)


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


def positions(df: DataFrame) -> DataFrame:
    """What each source says of who is responsible: ``actor``, ``about``, ``history`` (day, stance, report, claim), ``changed``.

    Actors are told apart by their names as reports give them, lower-cased; the ledger's own joining of names is not done.
    """
    one = df.select("id", "published", F.explode("claims").alias("c")).where("c.stance is not null and c.source_actor is not null")
    day = F.coalesce(F.col("c.said"), F.substring("published", 1, 10))
    step = F.struct(day.alias("day"), F.col("c.stance").alias("stance"), F.col("id").alias("report"), F.col("c.index").alias("claim"))
    who = (F.lower("c.source_actor").alias("actor"), F.lower("c.responsible").alias("about"))
    rolled = one.groupBy(*who).agg(F.sort_array(F.collect_list(step)).alias("history"))
    return rolled.withColumn("changed", F.size(F.array_distinct(F.col("history.stance"))) > 1)
