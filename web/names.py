"""The page about a name: how the library spells it, or how it is another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..index.names.letters import script
from ..index.names.matching import NameMatch, match_names
from ..search.library import Library
from ..search.spellings import Spelling
from .links import search_url
from .locale import gettext
from .question import Question

__all__ = ["LONGEST_NAME", "Comparison", "Letters", "Row", "Spelled", "compared", "spelled"]

#: To look a word up takes tens of milliseconds, and the longer two names are the longer it
#: takes to compare them.
LONGEST_NAME = 200
# From here on two names are rather one than not, and nearly sure.
_LIKELY, _SURE = 0.5, 0.9
# Nothing is quite sure that letters tell.
_MOST_CERTAIN = 0.99


@dataclass(frozen=True)
class Letters:
    """Letters of two spellings that stand for each other, in the order of the first."""

    units: Sequence[tuple[str, str]]
    direction: str

    @property
    def is_whole(self) -> bool:
        """Say whether no letters tell that the two are one, but the gazetteer."""
        return len(self.units) < 2


@dataclass(frozen=True)
class Row:
    """A spelling of a name."""

    word: str
    url: str
    letters: Letters
    probability: float
    documents: int


@dataclass(frozen=True)
class Spelled:
    """A word with its other spellings."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Comparison:
    """Whether two names are one, and by which letters."""

    verdict: str
    probability: float
    #: Of each pair of parts that stand for each other: both, and their letters.
    pairs: Sequence[tuple[str, str, Letters]]
    #: Parts that only one of the names has.
    alone: Sequence[str]


def spelled(library: Library, name: str, question: Question) -> list[Spelled]:
    """Return how a library spells each word of a name."""
    return [
        Spelled(word, list(_rows(library, found, question)))
        for word, found in library.spellings(name).items()
    ]


def compared(name: str, other: str) -> Comparison:
    """Return how one name is another."""
    match = match_names(name, other)
    pairs = [one for one in match.alignment if one.left and one.right]
    return Comparison(
        _verdict(match),
        min(match.probability, _MOST_CERTAIN),
        [(one.left, one.right, _letters(one.units)) for one in pairs],
        [one.left or one.right for one in match.alignment if not (one.left and one.right)],
    )


def _rows(library: Library, found: Sequence[Spelling], question: Question) -> Iterator[Row]:
    for spelling in found:
        word = library.written(spelling.word)
        yield Row(
            word,
            search_url(Question(f"={word}", ui=question.ui)),
            _letters(spelling.units),
            spelling.probability,
            spelling.documents,
        )


def _letters(units: Sequence[tuple[str, str]]) -> Letters:
    is_latin = all(script(left) == "latin" for left, _right in units)
    return Letters(units, "ltr" if is_latin else "rtl")


def _verdict(match: NameMatch) -> str:
    if match.probability >= _SURE:
        return gettext("Most likely the same name")
    if match.probability >= _LIKELY:
        return gettext("Perhaps the same name")
    return gettext("Rather not the same name")
