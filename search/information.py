"""How much the words of a query tell, by how many documents of the library have them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..index.engine import Engine
from ..index.idf import idf
from .exonyms import Exonym

__all__ = ["Information"]

_FIELDS = ("content", "content_stem")


class Information:
    """Tells how much information words are: their idf, as BM25 has it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._count = engine.count()

    def frequency(self, terms: Sequence[str]) -> int:
        """Return how many documents have the most frequent of some surfaces or stems."""
        return max(max(self._engine.frequencies(name, terms)) for name in _FIELDS)

    def of(self, frequency: int) -> float:
        """Return the idf of what so many documents have; 0 for what none has."""
        if not frequency:
            return 0.0
        # An engine may count documents that were deleted among those that have a word.
        return idf(min(frequency, self._count), self._count)

    def of_middling(self) -> float:
        """Return the idf of a word of middling frequency."""
        return math.log(1 + self._count) / 2

    def of_exonym(self, exonym: Exonym) -> float:
        """Return the information of the words of a name: for each place, of the rarest."""
        counts = (self._engine.frequencies("content", place) for place in exonym.places)
        return sum(self.of(min(count)) for count in counts)

    def share(self, information: float, documents: int) -> float:
        """Return the weight with which what so many documents have tells no more than that."""
        return min(1.0, information / self.of(documents))
