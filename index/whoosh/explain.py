"""What made up the score of one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from ..engine import Best, Cover, Every, Leaf, Query, Sum, Without
from .collection import Collection
from .evaluate import evaluate
from .span import Span

__all__ = ["Explained", "explain"]


class Explained(NamedTuple):
    """A score, and what each leaf gave to it.

    That sums up to the score, but for what a cover adds to put a document first.
    """

    score: float
    leaves: Counter[Leaf]


def explain(query: Query, number: int, span: Span, collection: Collection) -> Explained | None:
    """Explain the score of document ``number`` of ``span``; None if it does not match."""
    if isinstance(query, (Sum, Best, Every)):
        found = [explain(child, number, span, collection) for child in query.queries]
        return _joined(query, found)
    score = _score(query, number, span, collection)
    if score is None:
        return None
    if isinstance(query, Without):
        return explain(query.query, number, span, collection)
    if isinstance(query, Cover):
        parts = [explain(part.query, number, span, collection) for part in query.parts]
        return Explained(score, _added(part for part in parts if part))
    return Explained(score, Counter({query: score} if isinstance(query, Leaf) and score else {}))


def _joined(query: Sum | Best | Every, found: list[Explained | None]) -> Explained | None:
    matching = [part for part in found if part]
    if not matching or (isinstance(query, Every) and len(matching) < len(found)):
        return None
    if isinstance(query, Best):
        return max(matching, key=lambda part: part.score)
    return Explained(sum(part.score for part in matching), _added(matching))


def _added(parts: Iterable[Explained]) -> Counter[Leaf]:
    leaves = Counter[Leaf]()
    for part in parts:
        leaves.update(part.leaves)
    return leaves


def _score(query: Query, number: int, span: Span, collection: Collection) -> float | None:
    found = evaluate(query, span, collection, np.array([number]))
    return float(found.scores[0]) if len(found.docs) else None
