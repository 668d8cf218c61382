"""The terms that begin in a certain way, the most frequent first."""

from __future__ import annotations

from collections import Counter

import numpy as np

from .collection import Collection
from .inverted import Inverted
from .terms import encoded

__all__ = ["completions"]


def completions(
    collection: Collection, field: str, prefix: str, limit: int
) -> list[tuple[str, int]]:
    """Return the terms of a field with their document frequencies.

    Each segment gives its own best few, so of terms that are spread evenly over many
    segments one may be missing, and a count may be too low.
    """
    counts = Counter[str]()
    for segment in collection.segments:
        counts.update(_best(segment.field(field), encoded(prefix), 2 * limit))
    return counts.most_common(limit)


def _best(inverted: Inverted, prefix: bytes, limit: int) -> dict[str, int]:
    terms = inverted.terms.with_prefix(prefix)
    if not terms:
        return {}
    starts = inverted.starts[terms.start : terms.stop + 1].astype(np.int64)
    frequencies = np.diff(starts)
    most = np.argsort(-frequencies, kind="stable")[:limit].tolist()
    return {inverted.terms.term(terms.start + n).decode(): int(frequencies[n]) for n in most}
