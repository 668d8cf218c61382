"""Pairs of spellings to learn from, out of tables of names in three languages.

A table has the columns id, en, fa, ar and type; a cell holds variants, joined by bars.
"""

from __future__ import annotations

import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import permutations, product
from pathlib import Path
from typing import NamedTuple

from fehrest.index.analysis.fold import fold
from fehrest.index.names.letters import ARABIC, LATIN
from lists import lines, spelled

__all__ = ["Lacking", "Pair", "added", "lacking", "pairs"]

TABLES = (
    "rigour_person_names",
    "coling2018_wd_arabic",
    "google_ar2en",
    "geonames_cities500",
    "cldr_places",
    "i18n_iso_countries",
)
# Places have old and foreign names among their variants; the first ones are of today.
MOST_LATIN = {"geonames_cities500": 3}
# Pairs that the tables lack, and how much each counts.
ADDED, ADDED_WEIGHT = "pairs.txt", 3.0
# Letters that tell which language a spelling in Arabic script is of.
ONLY_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")
ONLY_ARABIC = re.compile("[\u064a\u0643\u0629\u0649\u0625]")
NOT_ARABIC = re.compile("[\u067e\u0686\u0698\u06af]")
# A spelling of which only the other language's is the same says little.
DOUBTFUL = 0.3
# Of spellings that a row has in one language only, so many of either script.
MOST_LACKING = 2


class Pair(NamedTuple):
    """Two spellings of what may be one name, and how much they count."""

    left: str
    right: str
    weight: float


class Lacking(NamedTuple):
    """Latin spellings with those of the one language that a name is given in."""

    persian: list[tuple[str, str]]
    arabic: list[tuple[str, str]]


class _Row(NamedTuple):
    latin: list[str]
    persian: list[str]
    #: Spellings given as Persian that nothing tells from Arabic ones.
    doubtful: list[str]
    arabic: list[str]


def pairs(folder: Path) -> dict[str, list[Pair]]:
    """Return the pairs for each table of units."""
    names = ("latin_persian", "latin_arabic", "arabic_arabic", "latin_latin")
    found: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in names}
    for pair in _added():
        found["latin_persian"][pair] += ADDED_WEIGHT
    for row in _rows(folder):
        _count(found["latin_persian"], product(row.latin, row.persian))
        _count(found["latin_persian"], product(row.latin, row.doubtful), DOUBTFUL)
        _count(found["latin_arabic"], product(row.latin, row.arabic))
        script = [*product(row.persian, row.arabic), *permutations(row.persian, 2)]
        script += permutations(row.arabic, 2)
        _count(found["arabic_arabic"], [*script, *((right, left) for left, right in script)])
        _count(found["latin_latin"], permutations(row.latin, 2))
    return {name: _sorted(counted) for name, counted in found.items()}


def lacking(folder: Path) -> Lacking:
    """Return the spellings of names that the tables have in Persian or Arabic, not in both."""
    found = Lacking([], [])
    for row in _rows(folder):
        if not row.arabic:
            found.persian.extend(_first(row.latin, row.persian))
        elif not row.persian:
            found.arabic.extend(_first(row.latin, row.arabic))
    return Lacking(*(list(dict.fromkeys(spelled)) for spelled in found))


def added(found: list[Pair], more: Iterable[Pair]) -> list[Pair]:
    """Return pairs with more of them, each once."""
    counted = Counter[tuple[str, str]]()
    for left, right, weight in (*found, *more):
        counted[left, right] += weight
    return _sorted(counted)


def _first(latin: list[str], others: list[str]) -> Iterable[tuple[str, str]]:
    return product(latin[:MOST_LACKING], others[:MOST_LACKING])


def _rows(folder: Path) -> Iterator[_Row]:
    for table in TABLES:
        with lzma.open(folder / f"{table}.tsv.xz", "rt", encoding="utf-8") as file:
            next(file)
            for line in file:
                _id, *cells, _type = line.rstrip("\n").split("\t")
                yield _row(*(cell.split("|") for cell in cells), MOST_LATIN.get(table))
    for latin, persian, arabic in spelled("spelled"):
        yield _row(latin, persian, arabic, None)


def _row(latin: list[str], persian: list[str], arabic: list[str], most: int | None) -> _Row:
    surely = [
        word
        for word in persian
        if ONLY_PERSIAN.search(word) or (word not in arabic and not ONLY_ARABIC.search(word))
    ]
    return _Row(
        _words((word.lower().replace("-", "") for word in latin), LATIN)[:most],
        _words(surely, ARABIC),
        _words((word for word in persian if word not in surely), ARABIC),
        _words((word for word in arabic if not NOT_ARABIC.search(word)), ARABIC),
    )


def _added() -> Iterator[tuple[str, str]]:
    for line in lines(ADDED):
        latin, persian = line.split()
        yield latin, fold(persian)


def _words(spellings: Iterable[str], alphabet: str) -> list[str]:
    """Return those spellings that are one word of the alphabet, folded."""
    folded = (fold(spelling.strip()) for spelling in spellings)
    return list(dict.fromkeys(word for word in folded if word and not set(word) - set(alphabet)))


def _count(
    counter: Counter[tuple[str, str]], found: Iterable[tuple[str, str]], weight: float = 1.0
) -> None:
    """Count the pairs of a row; the more variants it has, the less each counts."""
    listed = list(found)
    for pair in listed:
        counter[pair] += weight / len(listed) ** 0.5


def _sorted(counted: Counter[tuple[str, str]]) -> list[Pair]:
    return [
        Pair(left, right, weight)
        for (left, right), weight in sorted(counted.items())
        if _are_comparable(len(left), len(right))
    ]


def _are_comparable(left: int, right: int) -> bool:
    return 2 <= left <= 16 and 2 <= right <= 14 and left <= 3 * right + 2 and right <= 2 * left + 1
