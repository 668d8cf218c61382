"""What a unit is made of: its words.

A unit falls into pieces at its spaces, and a piece into parts at its half-spaces.  The
language's module decides which pieces are one word, and gives each word its stems.  All of
it depends on the unit and the language alone, so a unit needs to be worked out only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from . import arabic, latin, persian
from .fold import fold
from .shape import HALF_SPACES, SPACES
from .two_words import are_given_names, are_name, name_parts
from .words import GAP, PART_GAP

__all__ = ["UnitWord", "words_of"]

_BREAKS = frozenset(f"{SPACES}{HALF_SPACES}")
_FIRST_ARABIC, _LAST_ARABIC = "\u0620", "\ufefc"


class UnitWord(NamedTuple):
    """A word of a unit: a token whose places count from the beginning of the unit."""

    start: int
    end: int
    position: int
    span: int
    surface: str
    stems: tuple[str, ...]


class _Part(NamedTuple):
    """A part of a unit, between spaces or half-spaces, folded."""

    start: int
    end: int
    folded: str


def words_of(unit: str, key: str) -> tuple[UnitWord, ...]:
    """Return the words of a unit; ``key`` is "fa", "ar", or "" where it may be either."""
    if unit[0].isdecimal() or not _FIRST_ARABIC <= unit[0] <= _LAST_ARABIC:
        return _words_of_others(unit)
    if _BREAKS.isdisjoint(unit):
        return _words_of_one(unit, fold(unit), key)
    return tuple(_words_of_pieces(_pieces(unit), key))


def _words_of_one(unit: str, surface: str, key: str) -> tuple[UnitWord, ...]:
    """Return the words of a unit without spaces and half-spaces: one, as a rule."""
    if not surface:
        return ()
    if _fused_parts(surface, key):
        return tuple(_analyzed([_Part(0, len(unit), surface)], key))
    return (UnitWord(0, len(unit), 0, 1, surface, _stems(surface, surface, key)),)


def _words_of_others(unit: str) -> tuple[UnitWord, ...]:
    surface = fold(unit if unit[0].isdecimal() else latin.without_signs(unit))
    return (UnitWord(0, len(unit), 0, 1, surface, (latin.stem(surface),)),) if surface else ()


def _words_of_pieces(found: Iterable[tuple[_Part, ...]], key: str) -> Iterator[UnitWord]:
    position = 0
    for pieces in _joined(found, key):
        words = _analyzed([part for piece in pieces for part in piece], key)
        if position:
            words = [word._replace(position=position + word.position) for word in words]
        yield from words
        position = words[-1].position + 1


def _pieces(unit: str) -> Iterator[tuple[_Part, ...]]:
    """Yield the pieces of a unit, between spaces, as the parts between half-spaces."""
    start = 0
    for gap in (*GAP.finditer(unit), None):
        end = gap.start() if gap else len(unit)
        parts = tuple(_folded_parts(unit, start, end))
        if parts:
            yield parts
        start = gap.end() if gap else end


def _folded_parts(unit: str, start: int, end: int) -> Iterator[_Part]:
    for gap in (*PART_GAP.finditer(unit, start, end), None):
        stop = gap.start() if gap else end
        folded = fold(unit[start:stop])
        if folded:
            yield _Part(start, stop, folded)
        start = gap.end() if gap else stop


def _joined(pieces: Iterable[tuple[_Part, ...]], key: str) -> Iterator[list[tuple[_Part, ...]]]:
    """Group the pieces that are one word: prefix, word, endings; or a name of two."""
    group: list[tuple[_Part, ...]] = []
    for piece in pieces:
        if group and not _belongs(group, piece, key):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _belongs(group: list[tuple[_Part, ...]], piece: tuple[_Part, ...], key: str) -> bool:
    before, word = _text(group[-1]), _text(piece)
    is_second = len(group) == 1
    if key != "ar" and is_second and persian.is_verb_prefix(before):
        return bool(persian.infinitive(before + word))
    if key != "ar" and _goes_on(before, word):
        return True
    return is_second and (are_name(before, word) or (key != "ar" and are_given_names(before, word)))


def _goes_on(before: str, word: str) -> bool:
    """Say whether a Persian word goes on with an ending that is written apart."""
    return persian.is_name_ending(word) or persian.is_detached_ending(word, before)


def _text(parts: Sequence[_Part]) -> str:
    return "".join([part.folded for part in parts])


def _in_one(parts: Sequence[_Part]) -> str:
    """Return parts written in one, folded: letters that meet may become one."""
    return fold(_text(parts)) if len(parts) > 1 else parts[0].folded


def _analyzed(parts: list[_Part], key: str) -> list[UnitWord]:
    """Return one word or, for a compound, the whole and its parts."""
    surface = _in_one(parts)
    start, end = parts[0].start, parts[-1].end
    base = _base(parts) if key != "ar" or _are_name(parts) else [_Part(start, end, surface)]
    if len(base) == 1:
        fused = _fused_parts(surface, key)
        base = [_Part(start, end, part) for part in fused] or base
    span = len(base)
    whole = surface if key == "ar" else _in_one(base)
    found = [UnitWord(start, end, 0, span, surface, _stems(whole, surface, key))]
    if span > 1:
        for position, part in enumerate(base):
            stems = _stems(part.folded, part.folded, key)
            found.append(UnitWord(part.start, part.end, position, 1, part.folded, stems))
    return found


def _are_name(parts: Sequence[_Part]) -> bool:
    return len(parts) == 2 and are_name(*(part.folded for part in parts))


def _base(parts: list[_Part]) -> list[_Part]:
    """Return the parts of a Persian word without the endings that half-spaces cut off."""
    if len(parts) == 1:
        return parts
    if persian.is_verb_prefix(parts[0].folded) or persian.is_name_ending(parts[-1].folded):
        return [_Part(parts[0].start, parts[-1].end, _in_one(parts))]
    last = len(parts)
    while last > 1 and persian.is_detached_ending(parts[last - 1].folded, parts[last - 2].folded):
        last -= 1
    return parts[:last]


def _fused_parts(surface: str, key: str) -> list[str]:
    """Return the parts of a compound that is written in one, if it is known as such."""
    parts = name_parts(surface)
    return parts if parts or key == "ar" else persian.compound_parts(surface)


def _stems(base: str, surface: str, key: str) -> tuple[str, ...]:
    if key == "ar":
        return (arabic.stem(surface),)
    stem = persian.infinitive(surface) or persian.stem(base)
    return (stem,) if key == "fa" else tuple(dict.fromkeys((stem, arabic.stem(surface))))
