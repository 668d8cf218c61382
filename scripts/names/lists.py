"""The lists beside this file, which are written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

__all__ = ["lines", "spelled"]

LISTS = Path(__file__).parent


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a list without comments and empty ones."""
    for line in (LISTS / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def spelled(folder: str) -> Iterator[list[list[str]]]:
    """Yield names as newspapers spell them: the Latin, the Persian and the Arabic spellings.

    The folder is "spelled", which the model learns from too, or "rarer".
    """
    for path in sorted((LISTS / folder).glob("*.tsv")):
        for line in lines(f"{folder}/{path.name}"):
            yield [column.split() for column in line.split("\t")]
