"""Full names in a query: their parts near each other, in any order and spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ..index.analysis.token import Token
from ..index.engine import Best, Engine, Phrase, Query
from ..index.names.gazetteer import forms
from ..index.names.parts import Part, parts
from .expansion import Expansion
from .marks import Reason
from .spellings import Spelling

__all__ = ["FullNames"]

# So many positions the parts of a name may be apart, for each part after the first: room for
# a middle name and a particle.
_APART = 3
# What words of a name that are near each other add, beside what each adds for itself.
_NEAR = 0.5

#: Gives the spellings of a folded word that was written so.
SpellingsOf = Callable[[str, str], tuple[Spelling, ...]]


class FullNames:
    """Asks an engine for full names, on behalf of an expansion."""

    def __init__(self, engine: Engine, spellings_of: SpellingsOf, result: Expansion) -> None:
        self._engine = engine
        self._spellings_of = spellings_of
        self._result = result

    def near(self, words: Sequence[Token]) -> Iterator[Query]:
        """Yield queries for words that may be the parts of a name, where they are near.

        A text that has them so has the name, whatever else it says of either part.
        """
        spellings = self._result.spellings
        for both in pairwise(words):
            if all(word.text in spellings for word in both):
                places = (
                    (word.surface, *(one.word for one in spellings[word.text])) for word in both
                )
                name = " ".join(word.text for word in both)
                yield self._result.leaf(Phrase("content", tuple(places), _NEAR, width=_APART), name)

    def named(self, name: str) -> list[Query]:
        """Return what asks for a full name; two of its parts may be written together."""
        words = [part for part in parts(name) if not part.is_glue]
        if not words:
            return []
        apart = tuple(map(self._spelled, words))
        ways = [apart]
        for place, (first, second) in enumerate(pairwise(words)):
            together = self._spelled(Part(first.text + second.text))
            if any(self._engine.frequencies("content", together)):
                ways.append((*apart[:place], together, *apart[place + 2 :]))
        width = _APART * max(len(words) - 1, 1)
        leaves = [self._result.leaf(Phrase("content", way, width=width), name) for way in ways]
        return [Best(tuple(leaves))]

    def _spelled(self, part: Part) -> tuple[str, ...]:
        """Return a part of a name, with all that it is spelled and its bearer goes by."""
        written, marks = part.written or part.text, self._result.marks
        spellings = self._spellings_of(part.text, written)
        marks.want_surface(part.text, Reason(written, "exact"))
        for one in spellings:
            marks.want_surface(one.word, Reason(written, "spelling", one.probability))
        others = sorted(forms(part.text))
        for form in others:
            marks.want_surface(form, Reason(written, "form"))
        return tuple(dict.fromkeys((part.text, *(one.word for one in spellings), *others)))
