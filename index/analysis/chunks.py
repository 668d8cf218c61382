"""Texts to rows of terms, at the pace of finding their spaces.

A *chunk* is what lies between two spaces.  What it gives is worked out once; from then on it
costs a look into a table, for all chunks of some texts at once.  A unit hardly ever crosses a
space.  Where it may, in a name of two words or at a prefix or an ending of a Persian word that is
written apart, the chunks that may belong together are taken as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ..runs import Array, bounds, distinct
from .known import UNKNOWN, Known
from .presentation import spell_out
from .rows import Rows
from .shape import shape
from .stretches import Stretches
from .units import words_of
from .words import closes, opens, spans

__all__ = ["Chunks"]

# So many characters are taken at once: their arrays fit into a processor's cache.
_BLOCK = 1 << 17
_SPACE, _NEWLINE = ord(" "), ord("\n")
# Where no unit goes on, whatever comes next.
_STOP = re.compile("\n|[.:!?\N{ARABIC QUESTION MARK}] ")
# A chunk's number is that of its row, and below it whether it may be one unit with the next
# chunk, or with the one before.
_OPENS, _CLOSES, _EITHER, _FLAGS = 1, 2, 3, 2


class Chunks:
    """The rows of chunks, each worked out when it is first asked for."""

    def __init__(self, key: str, rows: Rows) -> None:
        """Begin without any; ``key`` is "fa", "ar", or "" where words may be of both."""
        self._key = key
        self._rows = rows
        self._known = Known()
        self._units: dict[str, int] = {}

    def __len__(self) -> int:
        """Return the number of chunks that are known."""
        return len(self._known)

    def rows(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """Return the numbers of the rows of texts, one behind another, and how many of each."""
        found = [np.empty(0, np.uint32)]
        counts = np.zeros(len(texts), np.int64)
        for block in _blocks(texts):
            rows, each = self._rows_of([piece for piece, _owner in block])
            found.append(rows)
            np.add.at(counts, [owner for _piece, owner in block], each)
        return np.concatenate(found), counts

    def _rows_of(self, pieces: Sequence[str]) -> tuple[Array, Array]:
        stretches = Stretches(" ".join([*pieces, ""]))
        starts, ends = _between(stretches.codes)
        upto = ends.searchsorted(bounds(np.array([len(piece) + 1 for piece in pieces])))
        numbers = self._numbers(stretches, starts, ends)
        joints = _joints(numbers, upto[1:])
        counts = np.diff(upto)
        if len(joints):
            # Those that belong together are one: it begins with the first and ends with the last.
            firsts = joints[np.diff(joints, prepend=-2) > 1]
            lasts = joints[np.diff(joints, append=len(starts) + 1) > 1] + 1
            numbers[firsts] = self._numbers(stretches, starts[firsts], ends[lasts])
            numbers = np.delete(numbers, joints + 1)
            counts -= np.bincount(upto[1:].searchsorted(joints, "right"), minlength=len(pieces))
        numbers >>= _FLAGS
        return numbers, counts

    def _numbers(self, stretches: Stretches, starts: Array, ends: Array) -> Array:
        """Return the number of each stretch of a text."""
        hashes = stretches.hashes(starts, ends)
        found = self._known.find(hashes)
        new = np.flatnonzero(found == UNKNOWN)
        if len(new):
            self._learn(hashes[new].tolist(), stretches.texts(starts[new], ends[new]))
            found[new] = self._known.find(hashes[new])
        return found

    def _learn(self, hashes: Iterable[int], chunks: Iterable[str]) -> None:
        """Work out chunks; one may come several times."""
        found: dict[int, int] = {}
        for hashed, chunk in zip(hashes, chunks, strict=True):
            if hashed not in found:
                found[hashed] = self._number(chunk)
        count = len(found)
        self._known.add(
            np.fromiter(found, np.uint64, count), np.fromiter(found.values(), np.uint32, count)
        )

    def _number(self, chunk: str) -> int:
        text, _places = spell_out(chunk)
        language = self._key or "fa"
        shaped = shape(text)
        flags = _OPENS * opens(shaped, language) | _CLOSES * closes(shaped, language)
        rows = [self._unit(text[start:end]) for start, end in spans(shaped, language)]
        row = rows[0] if len(rows) == 1 else self._rows.join(rows)
        return row << _FLAGS | flags

    def _unit(self, unit: str) -> int:
        row = self._units.get(unit)
        if row is None:
            row = self._units[unit] = self._rows.add(words_of(unit, self._key))
        return row


def _blocks(texts: Sequence[str]) -> Iterator[list[tuple[str, int]]]:
    """Yield some texts at a time, or pieces of long ones, each with the number of its text."""
    block: list[tuple[str, int]] = []
    size = 0
    for owner, text in enumerate(texts):
        for piece in _pieces(text):
            block.append((piece, owner))
            size += len(piece) + 1
            if size >= _BLOCK:
                yield block
                block, size = [], 0
    if block:
        yield block


def _pieces(text: str) -> Iterator[str]:
    """Cut a long text where no unit goes on."""
    start = 0
    while len(text) - start > _BLOCK and (stop := _STOP.search(text, start + _BLOCK)):
        yield text[start : stop.end()]
        start = stop.end()
    yield text[start:]


def _between(codes: Array) -> tuple[Array, Array]:
    """Return where chunks start and end in a text that ends with a space."""
    is_break = codes == _SPACE
    is_break |= codes == _NEWLINE
    ends = np.flatnonzero(is_break)
    starts = np.zeros_like(ends)
    np.add(ends[:-1], 1, out=starts[1:])
    is_chunk = starts < ends
    return (starts, ends) if is_chunk.all() else (starts[is_chunk], ends[is_chunk])


def _joints(numbers: Array, ends: Array) -> Array:
    """Return which chunks may be of one unit with the next of their text, in ascending order.

    ``ends`` says how many chunks come up to the end of each text.
    """
    marked = np.flatnonzero(numbers & _EITHER)
    flags = numbers[marked]
    before = np.concatenate([marked[flags & _OPENS > 0], marked[flags & _CLOSES > 0] - 1])
    is_between = ends.searchsorted(before, "right") == ends.searchsorted(before + 1, "right")
    return distinct(before[is_between & (before >= 0)])
