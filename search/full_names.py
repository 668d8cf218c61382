"""Full names in a query: their parts near each other, in any order and spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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

__all__ = ["FullNames", "Pair"]

# So many positions the parts of a name may be apart, for each part after the first: room for
# a middle name and a particle.
_APART = 3
# What words of a name that are near each other add, beside what each adds for itself.
_NEAR = 0.5
# What was typed in Latin letters is mostly a name, and what spells two of its words side by side is
# that name: "Joe Biden" is جو بایدن, before what has بایدن and the word that جویه (air) is.
_NEAR_LATIN = 2.0
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
            parts = [self._possible(word) for word in both]
            if all(len(part) > 1 for part in parts):
                name = " ".join(word.text for word in both)
                is_latin = all(script(word.surface) == "latin" for word in both)
                weight = _NEAR_LATIN if is_latin else _NEAR
                yield Pair(place, self._near_each_other(parts, _APART, name, weight))

    def _possible(self, word: Token) -> dict[str, Reason]:
        """Return a word with its spellings; of one in Latin script, with unlikely ones too."""
        found = {word.surface: Reason(word.text, "exact")}
        if script(word.surface) == "latin":
            found |= _reasons(self._spelled.possible(word.surface), word.text)
        return found | _reasons(self._result.spellings.get(word.text, ()), word.text)

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
        return self._result.leaf(Phrase("content", tuple(map(tuple, way)), weight, width), name)

    def _ways(self, part: Part) -> dict[str, Reason]:
        """Return a part of a name, with all that it is spelled and its bearer goes by."""
        found = {part.text: Reason(part.written, "exact")}
        found |= _reasons(self._spelled.of(part.text, part.written), part.written)
        for form in sorted(forms(part.text)):
            found.setdefault(form, Reason(part.written, "form"))
        return found | self._with_particles(found)

    def _with_particles(self, part: Mapping[str, Reason]) -> dict[str, Reason]:
        """Return the words of a part as the library has them with Arabic particles before."""
        words = {
            form: reason
            for word, reason in part.items()
            for form in with_particles(word)
            if form not in part and len(word) >= _SHORTEST
        }
        counts = self._engine.frequencies("content", list(words))
        return {word: words[word] for word, count in zip(words, counts, strict=True) if count}


def _reasons(spellings: Iterable[Spelling], written: str) -> dict[str, Reason]:
    """Return the spellings of a word that was written so, each with its reason."""
    return {one.word: Reason(written, "spelling", one.probability) for one in spellings}
