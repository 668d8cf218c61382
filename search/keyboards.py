"""What keys write when the keyboard is set to another script than its writer believes.

تهران comes out as "jivhk" where the keyboard still writes Latin letters, Trump as فقعپح where
it writes Persian ones.  The layouts are those of ISIRI 9147, and of Windows for Persian (kbdfa)
and Arabic (101); beside each key of a US keyboard stands what it writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from ..index.analysis.fold import fold

__all__ = ["neighbours", "readings"]

_Layout = Mapping[str, str]

_LETTER_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,"
_LAM_ALEF = "لا"
_PERSIAN = "ض ص ث ق ف غ ع ه خ ح ج چ ش س ی ب ل ا ت ن م ک گ ظ ط ز ر ذ د {} و"
_ARABIC = "ض ص ث ق ف غ ع ه خ ح ج د ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر لا ى ة و"


def _layout(letters: str, others: Mapping[str, str]) -> _Layout:
    """Return what each key writes: the letter keys, as capitals too, and some others."""
    keys = dict(zip(_LETTER_KEYS, letters.split(" "), strict=True))
    capitals = {key.upper(): letter for key, letter in keys.items()}
    return {**capitals, **keys, **others}


# Capitals are keys with Shift; marks, which folding takes off, are left out.
_ISIRI_9147 = _layout(
    _PERSIAN.format("پ"),
    dict(zip("ASDFGHJZCM", "ؤئيإأآةكژء", strict=True)),
)
_WINDOWS_PERSIAN = _layout(
    _PERSIAN.format("ئ"),
    dict(zip("\\GHJZXCVBNM", "پۀآـةيژؤإأء", strict=True)),
)
_ARABIC_101 = _layout(
    _ARABIC,
    {
        **dict(zip("`./YHJN", "ذزظإأـآ", strict=True)),
        **dict(zip("TGB", ["لإ", "لأ", "لآ"], strict=True)),
    },
)
_LAYOUTS = (_ISIRI_9147, _WINDOWS_PERSIAN, _ARABIC_101)


@cache
def neighbours() -> frozenset[tuple[str, str]]:
    """Return the pairs of letters, and of folded ones, that stand beside each other on a layout."""
    rows = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
    beside = [pair for row in rows for pair in (*pairwise(row), *pairwise(row[::-1]))]
    written = [
        (fold(layout.get(key, key)), fold(layout.get(other, other)))
        for layout in (*_LAYOUTS, {})
        for key, other in beside
    ]
    return frozenset(written)


def readings(text: str) -> list[str]:
    """Return what the keys that wrote ``text`` write on the layouts of another script.

    There is none of a text with a letter that no key writes.
    """
    tables = _LAYOUTS if text.isascii() else _LATIN
    # A telephone begins with a capital.
    typed = dict.fromkeys([text, text.lower()])
    found = dict.fromkeys(_read(one, table) for one in typed for table in tables)
    return [reading for reading in found if reading and reading != text]


def _read(text: str, table: _Layout) -> str:
    pieces = re.findall(f"{_LAM_ALEF}|.", text, re.DOTALL) if _LAM_ALEF in table else list(text)
    written = [table.get(piece, "" if piece.isalpha() else piece) for piece in pieces]
    letters = (other for piece, other in zip(pieces, written, strict=True) if piece.isalpha())
    return "".join(written) if all(map(str.isalpha, letters)) else ""


def _latin(layout: _Layout) -> Iterator[_Layout]:
    """Yield what the keys of a layout write on a US keyboard; lam and alef may be one key."""
    table = {letter: key for key, letter in layout.items() if not key.isupper()}
    yield table
    if _LAM_ALEF in table:
        yield {letter: key for letter, key in table.items() if letter != _LAM_ALEF}


_LATIN = [table for layout in _LAYOUTS for table in _latin(layout)]
