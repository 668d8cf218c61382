"""A table of units: what one spelling writes for what another writes.

Trained by ``scripts/train_names``, which describes the method.  A unit is a few letters
of one spelling and the few of the other that stand for them: ``tz`` and teh-seen.  The
table says how likely each unit is after each other one, and how likely words of either
side are in themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["STEPS", "Table", "table", "tables_between"]

#: Logarithms of probabilities are kept as so many steps for each unit of nats.
STEPS = 16

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
    """A table as it is used; unit 0 is the beginning and the end of a word."""

    #: Of either side.
    scripts: tuple[str, str]
    #: For letters of the left side: the letters of the right side that they make a unit
    #: with, and the unit's number.
    units: Mapping[str, Mapping[str, int]]
    #: The same, from the letters of the right side.
    reversed_units: Mapping[str, Mapping[str, int]]
    #: Logarithms of single units.
    single: list[float]
    #: How many letters a unit takes at most on either side.
    longest: tuple[int, int]
    #: Logarithms: of a unit after another (at ``one * size + other``), ...
    bigrams: Mapping[int, float]
    #: ... of a unit where it was not seen, ...
    backed_off: list[float]
    #: ... and of what each unit leaves to those.
    left_over: list[float]
    #: Logarithms of letters after letters; 0 is the boundary of a word.
    left_words: NDArray[np.float32]
    right_words: NDArray[np.float32]

    @property
    def size(self) -> int:
        """Return the number of units, with unit 0."""
        return len(self.backed_off)


def tables_between(script: str, other: str) -> tuple[str, ...]:
    """Return the names of the tables between two scripts.

    Between Latin and Arabic script there are two, the Persian convention and the Arabic.
    """
    return _BETWEEN.get(frozenset((script, other)), ())


@cache
def table(name: str) -> Table:
    """Return a table by name, such as "latin_persian"."""
    with np.load(Path(__file__).parent / "data" / f"{name}.npz", allow_pickle=False) as arrays:
        lefts = bytes(arrays["left"]).decode().split("\n")
        rights = bytes(arrays["right"]).decode().split("\n")
        places = np.cumsum(arrays["bigrams"], dtype=np.int64).tolist()
        return Table(
            _SCRIPTS[name],
            _units(lefts, rights),
            _units(rights, lefts),
            _logarithms(arrays["single"]).tolist(),
            (max(map(len, lefts)), max(map(len, rights))),
            dict(zip(places, _logarithms(arrays["bigram_weights"]).tolist(), strict=True)),
            _logarithms(arrays["backed_off"]).tolist(),
            _logarithms(arrays["left_over"]).tolist(),
            _logarithms(arrays["left_words"]),
            _logarithms(arrays["right_words"]),
        )


def _units(ones: Sequence[str], others: Sequence[str]) -> dict[str, dict[str, int]]:
    units: dict[str, dict[str, int]] = {}
    for number, (one, other) in enumerate(zip(ones, others, strict=True), 1):
        units.setdefault(one, {})[other] = number
    return units


def _logarithms(steps: NDArray[np.uint8]) -> NDArray[np.float32]:
    return steps.astype(np.float32) / np.float32(-STEPS)
