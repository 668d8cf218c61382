"""The page of one document: the whole text, with the words that match marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from .front import Front
from .hits import Result, result
from .links import document_url, search_url
from .question import Question

__all__ = ["Piece", "Reading", "reading"]

#: A page shows so much of a text; the whole of it is a file.
_SHOWN_CHARACTERS = 400_000


class Piece(NamedTuple):
    """A part of a text; a number says which match it is, 0 that it is none."""

    text: str
    number: int


@dataclass(frozen=True)
class Reading:
    """A document and where one is in it."""

    id: str
    document: Result
    #: Paragraphs, in pieces.
    paragraphs: Sequence[Sequence[Piece]]
    matches: int
    match: int
    previous_url: str
    next_url: str
    #: Where the rest of a text is that is too long for a page.
    rest_url: str
    back_url: str


def reading(front: Front, id: str, question: Question, match: int) -> Reading | None:  # noqa: A002
    """Return the page of a document; None if there is no such document."""
    hit = front.library.view(
        id,
        question.asked(front.library),
        spellings=question.spellings,
        without_spellings=question.without,
    )
    if hit is None:
        return None
    pieces = list(_numbered(hit.snippet.pieces()))
    count = max((piece.number for piece in pieces), default=0)
    match = min(max(match, 0), count)

    def at(number: int) -> str:
        number = (number - 1) % count + 1
        return f"{document_url(id, question, match=number)}#match-{number}"

    is_long = len(hit.document.text) > _SHOWN_CHARACTERS
    return Reading(
        id=id,
        document=result(hit, question),
        paragraphs=list(_paragraphs(pieces)),
        matches=count,
        match=match,
        previous_url=at(match - 1 if match else count) if count else "",
        next_url=at(match + 1) if count else "",
        rest_url=url_for(".document_text", id=id) if is_long else "",
        back_url=search_url(question),
    )


def _numbered(pieces: Iterator[tuple[str, bool]]) -> Iterator[Piece]:
    number = length = 0
    for text, is_mark in pieces:
        kept = text[: _SHOWN_CHARACTERS - length]
        length += len(kept)
        if kept:
            number += is_mark
            yield Piece(kept, number if is_mark else 0)


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Cut pieces at the ends of lines; what is marked has none."""
    paragraph: list[Piece] = []
    for piece in pieces:
        lines = [piece.text] if piece.number else piece.text.split("\n")
        for place, line in enumerate(lines):
            if place and paragraph:
                yield paragraph
                paragraph = []
            if line:
                paragraph.append(Piece(line, piece.number))
    if any(piece.text.strip() for piece in paragraph):
        yield paragraph
