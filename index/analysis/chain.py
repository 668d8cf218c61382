"""The chain: text in, tokens out.

The steps, in order: presentation forms are spelled out; :mod:`.words` finds the
units; :mod:`.fold` folds them; the language's module decides which pieces of a unit
are one word and gives each its stem.

The same chain serves documents, queries and highlights.  What it makes of a word
depends on the word and the language alone, so each distinct unit is worked out once
and kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from . import arabic, latin, persian
from .fold import fold
from .language import LANGUAGES, Guess, guess
from .lexicon import words
from .token import Token, Word
from .words import GAP, HALF_SPACE, unit_pattern

__all__ = ["FINGERPRINT", "Chain", "Terms"]

#: Names what the chain makes of text.  An index remembers it; when it differs from
#: this one, the index is rebuilt.  Change it with any change of the chain's output.
FINGERPRINT = "fehrest-5"

# About a kilobyte each; nine of ten units of a text are among the most frequent of these.
_CACHED_UNITS = 100_000
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LONGEST_LIGATURE = 3
_FIRST_ARABIC, _LAST_ARABIC = "\u0620", "\ufefc"


class Terms(NamedTuple):
    """The terms of one text for an index: two parallel sequences."""

    terms: Sequence[str]
    positions: Sequence[int]


class _Word(NamedTuple):
    """A word of a unit: a token whose places count from the beginning of the unit."""

    start: int
    end: int
    position: int
    span: int
    surface: str
    stems: tuple[str, ...]


class _Unit(NamedTuple):
    """What a unit was found to be: its words, and the same in columns for indexing."""

    words: tuple[_Word, ...]
    surfaces: tuple[str, ...]
    surface_positions: tuple[int, ...]
    stems: tuple[str, ...]
    stem_positions: tuple[int, ...]
    #: How many positions it takes.
    width: int


class _Part(NamedTuple):
    """A part of a unit, between spaces or half-spaces, folded."""

    start: int
    end: int
    folded: str


class _Units(dict[str, _Unit]):
    """The units of one language, each worked out when it is first asked for."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, unit: str) -> _Unit:
        if len(self) >= _CACHED_UNITS:
            self.clear()
        found = self[unit] = _columns(tuple(_words(unit, self._key)))
        return found


class Chain:
    """Turns text into tokens.

    A chain may be shared by threads: it keeps nothing but what it knows of words.
    """

    fingerprint = FINGERPRINT

    def __init__(self) -> None:
        self._units = {key: _Units(key) for key in ("fa", "ar", "")}

    def language(self, text: str) -> Guess:
        """Guess the language of ``text``."""
        return guess(text)

    def is_stop_word(self, surface: str) -> bool:
        """Say whether a folded word carries little of a question in some language."""
        return any(surface in words(f"stop_{language}") for language in LANGUAGES)

    def tokens(
        self,
        text: str,
        language: str | None = None,
        wanted: Callable[[Word], bool] | None = None,
    ) -> Iterator[Token]:
        """Yield the tokens of ``text``.

        ``language`` is a code, or None to have it guessed.  Where it is neither "fa" nor
        "ar", or the guess is not certain, words in Arabic letters get the stems of both.
        ``wanted`` leaves out the units without any word of which it says so: to find a few
        words takes half the time so.
        """
        key = self._key(text, language)
        spelled, places = _spell_out(text)
        position = 0
        for match in unit_pattern(_structure(key)).finditer(spelled):
            unit = self._units[key][match[0]]
            has_any = wanted is None or any(map(wanted, unit.words))
            for word in unit.words if has_any else ():
                start, end = match.start() + word.start, match.start() + word.end
                if places is not None:
                    start, end = places[start], places[end - 1] + 1
                yield Token(text[start:end], start, end, position + word.position, *word[3:])
            position += unit.width

    def terms(self, text: str, language: str | None = None) -> tuple[Terms, Terms, int]:
        """Return the surfaces and stems of ``text`` with positions, and its length.

        The same as :meth:`tokens` gives, without the tokens: for indexing.  The length
        is the number of positions.
        """
        key = self._key(text, language)
        spelled, _places = _spell_out(text)
        found = unit_pattern(_structure(key)).findall(spelled)
        units = list(map(self._units[key].__getitem__, found))
        starts = list(accumulate((unit.width for unit in units), initial=0))
        placed = list(zip(units, starts[:-1], strict=True))
        surfaces = Terms(
            [surface for unit in units for surface in unit.surfaces],
            [start + place for unit, start in placed for place in unit.surface_positions],
        )
        stems = Terms(
            [stem for unit in units for stem in unit.stems],
            [start + place for unit, start in placed for place in unit.stem_positions],
        )
        return surfaces, stems, starts[-1]

    def _key(self, text: str, language: str | None) -> str:
        """Return "fa" or "ar", or "" where Arabic letters may be either."""
        found = self.language(text) if language is None else Guess(language, certain=True)
        return found.language if found.certain and found.language in ("fa", "ar") else ""


