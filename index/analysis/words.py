"""Splitting text into units: words, found with their places in the original text.

A unit keeps its marks, half-spaces and controls here and loses them in
:mod:`.fold`; so places need no translation, whatever folding does.

A unit is one of

- a number, with the separators that group or divide its digits;
- a run of letters that are not Arabic, and digits: ``Gantz``, ``F16``,
  ``O'Neill``, ``U.S.``;
- a run of letters of the Arabic script, with the marks, tatweel, half-spaces and
  direction controls among them;
- two words that may be one name (:mod:`.two_words`), and in Persian also a prefix
  or ending that is written apart, together with its word: half-space, space and
  nothing are all in use for the same thing.  Whether such neighbours are one word
  is decided in :mod:`.units`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .fold import LETTER_VARIANTS
from .lexicon import affixes

__all__ = ["HALF_SPACES", "SPACES", "closes", "opens", "unit_pattern"]

#: Characters that mark a half-space inside a word: ZWNJ, and what keyboards and
#: broken conversions put in its place.
HALF_SPACES = (
    "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH SPACE}"
    "\N{SOFT HYPHEN}\N{NOT SIGN}\N{INFORMATION SEPARATOR ONE}"
)
_CONTROLS = (
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
_TATWEEL = "\N{ARABIC TATWEEL}"
_LATIN_MARKS = "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}"
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
_DECIMAL = "\N{ARABIC DECIMAL SEPARATOR}"
_THOUSANDS = "\N{ARABIC THOUSANDS SEPARATOR}"

_INSIDE = _MARKS + HALF_SPACES + _CONTROLS
_ARABIC = f"[{_LETTERS}]+(?:[{_INSIDE}]+[{_LETTERS}]+)*[{_MARKS}]*"
_OTHER_CHAR = f"(?:[^\\W_{_LETTERS}]|[{_LATIN_MARKS}])"
_ACRONYM = f"(?:[^\\W\\d_{_LETTERS}]\\.){{2,}}(?!{_OTHER_CHAR})"
_JOINTS = "\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}" + _CONTROLS
_OTHER = f"[^\\W_{_LETTERS}]{_OTHER_CHAR}*(?:(?:[{_APOSTROPHES}]|[{_JOINTS}]+){_OTHER_CHAR}+)*"
_NUMBER = (
    f"(?<!\\d[.,{_DECIMAL}{_THOUSANDS}])"
    f"(?:\\d{{1,3}}(?:[,{_THOUSANDS}]\\d{{3}})+|\\d+)(?:[.{_DECIMAL}]\\d+)?"
    f"(?![.,{_DECIMAL}{_THOUSANDS}]?\\d)(?!{_OTHER_CHAR})"
)
_ALEF, _ALEF_WITH_HAMZA = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
# What may stand on or after a letter of a prefix or ending.
_MARKED = f"[{_MARKS}{_TATWEEL}]*"
#: What may stand between the pieces of a unit.
SPACES = " \N{NO-BREAK SPACE}"
_AROUND_GAP = f"\N{NO-BREAK SPACE}{HALF_SPACES}{_CONTROLS}"
_GAP = f"[{HALF_SPACES}{_CONTROLS}]*[{SPACES}][{SPACES}{HALF_SPACES}{_CONTROLS}]*"

# The Basic Multilingual Plane of Unicode.
_PLANE = range(0x1_0000)

#: Where a unit falls into pieces, and a piece into parts.
GAP = re.compile(_GAP)
HALF_SPACE = re.compile(f"[{HALF_SPACES}]+")


@cache
def unit_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern that finds the units of a text in ``language``."""
    arabic = f"(?:{_first(language)}{_GAP}){{0,2}}{_ARABIC}(?:{_GAP}{_last(language)}){{0,2}}"
    return re.compile(f"{arabic}|{_NUMBER}|{_ACRONYM}|{_OTHER}")


def opens(text: str, language: str) -> bool:
    """Say whether the end of ``text`` may be of one unit with what follows a space."""
    ends, whole = _opening(language)
    return not text or (text[-1] in ends and whole.search(text) is not None)


def closes(text: str, language: str) -> bool:
    """Say whether the beginning of ``text`` may be of one unit with what precedes a space."""
    return _closing(language).match(text) is not None


@cache
def _opening(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the characters that an end may have at its end that opens a unit, and what it is."""
    letters = _any_spelling("".join({piece[-1] for piece in _firsts(language)}))
    ends = re.findall(f"{letters}|[{_MARKS}{_TATWEEL}{_AROUND_GAP}]", "".join(map(chr, _PLANE)))
    whole = f"(?:(?<![{_LETTERS}]){_first(language)}|^)[{_AROUND_GAP}]*\\Z"
    return frozenset(ends), re.compile(whole)


@cache
def _closing(language: str) -> re.Pattern[str]:
    return re.compile(f"[{_AROUND_GAP}]*(?:{_last(language)}|\\Z)")


def _first(language: str) -> str:
    """Return a pattern for the piece that a unit may begin with."""
    proclitic = _any_spelling("".join(affixes("name")["proclitics"]))
    return f"(?:{proclitic}{_MARKED})?{_any_of(_firsts(language))}"


def _firsts(language: str) -> tuple[str, ...]:
    names = affixes("name")
    found = names["before_article"] + names["before_any"]
    found += tuple(name.replace(_ALEF, _ALEF_WITH_HAMZA) for name in names["before_any"])
    return found + affixes("persian")["imperfective"] if language == "fa" else found


def _last(language: str) -> str:
    """Return a pattern for a piece that a unit may end with."""
    found = affixes("name")["second"]
    if language == "fa":
        groups = affixes("persian")
        found += groups["detached"] + groups["detached_after_vowel"] + groups["name_endings"]
        found += affixes("name")["second_given"]
    return f"{_any_of(found)}(?![{_INSIDE}]*[{_LETTERS}])"


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of ``words``, the longest that fits, in any spelling."""
    return f"{_tree(words)}{_MARKED}"


def _tree(words: Iterable[str]) -> str:
    """Return a pattern for one of ``words`` without the marks of its last letter.

    It has one branch for letters that go on alike, because each class of characters in it
    takes a third of a millisecond to compile.
    """
    rests: dict[str, frozenset[str]] = {}
    for word in filter(None, words):
        rests[word[0]] = rests.get(word[0], frozenset()) | {word[1:]}
    letters: dict[frozenset[str], str] = {}
    for letter, rest in rests.items():
        letters[rest] = letters.get(rest, "") + letter
    return f"(?:{'|'.join(_any_spelling(letters[rest]) + _rest(rest) for rest in letters)})"


def _rest(words: frozenset[str]) -> str:
    if not any(words):
        return ""
    found = _MARKED + _tree(sorted(words))
    return f"(?:{found})?" if "" in words else found


def _any_spelling(letters: str) -> str:
    """Return a pattern for one of some letters."""
    variants = "".join(LETTER_VARIANTS.get(letter, "") for letter in letters)
    return f"[{letters}{variants}]"
