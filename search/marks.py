"""Which words of a text to mark, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ..index.analysis.token import Token, Word
from .answer import Kind, Match
from .compounds import are_inside
from .near import nearest

__all__ = ["Mark", "Marks", "Reason"]

_Key = TypeVar("_Key", int, str)

_SURENESS: dict[Kind, int] = {"exact": 4, "form": 3, "part": 2, "synonym": 1, "spelling": 0}


class Reason(NamedTuple):
    """Why a word is wanted."""

    #: The word of the query, as it was typed.
    query: str
    kind: Kind
    probability: float = 1.0
    #: A language in whose texts it is not wanted.
    but_in: str = ""
    #: How many words one behind another are wanted for this, together.
    words: int = 1

    def sureness(self) -> tuple[int, float]:
        """Return what to compare reasons by."""
        return _SURENESS[self.kind], self.probability


class Mark(NamedTuple):
    """A word of a text that is wanted."""

    token: Token
    reason: Reason

    def match(self) -> Match:
        """Return the mark as a reader is told of it."""
        return Match(self.reason.query, self.token.text, self.reason.kind, self.reason.probability)


class _Phrase(NamedTuple):
    """Words that are wanted one behind another: for each place, the terms that do."""

    places: Sequence[frozenset[str]]
    is_exact: bool
    reason: Reason


class _Name(NamedTuple):
    """Words that are wanted near each other, in any order: for each place, those that do."""

    parts: Sequence[Mapping[str, Reason]]
    width: int


class Marks:
    """What a query wants marked."""

    def __init__(self) -> None:
        self._surfaces: dict[str, Reason] = {}
        self._stems: dict[str, Reason] = {}
        self._prefixes: dict[str, Reason] = {}
        # Phrases by each term that they may begin with.
        self._exact_phrases: dict[str, list[_Phrase]] = {}
        self._phrases: dict[str, list[_Phrase]] = {}
        self._names: list[_Name] = []
        # All that any of these may be about.
        self._any_surface: set[str] = set()
        self._any_stem: set[str] = set()

    def want_surface(self, surface: str, reason: Reason) -> None:
        """Mark the words with this folded form."""
        self._any_surface.add(surface)
        _keep_surest(self._surfaces, surface, reason)

    def want_stems(self, stems: Iterable[str], reason: Reason) -> None:
        """Mark the words with one of these stems."""
        for stem in stems:
            self._any_stem.add(stem)
            _keep_surest(self._stems, stem, reason)

    def want_prefix(self, prefix: str, reason: Reason) -> None:
        """Mark the words whose folded form begins so."""
        _keep_surest(self._prefixes, prefix, reason)

    def want_phrase(
        self, places: Sequence[Iterable[str]], reason: Reason, *, is_exact: bool
    ) -> None:
        """Mark words that follow one another, by surface or by stem; one alone may be a whole."""
        if len(places) == 1:
            self._want_alone(places[0], reason, is_exact=is_exact)
            return
        phrase = _Phrase([frozenset(terms) for terms in places], is_exact, reason)
        (self._any_surface if is_exact else self._any_stem).update(*phrase.places)
        for term in phrase.places[0]:
            (self._exact_phrases if is_exact else self._phrases).setdefault(term, []).append(phrase)

    def _want_alone(self, terms: Iterable[str], reason: Reason, *, is_exact: bool) -> None:
        if not is_exact:
            self.want_stems(terms, reason)
            return
        for surface in terms:
            self.want_surface(surface, reason)

    def want_name(self, parts: Sequence[Mapping[str, Reason]], width: int) -> None:
        """Mark words with one of these folded forms each where they are near each other.

        ``width`` says how near, as of a phrase that an engine is asked for.
        """
        self._any_surface.update(*parts)
        self._names.append(_Name(parts, width))

    def may_mark(self, word: Word) -> bool:
        """Say whether a word may be marked, by itself or among others."""
        return (
            word.surface in self._any_surface
            or not self._any_stem.isdisjoint(word.stems)
            or (bool(self._prefixes) and word.surface.startswith(tuple(self._prefixes)))
        )

    def find(self, tokens: Iterable[Token], language: str = "") -> list[Mark]:
        """Return the marks of a text, in its order; where two overlap, the longer word's.

        ``tokens`` are all of the text, or those that :meth:`may_mark` lets pass, and
        ``language`` is the one that it is in.
        """
        listed = list(tokens)
        found: dict[int, Reason] = {}
        for place, reason in (*self._in_phrases(listed), *self._in_names(listed)):
            _keep_surest(found, place, reason)
        for place, (token, is_inside) in enumerate(zip(listed, are_inside(listed), strict=True)):
            for reason in self._reasons(token):
                if not language or reason.but_in != language:
                    _keep_surest(found, place, _of_part(reason) if is_inside else reason)
        return _without_overlaps(Mark(listed[place], found[place]) for place in sorted(found))

    def _reasons(self, token: Token) -> Iterator[Reason]:
        """Yield the reasons for which a word is wanted by itself."""
        yield from (self._stems[stem] for stem in token.stems if stem in self._stems)
        if token.surface in self._surfaces:
            yield self._surfaces[token.surface]
        for prefix, reason in self._prefixes.items():
            if token.surface.startswith(prefix):
                yield reason

    def _in_phrases(self, tokens: Sequence[Token]) -> Iterator[tuple[int, Reason]]:
        """Yield the places of tokens that belong to a whole phrase."""
        words = {token.position: place for place, token in enumerate(tokens) if token.span == 1}
        for position, first in words.items():
            for phrase in self._beginning_with(tokens[first]):
                run = [
                    place
                    for number, terms in enumerate(phrase.places)
                    if (place := words.get(position + number)) is not None
                    and _is_one_of(tokens[place], terms, phrase.is_exact)
                ]
                if len(run) == len(phrase.places):
                    yield from ((place, phrase.reason) for place in run)

    def _in_names(self, tokens: Sequence[Token]) -> Iterator[tuple[int, Reason]]:
        """Yield the places of tokens that are together a name."""
        for parts, width in self._names:
            held = [_held(part, tokens) for part in parts]
            for group in nearest([list(part) for part in held], width):
                for position, part in zip(group, held, strict=True):
                    yield part[position]

    def _beginning_with(self, token: Token) -> Iterator[_Phrase]:
        yield from self._exact_phrases.get(token.surface, ())
        for stem in token.stems:
            yield from self._phrases.get(stem, ())


def _of_part(reason: Reason) -> Reason:
    """Return why a compound is wanted that has what is wanted in it."""
    return reason._replace(kind="part") if reason.kind in ("exact", "form") else reason


def _held(part: Mapping[str, Reason], tokens: Sequence[Token]) -> dict[int, tuple[int, Reason]]:
    """Return the ascending positions of the words that do for a part, each with its place."""
    return {
        token.position: (place, part[token.surface])
        for place, token in enumerate(tokens)
        if token.surface in part
    }


def _is_one_of(token: Token, terms: frozenset[str], is_exact: bool) -> bool:
    return token.surface in terms if is_exact else not terms.isdisjoint(token.stems)


def _keep_surest(reasons: dict[_Key, Reason], key: _Key, reason: Reason) -> None:
    if key not in reasons or reason.sureness() > reasons[key].sureness():
        reasons[key] = reason


def _without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.token.start >= kept[-1].token.end:
            kept.append(mark)
    return kept
