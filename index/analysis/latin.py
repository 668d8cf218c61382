"""English and other words in Latin letters: a light stem.

Only the possessive and the plural go, by the rules of the S-stemmer (Donna Harman,
"How effective is suffixing?", JASIS 42(1), 1991): they are safe for names, which
is what Latin words mostly are among Persian and Arabic text.
"""

from __future__ import annotations

import re

__all__ = ["stem", "without_signs"]

_SHORTEST = 4
_RULES = (
    (re.compile(r"(?<![ea])ies$"), "y"),
    (re.compile(r"(?<![aeo])es$"), "e"),
    (re.compile(r"(?<![us])s$"), ""),
)
_POSSESSIVE = re.compile(
    "['\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]s$", re.IGNORECASE
)


def without_signs(word: str) -> str:
    """Return a word as it was written, without a possessive and the dots of U.N."""
    return _POSSESSIVE.sub("", word).replace(".", "")


def stem(word: str) -> str:
    """Return the stem of a folded word in Latin letters."""
    if len(word) < _SHORTEST:
        return word
    for ending, replacement in _RULES:
        if ending.search(word):
            return ending.sub(replacement, word)
    return word
