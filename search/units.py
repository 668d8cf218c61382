"""The units of a query: what is one thing, a word or a compound, each with its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..index.analysis.token import Token
from .servants import with_servants

__all__ = ["units_of"]


def units_of(tokens: Iterable[Token]) -> list[Sequence[Token]]:
    """Return the words of a query, each followed by its parts if it is a compound."""
    return list(with_servants(list(_units(tokens))))


def _units(tokens: Iterable[Token]) -> Iterator[Sequence[Token]]:
    """Group the tokens of a compound: the whole, then its parts.

    What is written in two words is two.
    """
    for unit in _compounds(tokens):
        parts = unit[1:]
        if parts and parts[0].end < parts[-1].start and " " in unit[0].text:
            yield from ([part] for part in parts)
        else:
            yield unit


def _compounds(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    unit: list[Token] = []
    for token in tokens:
        if unit and token.position < unit[0].position + unit[0].span:
            unit.append(token)
            continue
        if unit:
            yield unit
        unit = [token]
    if unit:
        yield unit
