"""What Arabic writes before a name, as part of its word: particles and the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from ..analysis.language import PERSIAN_LETTERS
from ..memo import Memo
from ..runs import Array
from .letters import script

__all__ = [
    "MOST_TAKEN_OFF",
    "NOT_ARABIC",
    "bare",
    "taken_off",
    "with_particles",
    "without_article",
    "without_particles",
]

_AND, _THEN = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}"
_BY, _FOR, _LIKE = "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KEHEH}"
_ALEF, _LAM = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER LAM}"
# And, then, by, for, like.
_PARTICLES = (_AND, _THEN, _BY, _FOR, _LIKE)

# One of these, and then one of those, of which the first is taken that fits: the article, or a
# particle with it or without; after "for" the article loses its alef.
_FIRST = (_AND, _THEN)
_SECOND = (
    _FOR + _LAM,
    _BY + _ALEF + _LAM,
    _LIKE + _ALEF + _LAM,
    _ALEF + _LAM,
    _BY,
    _FOR,
    _LIKE,
)
_BEFORE = re.compile(f"([{''.join(_FIRST)}]?)(?:{'|'.join(_SECOND)}|)")
#: So many letters are taken off at most.
MOST_TAKEN_OFF = max(map(len, _FIRST)) + max(map(len, _SECOND))
#: The code points of the letters that no word with Arabic particles has: لگانس, Leganés, is no
#: "for Gans".
NOT_ARABIC = tuple(sorted(map(ord, PERSIAN_LETTERS)))
# The first letters of the words that particles or the article may be before.
_BEGINNINGS = frozenset((*_PARTICLES, _ALEF))
# As it stands, and after "for"; with the particles before it.
_ARTICLES, _LONGEST_ARTICLE = (_ALEF + _LAM, _LAM + _LAM), 4
# So many letters are left at least.
_AFTER_ARTICLE, _AFTER_PARTICLE = 3, 4


def bare(word: str) -> tuple[str, ...]:
    """Return a folded word, and what is left of it without Arabic particles and article.

    One particle is taken off before two; the last has least.  What is left may be no name;
    nothing here knows which letters are of the name itself.
    """
    return _bare[word]


def _rests(word: str) -> tuple[str, ...]:
    before = _BEFORE.match(word) if word[:1] in _BEGINNINGS else None
    if before is None or not PERSIAN_LETTERS.isdisjoint(word):
        return (word,)
    first, last = before.end(1), before.end()
    rests = [word]
    if 0 < first <= len(word) - _AFTER_PARTICLE:
        rests.append(word[first:])
    shortest = _AFTER_ARTICLE if word[last - 1] == _LAM else _AFTER_PARTICLE
    if first < last <= len(word) - shortest:
        rests.append(word[last:])
    return tuple(rests)


_bare = Memo(_rests, 100_000)


def taken_off(
    letters: Sequence[Array], lengths: Array, may_be_arabic: Array
) -> tuple[Array, Array]:
    """Return how many letters :func:`bare` takes off words, for its second rest and its third.

    That is 0 where there is no such rest.  ``letters`` has the code points of the first letters of
    the words, of the second ones, and so on up to :data:`MOST_TAKEN_OFF`; ``may_be_arabic`` says
    which words have none of the letters :data:`NOT_ARABIC`.
    """
    first = np.isin(letters[0], list(map(ord, _FIRST))).astype(np.intp)
    # The letters behind the first particle, if there is one.
    behind = [np.where(first, *pair) for pair in zip(letters[1:], letters, strict=False)]
    second, shortest = np.zeros_like(first), np.zeros_like(first)
    for before in reversed(_SECOND):
        fits = np.logical_and.reduce(
            [each == ord(letter) for each, letter in zip(behind, before, strict=False)]
        )
        second[fits] = len(before)
        shortest[fits] = _AFTER_ARTICLE if before[-1] == _LAM else _AFTER_PARTICLE
    last = first + second
    first *= may_be_arabic & (first <= lengths - _AFTER_PARTICLE)
    last *= may_be_arabic & (second > 0) & (last <= lengths - shortest)
    return first, last


def with_particles(word: str) -> list[str]:
    """Return a folded word of Arabic script as it is and with what Arabic writes before it.

    A word of another script is returned as it is.
    """
    if script(word) != "arabic":
        return [word]
    # After "for" the article loses its alef.
    joined = word[1:] if word.startswith(_ALEF + _LAM) else word
    single = ["", _BY, _LIKE, _FOR]
    behind = [before + (joined if before == _FOR else word) for before in single]
    return [first + rest for first in ("", *_FIRST) for rest in behind]


def without_article(word: str) -> list[str]:
    """Return a folded word, and what is left of it without an Arabic article if it has one.

    Particles before the article go with it.
    """
    if _LAM not in word[:_LONGEST_ARTICLE]:
        return [word]
    rest = bare(word)[-1]
    before = word.removesuffix(rest)
    return [word, rest] if before.endswith(_ARTICLES) else [word]


def without_particles(words: Iterable[str]) -> list[str]:
    """Return words without those that others are with particles before them."""
    shortest: dict[str, str] = {}
    for word in words:
        rest = bare(word)[-1]
        shortest[rest] = min(word, shortest.get(rest, word), key=len)
    return list(shortest.values())
