"""What a query is made of, for one that wants its best documents only.

A condition is taken off, wherever it stands around what scores.  What scores is a sum,
the weightiest first.  A document's score is summed up in that order, whatever becomes of
other documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from ..engine import Best, Cover, Every, Keyword, Query, Sum, Term, Without
from .bounds import Bounded, best_of, bounded, scoring_leaves
from .collection import Collection
from .remembered import remembered

__all__ = ["Plan", "Summand", "plan"]

# Above the rounding of scores.
_SLACK = 1.001


class Summand(NamedTuple):
    """What scores are made of: what ``part`` gives above ``base``, if there is one."""

    part: Bounded
    base: Bounded | None
    #: The term that ``part`` is, or those that it is the best of, if it is no more.
    terms: Sequence[Bounded]
    #: What puts it before others.
    weight: float
    #: What it adds at most to what is still to come.
    highest: float


class Plan(NamedTuple):
    """A query, taken apart."""

    #: What scores.
    core: Bounded
    required: Sequence[Bounded]
    excluded: Sequence[Bounded]
    #: What many documents get alike, before anything is looked up.
    constants: Sequence[Keyword]
    #: What scores sum up of, the weightiest first.
    summands: Sequence[Summand]
    #: More than a document can still get when the summands before each place are summed up.
    rest: Sequence[float]


def plan(query: Query, collection: Collection) -> Plan:
    """Take a query apart."""
    peeled, required, excluded = _peeled(query)
    core = bounded(peeled, collection)
    children = core.parts if isinstance(core.query, Cover) else [core]
    constants = [child.query for child in children if isinstance(child.query, Keyword)]
    children = [child for child in children if not isinstance(child.query, Keyword)]
    summands = [one for child in children for one in _looked_up(child.query, collection)]
    # The order of what weighs the same stays, so that an excess comes before its base.
    summands.sort(key=attrgetter("weight"), reverse=True)
    heights = accumulate([summand.highest for summand in reversed(summands)], initial=0.0)
    rest = [_SLACK * height for height in heights][::-1]
    return Plan(
        core=core,
        required=[bounded(query, collection) for query in required],
        excluded=[bounded(query, collection) for query in excluded],
        constants=constants,
        summands=summands,
        rest=rest,
    )


@remembered
def _looked_up(query: Query, collection: Collection) -> list[Summand]:
    return _summands(bounded(query, collection))


def _summands(part: Bounded) -> list[Summand]:
    """Return what scores in a query, down to what is neither a sum nor the best of some."""
    if isinstance(part.query, Sum):
        return [one for child in part.parts for one in _summands(child)]
    if isinstance(part.query, Best) and part.parts:
        return _best(part.parts)
    if not part.size or not part.height:
        return []
    return [Summand(part, None, _terms(part), part.height, part.height)]


def _best(parts: Sequence[Bounded]) -> list[Summand]:
    """Take the most frequent of some for the base, and the others for what may exceed it."""
    base = max(parts, key=attrgetter("size"))
    other = best_of([part for part in parts if part is not base])
    found = _summands(base)
    if not other.size:
        return found
    weight = max([other.height, *[summand.weight for summand in found]])
    exceeding = max(other.height - base.height, 0.0)
    return [Summand(other, base, _terms(other), weight, exceeding), *found]


def _terms(part: Bounded) -> Sequence[Bounded]:
    """Return the terms of what is a term or the best of some, in the order in which they stand."""
    if isinstance(part.query, Term):
        return (part,)
    if isinstance(part.query, Best) and all(isinstance(one.query, Term) for one in part.parts):
        return [one for one in part.parts if one.size]
    return ()


def _peeled(query: Query) -> tuple[Query, list[Query], list[Query]]:
    """Return what scores, what else is required of a document, and what is excluded."""
    if isinstance(query, Without):
        core, required, excluded = _peeled(query.query)
        return core, required, [*excluded, query.excluded]
    if isinstance(query, Every):
        scoring = [child for child in query.queries if scoring_leaves(child)]
        if len(scoring) == 1:
            conditions = [child for child in query.queries if child is not scoring[0]]
            core, required, excluded = _peeled(scoring[0])
            return core, [*required, *conditions], excluded
    return query, [], []
