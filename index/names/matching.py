"""Whether two full names are the same: part by part, and with a probability."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ..arguments import string
from ..errors import InvalidArgument
from .align import BOUNDARIES
from .pairing import ALONE, GLUE, Paired, Pairing, pair, segments
from .parts import Part, parts
from .screening import Screening

__all__ = ["NameMatch", "conventions", "match", "match_names"]

# By logistic regression on the developers' half, against five random names, the five nearest to
# one that is right and, a tenth as heavy, the last part alone of what is right: a constant; how
# well the paired parts read, for each letter; the logarithm of their letters; what each name has
# alone, first of the one that has less.  Where one word is all there is, more words are near; its
# constant is the one with which F1 is best at .5.
_OF_PARTS = (-8.25, 6.72, 2.57, -10.11, -16.12)
_OF_A_WORD = (-4.9, 8.0, 1.0, 0.0, 0.0)
# What a middle name tells that only one name has, of what another part tells.
_MIDDLE = 0.5
# A part that only one name has tells as much as one of so many letters, however short it is: Ali is
# no Sadegh.  F1 among near names is .001 to .003 higher than by letters alone.
_LETTERS = 5
# Even the same letters may be of two bearers; nothing is surer.
_SAME = 0.999
# By which of the two conventions names in Arabic script are read, when their language is
# known and when it is not.
_CONVENTIONS = {"fa": (0,), "ar": (1,), None: (0, 1)}


class NameMatch(NamedTuple):
    """How one name is another."""

    #: The other name, as it was given.
    name: str
    #: That both are the same name.
    probability: float
    #: The parts that stand for each other, letter by letter, and those that one name is without.
    alignment: tuple[Paired, ...]


def match_names(name: str, other: str, *, language: str | None = None) -> NameMatch:
    """Return how likely two names in any scripts are the same, and by which letters.

    The parts of a name may stand in any order and be written together or apart; titles and
    particles may be missing.  One part that both share is evidence, not a match.
    ``language``, "fa" or "ar", says in which a name in Arabic script is spelled; without it
    the one counts that fits better.

    Raises :class:`.InvalidArgument` for another language or what is no string.
    """
    left, right = parts(string("name", name)), parts(string("other", other))
    others = [segments(right)]
    screening = Screening(segments(left), others)
    screening.read_all(others)
    return match(left, right, other, screening, conventions(language))


def conventions(language: str | None) -> Sequence[int]:
    """Return by which conventions to read names in Arabic script of a language."""
    if language not in _CONVENTIONS:
        raise InvalidArgument(f"language is {language!r:.40}; expected 'fa' or 'ar'")
    return _CONVENTIONS[language]


def match(
    left: Sequence[Part],
    right: Sequence[Part],
    name: str,
    screening: Screening,
    by: Sequence[int],
) -> NameMatch:
    """Return how one name, ``left``, is another that was given as ``name``.

    Both are read by one convention of ``by``, the one that fits best.
    """
    pairings = [_paired(left, right, convention, screening) for convention in by]
    best = max(pairings, key=lambda pairing: pairing.value)
    is_same = bool(left) and [part.text for part in left] == [part.text for part in right]
    probability = _SAME if is_same else min(_probability(best.pairs), _SAME)
    return NameMatch(name, probability, best.pairs)


def _paired(
    left: Sequence[Part], right: Sequence[Part], convention: int, screening: Screening
) -> Pairing:
    return pair(left, right, lambda one, other: screening.read(convention, one, other))


def _probability(pairs: Sequence[Paired]) -> float:
    both = [one for one in pairs if one.left and one.right]
    if not both:
        return 0.0
    weights = _OF_PARTS if len(pairs) > 1 else _OF_A_WORD
    evidence = zip(weights, _evidence(pairs, both), strict=True)
    return 1.0 / (1.0 + math.exp(-sum(weight * one for weight, one in evidence)))


def _evidence(pairs: Sequence[Paired], both: Sequence[Paired]) -> tuple[float, ...]:
    """Return what speaks for one name and against it, in the order of the weights."""
    letters = sum(len(one.left) + len(one.right) + BOUNDARIES for one in both)
    everything = sum(len(one.left) + len(one.right) for one in pairs)
    missing = ([one for one in pairs if not one.right], [one for one in pairs if not one.left])
    alone = sorted(-2 * sum(map(_lack, ones)) / (everything + 1) for ones in missing)
    fit = sum(one.value for one in both) / (letters + 2 * BOUNDARIES)
    return (1.0, fit, math.log(letters + 1), *alone)


def _lack(one: Paired) -> float:
    """Return what a part tells that only one name has: below zero, in nats."""
    is_word = len(one.left or one.right) > 1 and one.value < -GLUE
    value = min(one.value, -ALONE * _LETTERS) if is_word else one.value
    return value * (_MIDDLE if one.is_middle else 1.0)
