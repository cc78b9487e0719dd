"""Which reports run one text: the rules of ``src/ledger/copies.c`` (see ``docs/decisions/005-copies-by-shingles.md``) for a cluster.

There candidates are found by MinHash bands, since a join needs a key that two texts share; a pair is judged as the ledger
judges it, but for the credit of an agency, which the ledger knows from its own stages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Iterator, Literal

Kinship = Literal["copy", "revision"]

SHINGLE = 4  # words
_SHORT = 100  # shingles
_SHARED_LEAST = 12  # shingles: less may be one quoted sentence
_COPY_LEAST, _SAME_LEAST, _VERSION_LEAST = 0.4, 0.6, 0.3  # containment: foreign texts; one publisher; one address or headline
_FACTS_FEW, _FACTS_LEAST, _FACTS_SHORT = 3, 0.6, 0.8
_DAYS_MOST, _NEARLY_ALL = 14, 0.9
_SPREAD_LEAST = 0.08  # Jaccard: a long round-up is no copy of all it quotes

_WORD = re.compile("[A-Za-z0-9\u0080-\u1fff\u2040-\U0010ffff]+")  # all but ASCII's marks and general punctuation
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Kin:
    """What of a report is compared."""

    shingles: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    day: date | None
    publisher: str | None
    url: str | None
    title: str | None


def shingles(text: str) -> frozenset[str]:
    """All runs of four words, case folded; of a shorter text, the text."""
    words = [w.lower() for w in _WORD.findall(text)]
    runs = [" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]
    return frozenset(runs or ([" ".join(words)] if words else []))


def _facts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    names, numbers, behind = set(), set(), 0
    for word in _WORD.finditer(text):
        key, between = word.group().lower(), text[behind : word.start()]
        first = behind == 0 or any(c in '.!?:"\n' or c > "\x7f" for c in between)
        behind = word.end()
        if any("0" <= c <= "9" for c in key):
            numbers.add(key)
        elif "A" <= word.group()[0] <= "Z" and not first and key not in _CALENDAR:
            names.add(key)
    return frozenset(names), frozenset(numbers)


def describe(text: str, published: str | None, publisher: str | None, url: str | None, title: str | None) -> Kin:
    """The sets that a report is compared by."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        day = None
    names, numbers = _facts(text)
    return Kin(shingles(text), names, numbers, day, publisher, url, title)


def overlap(x: Kin, y: Kin) -> float:
    """Containment of the smaller text's shingles in the larger; 0 where they share too little to tell."""
    least, n = min(len(x.shingles), len(y.shingles)), len(x.shingles & y.shingles)
    if not least or (n < _SHARED_LEAST and n < least):
        return 0.0
    return 0.0 if n / (len(x.shingles) + len(y.shingles) - n) < _SPREAD_LEAST else n / least


def _same(x: str | None, y: str | None) -> bool:
    return bool(x and y) and str(x).strip().lower() == str(y).strip().lower()


def _agree(x: frozenset[str], y: frozenset[str], share: float) -> bool:
    least = min(len(x), len(y))
    return least < _FACTS_FEW or len(x & y) >= share * least


def _one_story(x: Kin, y: Kin, shared: float) -> bool:
    days = abs((x.day - y.day).days) if x.day and y.day else 0
    share = _FACTS_SHORT if min(len(x.shingles), len(y.shingles)) <= _SHORT else _FACTS_LEAST
    if days > 1 and len(x.numbers & y.numbers) < min(len(x.numbers), len(y.numbers)):
        return False  # what comes each day by one formula brings other numbers
    return _agree(x.names, y.names, share) and _agree(x.numbers, y.numbers, share) and (days <= _DAYS_MOST or shared >= _NEARLY_ALL)


def judge(x: Kin, y: Kin) -> tuple[Kinship | None, float]:
    """What two reports are to each other, and their overlap."""
    shared, publisher = overlap(x, y), _same(x.publisher, y.publisher)
    foreign = bool(x.publisher and y.publisher) and not publisher
    version = (not foreign and _same(x.url, y.url)) or (publisher and _same(x.title, y.title))
    if version and shared >= _VERSION_LEAST:
        return "revision", shared
    if publisher:
        return ("revision" if shared >= _SAME_LEAST else None), shared
    return ("copy" if shared >= _COPY_LEAST and _one_story(x, y, shared) else None), shared


def bands(text: str, n: int, rows: int) -> Iterator[int]:
    """The keys of a text's ``n`` bands of ``rows`` minima each.

    One hash a shingle, whose range is parted into ``n * rows`` bins (one permutation hashing: Li, Owen, Zhang 2012); an empty
    bin takes over the next full one's minimum (Shrivastava, Li 2014). Two texts of Jaccard J share a band with 1 - (1 - J^rows)^n.
    """
    least: dict[int, int] = {}
    for shingle in shingles(text):
        h = int.from_bytes(blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
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