def _columns(found: tuple[_Word, ...]) -> _Unit:
    stems = [(stem, word.position) for word in found for stem in word.stems]
    return _Unit(
        found,
        tuple(word.surface for word in found),
        tuple(word.position for word in found),
        tuple(stem for stem, _position in stems),
        tuple(position for _stem, position in stems),
        found[-1].position + 1 if found else 0,
    )


def _structure(key: str) -> str:
    """Return whose units to look for: a text of unknown language may be Persian."""
    return "ar" if key == "ar" else "fa"


def _spell_out(text: str) -> tuple[str, list[int] | None]:
    """Replace presentation forms by letters; return the text and, if they moved, its places."""
    if not _PRESENTATION_FORMS.search(text):
        return text, None
    forms = [_PRESENTATION_FORMS.sub(_spelled_form, char) for char in text]
    return "".join(forms), [place for place, form in enumerate(forms) for _ in form]


def _spelled_form(form: re.Match[str]) -> str:
    """Spell one form; a mark's form loses the space that carries it."""
    letters = unicodedata.normalize("NFKC", form[0])
    return letters if len(letters) > _LONGEST_LIGATURE else letters.replace(" ", "")


def _words(unit: str, key: str) -> Iterator[_Word]:
    """Yield the words of a unit."""
    if not _FIRST_ARABIC <= unit[0] <= _LAST_ARABIC:
        surface = fold(unit if unit[0].isdecimal() else latin.without_signs(unit))
        if surface:
            yield _Word(0, len(unit), 0, 1, surface, (latin.stem(surface),))
        return
    position = 0
    for pieces in _joined(_pieces(unit)):
        for word in _analyzed([part for piece in pieces for part in piece], key):
            yield word._replace(position=position + word.position)
        position += word.position + 1


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
    for gap in (*HALF_SPACE.finditer(unit, start, end), None):
        stop = gap.start() if gap else end
        folded = fold(unit[start:stop])
        if folded:
            yield _Part(start, stop, folded)
        start = gap.end() if gap else stop


def _joined(pieces: Iterable[tuple[_Part, ...]]) -> Iterator[list[tuple[_Part, ...]]]:
    """Group the pieces that are one word: prefix, word, endings."""
    group: list[tuple[_Part, ...]] = []
    for piece in pieces:
        if group and not _belongs(group, piece):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _belongs(group: list[tuple[_Part, ...]], piece: tuple[_Part, ...]) -> bool:
    before, word = _text(group[-1]), _text(piece)
    if len(group) == 1 and persian.is_verb_prefix(before):
        return bool(persian.infinitive(before + word))
    return persian.is_name_ending(word) or persian.is_detached_ending(word, before)


def _text(parts: Iterable[_Part]) -> str:
    return "".join(part.folded for part in parts)


def _analyzed(parts: list[_Part], key: str) -> Iterator[_Word]:
    """Yield one word or, for a compound, the whole and its parts."""
    surface = _text(parts)
    start, end = parts[0].start, parts[-1].end
    base = _base(parts) if key != "ar" else [_Part(start, end, surface)]
    if len(base) == 1:
        fused = _fused_parts(surface, key)
        base = [_Part(start, end, part) for part in fused] or base
    span = len(base)
    whole = surface if key == "ar" else _text(base)
    yield _Word(start, end, 0, span, surface, _stems(whole, surface, key))
    if span > 1:
        for position, part in enumerate(base):
            stems = _stems(part.folded, part.folded, key)
            yield _Word(part.start, part.end, position, 1, part.folded, stems)


def _base(parts: list[_Part]) -> list[_Part]:
    """Return the parts of a Persian word without the endings that half-spaces cut off."""
    if persian.is_verb_prefix(parts[0].folded) or persian.is_name_ending(parts[-1].folded):
        return [_Part(parts[0].start, parts[-1].end, _text(parts))]
    last = len(parts)
    while last > 1 and persian.is_detached_ending(parts[last - 1].folded, parts[last - 2].folded):
        last -= 1
    return parts[:last]


def _fused_parts(surface: str, key: str) -> list[str]:
    """Return the parts of a compound that is written in one, if it is known as such."""
    parts = arabic.fused_name_parts(surface)
    return parts if parts or key == "ar" else persian.compound_parts(surface)


def _stems(base: str, surface: str, key: str) -> tuple[str, ...]:
    if key == "ar":
        return (arabic.stem(surface),)
    stem = persian.infinitive(surface) or persian.stem(base)
    return (stem,) if key == "fa" else tuple(dict.fromkeys((stem, arabic.stem(surface))))
