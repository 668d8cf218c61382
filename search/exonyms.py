"""Names of places that have several words, in this language or another: United States.

What sounds like nothing in another language is looked up in the gazetteer, by runs of words.  And
words of initials, which other scripts write letter by letter: BBC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from ..index.analysis.fold import fold
from ..index.analysis.token import Token
from ..index.analysis.two_words import ARTICLE
from ..index.analysis.words import PART_GAP
from ..index.engine import Engine, Phrase, Request
from ..index.names.gazetteer import LISTED, LONGEST, exonyms
from ..index.names.initials import initials, letter_names
from ..index.names.letters import script
from ..index.names.particles import with_particles
from .spellings import Spelling

__all__ = ["Exonym", "find_exonyms"]

# So many letters of a word with one capital are a part of a name in three, not initials.
_SYLLABLE = 3

# The words of a name, one behind another: for each place, those that do.
_Name = tuple[tuple[str, ...], ...]


class Exonym(NamedTuple):
    """Another name of what some words of a query name, as the library has it."""

    #: The places of those words among the words of the query, and how they were typed.
    run: range
    asked: str
    #: Whether those words are in Latin script.
    is_of_latin: bool
    #: Its words one behind another; the first with what Arabic writes before it.
    places: _Name
    spelling: Spelling


def find_exonyms(words: Sequence[Token], engine: Engine, without: Set[str]) -> Iterator[Exonym]:
    """Yield the other names that documents have of what words of a query name.

    ``without`` are folded names, without spaces, that are not to count.
    """
    for run, names in _named(words):
        asked = " ".join(words[place].text for place in run)
        is_of_latin = all(script(words[place].surface) == "latin" for place in run)
        for name in names:
            text = " ".join(forms[0] for forms in name)
            if text.replace(" ", "") in without:
                continue
            places = _places(name, engine)
            if documents := _count(places, engine):
                spelling = Spelling(text, LISTED, documents, ((asked, text),), is_listed=True)
                yield Exonym(run, asked, is_of_latin, places, spelling)


def _named(words: Sequence[Token]) -> Iterator[tuple[range, Sequence[_Name]]]:
    """Yield the longest runs of words that name something, with the other names of it."""
    start = 0
    while start < len(words):
        found = range(start, start + 1)
        for stop in range(min(start + LONGEST, len(words)), start, -1):
            run = words[start:stop]
            names = [*_listed(run), *_by_letters(run)]
            if names and not (len(run) < len(words) and _is_syllable(run)):
                found = range(start, stop)
                yield found, names
                break
        start = found.stop


def _listed(words: Sequence[Token]) -> Iterator[_Name]:
    """Yield the other names that the gazetteer has of what words name."""
    run = [word.surface for word in words]
    for other in exonyms(" ".join(run)):
        name = other.split(" ")
        if _adds(name, run):
            yield tuple((word,) for word in name)


def _adds(name: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether a name finds what words do not: their documents, or those of spellings."""
    if len(name) == len(words) == 1:
        return False
    return not set(words).issubset(name) and not set(words).issuperset(name)


def _by_letters(words: Sequence[Token]) -> Iterator[_Name]:
    """Yield a word of initials as the names of its letters; and what such names may stand for."""
    # A word with one capital is a name, and to look for Benny by its letters takes 70 milliseconds.
    if len(words) == 1 and not _is_capitalized(words[0].text):
        yield from _spelled_out(words[0].surface)
    for word in initials([fold(part) for one in words for part in PART_GAP.split(one.text)]):
        yield ((word,),)
        yield from _spelled_out(word)


def _is_syllable(words: Sequence[Token]) -> bool:
    """Say whether a word is part of a name, and no initials: Un in "Kim Jong Un"."""
    return len(words) == 1 and len(words[0].text) <= _SYLLABLE and _is_capitalized(words[0].text)


def _is_capitalized(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _spelled_out(word: str) -> Iterator[_Name]:
    """Yield the names of the letters of a word, the first with the Arabic article and without."""
    if names := letter_names(word):
        first = (*names[0], *(ARTICLE + name for name in names[0]))
        yield (first, *names[1:])


def _places(name: _Name, engine: Engine) -> _Name:
    """Return a name as the library has it, its first word with Arabic particles and without."""
    first = [form for word in name[0] for form in with_particles(word)]
    return tuple(_held(words, engine) for words in (first, *name[1:]))


def _held(words: Sequence[str], engine: Engine) -> tuple[str, ...]:
    """Return those of some words that the library has."""
    counts = engine.frequencies("content", words)
    return tuple(word for word, count in zip(words, counts, strict=True) if count)


def _count(places: _Name, engine: Engine) -> int:
    if not all(places):
        return 0
    return engine.search(Request(Phrase("content", places), limit=0)).total
