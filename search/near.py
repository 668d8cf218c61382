"""Words near each other: which of them belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

__all__ = ["nearest"]


def nearest(parts: Sequence[Sequence[int]], width: int) -> Iterator[tuple[int, ...]]:
    """Yield the positions of words that belong together, one for each part, the closest first.

    ``parts`` are the ascending positions of the words that do for each.  None of a group is more
    than ``width`` from that of the first part, and a word is of one group only: in "Benjamin
    Netanyahu and Benny Gantz" it is the second given name that is Gantz's.
    """
    groups = filter(None, (_around(anchor, parts[1:], width) for anchor in parts[0]))
    taken: set[int] = set()
    for group in sorted(groups, key=lambda group: max(group) - min(group)):
        if taken.isdisjoint(group):
            taken.update(group)
            yield group


def _around(anchor: int, parts: Sequence[Sequence[int]], width: int) -> tuple[int, ...] | None:
    """Return a position with the nearest one of each part; None if one has none near."""
    group = [anchor]
    for part in parts:
        place = _nearest(anchor, part, width)
        if place is None:
            return None
        group.append(place)
    return tuple(group)


def _nearest(anchor: int, part: Sequence[int], width: int) -> int | None:
    """Return the position nearest to ``anchor``; that itself only if no other is near."""
    before, behind = bisect_left(part, anchor), bisect_right(part, anchor)
    others = (*part[max(before - 1, 0) : before], *part[behind : behind + 1])
    if near := [place for place in others if abs(place - anchor) <= width]:
        return min(near, key=lambda place: abs(place - anchor))
    # A name may have one word twice, and a text of it once.
    return anchor if before < behind else None
