"""The spellings that joined a query, each to be switched off and on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..index.analysis.fold import fold
from ..index.names.particles import without_particles
from ..search.answer import Answer
from ..search.library import Library
from .links import search_url
from .question import Question

__all__ = ["Chip", "Spelled", "spelled", "switched_off"]

#: How many chips of a word are shown at first.
_FIRST_CHIPS = 10


@dataclass(frozen=True)
class Chip:
    """A spelling that joined the query or was kept from it; a click changes that."""

    word: str
    url: str
    is_on: bool


@dataclass(frozen=True)
class Spelled:
    """A word of the query with its chips."""

    word: str
    first: Sequence[Chip]
    more: Sequence[Chip]


def spelled(library: Library, question: Question, answer: Answer) -> list[Spelled]:
    """Return the words of the query with the spellings that joined them."""
    words = []
    for word, spellings in answer.spellings.items():
        chips = [
            Chip(
                library.written(spelling) if place < _FIRST_CHIPS else spelling,
                search_url(question.but(without=(*question.without, spelling))),
                is_on=True,
            )
            for place, spelling in enumerate(without_particles(spellings))
        ]
        words.append(Spelled(word, chips[:_FIRST_CHIPS], chips[_FIRST_CHIPS:]))
    return words


def switched_off(library: Library, question: Question) -> list[Chip]:
    """Return the spellings that are switched off."""
    return [
        Chip(
            library.written(" ".join(map(fold, word.split()))) or word,
            search_url(
                question.but(without=tuple(other for other in question.without if other != word))
            ),
            is_on=False,
        )
        for word in question.without
    ]
