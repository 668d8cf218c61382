"""What is commonly done: transliterate, and compare by edit distance.

uroman (Hermjakob, May and Knight, ACL 2018) and ICU's transforms, each with the similarity
of Levenshtein's distance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import icu
import numpy as np
import uroman
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

__all__ = ["PEERS", "Peer"]

Floats = NDArray[np.float32]


class Peer:
    """Finds names among others by a transliteration."""

    def __init__(self, romanized: Callable[[str], str], names: Sequence[str]) -> None:
        self._romanized = romanized
        self._known = [romanized(name) for name in names]

    def similarities(self, queries: Iterable[str]) -> Floats:
        """Return how like each name each query is, from 0 to 1: a row a query."""
        asked = [self._romanized(query) for query in queries]
        found: Floats = process.cdist(
            asked, self._known, scorer=Levenshtein.normalized_similarity, dtype=np.float32
        )
        return found


_UROMAN = uroman.Uroman()
_ICU = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")


@cache
def _by_uroman(name: str) -> str:
    return str(_UROMAN.romanize_string(name)).lower()


@cache
def _by_icu(name: str) -> str:
    return str(_ICU.transliterate(name))


PEERS = {"uroman": _by_uroman, "ICU": _by_icu}
