"""The shape of a text: for each of its characters, what that may be in a unit.

A shape is as long as its text and has a small alphabet: a letter for each letter of the Arabic
script that an affix may have, in whichever spelling, and one for all others; one for marks, one for
digits, and so on.  So the patterns of :mod:`.words` need no classes of characters that are
scattered over Unicode, of which each takes longer to compile than a search takes to match.
"""

from __future__ import annotations

from collections.abc import Iterator

from .fold import LETTER_VARIANTS

__all__ = [
    "ACCENT",
    "APOSTROPHE",
    "ARABIC_LETTERS",
    "COMMA",
    "CONTROL",
    "CONTROLS",
    "DECIMAL",
    "DIGIT",
    "HALF_SPACE",
    "HALF_SPACES",
    "JOINT",
    "LETTER",
    "MARK",
    "NO_BREAK_SPACE",
    "POINT",
    "SPACE",
    "SPACES",
    "TATWEEL",
    "THOUSANDS",
    "shape",
]

# Half-spaces that may also stand between letters of other scripts.
_JOINTS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}"
#: Characters that mark a half-space inside a word: ZWNJ, and what keyboards and broken conversions
#: put in its place.
HALF_SPACES = f"{_JOINTS}\N{ZERO WIDTH SPACE}\N{NOT SIGN}\N{INFORMATION SEPARATOR ONE}"
#: What may stand between the pieces of a unit.
SPACES = " \N{NO-BREAK SPACE}"
#: Controls of direction, as a class of a pattern.
CONTROLS = (
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}"
    "\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
)
# Marks (Mn) and letters (Lo, Lm) of the Unicode blocks Arabic, Arabic Supplement,
# Arabic Extended-A and both blocks of presentation forms, except the signs that are
# whole phrases (U+FDFA, U+FDFB).
_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08d3-\u08e1\u08e3-\u08ff"
)
_LETTERS = (
    "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u08a0-\u08c7\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdf9\ufe70-\ufefc"
)
# The letters that an affix may have.
_TOLD_APART = (
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
    "\u0627\u0628\u062a-\u063a\u0641\u0642\u0644-\u0646\u0648"  # alef to waw
    "\N{ARABIC LETTER PEH}\N{ARABIC LETTER TCHEH}\N{ARABIC LETTER JEH}\N{ARABIC LETTER KEHEH}"
    "\N{ARABIC LETTER GAF}\N{ARABIC LETTER HEH}\N{ARABIC LETTER FARSI YEH}"
)

# The characters of a shape.
SPACE, NO_BREAK_SPACE, HALF_SPACE, JOINT, CONTROL = " ", "_", "h", "j", "c"
MARK, TATWEEL, ACCENT = "m", "\xa0", "n"
LETTER, DIGIT, APOSTROPHE, POINT, COMMA, DECIMAL, THOUSANDS = "a", "0", "'", ".", ",", "d", "t"
_OTHER = "-"
_OTHER_ARABIC_LETTER = "\xff"
#: All letters of the Arabic script and tatweel, as a class of a pattern.
ARABIC_LETTERS = f"{TATWEEL}-{_OTHER_ARABIC_LETTER}"


def shape(text: str) -> str:
    """Return the shape of a text.

    Folded letters of the Arabic script that affixes have are in a shape what :func:`shape` makes
    of them; all else is one of the characters above.
    """
    return text.translate(_shapes)


def _characters(ranges: str) -> Iterator[str]:
    """Yield the characters of a class of a pattern."""
    for place, char in enumerate(ranges):
        if char == "-":
            yield from map(chr, range(ord(ranges[place - 1]) + 1, ord(ranges[place + 1])))
        else:
            yield char


def _of_letters() -> Iterator[tuple[str, str]]:
    """Yield letters of the Arabic script with their shapes."""
    for letter in _characters(_LETTERS):
        yield letter, _OTHER_ARABIC_LETTER
    for place, letter in enumerate(_characters(_TOLD_APART), ord(TATWEEL) + 1):
        for variant in (letter, *LETTER_VARIANTS.get(letter, "")):
            yield variant, chr(place)


_GROUPS = (
    (SPACE, " "),
    (NO_BREAK_SPACE, "\N{NO-BREAK SPACE}"),
    (HALF_SPACE, HALF_SPACES),
    (JOINT, _JOINTS),
    (CONTROL, CONTROLS),
    (MARK, _MARKS),
    (TATWEEL, "\N{ARABIC TATWEEL}"),
    (ACCENT, "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}"),
    # The modifier letter apostrophe is a letter.
    (APOSTROPHE, "'\N{RIGHT SINGLE QUOTATION MARK}"),
    (POINT, "."),
    (COMMA, ","),
    (DECIMAL, "\N{ARABIC DECIMAL SEPARATOR}"),
    (THOUSANDS, "\N{ARABIC THOUSANDS SEPARATOR}"),
)


class _Shapes(dict[int, str]):
    """The shapes of characters by their code points; of others found when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = DIGIT if char.isdecimal() else LETTER if char.isalnum() else _OTHER
        self[code] = found
        return found


_shapes = _Shapes((ord(letter), found) for letter, found in _of_letters())
_shapes.update((ord(char), found) for found, group in _GROUPS for char in _characters(group))
