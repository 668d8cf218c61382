"""The best documents of the segments, without scoring those that cannot be among them.

A segment's documents are scored part by part, the weightiest first.  Once what is left
cannot lift a document above the best that are known, what is left is evaluated
among the few that have come close; all others are only counted.  This is the idea of
MaxScore (Turtle and Flood, "Query Evaluation: Strategies and Optimizations", 1995).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from .arrays import Array
from .collection import Collection
from .evaluate import Scored, evaluate
from .masks import marked
from .overlap import mask_of
from .plan import Plan
from .segment import Segment
from .tally import Tally

__all__ = ["Matches", "Ranking"]

# A part in fewer documents than one in so many is scored in less time than it takes to
# find out whether that is needed.
_FREQUENT = 16
_COLUMNS = 1_024


class Matches(NamedTuple):
    """The documents of a segment that match."""

    segment: Segment
    #: A mask of all of them.
    matched: Array
    #: Those that can be among the best, and their scores.
    docs: Array
    scores: Array


class Ranking:
    """Goes from segment to segment, and keeps what a document has to reach."""

    def __init__(self, plan: Plan, collection: Collection, count: int | None) -> None:
        """Look for the best ``count`` documents; for all with None."""
        self._plan = plan
        self._collection = collection
        self._count = count
        self._best = np.empty(0, np.float32)
        self._floor = math.inf if count == 0 else 0.0

    def matches(self, segment: Segment) -> Matches:
        """Return what matches in the next segment."""
        within = self._within(segment)
        if within is not None and _FREQUENT * np.count_nonzero(within) < segment.count:
            found = evaluate(self._plan.core, segment, self._collection, np.flatnonzero(within))
            return self._chosen(segment, mask_of(found.docs, segment.count), found)
        if len(self._plan.parts) > 1:
            return self._summed(segment, within)
        found = evaluate(self._plan.core, segment, self._collection)
        if within is not None:
            keep = within[found.docs]
            found = Scored(found.docs[keep], found.scores[keep])
        return self._chosen(segment, mask_of(found.docs, segment.count), found)

    def _within(self, segment: Segment) -> Array | None:
        """Return a mask of the documents that may match, or None for all."""
        plan = self._plan
        if not (plan.required or plan.excluded or segment.deleted.any()):
            return None
        within = segment.live
        for query in plan.required:
            within &= marked(query, segment, self._collection)
        for query in plan.excluded:
            within &= ~marked(query, segment, self._collection)
        return within

    # -- Sums -----------------------------------------------------------------

    def _summed(self, segment: Segment, within: Array | None) -> Matches:
        parts, tally = self._plan.parts, Tally(self._plan.core, segment, within)
        scores = np.zeros(segment.count, np.float32)
        done = self._score(segment, scores, tally)
        for part in parts[done:]:
            if part.share:
                tally.add_marked(marked(part.query, segment, self._collection), part.share)
        matched = tally.matched()
        close = matched & (scores >= np.float32(self._floor - self._plan.rest[done]))
        docs = np.flatnonzero(close)
        for part in parts[done:]:
            found = evaluate(part.query, segment, self._collection, docs)
            scores[found.docs] += found.scores
        if self._plan.bonus:
            scores[docs] += tally.complete(docs) * np.float32(self._plan.bonus)
        return self._chosen(segment, matched, Scored(docs, scores[docs]))

    def _score(self, segment: Segment, scores: Array, tally: Tally) -> int:
        """Sum up parts until it is settled which documents can be the best; return how many."""
        for place, part in enumerate(self._plan.parts):
            if self._is_settled(place, scores, tally):
                return place
            found = evaluate(part.query, segment, self._collection)
            scores[found.docs] += found.scores
            tally.add(found.docs, part.share)
        return len(self._plan.parts)

    def _is_settled(self, place: int, scores: Array, tally: Tally) -> bool:
        """Say whether the parts from ``place`` on cannot make a document one of the best."""
        plan, count = self._plan, self._count
        if count is None or _FREQUENT * plan.sizes[place] < self._collection.count:
            return False
        if place and plan.rest[place] >= self._floor:
            self._floor = max(self._floor, _reached(tally.reached(scores), count))
        return plan.rest[place] < self._floor

    # -- The best -------------------------------------------------------------

    def _chosen(self, segment: Segment, matched: Array, found: Scored) -> Matches:
        """Return matches, less those that turned out not to be among the best."""
        if self._count is not None:
            self._remember(found.scores)
            keep = found.scores >= self._floor
            found = Scored(found.docs[keep], found.scores[keep])
        return Matches(segment, matched, *found)

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
