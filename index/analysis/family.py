"""The family of a word: what it shares with the words that it is derived from and with.

Persian derives by endings: a family is the first letters of a stem, so that polluted meets
pollution.  Arabic derives by patterns, which put a letter or two before the root and
vowels into it: a family is the first letters that are left without those, so that
killing meets killer and killed.

A family is much wider than a stem.  It does not find documents; it tells which of those
that were found by something else are about the question.  ARCHITECTURE.md has the figures
of these and of other ways, n-grams of letters among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..memo import Memo
from .language import IN_ARABIC_LETTERS
from .lexicon import affixes

__all__ = ["families", "family"]

_LETTERS = 4
_SHORTEST = 3
# About a tenth of a kilobyte each.
_REMEMBERED = 200_000


def families(stems: Iterable[str], language: str) -> Sequence[str]:
    """Return the families of stems; each of Arabic and Persian where ``language`` is ""."""
    languages = (language,) if language else IN_ARABIC_LETTERS
    return tuple(dict.fromkeys(family(stem, one) for stem in stems for one in languages))


def family(stem: str, language: str) -> str:
    """Return the family of a stem of ``language``."""
    return _arabic[stem] if language == "ar" else stem[:_LETTERS]


def _consonants(stem: str) -> str:
    """Return a stem without the letters that Arabic patterns put before and into a root."""
    groups = affixes("arabic")
    rest = stem
    while len(rest) > _SHORTEST and rest.startswith(groups["pattern_before"]):
        rest = rest[1:]
    inside = (letter for letter in rest[1:] if letter not in groups["pattern_inside"])
    return rest[:1] + "".join(inside)


_arabic = Memo(lambda stem: _consonants(stem)[:_LETTERS], _REMEMBERED)
