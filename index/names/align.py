"""Alignment: how well one spelling can be read as another, and which letters stand for which.

A table of units (:mod:`.table`) gives the likeliest way to write both words as a run of
units, each given the one before.  That is compared with how likely the two words are in
themselves: a word of rare letters that can be aligned says more than one of common ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from .letters import ALPHABETS, script
from .table import Table, table

__all__ = ["Alignment", "align"]

_NOTHING = -1e9
# Readings of a place that are so much less likely than its best one are dropped.
_BEAM = 4.0
# How many letters the places in the two words may be apart.
_BAND = 3
# By how much of their own likelihood two words are discounted.  With all of it rare words
# win too often, with nothing of it short ones; half ranks best by both of ours and the
# other direction (ARCHITECTURE.md).
_DISCOUNT = 0.5


class Alignment(NamedTuple):
    """The likeliest way to read one spelling as the other."""

    #: How much likelier the two are one name than not: a logarithm, by the table.
    score: float
    #: The letters of the first word and of the second that stand for each other.
    units: tuple[tuple[str, str], ...]


# A reading so far: its score, its last unit, the letters of it, and the reading before.
_State = tuple[float, int, str, str, Any]


def align(name: str, word: str, other: str) -> Alignment | None:
    """Align two folded words by a table, on whichever side each is; None where no units do."""
    units = table(name)
    is_turned = units.scripts[0] != script(word)
    left, right = (other, word) if is_turned else (word, other)
    best = _best(units, left, right)
    if best is None:
        return None
    words = _likelihood(left, name, 0) + _likelihood(right, name, 1)
    read = [(b, a) if is_turned else (a, b) for a, b in _path(best)]
    return Alignment(best[0] - _DISCOUNT * words, tuple(read[::-1]))


def _best(units: Table, left: str, right: str) -> _State | None:
    """Return the last state of the likeliest run of units."""
    width, height = len(right), len(left)
    longest_left, longest_right = units.longest
    grams = [
        [(j + b, right[j : j + b]) for b in range(min(longest_right, width - j) + 1)]
        for j in range(width + 1)
    ]
    cells: list[list[list[_State]]] = [[[] for _ in grams] for _ in range(height + 1)]
    cells[0][0].append((0.0, 0, "", "", None))
    for i in range(height + 1):
        rows = [
            (cells[i + a], left[i : i + a], row)
            for a in range(min(longest_left, height - i) + 1)
            if (row := units.units.get(left[i : i + a]))
        ]
        for j, states in enumerate(cells[i]):
            if states and abs(i * width - j * height) <= _BAND * max(width, height):
                _read_on(units, states, rows, grams[j])
    last = [(state[0] + _after(units, state[1], 0), *state[1:]) for state in cells[height][width]]
    return max(last, key=itemgetter(0), default=None)


def _read_on(
    units: Table,
    states: list[_State],
    rows: list[tuple[list[list[_State]], str, Mapping[str, int]]],
    grams: list[tuple[int, str]],
) -> None:
    """Go on from the states of a cell by all units that the letters there make."""
    # This is where the time goes: local names and plain tuples.
    size, bigrams = units.size, units.bigrams
    left_over, backed_off = units.left_over, units.backed_off
    least = max(states)[0] - _BEAM
    likely = [state for state in states if state[0] >= least]
    for target, read, row in rows:
        for end, written in grams:
            unit = row.get(written)
            if unit is None:
                continue
            most, before = _NOTHING, likely[0]
            for state in likely:
                weight = bigrams.get(state[1] * size + unit)
                if weight is None:
                    weight = left_over[state[1]] + backed_off[unit]
                if state[0] + weight > most:
                    most, before = state[0] + weight, state
            target[end].append((most, unit, read, written, before))


def _after(units: Table, one: int, other: int) -> float:
    found = units.bigrams.get(one * units.size + other)
    return units.left_over[one] + units.backed_off[other] if found is None else found


def _path(state: _State) -> Iterator[tuple[str, str]]:
    """Yield the units of a reading, from the last to the first."""
    while state[1]:
        yield state[2], state[3]
        state = state[4]


@lru_cache(maxsize=100_000)
def _likelihood(word: str, name: str, side: int) -> float:
    """Return the logarithm of how likely a word of one side is in itself."""
    units = table(name)
    bigrams = (units.left_words, units.right_words)[side]
    alphabet = ALPHABETS[units.scripts[side]]
    spelled = [0, *(alphabet.index(letter) + 1 for letter in word), 0]
    return float(bigrams[spelled[:-1], spelled[1:]].sum())
