"""A ledger of many reports: reading into it, asking it."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from dataclasses import dataclass, fields
from types import TracebackType
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Literal, Mapping, Sequence, Union

from . import _sayso
from .errors import InputError
from .reader import FIELDS, Readable, Reader
from .report import table_html

if TYPE_CHECKING:
    import pandas

#: The tables of a ledger.
View = Literal[
    "reports", "copies", "actors", "claims", "figures", "positions", "blame", "incidents", "timeline", "events", "refused"
]

#: Where a file is: ``str``, ``pathlib.Path`` ...
Path = Union[str, "os.PathLike[str]"]

_TEXT, _JSON = 0, 3  # sayso_form of the header


@dataclass(frozen=True, slots=True)
class Tally:
    """How a reading went. ``problems``: file, byte, message of each thing that could not be read or was refused."""

    reports: int
    refused: int
    unread: int
    copies: int
    revisions: int
    known: int
    claims: int
    figures: int
    problems: tuple[tuple[str, int, str], ...]

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def _records(reports: Iterable[Readable]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each piece that is read at once: JSON lines of many, or the bytes of one. What says no id is named after its
    content, so that it is known again."""
    lines: list[bytes] = []
    for what in reports:
        if isinstance(what, bytes):
            if lines:
                yield "memory", b"".join(lines)
                lines = []
            yield hashlib.sha256(what).hexdigest()[:16], what
            continue
        if not isinstance(what, (str, Mapping)):
            raise TypeError(f"a report is str, bytes or a mapping, not {type(what).__name__}")
        if isinstance(what, str) and not what.strip():
            raise InputError("no words in it")
        record = {"text": what} if isinstance(what, str) else {key: what[key] for key in FIELDS if what.get(key) is not None}
        line = json.dumps(record, ensure_ascii=False).encode("utf-8")
        if "id" not in record and "url" not in record:
            line = json.dumps({"id": hashlib.sha256(line).hexdigest()[:16], **record}, ensure_ascii=False).encode("utf-8")
        lines.append(line + b"\n")
    if lines:
        yield "memory", b"".join(lines)


class Brief(Mapping[str, Any]):
    """An event on a page: ``brief["claims"]`` and so on (``docs/json.md``); ``str(brief)`` is what the command prints."""

    def __init__(self, record: dict[str, Any], text: str) -> None:
        self._record, self._text = record, text

    def __getitem__(self, key: str) -> Any:
        return self._record[key]

    def __iter__(self) -> Any:
        return iter(self._record)

    def __len__(self) -> int:
        return len(self._record)

    def __str__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        rows = [(b["by"], b["of"], b["first"], len(b["claims"]), ", ".join(b["denied_by"])) for b in self["blame"]]
        return table_html(("who", "holds responsible", "first", "claims", "denied by"), rows, str(self["event"]["name"]))


