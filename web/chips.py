"""The spellings that joined a query, each to be switched off and on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..index.analysis.fold import fold
from ..index.names.gazetteer import LONGEST
from ..search.answer import Answer
from ..search.library import Library
from ..search.written import FIRST_SHOWN, as_shown
from .links import search_url
from .question import Question

__all__ = ["Chip", "Spelled", "spelled", "switched_off"]


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
            Chip(shown, search_url(question.but(without=(*question.without, spelling))), is_on=True)
            for spelling, shown in as_shown(spellings, library.written).items()
        ]
        words.append(Spelled(word, chips[:FIRST_SHOWN], chips[FIRST_SHOWN:]))
    return words


def switched_off(library: Library, question: Question) -> list[Chip]:
    """Return the spellings that are switched off."""
    return [
        Chip(
            _shown(library, word),
            search_url(
                question.but(without=tuple(other for other in question.without if other != word))
            ),
            is_on=False,
        )
        for word in question.without
    ]


def _shown(library: Library, spelling: str) -> str:
    """Return a spelling as documents write it; what is longer than any name as it was given."""
    words = spelling.split()
    if len(words) > LONGEST:
        return spelling
    return library.written(" ".join(map(fold, words))) or spelling
