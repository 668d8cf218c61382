"""The word tables that ``scripts/build_lexicon`` compiled, read when first needed.

Every word in them is folded (:func:`.fold.fold`).  Their sources and licences are
in NOTICE; their sizes and columns, in ``scripts/lexicon/build.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

__all__ = ["affixes", "compounds", "pairs", "rows", "words"]

_DATA = Path(__file__).with_name("data")


def rows(name: str) -> Iterator[list[str]]:
    """Yield the lines of table ``name``, split into columns."""
    for line in _text(name).split("\n"):
        yield line.split("\t")


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a table of one column."""
    return frozenset(_text(name).split("\n"))


@cache
def pairs(name: str) -> Mapping[str, str]:
    """Return a table of two columns as a mapping from the first to the second."""
    # No row by row: a search from a cold start waits for the large tables.
    cells = _text(name).replace("\t", "\n").split("\n")
    return dict(zip(cells[::2], cells[1::2], strict=True))


@cache
def compounds(name: str) -> Mapping[str, str]:
    """Return the lines of a table, the parts of words, by the words: the parts in one."""
    text = _text(name)
    return dict(zip(text.replace(" ", "").split("\n"), text.split("\n"), strict=True))


@cache
def affixes(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the groups of affixes of a language; an empty string is no affix."""
    groups = (row for row in rows(f"{language}_affixes") if row[0] != "ending")
    return {name: tuple(forms.split(" ")) for name, forms in groups}


def _text(name: str) -> str:
    return (_DATA / f"{name}.txt").read_bytes().decode().removesuffix("\n")
