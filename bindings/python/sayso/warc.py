"""The web pages of a WARC file, for where the library's own reader of archives is out of reach (``sayso.spark``).

Damage ends no file: what can be unpacked is, and the next record is looked for by its first line (ISO 28500).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Iterator

_RECORD = re.compile(rb"WARC/[01]\.\d+\r?\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_UNPACKED_MOST = 64 << 20  # bytes of one page: more is a bomb, or no report


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came, or ``error``: why the archive is not read at this place."""

    url: str | None
    retrieved: str | None
    html: bytes | None
    error: str | None = None


def pages(data: bytes) -> Iterator[Page]:
    """The HTML answers (status 200) among the records of ``data``, a WARC file, plain or gzip."""
    packed = data[:2] == b"\x1f\x8b"
    parts = _members(data) if packed else iter([(data, None)])
    for part, damage in parts:
        yield from _records(part)
        if damage:
            yield Page(None, None, None, damage)


def _members(data: bytes) -> Iterator[tuple[bytes, str | None]]:
    """The gzip members of a file; behind a damaged one the next that begins like one."""
    at = 0
    while at < len(data):
        unpacker = zlib.decompressobj(31)
        out, damage, fed = bytearray(), None, at
        try:
            while not unpacker.eof and fed < len(data):
                out += unpacker.decompress(data[fed : fed + 65536])
                fed += 65536
            if not unpacker.eof:
                damage = f"gzip ends too early, member at byte {at}"
        except zlib.error as error:
            damage = f"gzip: {error}, member at byte {at}"
        yield bytes(out), damage
        if damage:
            behind = data.find(b"\x1f\x8b\x08", at + 3)
            at = len(data) if behind < 0 else behind
        else:
            at = min(fed, len(data)) - len(unpacker.unused_data)


def _fields(head: bytes) -> dict[str, str]:
    lines = (line.partition(b":") for line in head.splitlines()[1:])
    return {name.strip().lower().decode("latin-1"): value.strip().decode("utf-8", "replace") for name, _, value in lines}


def _records(data: bytes) -> Iterator[Page]:
    at = 0
    while found := _RECORD.search(data, at):
        end = _BLANK.search(data, found.end())
        if not end:
            return
        about = _fields(data[found.start() : end.start()])
        length = about.get("content-length", "")
        if not length.isascii() or not length.isdigit() or len(length) > 15:
            yield Page(about.get("warc-target-uri"), about.get("warc-date"), None, "a record without its length")
            at = end.end()
            continue
        at = end.end() + int(length)
        if about.get("warc-type") == "response":
            yield from _answer(about, data[end.end() : at], at > len(data))


def _answer(about: dict[str, str], block: bytes, cut: bool) -> Iterator[Page]:
    url, day = about.get("warc-target-uri", "").strip("<>") or None, about.get("warc-date")
    end = _BLANK.search(block)
    if not end or not re.match(rb"HTTP/\d(\.\d)? 200\b", block):
        return
    http = _fields(block[: end.start()])
    if http.get("content-type", "").partition(";")[0].strip().lower() not in _PAGE_TYPES:
        return
    if cut:
        yield Page(url, day, None, "the file ends within the record")
        return
    try:
        yield Page(url, day, _body(http, block[end.end() :]))
    except (ValueError, zlib.error) as error:
        yield Page(url, day, None, str(error))


def _body(http: dict[str, str], body: bytes) -> bytes:
    if "chunked" in http.get("transfer-encoding", "").lower():
        body = _unchunk(body)
    coding = http.get("content-encoding", "identity").lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        unpacker = zlib.decompressobj(47 if coding != "deflate" or body[:1] == b"\x78" else -15)
        body = unpacker.decompress(body, _UNPACKED_MOST)
        if unpacker.unconsumed_tail:
            raise ValueError(f"a page of more than {_UNPACKED_MOST} bytes")
    elif coding not in ("", "identity"):
        raise ValueError(f"content-encoding {coding} is not read")
    return body


def _unchunk(body: bytes) -> bytes:
    """RFC 9112, 7.1. Many archives keep the header and store the body whole: what does not begin with a chunk is as it is."""
    out, at = bytearray(), 0
    while size := re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n").match(body, at):
        n = int(size.group(1), 16)
        out += body[size.end() : size.end() + n]
        at = size.end() + n + 2
        if n == 0:
            return bytes(out)
    if at == 0:
        return body
    raise ValueError("a chunk without its length")
