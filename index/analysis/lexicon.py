"""The word tables that ``scripts/build_lexicon`` compiled, read when first needed.

Every word in them is folded (:func:`.fold.fold`).  Their sources and licences are
in NOTICE; their sizes and columns, in ``scripts/lexicon/build.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

__all__ = ["affixes", "pairs", "rows", "words"]

_DATA = Path(__file__).with_name("data")


def rows(name: str) -> Iterator[list[str]]:
    """Yield the lines of table ``name``, split into columns."""
    for line in (_DATA / f"{name}.txt").read_text("utf-8").splitlines():
        yield line.split("\t")


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a table of one column."""
    return frozenset((_DATA / f"{name}.txt").read_text("utf-8").splitlines())


@cache
def pairs(name: str) -> Mapping[str, str]:
    """Return a table of two columns as a mapping from the first to the second."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def affixes(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the groups of affixes of a language; an empty string is no affix."""
    groups = (row for row in rows(f"{language}_affixes") if row[0] != "ending")
    return {name: tuple(forms.split(" ")) for name, forms in groups}
