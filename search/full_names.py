"""Full names in a query: their parts near each other, in any order and spelling."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..index.analysis.token import Token
from ..index.engine import Best, Engine, Phrase, Query
from ..index.names.gazetteer import forms
from ..index.names.letters import script
from ..index.names.particles import with_particles
from ..index.names.parts import Part, parts
from .expansion import Expansion
from .marks import Reason
from .spelled import Spelled
from .spellings import Spelling
from .terms import one

__all__ = ["FullNames", "Pair"]

# So many positions the parts of a name may be apart, for each part after the first: room for
# a middle name and a particle.
_APART = 3
# What words of a name that are near each other add, beside what each adds for itself.
_NEAR = 0.5
# What was typed in Latin letters is mostly a name, and what spells two of its words side by side is
# that name: "Joe Biden" is جو بایدن, before what has بایدن and the word that جویه (air) is.  One of
# the two may be unlikely by itself if the other is more than that; of two such, any text has some.
_NEAR_LATIN, _NEAR_UNLIKELY = 2.0, 1.0
_LIKELIER = 0.5
# What is shorter may be one word with a particle before it.
_SHORTEST = 3


class Pair(NamedTuple):
    """Two words of a query that may be parts of one name."""

    #: The place of the first among the words.
    place: int
    #: What asks for them near each other.
    query: Query


class FullNames:
    """Asks an engine for full names, on behalf of an expansion."""

    def __init__(self, engine: Engine, spelled: Spelled, result: Expansion) -> None:
        self._engine = engine
        self._spelled = spelled
        self._result = result

    def near(self, words: Sequence[Token]) -> Iterator[Pair]:
        """Yield the words that may be the parts of a name, where they are near.

        A text that has them so has the name, whatever else it says of either part.
        """
        for place, both in enumerate(pairwise(words)):
            is_latin = all(script(word.surface) == "latin" for word in both)
            if queries := list(self._latin(both) if is_latin else self._spelled_near(both)):
                yield Pair(place, one(Best, queries))

    def _spelled_near(self, words: Sequence[Token]) -> Iterator[Query]:
        """Ask for two words that both have spellings near each other."""
        ways = [self._likely(word) for word in words]
        if all(len(way) > 1 for way in ways):
            yield self._near_each_other(ways, _APART, _text(words), _NEAR)

    def _latin(self, words: Sequence[Token]) -> Iterator[Query]:
        """Ask for two words in Latin script near each other, in all that their bearer goes by."""
        likely = [
            self._held(_forms(word.surface, word.text)) | self._likely(word) for word in words
        ]
        unlikely = [
            _reasons(self._spelled.possible(word.surface), word.text, apart_from=known)
            for word, known in zip(words, likely, strict=True)
        ]
        if not all(
            len(known) + len(others) > 1 for known, others in zip(likely, unlikely, strict=True)
        ):
            return
        name = _text(words)
        yield self._near_each_other(likely, _APART, name, _NEAR_LATIN)
        first, last = map(_likelier, likely)
        for ways in ((first, unlikely[1]), (unlikely[0], last)):
            if all(ways):
                yield self._near_each_other(ways, _APART, name, _NEAR_UNLIKELY)

    def _likely(self, word: Token) -> dict[str, Reason]:
        """Return a word with its spellings."""
        spellings = self._result.spellings.get(word.text, ())
        return {word.surface: Reason(word.text, "exact")} | _reasons(spellings, word.text)

    def named(self, name: str) -> list[Query]:
        """Return what asks for a full name; two of its parts may be written together."""
        words = [part for part in parts(name) if not part.is_glue]
        if not words:
            return []
        apart = [self._ways(word) for word in words]
        ways = [apart]
        for place, (first, second) in enumerate(pairwise(words)):
            written = f"{first.written} {second.written}"
            together = self._ways(Part(first.text + second.text, written=written))
            if any(self._engine.frequencies("content", list(together))):
                ways.append([*apart[:place], together, *apart[place + 2 :]])
        width = _APART * max(len(words) - 1, 1)
        return [Best(tuple(self._near_each_other(way, width, name) for way in ways))]

    def _near_each_other(
        self, way: Sequence[Mapping[str, Reason]], width: int, name: str, weight: float = 1.0
    ) -> Query:
        """Ask for one word of each part near the others, and have these marked."""
        self._result.marks.want_name(way, width)
        phrase = Phrase("content", tuple(map(tuple, way)), weight, width)
        return self._result.leaf(phrase, name, "near")

    def _ways(self, part: Part) -> dict[str, Reason]:
        """Return a part of a name, with all that it is spelled and its bearer goes by."""
        found = {part.text: Reason(part.written, "exact")}
        found |= _reasons(self._spelled.of(part.text, part.written), part.written)
        found = _forms(part.text, part.written) | found
        return found | self._held(_with_particles(found))

    def _held(self, words: Mapping[str, Reason]) -> dict[str, Reason]:
        """Return those of some words that the library has."""
        counts = self._engine.frequencies("content", list(words))
        return {word: words[word] for word, count in zip(words, counts, strict=True) if count}


def _forms(word: str, written: str) -> dict[str, Reason]:
    """Return what a bearer of a name goes by as well."""
    found = {form: Reason(written, "form") for form in sorted(forms(word))}
    return _with_particles(found) | found


def _with_particles(part: Mapping[str, Reason]) -> dict[str, Reason]:
    """Return the words of a part with Arabic particles before them, apart from those it has."""
    return {
        form: reason
        for word, reason in part.items()
        for form in with_particles(word)
        if form not in part and len(word) >= _SHORTEST
    }


def _reasons(
    spellings: Iterable[Spelling], written: str, apart_from: Container[str] = ()
) -> dict[str, Reason]:
    """Return the spellings of a word that was written so, each with its reason."""
    return {
        spelling.word: Reason(written, "spelling", spelling.probability)
        for spelling in spellings
        if spelling.word not in apart_from
    }


def _likelier(part: Mapping[str, Reason]) -> dict[str, Reason]:
    """Return the words of a part that are more likely than not."""
    return {word: reason for word, reason in part.items() if reason.probability >= _LIKELIER}


def _text(words: Iterable[Token]) -> str:
    return " ".join(word.text for word in words)
