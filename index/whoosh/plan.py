"""What a query is made of, for one that wants its best documents only.

A condition is taken off, wherever it stands around what scores.  What scores is a sum of
parts: those that matter for what matches first, and of those the weightiest.  A
document's score is summed up in that order, whatever becomes of other documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ..engine import Cover, Every, Part, Query, Sum, Without
from .bounds import bonus, highest, leaves, size
from .collection import Collection

__all__ = ["Plan", "plan"]

# Above the rounding of scores.
_SLACK = 1.001


class Plan(NamedTuple):
    """A query, taken apart."""

    #: What scores, with its parts in order.
    core: Query
    required: Sequence[Query]
    excluded: Sequence[Query]
    #: The parts that scores sum up of; none if ``core`` is no sum.
    parts: Sequence[Part]
    #: More than a document can still get when the parts before each place are summed up.
    rest: Sequence[float]
    #: About how many documents have each part.
    sizes: Sequence[int]
    #: What a document with all parts gets besides.
    bonus: float


def plan(query: Query, collection: Collection) -> Plan:
    """Take a query apart."""
    core, required, excluded = _peeled(query)
    parts: Sequence[Part] = ()
    if isinstance(core, Cover):
        parts = _ordered(core.parts, collection)
        core = Cover(tuple(parts), core.minimum, core.complete_first)
    elif isinstance(core, Sum):
        parts = _ordered([Part(child, 1.0) for child in core.queries], collection)
        core = Sum(tuple(part.query for part in parts))
    sizes = [size(part.query, collection) for part in parts]
    first = bonus(core, collection) if isinstance(core, Cover) and core.complete_first else 0.0
    heights = [highest(part.query, collection) for part in reversed(parts)]
    rest = [_SLACK * height for height in accumulate(heights, initial=first)][::-1]
    return Plan(core, required, excluded, parts, rest, sizes, first)


def _peeled(query: Query) -> tuple[Query, list[Query], list[Query]]:
    """Return what scores, what else is required of a document, and what is excluded."""
    if isinstance(query, Without):
        core, required, excluded = _peeled(query.query)
        return core, required, [*excluded, query.excluded]
    if isinstance(query, Every):
        scoring = [child for child in query.queries if leaves(child)]
        if len(scoring) == 1:
            conditions = [child for child in query.queries if child is not scoring[0]]
            core, required, excluded = _peeled(scoring[0])
            return core, [*required, *conditions], excluded
    return query, [], []


def _ordered(parts: Sequence[Part], collection: Collection) -> list[Part]:
    return sorted(parts, key=lambda part: (not part.share, -highest(part.query, collection)))
