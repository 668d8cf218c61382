"""Folding: every spelling of a letter becomes one letter.

:func:`fold` takes a word and undoes what a keyboard, a font, a dictionary or a
careful typist did to it, in this order:

1. compatibility decomposition (NFKD): presentation forms, ligatures, full-width
   letters; hamza and madda come off their seats as marks;
2. marks and format characters go: harakat, dagger alef, Quranic signs, Latin
   accents, tatweel, zero-width and bidi controls;
3. letters that only the keyboard tells apart become one (the tables below);
4. case goes, digits of every script become ASCII;
5. hamza: seats before waw fall together, a final hamza goes.

What is not here: splitting text into words (:mod:`.words`) and anything that
depends on a language (:mod:`.persian`, :mod:`.arabic`, :mod:`.latin`).  Folding
is the same for all languages, so that a shared word meets itself in an index
that holds several.

Sources: the Unicode Character Database for decompositions and classes; the
Unicode charts of the Arabic block for which letters are variants of one another.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LETTER_VARIANTS", "fold"]

_ALEF = "\N{ARABIC LETTER ALEF}"
_FARSI_YEH = "\N{ARABIC LETTER FARSI YEH}"
_GAF = "\N{ARABIC LETTER GAF}"
_HAMZA = "\N{ARABIC LETTER HAMZA}"
_HAMZA_ABOVE = "\N{ARABIC HAMZA ABOVE}"
_HEH = "\N{ARABIC LETTER HEH}"
_KEHEH = "\N{ARABIC LETTER KEHEH}"
_WAW = "\N{ARABIC LETTER WAW}"

#: A folded letter, and the characters that fold to it beside decomposition.
LETTER_VARIANTS = {
    _ALEF: (
        "\N{ARABIC LETTER ALEF WASLA}"
        "\N{ARABIC LETTER ALEF WITH WAVY HAMZA ABOVE}"
        "\N{ARABIC LETTER ALEF WITH WAVY HAMZA BELOW}"
    ),
    _FARSI_YEH: (
        "\N{ARABIC LETTER YEH}"
        "\N{ARABIC LETTER ALEF MAKSURA}"
        "\N{ARABIC LETTER E}"
        "\N{ARABIC LETTER YEH BARREE}"
        "\N{ARABIC LETTER YEH WITH TAIL}"
        "\N{ARABIC LETTER YEH WITH SMALL V}"
        "\N{ARABIC LETTER YEH WITH THREE DOTS BELOW}"
        "\N{ARABIC LETTER KASHMIRI YEH}"
    ),
    _KEHEH: (
        "\N{ARABIC LETTER KAF}"
        "\N{ARABIC LETTER SWASH KAF}"
        "\N{ARABIC LETTER KEHEH WITH TWO DOTS ABOVE}"
    ),
    _GAF: (
        "\N{ARABIC LETTER KAF WITH RING}"
        "\N{ARABIC LETTER NG}"
        "\N{ARABIC LETTER KEHEH WITH THREE DOTS ABOVE}"
        "\N{ARABIC LETTER KAF WITH DOT ABOVE}"
        "\N{ARABIC LETTER QAF WITH THREE DOTS ABOVE}"
    ),
    _HEH: (
        "\N{ARABIC LETTER TEH MARBUTA}"
        "\N{ARABIC LETTER HEH GOAL}"
        "\N{ARABIC LETTER TEH MARBUTA GOAL}"
        "\N{ARABIC LETTER HEH DOACHASHMEE}"
        "\N{ARABIC LETTER AE}"
        "\N{ARABIC LETTER HEH WITH INVERTED V}"
    ),
    _WAW: (
        "\N{ARABIC LETTER OE}"
        "\N{ARABIC LETTER U}"
        "\N{ARABIC LETTER YU}"
        "\N{ARABIC LETTER VE}"
        "\N{ARABIC LETTER WAW WITH RING}"
    ),
    "\N{ARABIC LETTER NOON}": "\N{ARABIC LETTER NOON GHUNNA}",
    "\N{ARABIC LETTER FEH}": "\N{ARABIC LETTER VEH}",
    # Latin letters that Unicode does not decompose.
    "a": "\N{LATIN SMALL LETTER SCHWA}",
    "ae": "\N{LATIN SMALL LETTER AE}",
    "d": "\N{LATIN SMALL LETTER D WITH STROKE}\N{LATIN SMALL LETTER ETH}",
    "h": "\N{LATIN SMALL LETTER H WITH STROKE}",
    "i": "\N{LATIN SMALL LETTER DOTLESS I}",
    "l": "\N{LATIN SMALL LETTER L WITH STROKE}",
    "o": "\N{LATIN SMALL LETTER O WITH STROKE}",
    "oe": "\N{LATIN SMALL LIGATURE OE}",
    "th": "\N{LATIN SMALL LETTER THORN}",
    # Inside numbers.
    ".": "\N{ARABIC DECIMAL SEPARATOR}",
    # Not letters of the word: tatweel, apostrophes and the letters that stand for
    # hamza and ain, thousands separators, the sign that old conversions left for ZWNJ.
    "": (
        "\N{ARABIC TATWEEL}\N{ARABIC LETTER HIGH HAMZA}\N{NOT SIGN}"
        "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
        "\N{MODIFIER LETTER APOSTROPHE}\N{MODIFIER LETTER TURNED COMMA}"
        "\N{MODIFIER LETTER RIGHT HALF RING}\N{MODIFIER LETTER LEFT HALF RING}"
        ",\N{ARABIC THOUSANDS SEPARATOR}"
    ),
}
_LETTERS = {char: letter for letter, chars in LETTER_VARIANTS.items() for char in chars}
_DROPPED_CATEGORIES = frozenset(("Mn", "Me", "Cf", "Cc", "Cs", "Zs"))

_SEATS_BEFORE_WAW = re.compile(f"(?:{_FARSI_YEH}{_HAMZA_ABOVE}|{_HAMZA})+(?={_WAW})")
_WAWS = re.compile(f"{_WAW}{{2,}}")
_SHORTEST_WITHOUT_HAMZA = 3

# Letters that Unicode neither composes nor decomposes, and their variants: most words have
# no others, and need none of the steps but those for letters.
_PLAIN_LETTERS = str.maketrans(
    {
        char: _LETTERS.get(char, char)
        for char in map(chr, range(ord(_ALEF), ord("\N{ARABIC LETTER FARSI YEH}") + 1))
        if unicodedata.category(char) == "Lo"
        and unicodedata.is_normalized("NFKD", char)
        and char not in (_HAMZA, "\N{ARABIC LETTER HIGH HAMZA}")
    }
)
_PLAIN = re.compile(f"[{''.join(map(chr, _PLAIN_LETTERS))}]+")


def fold(word: str) -> str:
    """Return the folded form of ``word``, the same for all its spellings.

    ``word`` is one word of any script.  The result is empty when nothing but
    marks and controls was there.  Folding twice changes nothing.
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    if _PLAIN.fullmatch(word):
        letters = word.translate(_PLAIN_LETTERS)
        return _WAWS.sub(_WAW, letters) if _WAW * 2 in letters else letters
    cased = unicodedata.normalize("NFKC", word).casefold()
    letters = "".join(map(_letter, unicodedata.normalize("NFKD", cased)))
    bare = _SEATS_BEFORE_WAW.sub("", letters).replace(_HAMZA_ABOVE, "")
    return _without_hamza(_WAWS.sub(_WAW, bare))


class _Letters(dict[str, str]):
    """What each character folds to, worked out at its first use."""

    def __missing__(self, char: str) -> str:
        letter = _LETTERS.get(char)
        if letter is None:
            letter = _folded_character(char)
        self[char] = letter
        return letter


def _folded_character(char: str) -> str:
    if char == _HAMZA_ABOVE:
        return char  # it tells a seat from a yeh, and goes afterwards
    if unicodedata.category(char) in _DROPPED_CATEGORIES:
        return ""
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)


_letter = _Letters().__getitem__


def _without_hamza(word: str) -> str:
    """Cut a final hamza, as Persian and hurried Arabic do.

    The shortest words keep it: without it, "water" would be "what".
    """
    while word.endswith(_HAMZA) and len(word) > _SHORTEST_WITHOUT_HAMZA:
        word = word[:-1]
    return word
