"""How much a term tells, by how many documents have it."""

from __future__ import annotations

import math

__all__ = ["idf"]


def idf(frequency: int, count: int) -> float:
    """Return the idf, as BM25 has it, of what ``frequency`` of ``count`` documents have."""
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
