"""A spaCy component: ``nlp.add_pipe("sayso")`` puts claims on ``Doc._.claims``, figures on ``Doc._.figures``.

Importing this module is not needed once the package is installed: spaCy finds the factory by its entry point.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span as Slice

from .reader import Reader
from .report import Claim, Figure, Span


@dataclass(frozen=True, slots=True)
class DocClaim:
    """A claim with its words as spans of the Doc (widened to whole tokens)."""

    claim: Claim
    source: tuple[Slice, ...]
    cue: tuple[Slice, ...]
    content: tuple[Slice, ...]


class Component:
    """Reads the Doc's text with sayso's own stages; nothing of the pipeline before it is needed."""

    def __init__(self, published: str | None) -> None:
        self._reader = Reader()
        self._published = published
        for name in ("claims", "figures"):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())

    def __call__(self, doc: Doc) -> Doc:
        if not doc.text.strip():
            return doc
        report = self._reader.read(doc.text, published=doc.user_data.get("published", self._published))
        doc._.claims = tuple(self._claim(doc, c) for c in report.claims)
        figures: tuple[Figure, ...] = report.figures
        doc._.figures = figures
        return doc

    @staticmethod
    def _claim(doc: Doc, c: Claim) -> DocClaim:
        return DocClaim(c, _slices(doc, c.source), _slices(doc, c.cue), _slices(doc, c.content))


def _slices(doc: Doc, spans: tuple[Span, ...]) -> tuple[Slice, ...]:
    found = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in spans)
    return tuple(s for s in found if s is not None)


@Language.factory("sayso", default_config={"published": None}, assigns=["doc._.claims", "doc._.figures"])
def make(nlp: Language, name: str, published: str | None) -> Component:
    """``published``: the day "yesterday" is counted from, where ``doc.user_data`` has none of that name."""
    return Component(published)
