"""A table of units: what one spelling writes for what another writes.

Trained by ``scripts/train_names``, which describes the method.  A unit is a few letters
of one spelling and the few of the other that stand for them: ``tz`` and teh-seen.  The
table says how likely each unit is after each other one, and how likely words of either
side are in themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .grams import Ints, base, number, numbers

__all__ = ["IMPOSSIBLE", "STEPS", "Floats", "Table", "table", "tables_between"]

#: Logarithms of probabilities are kept as so many steps for each unit of nats.
STEPS = 16
_UNSEEN = 0
#: The logarithm of what no units can read; what is below is impossible as well.
IMPOSSIBLE = np.float32(-1e4)

Floats = NDArray[np.float32]

_SCRIPTS = {
    "latin_persian": ("latin", "arabic"),
    "latin_arabic": ("latin", "arabic"),
    "arabic_arabic": ("arabic", "arabic"),
    "latin_latin": ("latin", "latin"),
}
_BETWEEN = {
    frozenset(("latin", "arabic")): ("latin_persian", "latin_arabic"),
    frozenset(("arabic",)): ("arabic_arabic",),
    frozenset(("latin",)): ("latin_latin",),
}


class Table(NamedTuple):
    """A table as it is used; unit 0 is none, and the beginning and the end of a word."""

    #: Of the left side and of the right one.
    scripts: tuple[str, str]
    #: How many letters a unit takes at most on either side.
    longest: tuple[int, int]
    #: The row of ``units`` for a run of letters of the left side, by its number, and its
    #: column for one of the right side (:mod:`.grams` numbers them); 0 where no unit has it.
    rows: Ints
    columns: Ints
    #: The unit that runs of letters make.
    units: Ints
    #: The logarithms of those, by themselves, ...
    weights: Floats
    #: ... and whether a row has units with 0, 1, ... letters of the right side, and a column
    #: ones with so many of the left side.
    row_lengths: NDArray[np.bool_]
    column_lengths: NDArray[np.bool_]
    #: Logarithms of units after units, in steps (:data:`STEPS`); 0 for what was not seen, ...
    bigrams: NDArray[np.uint8]
    #: ... for which there is the logarithm of a unit ...
    backed_off: Floats
    #: ... and of what each unit leaves to others.
    left_over: Floats
    #: Logarithms of letters after letters; 0 is the boundary of a word.
    left_words: Floats
    right_words: Floats

    def row(self, letters: str) -> int:
        """Return the row of ``units`` for letters of the left side, 0 for those of no unit."""
        return int(self.rows[number(letters, self.scripts[0])])

    def after(self, ones: Ints, others: Ints) -> Floats:
        """Return the logarithms of units after others."""
        steps = self.bigrams[ones, others]
        unseen = self.left_over[ones] + self.backed_off[others]
        return np.where(steps == _UNSEEN, unseen, _logarithms(steps))


def tables_between(script: str, other: str) -> tuple[str, ...]:
    """Return the names of the tables between two scripts.

    Between Latin and Arabic script there are two, the Persian convention and the Arabic.
    """
    return _BETWEEN.get(frozenset((script, other)), ())


@cache
def table(name: str, script: str) -> Table:
    """Return a table by name, such as "latin_persian", with words of a script at its left."""
    read = _read(name)
    if read.scripts[0] == script:
        return read
    return read._replace(
        scripts=read.scripts[::-1],
        longest=read.longest[::-1],
        rows=read.columns,
        columns=read.rows,
        units=np.ascontiguousarray(read.units.T),
        weights=np.ascontiguousarray(read.weights.T),
        row_lengths=read.column_lengths,
        column_lengths=read.row_lengths,
        left_words=read.right_words,
        right_words=read.left_words,
    )


@cache
def _read(name: str) -> Table:
    with np.load(Path(__file__).parent / "data" / f"{name}.npz", allow_pickle=False) as arrays:
        runs = [bytes(arrays[side]).decode().split("\n") for side in ("left", "right")]
        scripts = _SCRIPTS[name]
        rows, row_of = _numbered(runs[0], scripts[0])
        columns, column_of = _numbered(runs[1], scripts[1])
        left_lengths, right_lengths = (np.array([len(run) for run in side]) for side in runs)
        numbers_of = np.arange(1, len(row_of) + 1)
        bigrams = np.zeros((len(row_of) + 1, len(row_of) + 1), np.uint8)
        # What is surely next is hardly less sure with a step.
        weights = np.maximum(arrays["bigram_weights"], 1)
        np.put(bigrams, np.cumsum(arrays["bigrams"], dtype=np.intp), weights)
        return Table(
            scripts=scripts,
            longest=(left_lengths.max(), right_lengths.max()),
            rows=rows,
            columns=columns,
            units=_matrix(0, row_of, column_of, numbers_of),
            weights=_matrix(IMPOSSIBLE, row_of, column_of, _logarithms(arrays["single"])[1:]),
            row_lengths=_matrix(False, row_of, right_lengths, True),
            column_lengths=_matrix(False, column_of, left_lengths, True),
            bigrams=bigrams,
            backed_off=_logarithms(arrays["backed_off"]),
            left_over=_logarithms(arrays["left_over"]),
            left_words=_logarithms(arrays["left_words"]),
            right_words=_logarithms(arrays["right_words"]),
        )


def _numbered(runs: Sequence[str], script: str) -> tuple[Ints, Ints]:
    """Return the places of runs of letters from 1 on: by their number, and of each run.

    The array by number has one place more at its end, for runs that do not fit.
    """
    longest = max(map(len, runs))
    found = np.zeros(len(runs), np.intp)
    for letters in numbers(runs, script, longest):
        found = np.where(letters > 0, found * base(script) + letters, found)
    by_number = np.zeros(base(script) ** longest + 1, np.intp)
    distinct = np.unique(found)
    by_number[distinct] = np.arange(1, len(distinct) + 1)
    return by_number, by_number[found]


def _matrix(nothing: Any, rows: Ints, columns: Ints, values: Any) -> NDArray[Any]:
    """Return an array with values at places, and ``nothing`` elsewhere."""
    found = np.full((rows.max() + 1, columns.max() + 1), nothing)
    found[rows, columns] = values
    return found


def _logarithms(steps: NDArray[np.uint8]) -> Floats:
    return steps.astype(np.float32) / np.float32(-STEPS)
