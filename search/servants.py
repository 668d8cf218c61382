"""Arabic names that begin with "servant of", in Latin script: Abdel Nasser, Abd al-Rahman.

They are one name, however many words they are written in; taken apart, Abdul Rahman finds every
Abdul Aziz.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from ..index.analysis.token import Token
from ..index.names.gazetteer import equivalents
from ..index.names.letters import script
from ..index.names.parts import particles

__all__ = ["with_servants"]

_SERVANT = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}"


def with_servants(units: Sequence[Sequence[Token]]) -> Iterator[Sequence[Token]]:
    """Yield the units of a query, each with its parts; such a name is one, and its words parts."""
    start = 0
    while start < len(units):
        stop = _end(units, start)
        words = [unit[0] for unit in units[start:stop]]
        yield units[start] if len(words) == 1 else [_whole(words), *words]
        start = stop


def _end(units: Sequence[Sequence[Token]], start: int) -> int:
    """Return the place behind a name that begins at ``start``; or behind its first word."""
    if units[start][0].surface not in _beginnings():
        return start + 1
    behind = (unit[0].surface for unit in units[start + 1 :])
    stop = start + 1 + len(list(takewhile(particles().__contains__, behind)))
    is_name = stop < len(units) and script(units[stop][0].surface) == "latin"
    return stop + 1 if is_name else start + 1


def _whole(words: Sequence[Token]) -> Token:
    first, last = words[0], words[-1]
    surface = "".join(word.surface for word in words)
    return Token(
        text=" ".join(word.text for word in words),
        start=first.start,
        end=last.end,
        position=first.position,
        span=last.position + last.span - first.position,
        surface=surface,
        stems=(surface,),
    )


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word for word in equivalents(_SERVANT) if script(word) == "latin")
