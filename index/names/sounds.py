"""What the letters of a name sound like, in one alphabet for three scripts.

A sound is written as a letter: small letters are consonants as English spells them
(with ``x`` for sh, ``c`` for ch, ``q`` for the back consonants that Latin writes kh, gh
and q), ``A``, ``I`` and ``U`` are vowels.  Letters of Arabic script that may be consonant
or vowel are read as the vowel, because the other spelling may leave it out.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["COARSE", "sounds"]

_ARABIC = {
    "\N{ARABIC LETTER ALEF}": "A",
    "\N{ARABIC LETTER BEH}": "b",
    "\N{ARABIC LETTER PEH}": "p",
    "\N{ARABIC LETTER TEH}": "t",
    "\N{ARABIC LETTER THEH}": "s",
    "\N{ARABIC LETTER JEEM}": "j",
    "\N{ARABIC LETTER TCHEH}": "c",
    "\N{ARABIC LETTER HAH}": "h",
    "\N{ARABIC LETTER KHAH}": "q",
    "\N{ARABIC LETTER DAL}": "d",
    "\N{ARABIC LETTER THAL}": "d",
    "\N{ARABIC LETTER REH}": "r",
    "\N{ARABIC LETTER ZAIN}": "z",
    "\N{ARABIC LETTER JEH}": "j",
    "\N{ARABIC LETTER SEEN}": "s",
    "\N{ARABIC LETTER SHEEN}": "x",
    "\N{ARABIC LETTER SAD}": "s",
    "\N{ARABIC LETTER DAD}": "d",
    "\N{ARABIC LETTER TAH}": "t",
    "\N{ARABIC LETTER ZAH}": "z",
    "\N{ARABIC LETTER AIN}": "",
    "\N{ARABIC LETTER GHAIN}": "g",
    "\N{ARABIC LETTER FEH}": "f",
    "\N{ARABIC LETTER QAF}": "q",
    "\N{ARABIC LETTER KEHEH}": "k",
    "\N{ARABIC LETTER GAF}": "g",
    "\N{ARABIC LETTER LAM}": "l",
    "\N{ARABIC LETTER MEEM}": "m",
    "\N{ARABIC LETTER NOON}": "n",
    "\N{ARABIC LETTER HEH}": "h",
    "\N{ARABIC LETTER WAW}": "U",
    "\N{ARABIC LETTER FARSI YEH}": "I",
    "\N{ARABIC LETTER HAMZA}": "",
}
_LATIN = {
    "tsch": "c",
    "tch": "c",
    "sch": "x",
    "zh": "j",
    "sh": "x",
    "ch": "c",
    "kh": "q",
    "gh": "g",
    "ph": "f",
    "th": "t",
    "dh": "d",
    "ck": "k",
    "tz": "ts",
    "cz": "c",
    "dj": "j",
    "ou": "U",
    "oo": "U",
    "ee": "I",
    "ie": "I",
    "ey": "I",
    "qu": "k",
    **{letter: letter for letter in "bdfghjklmnprstvz"},
    "a": "A",
    "e": "A",
    "i": "I",
    "y": "I",
    "o": "U",
    "u": "U",
    "w": "U",
    "c": "k",
    "q": "q",
    "x": "x",
}
_LATIN_UNIT = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")

#: The sounds that spellings of one name interchange, as one class each; "" for those
#: that a spelling may leave out.
COARSE = {
    **dict.fromkeys("bp", "b"),
    **dict.fromkeys("td", "t"),
    **dict.fromkeys("szxcj", "s"),
    **dict.fromkeys("kgq", "k"),
    **dict.fromkeys("fv", "f"),
    **{sound: sound for sound in "lmnr"},
    **dict.fromkeys("hAIU", ""),
}


@lru_cache(maxsize=100_000)
def sounds(word: str) -> str:
    """Return the sounds of a folded word in Latin or Arabic script."""
    if word[:1] in _ARABIC:
        spoken = "".join(_ARABIC.get(letter, "") for letter in word)
    else:
        spoken = "".join(_LATIN[unit] for unit in _LATIN_UNIT.findall(word))
    return _DOUBLE.sub(r"\1", spoken)
