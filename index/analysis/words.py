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
from collections.abc import Iterable, Iterator
from functools import cache

from .lexicon import affixes
from .shape import (
    ACCENT,
    APOSTROPHE,
    ARABIC_LETTERS,
    COMMA,
    CONTROL,
    CONTROLS,
    DECIMAL,
    DIGIT,
    HALF_SPACE,
    HALF_SPACES,
    JOINT,
    LETTER,
    MARK,
    NO_BREAK_SPACE,
    POINT,
    SPACE,
    SPACES,
    TATWEEL,
    THOUSANDS,
    shape,
)

__all__ = ["GAP", "PART_GAP", "closes", "opens", "spans", "units"]

_INSIDE = MARK + HALF_SPACE + JOINT + CONTROL
_ARABIC = f"[{ARABIC_LETTERS}]+(?:[{_INSIDE}]+[{ARABIC_LETTERS}]+)*{MARK}*"
_OTHER_CHAR = f"[{LETTER}{DIGIT}{ACCENT}]"
_OTHER = f"[{LETTER}{DIGIT}]{_OTHER_CHAR}*(?:(?:{APOSTROPHE}|[{JOINT}{CONTROL}]+){_OTHER_CHAR}+)*"
_POINTED = f"{LETTER}\\{POINT}"
# Pointed letters are an acronym from the first of them on or not at all.  To look for its end from
# each of many would take time that grows with their square.
_ACRONYM = (
    f"(?<!\\A{_POINTED})(?<![^{LETTER}{DIGIT}{ACCENT}{APOSTROPHE}{JOINT}{CONTROL}]{_POINTED})"
    f"(?:{_POINTED}){{2,}}(?!{_OTHER_CHAR})"
)
_DIVIDERS = POINT + COMMA + DECIMAL + THOUSANDS
_NUMBER = (
    f"(?<!{DIGIT}[{_DIVIDERS}])"
    f"(?:{DIGIT}{{1,3}}(?:[{COMMA}{THOUSANDS}]{DIGIT}{{3}})+|{DIGIT}+)(?:[{POINT}{DECIMAL}]{DIGIT}+)?"
    f"(?![{_DIVIDERS}]?{DIGIT})(?!{_OTHER_CHAR})"
)
_ALEF, _ALEF_WITH_HAMZA = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
# What may stand on or after a letter of a prefix or ending.
_MARKED = f"[{MARK}{TATWEEL}]*"
_SPACE = SPACE + NO_BREAK_SPACE
_AROUND_GAP = NO_BREAK_SPACE + HALF_SPACE + JOINT + CONTROL
_GAP = f"[{HALF_SPACE}{JOINT}{CONTROL}]*[{_SPACE}][{SPACE}{_AROUND_GAP}]*"

#: Where a unit falls into pieces, and a piece into parts.
GAP = re.compile(f"[{HALF_SPACES}{CONTROLS}]*[{SPACES}][{SPACES}{HALF_SPACES}{CONTROLS}]*")
PART_GAP = re.compile(f"[{HALF_SPACES}]+")


def units(text: str, language: str) -> list[str]:
    """Return the units of a text in ``language``."""
    return [text[start:end] for start, end in spans(shape(text), language)]


def spans(shaped: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where the units of a text in ``language`` start and end, by its shape."""
    return map(re.Match.span, _unit_pattern(language).finditer(shaped))


def opens(shaped: str, language: str) -> bool:
    """Say whether the end of a text may be of one unit with what follows a space."""
    ends, whole = _opening(language)
    return not shaped or (shaped[-1] in ends and whole.search(shaped) is not None)


def closes(shaped: str, language: str) -> bool:
    """Say whether the beginning of a text may be of one unit with what precedes a space."""
    return _closing(language).match(shaped) is not None


@cache
def _unit_pattern(language: str) -> re.Pattern[str]:
    arabic = f"(?:{_first(language)}{_GAP}){{0,2}}{_ARABIC}(?:{_GAP}{_last(language)}){{0,2}}"
    # Most of what begins no unit is told at once so, not by four patterns in turn.
    begins = f"(?=[{LETTER}{DIGIT}{ARABIC_LETTERS}])"
    return re.compile(f"{begins}(?:{arabic}|{_NUMBER}|{_ACRONYM}|{_OTHER})")


@cache
def _opening(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the characters that an end may have at its end that opens a unit, and what it is."""
    ends = shape("".join(piece[-1] for piece in _firsts(language))) + MARK + TATWEEL + _AROUND_GAP
    whole = f"(?:(?<![{ARABIC_LETTERS}]){_first(language)}|^)[{_AROUND_GAP}]*\\Z"
    return frozenset(ends), re.compile(whole)


@cache
def _closing(language: str) -> re.Pattern[str]:
    return re.compile(f"[{_AROUND_GAP}]*(?:{_last(language)}|\\Z)")


def _first(language: str) -> str:
    """Return a pattern for the piece that a unit may begin with."""
    proclitics = shape("".join(affixes("name")["proclitics"]))
    return f"(?:[{proclitics}]{_MARKED})?{_any_of(_firsts(language))}"


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
    return f"{_any_of(found)}(?![{_INSIDE}]*[{ARABIC_LETTERS}])"


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of ``words``, the longest that fits."""
    return f"{_tree(map(shape, words))}{_MARKED}"


def _tree(shapes: Iterable[str]) -> str:
    """Return a pattern for one of some shapes without the marks of its last letter.

    It has one branch for letters that go on alike, so that it is quick to compile.
    """
    rests: dict[str, frozenset[str]] = {}
    for shaped in filter(None, shapes):
        rests[shaped[0]] = rests.get(shaped[0], frozenset()) | {shaped[1:]}
    letters: dict[frozenset[str], str] = {}
    for letter, rest in rests.items():
        letters[rest] = letters.get(rest, "") + letter
    return f"(?:{'|'.join(f'[{letters[rest]}]{_rest(rest)}' for rest in letters)})"


def _rest(shapes: frozenset[str]) -> str:
    if not any(shapes):
        return ""
    found = _MARKED + _tree(sorted(shapes))
    return f"(?:{found})?" if "" in shapes else found
