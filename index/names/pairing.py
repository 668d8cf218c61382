"""Pairing: which parts of one full name are which of another.

Order does not matter, and neither do the boundaries of words: parts that follow one
another may be one part of the other name, as Mohammad Reza is محمدرضا.  What
is in one name only costs something, and hardly anything if it is glue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .heard import as_heard
from .letters import script
from .parts import Part
from .reading import Reading

__all__ = ["ALONE", "GLUE", "Paired", "Pairing", "Segment", "pair", "segments"]

# So many parts, and one more with a particle among them, may be one word.
_LONGEST = 2
#: What a letter costs that only one name has, in nats; and what a part costs that is glue.
ALONE, GLUE = 0.5, 0.2


class Segment(NamedTuple):
    """Parts of a name that follow one another, read as one word."""

    start: int
    stop: int
    text: str

    @property
    def is_joined(self) -> bool:
        """Say whether it is several parts."""
        return self.stop - self.start > 1

    @property
    def places(self) -> int:
        """Return the numbers of the parts as bits."""
        return (1 << self.stop) - (1 << self.start)


class Paired(NamedTuple):
    """A part of each name that may be the same; or one that the other name is without."""

    #: The part of the first name and of the other one, folded; "" of a name that is without it.
    left: str
    right: str
    #: How much speaks for one name, in nats; below zero what speaks against it.
    value: float
    #: The letters of both that stand for each other.
    units: tuple[tuple[str, str], ...] = ()
    #: Whether one name has it between parts that the other has as well, as a middle name.
    is_middle: bool = False


class Pairing(NamedTuple):
    """The best way to pair the parts of two names."""

    #: In nats; above zero for what may be one name.
    value: float
    pairs: tuple[Paired, ...]


Read = Callable[[str, str], Reading | None]


def segments(parts: Sequence[Part]) -> list[Segment]:
    """Return the runs of parts that may be one word, joined; first those of one part."""
    runs = (
        Segment(start, start + length, text)
        for length in range(1, _LONGEST + 2)
        for start in range(len(parts) + 1 - length)
        if length <= _LONGEST or any(part.is_glue for part in parts[start : start + length])
        for text in as_heard("".join(part.text for part in parts[start : start + length]))
    )
    # Parts in two scripts are never one word.
    return [run for run in runs if script(run.text)]


def pair(left: Sequence[Part], right: Sequence[Part], read: Read) -> Pairing:
    """Pair the parts of two names; ``read`` tells how a segment reads as another."""
    return _Search(left, right, read).best(0, 0)


class _Search:
    """Finds the best pairing by dynamic programming over what is left of both names."""

    def __init__(self, left: Sequence[Part], right: Sequence[Part], read: Read) -> None:
        self._left, self._right = left, right
        self._steps = _steps(left, right, read)
        self._found: dict[tuple[int, int], Pairing] = {}

    def best(self, start: int, used: int) -> Pairing:
        """Pair the left parts from ``start`` with the right ones that are not ``used``."""
        if start == len(self._left):
            return self._rest(used)
        if (start, used) not in self._found:
            self._found[start, used] = max(self._options(start, used), key=lambda one: one.value)
        return self._found[start, used]

    def _options(self, start: int, used: int) -> Iterator[Pairing]:
        for stop, places, paired in self._steps[start]:
            if not used & places:
                yield _joined(paired, self.best(stop, used | places))
        rest = self.best(start + 1, used)
        is_middle = bool(used) and any(one.left and one.right for one in rest.pairs)
        part = self._left[start]
        yield _joined(Paired(part.text, "", -_cost(part), is_middle=is_middle), rest)

    def _rest(self, used: int) -> Pairing:
        """Return the right parts that are not used, each alone."""
        pairs = tuple(
            Paired("", part.text, -_cost(part), is_middle=0 < used & (1 << place) - 1 < used)
            for place, part in enumerate(self._right)
            if not used >> place & 1
        )
        return Pairing(sum(one.value for one in pairs), pairs)


def _steps(
    left: Sequence[Part], right: Sequence[Part], read: Read
) -> list[list[tuple[int, int, Paired]]]:
    """Return what the segments from each part on can be paired with."""
    steps: list[list[tuple[int, int, Paired]]] = [[] for _part in left]
    others = segments(right)
    for one in segments(left):
        for other in others:
            if one.is_joined and other.is_joined:
                continue
            reading = read(one.text, other.text)
            if reading is not None:
                paired = Paired(one.text, other.text, reading.value, reading.units)
                steps[one.start].append((one.stop, other.places, paired))
    return steps


def _cost(part: Part) -> float:
    return GLUE if part.is_glue else ALONE * len(part.text)


def _joined(first: Paired, rest: Pairing) -> Pairing:
    return Pairing(first.value + rest.value, (first, *rest.pairs))
