"""One report: its text and what is said in it. Offsets count code points, as Python's strings do."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Span:
    """``[start, end)`` in the report's text, or in its title."""

    start: int
    end: int
    field: str = "text"

    @property
    def slice(self) -> slice:
        return slice(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said what. Words of vocabularies are those of the manual; ``None`` where the report does not say."""

    index: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source_text: str
    cue_text: str
    text: str
    quote_type: str | None
    parent: int | None
    source_actor: str | None
    speaks_for: str | None
    source_type: str | None
    said: str | None
    speech_act: str | None
    kind: str | None
    responsible: str | None
    stance: str | None
    factuality: str | None
    evidence: tuple[str, ...]
    via: tuple[str, ...]
    cameo: str | None
    plover: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people, money ...: ``low``, ``best``, ``high`` as the Uppsala data program has them."""

    span: Span
    text: str
    measure: str | None
    population: str | None
    low: float | None
    best: float | None
    high: float | None
    mod: str | None
    unit: str | None
    as_of: str | None
    claim: int | None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its TIMEX3 type and value, and the days it lies between."""

    span: Span
    text: str
    type: str
    value: str | None
    mod: str | None
    edtf: str | None
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or speaks, under one name."""

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    country: str | None
    sector: str | None
    speaks_for: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was not understood, and why."""

    reason: str
    span: Span | None


class Report:
    """What :meth:`sayso.Reader.read` gives back.

    Its parts are made when they are first asked for; ``json`` is the whole record as ``sayso extract`` prints it. ``text_sketch``,
    ``event_sketch``: for :mod:`sayso.kin`; ``None`` unless they were asked for.
    """

    def __init__(self, line: str, text_sketch: bytes | None = None, event_sketch: bytes | None = None) -> None:
        self._line, self.text_sketch, self.event_sketch = line, text_sketch, event_sketch

    @cached_property
    def json(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(self._line)
        return record

    @property
    def id(self) -> str:
        return str(self.json["id"])

    @property
    def title(self) -> str | None:
        return _text(self.json, "title")

    @property
    def text(self) -> str:
        return str(self.json["text"])

    @property
    def publisher(self) -> str | None:
        return _text(self.json, "publisher")

    @property
    def published(self) -> str | None:
        return _text(self.json, "published")

    @property
    def url(self) -> str | None:
        return _text(self.json, "url")

    @property
    def language(self) -> str:
        return str(self.json["language"])

    def __getitem__(self, span: Span) -> str:
        """The words of a span: ``report[figure.span]``."""
        return ((self.title or "") if span.field == "title" else self.text)[span.slice]

    def words(self, spans: Sequence[Span]) -> str:
        """The words of several spans, ``...`` where others stand between."""
        return " ... ".join(self[s] for s in spans)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(self._claim(i, a) for i, a in enumerate(self.json["attributions"]))

    def _claim(self, index: int, a: Mapping[str, Any]) -> Claim:
        source, cue, content = (tuple(_span(s, a) for s in a[role]) for role in ("source", "cue", "content"))
        return Claim(
            index=index,
            source=source,
            cue=cue,
            content=content,
            source_text=self.words(source),
            cue_text=self.words(cue),
            text=self.words(content),
            **{key: a[key] for key in _CLAIM_AS_IS},
            evidence=tuple(a["evidence"]),
            via=tuple(a["via"]),
            cameo=a["codes"]["cameo"],
            plover=a["codes"]["plover"],
        )

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(
            Figure(span := _span(f["span"], f), self[span], **{k: f[k] for k in _FIGURE_AS_IS}, claim=f["attribution"])
            for f in self.json["figures"]
        )

    @cached_property
    def times(self) -> tuple[Time, ...]:
        return tuple(Time(span := _span(t["span"], t), self[span], **{k: t[k] for k in _TIME_AS_IS}) for t in self.json["timex"])

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        return tuple(
            Actor(a["name"], tuple(a["aliases"]), a["class"], a["country"], a["sector"], a["speaks_for"]) for a in self.json["actors"]
        )

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(Span(*s) for s in self.json["sentences"])

    @cached_property
    def events(self) -> tuple[dict[str, Any], ...]:
        """The incidents that the report tells of, as records (see ``docs/json.md``)."""
        return tuple(self.json["events"])

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        return tuple(Refusal(r["reason"], _span(r["span"], r) if r.get("span") else None) for r in self.json["refusals"])

    def __repr__(self) -> str:
        return f"<sayso.Report {self.id!r}: {len(self.json['attributions'])} claims, {len(self.json['figures'])} figures>"

    def _repr_html_(self) -> str:
        """For notebooks: the claims as a table."""
        head = ("who", "act", "what", "said", "evidence")
        rows = [(c.source_actor, c.speech_act, c.text, c.said, ", ".join(c.evidence)) for c in self.claims]
        return table_html(head, rows, self.title or self.id)


_CLAIM_AS_IS = (
    *("quote_type", "parent", "source_actor", "speaks_for", "source_type", "said", "speech_act", "kind", "responsible"),
    *("stance", "factuality"),
)
_FIGURE_AS_IS = ("measure", "population", "low", "best", "high", "mod", "unit", "as_of")
_TIME_AS_IS = ("type", "value", "mod", "edtf", "earliest", "latest")


def _text(record: Mapping[str, Any], key: str) -> str | None:
    value = record[key]
    return None if value is None else str(value)


def _span(pair: Sequence[int], of: Mapping[str, Any]) -> Span:
    return Span(pair[0], pair[1], of.get("field", "text"))


def table_html(head: Sequence[str], rows: Sequence[Sequence[object]], caption: str) -> str:
    """A plain table; everything escaped."""

    def line(tag: str, cells: Sequence[object]) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape('' if c is None else str(c))}</{tag}>" for c in cells) + "</tr>"

    return f"<table><caption>{html.escape(caption)}</caption>{line('th', head)}{''.join(line('td', r) for r in rows)}</table>"
