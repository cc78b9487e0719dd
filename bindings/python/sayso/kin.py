"""Which reports run one text, and which are of one event, where no ledger holds all of them.

A report that was read with ``sketches=True`` has two sketches, bytes that can be kept and sent to other machines. What they are to
each other is judged by the functions of the library that judge in a ledger.

>>> import sayso
>>> from sayso import kin
>>> reader = sayso.Reader()
>>> day, text = "2031-03-04", "The water board accused the dye maker Brightwater of poisoning the river. Brightwater denied it on Monday."
>>> one, two = (reader.read(text, published=day, publisher=p, id=p, sketches=True) for p in ("Valley Wire", "Dolvan Times"))
>>> kin.judge(one.text_sketch, two.text_sketch)
('copy', 1.0)
>>> [sorted(event.reports) for event in kin.events([one.event_sketch, two.event_sketch], [0, 0])]
[[0, 1]]
"""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from hashlib import blake2b
from typing import Iterator, Literal, Sequence

from . import _sayso

Kinship = Literal["copy", "revision"]

_KINSHIP: tuple[Kinship | None, ...] = (None, "copy", "revision")  # sayso_kinship of the header
_NONE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Event:
    """An event of several reports, named as the ledger names it; ``reports``: indices, by time of publication."""

    id: str
    name: str | None
    kind: str | None
    date: str | None
    place: str | None
    country: str | None
    reports: tuple[int, ...]


def judge(first: bytes, second: bytes) -> tuple[Kinship | None, float]:
    """What two reports are to each other, by sketches of their texts, as a ledger that read ``first`` before ``second`` would
    find; and the share of the shorter text that the longer one holds."""
    kinship, overlap = _sayso.judge(first, second)
    return _KINSHIP[kinship], overlap


def _keys(sketch: bytes, runs: bool) -> array[int]:
    found = array("I")
    found.frombytes(_sayso.keys(sketch, runs))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def prints(sketch: bytes) -> Sequence[int]:
    """The fingerprints of a text, by which a ledger finds its kin: two texts that share a run of 19 words share at least one."""
    return _keys(sketch, False)


def bands(sketch: bytes, n: int, rows: int) -> Iterator[int]:
    """The keys of a text's ``n`` MinHash bands of ``rows`` minima each, over its runs of four words.

    One hash a run, whose range is parted into ``n * rows`` bins (one permutation hashing: Li, Owen, Zhang 2012); an empty
    bin takes over the next full one's minimum (Shrivastava, Li 2014). Two texts of Jaccard J share a band with 1 - (1 - J^rows)^n.
    """
    least: dict[int, int] = {}
    for run in _keys(sketch, True):
        h = int.from_bytes(blake2b(run.to_bytes(4, "little"), digest_size=8).digest(), "big")
        bin, rest = h % (n * rows), h // (n * rows)
        if rest < least.get(bin, 1 << 64):
            least[bin] = rest
    if not least:
        return
    minima, last = [], least[min(least)]
    for bin in range(n * rows - 1, -1, -1):
        last = least.get(bin, last)
        minima.append(last)
    for i in range(n):
        key = repr((i, minima[i * rows : (i + 1) * rows])).encode()
        yield int.from_bytes(blake2b(key, digest_size=8).digest(), "big", signed=True)


def events(sketches: Sequence[bytes], groups: Sequence[int | None] | None = None) -> list[Event]:
    """Which reports are of one event, by sketches of their events, as a ledger would find that read all of them at once.

    ``groups[i]``: reports of one number are copies or versions of each other; ``None``: report i is none.
    """
    of = array("I", (_NONE if g is None else g for g in groups or [None] * len(sketches)))
    return [Event(*row[:6], tuple(row[6])) for row in _sayso.events(list(sketches), of.tobytes())]

