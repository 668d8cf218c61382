"""Words near each other: which of them belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

__all__ = ["nearest"]


def nearest(parts: Sequence[Collection[int]], width: int) -> Iterator[tuple[int, ...]]:
    """Yield the positions of words that belong together, one for each part, the closest first.

    ``parts`` are the positions of the words that do for each.  None of a group is more than
    ``width`` from that of the first part, and a word is of one group only: in "Benjamin
    Netanyahu and Benny Gantz" it is the second given name that is Gantz's.
    """
    groups = filter(None, (_around(anchor, parts[1:], width) for anchor in parts[0]))
    taken: set[int] = set()
    for group in sorted(groups, key=lambda group: max(group) - min(group)):
        if taken.isdisjoint(group):
            taken.update(group)
            yield group


def _around(anchor: int, parts: Sequence[Collection[int]], width: int) -> tuple[int, ...] | None:
    """Return a position with the nearest one of each part; None if one has none near."""
    group = [anchor]
    for part in parts:
        near = [position for position in part if abs(position - anchor) <= width]
        if not near:
            return None
        # A name may have one word twice, and a text of it once.
        group.append(min(near, key=lambda place: (place == anchor, abs(place - anchor))))
    return tuple(group)
