"""Names of places that have several words, in this language or another: United States.

What sounds like nothing in another language is looked up in the gazetteer, by runs of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from ..index.analysis.token import Token
from ..index.engine import Engine, Phrase, Request
from ..index.names.gazetteer import LISTED, LONGEST, exonyms
from ..index.names.letters import script
from ..index.names.particles import with_particles
from .spellings import Spelling

__all__ = ["Exonym", "find_exonyms"]


class Exonym(NamedTuple):
    """Another name of what some words of a query name, as the library has it."""

    #: The places of those words among the words of the query, and how they were typed.
    run: range
    asked: str
    #: Whether those words are in Latin script.
    is_of_latin: bool
    #: Its words one behind another; the first with what Arabic writes before it.
    places: tuple[tuple[str, ...], ...]
    spelling: Spelling


def find_exonyms(words: Sequence[Token], engine: Engine, without: Set[str]) -> Iterator[Exonym]:
    """Yield the other names that documents have of what words of a query name.

    ``without`` are folded names, without spaces, that are not to count.
    """
    for run, names in _named(words):
        asked = " ".join(words[place].text for place in run)
        is_of_latin = all(script(words[place].surface) == "latin" for place in run)
        for name in names:
            if name.replace(" ", "") in without:
                continue
            first, *rest = name.split(" ")
            places = (_held(first, engine), *((word,) for word in rest))
            if documents := _count(places, engine):
                spelling = Spelling(name, LISTED, documents)
                yield Exonym(run, asked, is_of_latin, places, spelling)


def _named(words: Sequence[Token]) -> Iterator[tuple[range, Sequence[str]]]:
    """Yield the longest runs of words that name something, with the other names of it."""
    start = 0
    while start < len(words):
        found = range(start, start + 1)
        for stop in range(min(start + LONGEST, len(words)), start, -1):
            run = [word.surface for word in words[start:stop]]
            names = [other for other in exonyms(" ".join(run)) if _adds(other.split(" "), run)]
            if names:
                found = range(start, stop)
                yield found, names
                break
        start = found.stop


def _adds(name: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether a name finds what words do not: their documents, or those of spellings."""
    if len(name) == len(words) == 1:
        return False
    return not set(words).issubset(name) and not set(words).issuperset(name)


def _held(word: str, engine: Engine) -> tuple[str, ...]:
    """Return a word with particles and without, as far as the library has it."""
    forms = with_particles(word)
    counts = engine.frequencies("content", forms)
    return tuple(form for form, count in zip(forms, counts, strict=True) if count)


def _count(places: tuple[tuple[str, ...], ...], engine: Engine) -> int:
    if not places[0]:
        return 0
    return engine.search(Request(Phrase("content", places), limit=0)).total
