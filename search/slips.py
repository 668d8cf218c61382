"""What a word may have been meant to be, and how likely each slip of the hand or the ear is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from ..index.names.letters import ARABIC, LATIN
from .keyboards import neighbours

__all__ = ["LONGEST", "has_letter_many_times", "likelihood", "may_be_slip", "meant_by"]

# Too many words are one slip away from a shorter one.
_SHORTEST = 3
#: What has more letters is no word.
LONGEST = 30

# Folded letters that differ in their dots, or sound alike to many who write them.
_TAKEN_FOR_EACH_OTHER = (
    (
        "\N{ARABIC LETTER BEH}\N{ARABIC LETTER PEH}\N{ARABIC LETTER TEH}\N{ARABIC LETTER THEH}"
        "\N{ARABIC LETTER NOON}\N{ARABIC LETTER FARSI YEH}"
    ),
    "\N{ARABIC LETTER JEEM}\N{ARABIC LETTER TCHEH}\N{ARABIC LETTER HAH}\N{ARABIC LETTER KHAH}",
    "\N{ARABIC LETTER DAL}\N{ARABIC LETTER THAL}",
    "\N{ARABIC LETTER REH}\N{ARABIC LETTER ZAIN}\N{ARABIC LETTER JEH}",
    "\N{ARABIC LETTER SEEN}\N{ARABIC LETTER SHEEN}",
    "\N{ARABIC LETTER SAD}\N{ARABIC LETTER DAD}",
    "\N{ARABIC LETTER TAH}\N{ARABIC LETTER ZAH}",
    "\N{ARABIC LETTER AIN}\N{ARABIC LETTER GHAIN}",
    "\N{ARABIC LETTER FEH}\N{ARABIC LETTER QAF}",
    "\N{ARABIC LETTER KEHEH}\N{ARABIC LETTER GAF}",
    "\N{ARABIC LETTER TEH}\N{ARABIC LETTER TAH}",
    "\N{ARABIC LETTER THEH}\N{ARABIC LETTER SEEN}\N{ARABIC LETTER SAD}",
    "\N{ARABIC LETTER THAL}\N{ARABIC LETTER ZAIN}\N{ARABIC LETTER DAD}\N{ARABIC LETTER ZAH}",
    "\N{ARABIC LETTER HAH}\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER QAF}\N{ARABIC LETTER GHAIN}",
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER AIN}",
    "sz",
    "ckq",
    "iy",
    "vw",
)
# Beside a slip of one letter for any other, or of one too many, which can be any of thirty:
# so many times as likely it is to leave one out, to have two change places, to write one several
# times or once too few, or one for another that looks or sounds alike; to hit the next key;
# and to forget the waw that Persian writes in "khwa" and does not say.
_LIKELY, _NEXT_KEY, _SILENT = 30, 10, 100
_KHWA = "\N{ARABIC LETTER KHAH}\N{ARABIC LETTER WAW}\N{ARABIC LETTER ALEF}"
_KHA = "\N{ARABIC LETTER KHAH}\N{ARABIC LETTER ALEF}"
_SEVERAL = re.compile(r"(.)\1+")
_MANY = re.compile(r"(.)\1{2,}")


def may_be_slip(word: str) -> bool:
    """Say whether a folded word is so long that what it was meant to be can be told."""
    return _SHORTEST <= len(word) <= LONGEST


def meant_by(word: str) -> set[str]:
    """Return the folded words that one slip makes the folded ``word`` of."""
    once, twice = _MANY.sub(r"\1", word), _MANY.sub(r"\1\1", word)
    return {once, twice, *_edits(word)} - {word}


def has_letter_many_times(word: str) -> bool:
    """Say whether a letter stands three times in a row, as in no word of our languages."""
    return bool(_MANY.search(word))


def likelihood(word: str, meant: str) -> int:
    """Return how many times likelier than any letter it is to write ``word`` for ``meant``."""
    if _SEVERAL.sub(r"\1", word) == _SEVERAL.sub(r"\1", meant):
        return _LIKELY
    if len(word) == len(meant):
        return _likelihood_of_other_letters(word, meant)
    if len(word) > len(meant):
        return 1
    return _SILENT if meant.replace(_KHWA, _KHA) == word.replace(_KHWA, _KHA) else _LIKELY


def _likelihood_of_other_letters(word: str, meant: str) -> int:
    pairs = [pair for pair in zip(word, meant, strict=True) if pair[0] != pair[1]]
    if len(pairs) == 2 or set(pairs) <= _pairs():
        return _LIKELY
    return _NEXT_KEY if set(pairs) <= neighbours() else 1


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset(pair for group in _TAKEN_FOR_EACH_OTHER for pair in permutations(group, 2))


def _edits(word: str) -> Iterator[str]:
    """Yield the words that one letter more, less or other, or two swapped, make of it."""
    letters = LATIN if word.isascii() else ARABIC
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