class ArrowTable:
    """Rows behind the Arrow C stream interface: ``pyarrow.table(x)``, ``polars.from_arrow(x)`` take it as it is."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        names = list(dict.fromkeys(key for row in self._rows for key in row))
        columns = [_column(name, [row.get(name) for row in self._rows]) for name in names]
        return _sayso.arrow_stream(columns, len(self._rows))


def _column(name: str, values: list[Any]) -> tuple[str, str, list[object]]:
    """Numbers, truth values and text stay what they are; lists and records become JSON."""
    kinds = {type(v) for v in values if v is not None}
    if kinds == {bool}:
        return name, "b", values
    if kinds == {int}:
        return name, "l", values
    if kinds and kinds <= {int, float}:
        return name, "g", values
    return name, "u", [v if v is None or isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values]


class Ledger:
    """A ledger file. A thread at a time is let in; others wait.

    >>> ledger = Ledger(":memory:")
    >>> tally = ledger.read("demo/reports.jsonl")
    >>> brief = ledger.brief()
    >>> brief["event"]["place"]
    'Port Sabel'
    """

    def __init__(self, path: Path, *, create: bool = True, reader: Reader | None = None) -> None:
        """Open the ledger at ``path``; ``create``: make it if there is none. ``:memory:`` dies with the object."""
        self._handle = _sayso.Ledger(os.fspath(path), create, int(time.time()))
        self._reader = reader
        self._guard = threading.Lock()

    def read(
        self,
        paths: Path | Iterable[Path],
        *,
        published: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        threads: int = 1,
    ) -> Tally:
        """Read files and folders into the ledger; what it holds already changes nothing."""
        paths = [paths] if isinstance(paths, (str, os.PathLike)) else paths
        return self._take([os.fspath(path) for path in paths], None, (published, publisher, url), threads)

    def add(self, reports: Readable | Iterable[Readable], *, threads: int = 1) -> Tally:
        """Read reports that are in memory, as :meth:`sayso.Reader.read_many` takes them; one alone may stand for itself.

        >>> with Ledger(":memory:") as ledger:
        ...     tally = ledger.add([{"id": "a", "published": "2031-03-04", "text": "The mayor denied it."}, "A clerk accused the mayor."])
        >>> tally.reports, tally.claims
        (2, 2)
        """
        one = isinstance(reports, (str, bytes, Mapping))
        total = Tally(0, 0, 0, 0, 0, 0, 0, 0, ())
        for name, data in _records([reports] if one else reports):  # type: ignore[list-item, arg-type]
            total += self._take([name], data, (None, None, None), threads)
        return total

    def _take(self, paths: list[str], data: bytes | None, about: tuple[str | None, str | None, str | None], threads: int) -> Tally:
        with self._guard:
            if self._reader is None:
                self._reader = Reader()
        counts, told = self._handle.read(self._reader._handle, paths, data, *about, threads)
        lines = (line.split("\t", 2) for line in told.splitlines())
        return Tally(*counts, tuple((file, int(byte), message) for file, byte, message in lines))

    def _ask(self, how: str, what: str | None, form: int, **filters: Any) -> str:
        wanted = [filters.get(key) for key in ("by", "about", "act", "since", "until", "as_of")]
        return self._handle.ask(how, what, form, filters.get("event"), bool(filters.get("all")), *wanted)

    def brief(self, event: str | None = None, *, all: bool = False, as_of: str | None = None) -> Brief:
        """One event on a page: by default the one with most reports; ``all``: every report as one event."""
        asked = {"event": event, "all": all, "as_of": as_of}
        return Brief(json.loads(self._ask("brief", None, _JSON, **asked)), self._ask("brief", None, _TEXT, **asked))

    def show(
        self,
        view: View,
        *,
        event: str | None = None,
        by: str | None = None,
        about: str | None = None,
        act: str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
    ) -> list[dict[str, Any]]:
        """The rows of a table, under filters."""
        filters = {"event": event, "by": by, "about": about, "act": act, "since": since, "until": until, "as_of": as_of}
        return [json.loads(line) for line in self._ask("show", view, _JSON, **filters).splitlines()]

    def claims(self, **filters: str | None) -> list[dict[str, Any]]:
        """``show("claims", ...)``."""
        return self.show("claims", **filters)

    def figures(self, **filters: str | None) -> list[dict[str, Any]]:
        """``show("figures", ...)``."""
        return self.show("figures", **filters)

    def find(self, words: str, **filters: str | None) -> list[dict[str, Any]]:
        """Reports and claims that hold all of the words, best first."""
        return [json.loads(line) for line in self._ask("find", words, _JSON, **filters).splitlines()]

    def trace(self, claim: str) -> dict[str, Any]:
        """The chain of hearsay of one claim (its id or the beginning of it)."""
        found: dict[str, Any] = json.loads(self._ask("trace", claim, _JSON))
        return found

    def to_arrow(self, view: View = "claims", **filters: str | None) -> ArrowTable:
        """A table for anything that reads Arrow; none of it is needed here."""
        return ArrowTable(self.show(view, **filters))

    def to_pandas(self, view: View = "claims", **filters: str | None) -> pandas.DataFrame:
        """A table as a data frame (needs pandas)."""
        import pandas

        return pandas.DataFrame(self.show(view, **filters))

    def close(self) -> None:
        """Close the file; every question raises ``ValueError`` from then on."""
        self._handle.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
