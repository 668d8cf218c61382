"""Readings: how well one part of a name reads as one of another name."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from . import sounds
from .align import Alignment, align
from .gazetteer import equivalents, forms
from .keys import without_article
from .letters import script
from .table import tables_between

__all__ = ["BOUNDARIES", "Reading", "readings"]

# In nats for each letter: two words that are worse than this are hardly one name.
_WORST = 0.85
# A spelling that only the gazetteer knows counts as an ordinary good one; the form of a
# given name that another language has, or a friend, as a fair one.
_LISTED, _FORM = 0.8, 0.5
# What an initial tells.
_INITIAL = 1.0
# For each letter of an Arabic article that only one of two words has.
_ARTICLE = 0.5
#: Beside its letters, what two words are long by: where they begin and end.
BOUNDARIES = 2


class Reading(NamedTuple):
    """How one word reads as another."""

    #: In nats; above zero for what may be one name, the longer the higher.
    value: float
    #: The letters of the first word and of the second that stand for each other.
    units: tuple[tuple[str, str], ...]


@lru_cache(maxsize=100_000)
def readings(word: str, other: str) -> tuple[Reading | None, ...]:
    """Return how a folded word reads as another: a reading by each table between them."""
    names = tables_between(script(word), script(other))
    if len(word) == 1 or len(other) == 1:
        return (_initial(word, other),) * len(names)
    found = (_best(name, word, other) for name in names)
    return tuple(_known(word, other, reading) for reading in found)


def _known(word: str, other: str, reading: Reading | None) -> Reading | None:
    """Return a reading with what is known of the two as names."""
    listed = equivalents(word)
    if other in listed:
        return _at_least(_LISTED, reading, word, other)
    if other in forms(word):
        return _at_least(_FORM, reading, word, other)
    if word != other and listed and equivalents(other):
        return None
    return reading


def _at_least(fit: float, reading: Reading | None, word: str, other: str) -> Reading:
    """Return a reading that is worth at least ``fit`` for each letter."""
    least = fit * _letters(word, other)
    if reading is None or reading.value <= 0:
        return Reading(least, ((word, other),))
    return reading._replace(value=max(reading.value, least))


def _best(name: str, word: str, other: str) -> Reading | None:
    """Read one word as the other, with their Arabic articles or without."""
    found = []
    for left in without_article(word):
        for right in without_article(other):
            alignment = align(name, left, right)
            if alignment is not None:
                left_out = len(word) - len(left) + len(other) - len(right)
                found.append(_reading(alignment, left, right, left_out))
    return max(found, default=None)


def _reading(alignment: Alignment, left: str, right: str, left_out: int) -> Reading:
    value = alignment.score + _WORST * _letters(left, right) - _ARTICLE * left_out
    return Reading(value, alignment.units)


def _letters(left: str, right: str) -> int:
    return len(left) + len(right) + BOUNDARIES


def _initial(word: str, other: str) -> Reading | None:
    """Read an initial as a word that may begin with it."""
    first, begin = (set(sounds.readings(one)[0]) for one in (word, other))
    return None if first.isdisjoint(begin) else Reading(_INITIAL, ((word, other),))
