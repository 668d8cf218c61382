"""The best documents of the spans, without scoring those that cannot be among them.

What a score sums up of is scored one after another, the weightiest first.  Once what is left
cannot lift a document above the best that are known, it is looked up for the few
that have come close; all others are only counted.  This is the idea of
MaxScore (Turtle and Flood, "Query Evaluation: Strategies and Optimizations", 1995).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ..engine import Cover
from ..runs import mask_of
from .arrays import Array
from .bounds import bonus
from .collection import Collection
from .evaluate import Scored, evaluate
from .gains import gains
from .masks import marked
from .plan import Plan, Summand
from .span import Span
from .tally import complete, enough
from .together import add, excess

__all__ = ["Matches", "Ranking"]

# Among fewer documents than one in so many, everything is looked up.
_FREQUENT = 16
# What is found in fewer documents than so many, or than one in so many, is scored in less time
# than it takes to find out whether that is needed.
_FEW = 4_096
_QUICK = 6
# About so many documents of terms at most are scored together, to bound the memory that it takes.
_AT_A_TIME = 1 << 20
# So many more documents than are wanted are scored to the end, to learn what the best reach.
_TRIED = 22
# When less than this part of a score is left, a trial has shown enough.
_MINOR = 0.1
_COLUMNS = 256
# What a document begins with that does not match.
_LOWEST = np.float32(-1e30)


class Matches(NamedTuple):
    """The documents of a span that match."""

    span: Span
    #: A mask of all of them.
    matched: Array
    #: Those that can be among the best, and their scores.
    docs: Array
    scores: Array


class Ranking:
    """Goes from span to span, and keeps what a document has to reach."""

    def __init__(self, plan: Plan, collection: Collection, count: int | None) -> None:
        """Look for the best ``count`` documents; for all with None."""
        self._plan = plan
        self._collection = collection
        self._count = count
        self._best = np.empty(0, np.float32)
        self._floor = math.inf if count == 0 else 0.0

    def matches(self, span: Span) -> Matches:
        """Return what matches in the next span."""
        within = self._within(span)
        if within is not None and _FREQUENT * np.count_nonzero(within) < span.count:
            found = evaluate(self._plan.core.query, span, self._collection, np.flatnonzero(within))
            return self._chosen(span, mask_of(found.docs, span.count), found)
        if len(self._plan.summands) > 1:
            return self._summed(span, within)
        found = evaluate(self._plan.core.query, span, self._collection)
        if within is not None:
            keep = within[found.docs]
            found = Scored(found.docs[keep], found.scores[keep])
        return self._chosen(span, mask_of(found.docs, span.count), found)

    def _within(self, span: Span) -> Array | None:
        """Return a mask of the documents that may match, or None for all."""
        plan = self._plan
        if not (plan.required or plan.excluded) and span.is_live:
            return None
        within = span.live.copy()
        for condition in plan.required:
            within &= marked([condition], span, self._collection)
        for condition in plan.excluded:
            within &= ~marked([condition], span, self._collection)
        return within

    # -- Sums -----------------------------------------------------------------

    def _summed(self, span: Span, within: Array | None) -> Matches:
        core, matched = self._plan.core, enough(self._plan.core, span, self._collection)
        if within is not None:
            matched &= within
        # Nothing lifts what does not match above what does.
        scores = (matched.view(np.int8) - np.int8(1)) * -_LOWEST
        if isinstance(core.query, Cover) and core.query.complete_first:
            first = np.float32(bonus(core.query, self._collection))
            scores[complete(core, core.query, span, self._collection)] += first
        for constant in self._plan.constants:
            mask = self._collection.mask(span, constant.field, constant.value)
            np.add(scores, np.float32(constant.weight), out=scores, where=mask)
        done = self._sum_up(span, scores)
        if done == len(self._plan.summands):
            self._raise_floor(scores)
        docs = np.flatnonzero(scores >= max(self._least(done), _LOWEST / 2))
        return self._chosen(span, matched, self._finished(span, docs, scores[docs], done))

    def _sum_up(self, span: Span, scores: Array) -> int:
        """Sum up until it is settled which documents can be the best; return how much was."""
        summands, tried = self._plan.summands, not self._count
        for place, end in pairwise(self._stretches()):
            if place and not tried:
                self._try(span, scores, place)
                tried = True
            if place and self._plan.rest[place] < self._floor:
                return place
            add(summands[place:end], span, self._collection, scores)
        return len(summands)

    def _stretches(self) -> list[int]:
        """Return the bounds of the stretches of summands that are scored together."""
        slow = max(_FEW, self._collection.count / _QUICK)
        ends, held = [0], 0
        for place, summand in enumerate(self._plan.summands):
            if place and (summand.part.size >= slow or held > _AT_A_TIME):
                ends.append(place)
                held = 0
            held += summand.part.size
        return [*ends, len(self._plan.summands)]

    def _try(self, span: Span, scores: Array, place: int) -> None:
        """Learn what the best reach from some that have most so far."""
        count, rest = self._count or 0, self._plan.rest
        docs = np.flatnonzero(scores >= max(_reached(scores, count + _TRIED), 0.0))
        docs = docs[: 4 * (count + _TRIED)]
        reached = scores[docs]
        for number, summand in enumerate(self._plan.summands[place:], place):
            if rest[number] < _MINOR * rest[0]:
                break
            # Less than there is does no harm here, and few have more than the base.
            if summand.base is None:
                reached += gains(summand.part, span, self._collection, docs)
        self._raise_floor(np.concatenate([self._best, reached]))

    def _raise_floor(self, scores: Array) -> None:
        """Raise what a document has to reach to what so many have reached."""
        if self._count:
            self._floor = max(self._floor, _reached(scores, self._count))

    def _finished(self, span: Span, docs: Array, scores: Array, place: int) -> Scored:
        """Add to the scores of some documents what is left, and drop those that fall behind."""
        for number, summand in enumerate(self._plan.summands[place:], place):
            keep = scores >= self._least(number)
            docs, scores = docs[keep], scores[keep]
            if not len(docs):
                break
            scores += self._given(summand, span, docs)
        return Scored(docs, scores)

    def _given(self, summand: Summand, span: Span, docs: Array) -> Array:
        """Return what a summand gives to each of some documents."""
        given = gains(summand.part, span, self._collection, docs)
        if summand.base is None or not given.any():
            return given
        return excess(given, gains(summand.base, span, self._collection, docs))

    def _least(self, place: int) -> np.float32:
        """Return what a document needs that has yet to get what is left from ``place`` on."""
        return np.float32(self._floor - self._plan.rest[place])

    # -- The best -------------------------------------------------------------

    def _chosen(self, span: Span, matched: Array, found: Scored) -> Matches:
        """Return matches, less those that turned out not to be among the best."""
        if self._count is not None:
            self._remember(found.scores)
            keep = found.scores >= self._floor
            found = Scored(found.docs[keep], found.scores[keep])
        return Matches(span, matched, *found)

    def _remember(self, scores: Array) -> None:
        count = self._count or 0
        if not count:
            return
        best = np.concatenate([self._best, scores])
        if len(best) >= count:
            floor = _reached(best, count)
            best = best[best >= floor]
            if len(best) > count:
                best = np.partition(best, len(best) - count)[-count:]
            self._floor = max(self._floor, float(best.min()))
        self._best = best


def _reached(scores: Array, count: int) -> float:
    """Return a score that ``count`` of ``scores`` reach, as a rule the highest such."""
    columns = max(_COLUMNS, 8 * count)
    if len(scores) > 4 * columns:
        # The best of each column: two of the best seldom share one.
        rows = len(scores) // columns
        scores = scores[: rows * columns].reshape(rows, columns).max(axis=0)
    if len(scores) < count:
        return 0.0
    return float(np.partition(scores, len(scores) - count)[len(scores) - count])
