"""Texts to rows of terms, at the pace of cutting them at their spaces.

A *chunk* is what lies between two spaces.  What it gives is worked out once; from then on it
costs a look into a dictionary.  A unit hardly ever crosses a space.  Where it may, at a
prefix or an ending of a Persian word that is written apart, the chunks that may belong
together are taken as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .presentation import spell_out
from .rows import Rows
from .units import words_of
from .words import closes, opens, unit_pattern

__all__ = ["Chunks"]

_SPACES = re.compile("  +")
# May be one unit with the next chunk, or with the one before.  Stands for such chunks as a
# negative number, which is no row.
_OPENS, _CLOSES = 1, 2


class Chunks(dict[str, int]):
    """The rows of chunks, each worked out when it is first asked for."""

    def __init__(self, key: str, rows: Rows) -> None:
        """Begin without any; ``key`` is "fa", "ar", or "" where words may be of both."""
        super().__init__()
        self._key = key
        self._rows = rows
        self._units: dict[str, int] = {}
        self._groups: dict[str, int] = {}

    def rows(self, text: str) -> list[int]:
        """Return the numbers of the rows of a text, at least one."""
        chunks = _SPACES.sub(" ", text).split(" ") if "  " in text else text.split(" ")
        found = list(map(self.__getitem__, chunks))
        return found if min(found) >= 0 else self._together(chunks, found)

    def __missing__(self, chunk: str) -> int:
        spelled, _places = spell_out(chunk)
        flags = 0
        if self._key != "ar":
            flags = _OPENS * opens(spelled) | _CLOSES * closes(spelled)
        found = self[chunk] = -flags if flags else self._row(spelled)
        return found

    def _together(self, chunks: Sequence[str], found: Sequence[int]) -> list[int]:
        """Take chunks as one that may belong together."""
        rows: list[int] = []
        end = 0
        for place in [place for place, number in enumerate(found) if number < 0]:
            if place < end:
                continue
            start = place - (-found[place] & _CLOSES and place > end)
            rows += found[end:start]
            end = place + 1
            while end < len(chunks) and _may_be_one(found[end - 1], found[end]):
                end += 1
            rows.append(self._joined(" ".join(chunks[start:end])))
        return rows + list(found[end:])

    def _joined(self, text: str) -> int:
        row = self._groups.get(text)
        if row is None:
            row = self._groups[text] = self._row(spell_out(text)[0])
        return row

    def _row(self, text: str) -> int:
        """Return the row of a text that no unit crosses the ends of."""
        # A search from a cold start makes no rows, so the pattern is compiled only here.
        rows = list(map(self._unit, unit_pattern(self._key or "fa").findall(text)))
        return rows[0] if len(rows) == 1 else self._rows.join(rows)

    def _unit(self, unit: str) -> int:
        row = self._units.get(unit)
        if row is None:
            row = self._units[unit] = self._rows.add(words_of(unit, self._key))
        return row


def _may_be_one(first: int, second: int) -> bool:
    """Say by their numbers whether two neighbours may belong together."""
    opens = first < 0 and -first & _OPENS
    closes = second < 0 and -second & _CLOSES
    return bool(opens or closes)
