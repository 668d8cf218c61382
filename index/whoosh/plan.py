"""What a query is made of, for one that wants its best documents only.

A condition is taken off, wherever it stands around what scores.  What scores is a sum,
the weightiest first.  A document's score is summed up in that order, whatever becomes of
other documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ..engine import Best, Cover, Every, Query, Sum, Without
from .bounds import bonus, highest, leaves, size
from .collection import Collection

__all__ = ["Plan", "Summand", "plan"]

# Above the rounding of scores.
_SLACK = 1.001


class Summand(NamedTuple):
    """What scores are made of: of a query, what it gives above ``base``, if there is one."""

    query: Query
    base: Query | None
    #: What puts it before others.
    weight: float
    #: What it adds at most to what is still to come.
    highest: float
    #: About how many documents have it.
    size: int


class Plan(NamedTuple):
    """A query, taken apart."""

    #: What scores.
    core: Query
    required: Sequence[Query]
    excluded: Sequence[Query]
    #: What scores sum up of, the weightiest first.
    summands: Sequence[Summand]
    #: More than a document can still get when the summands before each place are summed up.
    rest: Sequence[float]
    #: What a document with all parts gets besides.
    bonus: float


def plan(query: Query, collection: Collection) -> Plan:
    """Take a query apart."""
    core, required, excluded = _peeled(query)
    children = [part.query for part in core.parts] if isinstance(core, Cover) else [core]
    summands = [one for child in children for one in _summands(child, collection)]
    # The order of what weighs the same stays, so that an excess comes before its base.
    summands.sort(key=lambda summand: -summand.weight)
    heights = accumulate((summand.highest for summand in reversed(summands)), initial=0.0)
    rest = [_SLACK * height for height in heights][::-1]
    first = bonus(core, collection) if isinstance(core, Cover) and core.complete_first else 0.0
    return Plan(core, required, excluded, summands, rest, first)


def _summands(query: Query, collection: Collection) -> list[Summand]:
    """Return what scores in a query, down to what is neither a sum nor the best of some."""
    if isinstance(query, Sum):
        return [one for child in query.queries for one in _summands(child, collection)]
    if isinstance(query, Best) and len(query.queries) > 1:
        return _best(query, collection)
    count = size(query, collection)
    if not count or not leaves(query):
        return []
    height = highest(query, collection)
    return [Summand(query, None, height, height, count)]


def _best(query: Best, collection: Collection) -> list[Summand]:
    """Take the most frequent of some for the base, and the others for what may exceed it."""
    base = max(query.queries, key=lambda child: size(child, collection))
    others = [child for child in query.queries if child is not base]
    other = others[0] if len(others) == 1 else Best(tuple(others))
    found = _summands(base, collection)
    height = highest(other, collection)
    weight = max([height, *(summand.weight for summand in found)])
    excess = max(height - highest(base, collection), 0.0)
    return [Summand(other, base, weight, excess, size(other, collection)), *found]


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
