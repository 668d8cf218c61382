"""What an unknown word was meant to be, if one slip tells it from a word of the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..index.engine import Engine
from ..index.store import Store
from .slips import likelihood, may_be_slip, meant_by

__all__ = ["Candidate", "correction", "likeliest"]


class Candidate(NamedTuple):
    """A word that may have been meant; the likeliest is the greatest."""

    #: In how many documents it stands, times how likely the slip is.
    weight: int
    word: str


def correction(store: Store, engine: Engine, word: str) -> str:
    """Return the likeliest word of the library that is one slip away from a folded one, or ""."""
    if not may_be_slip(word):
        return ""
    existing = sorted(store.known_words(meant_by(word)))
    counts = engine.frequencies("content", existing)
    return likeliest(word, dict(zip(existing, counts, strict=True))).word


def likeliest(word: str, counts: Mapping[str, int]) -> Candidate:
    """Return the likeliest of words that stand in so many documents each; of none, "".

    It is the most frequent one, unless a rarer one is more easily mistaken for the word.
    """
    candidates = (
        Candidate(count * likelihood(word, meant), meant) for meant, count in counts.items()
    )
    best = max(candidates, default=Candidate(0, ""))
    return best if best.weight else Candidate(0, "")
