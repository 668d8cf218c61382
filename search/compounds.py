"""Compounds that are written in one: no text has their parts by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..index.analysis.token import Token

__all__ = ["are_inside"]


def are_inside(tokens: Iterable[Token]) -> Iterator[bool]:
    """Say of each token whether it is a part that stands at the place of the whole."""
    whole: tuple[int, int] | None = None
    for token in tokens:
        place = token.start, token.end
        if token.span > 1:
            whole = place
        yield token.span == 1 and place == whole
