"""What the letters of a name may sound like, as classes that spellings interchange.

A class is written as a letter: ``b`` for b and p, ``t`` for t and d, ``s`` for everything
that hisses, ``k`` for everything that is closed further back, ``f`` for f and v, and
``l``, ``m``, ``n``, ``r``.  Vowels, h and what a spelling may leave out have none, except
that ``a`` is a vowel at the end of a word.

Each letter, or run of letters, has one reading or more: g is one thing in Gaza and
another in Gisela, and waw is a vowel in Putin and a v in Lavrov.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ..memo import Memo
from .letters import script

__all__ = ["readings"]

# Runs of Arabic letters, as patterns; the first that fits counts.
_ARABIC = {
    "\N{ARABIC LETTER TEH}[\N{ARABIC LETTER SEEN}\N{ARABIC LETTER SHEEN}\N{ARABIC LETTER ZAIN}]": (
        "s",
        "ts",
    ),
    "\N{ARABIC LETTER DAL}[\N{ARABIC LETTER JEEM}\N{ARABIC LETTER ZAIN}]": ("s", "ts"),
    # What ends many French words is written by some and not by others.
    "[\N{ARABIC LETTER TEH}\N{ARABIC LETTER DAL}]$": ("t", "", "a"),
    "[\N{ARABIC LETTER SEEN}\N{ARABIC LETTER ZAIN}]$": ("s", "", "a"),
    "\N{ARABIC LETTER REH}$": ("r", "", "a"),
    "\N{ARABIC LETTER WAW}$": ("a", "f"),
    "\N{ARABIC LETTER HEH}$": ("a", ""),
    "[\N{ARABIC LETTER HAMZA}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER HAH}\N{ARABIC LETTER AIN}"
    "\N{ARABIC LETTER FARSI YEH}]$": ("a",),
    "[\N{ARABIC LETTER BEH}\N{ARABIC LETTER PEH}]": ("b",),
    "[\N{ARABIC LETTER TEH}\N{ARABIC LETTER DAL}\N{ARABIC LETTER TAH}]": ("t",),
    "\N{ARABIC LETTER THEH}": ("s", "t"),
    "[\N{ARABIC LETTER THAL}\N{ARABIC LETTER DAD}\N{ARABIC LETTER ZAH}]": ("t", "s"),
    "\N{ARABIC LETTER JEEM}": ("s", "k"),
    # What is ch in Latin letters.
    "\N{ARABIC LETTER TCHEH}": ("s", "k"),
    "\N{ARABIC LETTER JEH}": ("s",),
    "[\N{ARABIC LETTER ZAIN}\N{ARABIC LETTER SEEN}\N{ARABIC LETTER SHEEN}\N{ARABIC LETTER SAD}]": (
        "s",
    ),
    "\N{ARABIC LETTER KHAH}": ("k", "", "s"),
    "[\N{ARABIC LETTER GHAIN}\N{ARABIC LETTER QAF}]": ("k",),
    "[\N{ARABIC LETTER KEHEH}\N{ARABIC LETTER GAF}]": ("k",),
    "\N{ARABIC LETTER REH}": ("r",),
    "\N{ARABIC LETTER FEH}": ("f",),
    "\N{ARABIC LETTER LAM}": ("l",),
    "\N{ARABIC LETTER MEEM}": ("m",),
    "\N{ARABIC LETTER NOON}": ("n",),
    "\N{ARABIC LETTER WAW}": ("", "f"),
    # Hamza, alef, hah, ain, heh, yeh.
    ".": ("",),
}
# Runs of Latin letters, as patterns; the first that fits counts.
_LATIN = {
    "^[kg]n": ("n", "kn"),
    "^wr": ("r",),
    # Mc is Mac, before any letter.
    "^mc": ("mk",),
    "tsch|tch|tsh": ("s",),
    "sch": ("s", "sk"),
    "sh|sz|zh|cz|tz|ts": ("s",),
    "ch": ("s", "k", ""),
    "kh": ("k", ""),
    "gh": ("k", "", "f"),
    "ph": ("f",),
    "pf": ("f", "bf"),
    "th": ("t", "s"),
    "dh": ("t", "s"),
    "dj|dz": ("s",),
    "dge|dg(?=[iy])": ("s", "tk"),
    "ck|cq|cc(?![eiy])|qu": ("k",),
    "cc": ("s", "ks"),
    "sc(?=[eiy])": ("s", "sk"),
    "c(?=[eiy])": ("s",),
    "c$": ("k", "s"),
    "c": ("k",),
    "g(?=[eiy])": ("k", "s"),
    "gn": ("n", "kn"),
    "g": ("k",),
    "j": ("s", "", "k"),
    "^x": ("s", "ks"),
    "x$": ("ks", ""),
    "x": ("ks", "s"),
    "q": ("k", "s"),
    "w": ("", "f"),
    "v": ("f", ""),
    "ll": ("l", ""),
    # What ends many French words is not heard.
    "(?<=u)lt$": ("lt", "l", "a"),
    "(?<=[aeiounrl])[td]$": ("t", "a", ""),
    "(?<=[aeiou])[sz]$": ("s", "a"),
    "(?<=e)r$": ("r", "a"),
    "[aiouy]h?$|eh$|h$|(?<=[aiouy])e$": ("a",),
    "e$": ("", "a"),
    "b|p": ("b",),
    "t|d": ("t",),
    "s|z": ("s",),
    "k": ("k",),
    "f": ("f",),
    "l": ("l",),
    "m": ("m",),
    "n": ("n",),
    "r": ("r",),
    "[aeiouyh]": ("",),
}


Readings = tuple[tuple[str, ...], ...]


class _Letters:
    """Reads the words of one script by a table of patterns."""

    def __init__(self, table: Mapping[str, tuple[str, ...]]) -> None:
        self._unit = re.compile("|".join(f"({pattern})" for pattern in table))
        self._readings = tuple(table.values())

    def read(self, word: str) -> Readings:
        return tuple(self.options(match) for match in self._unit.finditer(word))

    def first(self, letters: str) -> tuple[int, tuple[str, ...]]:
        """Return how many of some letters are read first, and how."""
        match = self._unit.match(letters)
        return (match.end(), self.options(match)) if match else (1, ("",))

    def options(self, match: re.Match[str]) -> tuple[str, ...]:
        return self._readings[(match.lastindex or 1) - 1]


class _Pairs(dict[str, tuple[int, tuple[str, ...]]]):
    """Reads words by two letters at a time, of patterns that look at no more.

    What two letters give is worked out once.  A letter alone is the last of its word.
    """

    def __init__(self, letters: _Letters) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, pair: str) -> tuple[int, tuple[str, ...]]:
        found = self[pair] = self._letters.first(pair)
        return found

    def read(self, word: str) -> Readings:
        found = []
        place = 0
        while place < len(word):
            length, options = self[word[place : place + 2]]
            found.append(options)
            place += length
        return tuple(found)


@cache
def _letters(name: str) -> _Letters | _Pairs:
    return _Letters(_LATIN) if name == "latin" else _Pairs(_Letters(_ARABIC))


def readings(word: str) -> Readings:
    """Return the readings of each run of letters of a folded word, the likeliest first."""
    return _readings[word]


_readings = Memo[Readings](lambda word: _letters(script(word)).read(word), 100_000)
