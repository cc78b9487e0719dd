"""Reading reports."""

from __future__ import annotations

import json
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Iterable, Iterator, Mapping, Union

from . import _sayso
from .errors import InputError, of_status
from .report import Report

_sayso.set_error(of_status)

#: What :meth:`Reader.read_many` and :meth:`sayso.Ledger.add` take: a text, bytes as they were found, or a mapping with ``text`` or
#: ``html`` and any of the other fields.
Readable = Union[str, bytes, Mapping[str, Any]]

FIELDS = ("id", "title", "text", "html", "published", "publisher", "url", "byline")


class Reader:
    """The stages with their model, ready to read. One reader serves any number of threads.

    >>> reader = Reader()
    >>> report = reader.read("The water board accused the dye maker Brightwater of poisoning the river.",
    ...                      published="2031-03-04")
    >>> [(c.source_actor, c.speech_act, c.text) for c in report.claims]
    [('water board', 'allege', 'the dye maker Brightwater of poisoning the river')]
    """

    def __init__(self, model: str | None = None) -> None:
        """``model``: a model file; else the one that is built in, which costs next to nothing."""
        self._handle = _sayso.Reader(model)

    def read(
        self,
        text: str | bytes,
        *,
        id: str | None = None,
        title: str | None = None,
        published: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        byline: str | None = None,
        tokens: bool = False,
        sketches: bool = False,
    ) -> Report:
        """Read one report.

        A ``str`` is the body as it is: spans count in it. ``bytes`` are what was found in a file: plain text, a web page, or
        one JSON object, in any charset. ``published`` (ISO 8601 or RFC 2822) is what "yesterday" is counted from. ``tokens``: the
        record has a layer of tokens, tags and trees, too; ``sketches``: what :mod:`sayso.kin` holds against other reports is made.

        Raises :class:`sayso.InputError` for what is no report, ``TypeError`` for anything but ``str`` and ``bytes``.
        """
        if isinstance(text, bytes):
            if title is not None or byline is not None:
                raise TypeError("bytes say their own title and byline")
            return self._read_bytes(text, (id, published, publisher, url), tokens, sketches)
        if not isinstance(text, str):
            raise TypeError(f"a report is str or bytes, not {type(text).__name__}")
        if not text.strip():
            raise InputError("no words in it")
        about = {"id": id, "title": title, "text": text, "published": published, "publisher": publisher, "url": url}
        return self._read_record({**about, "byline": byline}, tokens, sketches)

    def _read_bytes(self, data: bytes, about: tuple[str | None, str | None, str | None, str | None], tokens: bool, sketches: bool) -> Report:
        if sketches:
            return Report(*self._handle.read(data, *about, tokens, True))
        return Report(self._handle.read(data, *about, tokens, False))

    def _read_record(self, record: Mapping[str, Any], tokens: bool, sketches: bool) -> Report:
        known = {key: record[key] for key in FIELDS if record.get(key) is not None}
        known.setdefault("id", known.get("url", "-"))
        data = json.dumps(known, ensure_ascii=False).encode("utf-8")
        return self._read_bytes(data, (str(known["id"]), None, None, None), tokens, sketches)

    def _read_any(self, what: Readable) -> Report:
        if isinstance(what, Mapping):
            return self._read_record(what, False, False)
        return self.read(what)

    def read_many(self, reports: Iterable[Readable], *, threads: int = 1) -> Iterator[Report]:
        """Read many, in order; the interpreter's lock is free while each is read.

        The first that is no report raises its error at its place; reports that are being read then are dropped.
        """
        if threads <= 1:
            yield from map(self._read_any, reports)
            return
        waiting: deque[Future[Report]] = deque()
        pool = ThreadPoolExecutor(threads)
        try:
            for what in reports:
                waiting.append(pool.submit(self._read_any, what))
                if len(waiting) > 4 * threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """Free the model; reading raises ``ValueError`` from then on."""
        self._handle.close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
