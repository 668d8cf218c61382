"""A table of units: what one spelling writes for what another writes.

Trained by ``scripts/train_names``, which describes the method.  A unit is a few letters
of one spelling and the few of the other that stand for them: ``tz`` and teh-seen.  The
table says how likely each unit is after each other one, and how likely words of either
side are in themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .grams import Floats, Ints, base, number
from .packed import read_arrays

__all__ = ["IMPOSSIBLE", "SCRIPTS", "STEPS", "Table", "table", "tables_between"]

#: Logarithms of probabilities are kept as so many steps for each unit of nats.
STEPS = 16
#: The logarithm of what no units can read; what is below is impossible as well.
IMPOSSIBLE = np.float32(-1e4)

#: Of each table the scripts of both sides.
SCRIPTS = {
    "latin_persian": ("latin", "arabic"),
    "latin_arabic": ("latin", "arabic"),
    "arabic_arabic": ("arabic", "arabic"),
    "latin_latin": ("latin", "latin"),
}
# On a side of a unit there are fewer.
_MOST_LETTERS = 8
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
    #: The logarithms of units, by themselves; none is impossible.
    single: Floats
    #: Whether a row has units with 0, 1, ... letters of the right side.
    row_lengths: NDArray[np.bool_]
    #: Which units were seen after which, in order: the number of one times that of all, and that
    #: of the other.
    bigrams: Ints
    #: The logarithms of those; for others there is the logarithm of a unit ...
    seen: Floats
    backed_off: Floats
    #: ... and of what each unit leaves to others.
    left_over: Floats
    #: Logarithms of letters after letters; 0 is the boundary of a word.
    left_words: Floats
    right_words: Floats

    def row(self, letters: str) -> int:
        """Return the row of ``units`` for letters of the left side, 0 for those of no unit."""
        return int(self.rows[number(letters, self.scripts[0])])

    def weights(self, row: int) -> Floats:
        """Return the logarithms of the units of a row."""
        found: Floats = self.single[self.units[row]]
        return found

    def after(self, ones: Ints, others: Ints) -> Floats:
        """Return the logarithms of units after others."""
        wanted = ones * len(self.left_over) + others
        places = self.bigrams.searchsorted(wanted)
        are_seen = self.bigrams.take(places, mode="clip") == wanted
        unseen = self.left_over[ones] + self.backed_off[others]
        return np.where(are_seen, self.seen.take(places, mode="clip"), unseen)


def tables_between(script: str, other: str) -> tuple[str, ...]:
    """Return the names of the tables between two scripts.

    Between Latin and Arabic script there are two, the Persian convention and the Arabic.
    """
    return _BETWEEN.get(frozenset((script, other)), ())


@cache
def table(name: str, script: str) -> Table:
    """Return a table by name, such as "latin_persian", with words of a script at its left."""
    read = _read(name)
    left, right = read.sides if read.sides[0].script == script else read.sides[::-1]
    numbers_of = np.arange(1, len(left.places) + 1)
    return Table(
        scripts=(left.script, right.script),
        longest=(left.lengths.max(), right.lengths.max()),
        rows=left.by_number,
        columns=right.by_number,
        units=_matrix(np.uint16, left.places, right.places, numbers_of),
        single=read.single,
        row_lengths=_matrix(np.bool_, left.places, right.lengths, True),
        bigrams=read.bigrams,
        seen=read.seen,
        backed_off=read.backed_off,
        left_over=read.left_over,
        left_words=left.words,
        right_words=right.words,
    )


class _Side(NamedTuple):
    """The runs of letters of one side, one for each unit."""

    script: str
    #: The places of runs from 1 on, by their number, and of each unit's.
    by_number: Ints
    places: Ints
    lengths: Ints
    words: Floats


class _Read(NamedTuple):
    """What a table is made of, whichever side is its left one."""

    sides: tuple[_Side, _Side]
    single: Floats
    bigrams: Ints
    seen: Floats
    backed_off: Floats
    left_over: Floats


@cache
def _read(name: str) -> _Read:
    arrays = read_arrays(Path(__file__).parent / "data" / f"{name}.arrays")
    left, right = SCRIPTS[name]
    return _Read(
        sides=(_side("left", left, arrays), _side("right", right, arrays)),
        single=np.concatenate([[IMPOSSIBLE], _logarithms(arrays["single"])[1:]]),
        bigrams=np.cumsum(arrays["bigrams"], dtype=np.intp),
        # What is surely next is hardly less sure with a step.
        seen=_logarithms(np.maximum(arrays["bigram_weights"], 1)),
        backed_off=_logarithms(arrays["backed_off"]),
        left_over=_logarithms(arrays["left_over"]),
    )


def _side(name: str, script: str, arrays: Mapping[str, NDArray[Any]]) -> _Side:
    runs = arrays[name].astype(np.intp)
    # The number of a run of so many letters is at least a power of the base.
    lengths = np.searchsorted(base(script) ** np.arange(_MOST_LETTERS), runs, "right")
    # One place more, for runs that do not fit.
    by_number = np.zeros(base(script) ** int(lengths.max()) + 1, np.intp)
    by_number[runs] = 1
    distinct = np.flatnonzero(by_number)
    by_number[distinct] = np.arange(1, len(distinct) + 1)
    words = _logarithms(arrays[f"{name}_words"])
    return _Side(script, by_number, by_number[runs], lengths, words)


def _matrix(kind: type[np.generic], rows: Ints, columns: Ints, values: Any) -> NDArray[Any]:
    """Return an array with values at places, and zeros elsewhere."""
    found = np.zeros((rows.max() + 1, columns.max() + 1), kind)
    found[rows, columns] = values
    return found


def _logarithms(steps: NDArray[np.uint8]) -> Floats:
    return steps.astype(np.float32) / np.float32(-STEPS)
