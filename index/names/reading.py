"""Readings: how well one part of a name reads as one of another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from . import sounds
from .align import BOUNDARIES, Alignment, align
from .gazetteer import are_two, equivalents, forms, places
from .initials import is_letter
from .letters import script
from .particles import bare, without_article
from .table import tables_between
from .writing import Units

__all__ = ["Pair", "Reading", "letters_between", "readings"]

Pair = tuple[str, str]

# In nats for each letter: two words that are worse than this are hardly one name.
_WORST = 1.0
# The same letters, and a spelling that only the gazetteer knows, count at least as a good one;
# the form of a given name that another language has, or a friend, as a fair one.
_GOOD, _FORM = 1.0, 0.6
# What each more usual spelling takes from one that is listed.
_LESS_USUAL = 0.2
# For each letter of two words that are listed, but not together.
_TWO_NAMES = 0.2
# What an initial tells.
_INITIAL = 1.0
# For each letter of an Arabic article that only one of two words has.
_ARTICLE = 0.5


class Reading(NamedTuple):
    """How one word reads as another."""

    #: In nats; above zero for what may be one name, the longer the higher.
    value: float
    #: The letters of the first word and of the second that stand for each other.
    units: Units


def letters_between(word: str, others: Iterable[str]) -> dict[str, Units]:
    """Return for words that are the same name as a word which of their letters stand for which.

    Both as they are if letters do not tell that they are one name.  All are folded.
    """
    names = equivalents(word)
    rests = {
        other: next((rest for rest in bare(other) if rest in names), other) for other in others
    }
    found = readings({(word, rest) for rest in rests.values()})
    best = {
        rest: max(filter(None, ways), key=_finest, default=None)
        for (_, rest), ways in found.items()
    }
    letters = {rest: way.units if way else ((word, rest),) for rest, way in best.items()}
    return {other: letters[rest] for other, rest in rests.items()}


def _finest(reading: Reading) -> tuple[bool, float]:
    """Return what is higher for a reading letter by letter, and for a better one."""
    return len(reading.units) > 1, reading.value


def readings(pairs: Collection[Pair]) -> dict[Pair, tuple[Reading | None, ...]]:
    """Return how folded words read as others: a reading by each table between their scripts."""
    found: dict[Pair, tuple[Reading | None, ...]] = {}
    for scripts, between in _by_scripts(pairs).items():
        columns = [_by_table(name, between) for name in tables_between(*scripts)]
        found.update((pair, tuple(column[pair] for column in columns)) for pair in between)
    return found


def _by_scripts(pairs: Collection[Pair]) -> Mapping[tuple[str, str], list[Pair]]:
    """Return pairs by the scripts of their words; of two names in two scripts there are four."""
    found = defaultdict[tuple[str, str], list[Pair]](list)
    for word, other in sorted(pairs):
        found[script(word), script(other)].append((word, other))
    return found


def _by_table(name: str, pairs: Sequence[Pair]) -> dict[Pair, Reading | None]:
    best = _aligned(name, [pair for pair in pairs if min(map(len, pair)) > 1])
    return {pair: _known(*pair, best.get(pair) or _initial(*pair)) for pair in pairs}


def _known(word: str, other: str, reading: Reading | None) -> Reading | None:
    """Return a reading with what is known of the two as names."""
    if word == other:
        return _at_least(_GOOD * _letters(word, other), reading, word, other)
    listed = places(word)
    for rest in bare(other):
        if rest in listed:
            least = _GOOD * _letters(word, rest) - _LESS_USUAL * listed[rest]
            least -= _ARTICLE * (len(other) - len(rest))
            return _at_least(least, reading, word, other)
    if other in forms(word):
        return _at_least(_FORM * _letters(word, other), reading, word, other)
    if reading is None or are_two(word, other):
        return None
    cost = _TWO_NAMES * _letters(word, other) if listed and equivalents(other) else 0.0
    return reading._replace(value=reading.value - cost)


def _at_least(least: float, reading: Reading | None, word: str, other: str) -> Reading:
    """Return a reading that is worth at least as much."""
    if reading is None or reading.value <= 0:
        return Reading(least, ((word, other),))
    return reading._replace(value=max(reading.value, least))


def _aligned(name: str, pairs: Sequence[Pair]) -> dict[Pair, Reading]:
    """Read words as others by a table, with their Arabic articles or without."""
    ways = [
        (pair, left, right)
        for pair in pairs
        for left in without_article(pair[0])
        for right in without_article(pair[1])
    ]
    alignments = align(name, [left for _, left, _ in ways], [right for _, _, right in ways])
    found: dict[Pair, Reading] = {}
    for (pair, left, right), alignment in zip(ways, alignments, strict=True):
        if alignment is not None:
            left_out = sum(map(len, pair)) - len(left) - len(right)
            reading = _reading(alignment, left, right, left_out)
            found[pair] = max(reading, found.get(pair, reading))
    return found


def _reading(alignment: Alignment, left: str, right: str, left_out: int) -> Reading:
    value = alignment.score + _WORST * _letters(left, right) - _ARTICLE * left_out
    return Reading(value, alignment.units)


def _letters(left: str, right: str) -> int:
    return len(left) + len(right) + BOUNDARIES


def _initial(word: str, other: str) -> Reading | None:
    """Read an initial as a word that may begin with it."""
    if min(len(word), len(other)) > 1:
        return None
    if is_letter(word, other) or is_letter(other, word):
        return Reading(_GOOD * _letters(word, other), ((word, other),))
    first, begin = (set(sounds.readings(one)[0]) for one in (word, other))
    return None if first.isdisjoint(begin) else Reading(_INITIAL, ((word, other),))
