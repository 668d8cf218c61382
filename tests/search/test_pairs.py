"""Pairs of words that users of other engines complain about, in ``data/pairs.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import fehrest
import pytest
from fehrest import Document, Library


class _Pair(NamedTuple):
    language: str
    query: str
    text: str
    meets: str
    reason: str


_LINES = Path(__file__).with_name("data").joinpath("pairs.tsv").read_text("utf-8").splitlines()
_PAIRS = [_Pair(*line.split("\t")) for line in _LINES if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with each word of a document as a document."""
    with fehrest.open(tmp_path_factory.mktemp("pairs") / "library") as library:
        library.add(
            Document(id=str(number), text=pair.text, language=pair.language)
            for number, pair in enumerate(_PAIRS)
        )
        yield library


@pytest.mark.parametrize("number", range(len(_PAIRS)))
def test_a_word_finds_what_it_should(library: Library, number: int) -> None:
    pair = _PAIRS[number]
    found = library.search(pair.query, limit=1000, spellings=pair.query.isascii())
    assert (str(number) in {hit.id for hit in found}) is (pair.meets == "yes"), pair
