"""Words that mean the same find documents too, below the word itself, and say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fehrest import Document, Library

_TEXTS = {
    "visa": ("fa", "برای سفر به این کشور ویزا لازم است."),
    "permits": ("fa", "سفارت روادیدهای تازه را صادر کرد."),
    "passport": ("fa", "گذرنامه را پلیس صادر می‌کند."),
    "oil": ("ar", "ارتفعت أسعار النفط في السوق."),
    "petrol": ("ar", "تصدر الشركة البترول إلى آسيا."),
    "market": ("ar", "أغلقت السوق أبوابها مبكرا."),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = tmp_path_factory.mktemp("synonyms")
    with Library(path) as opened:
        opened.add(
            Document(id=id_, text=text, language=language)
            for id_, (language, text) in _TEXTS.items()
        )
        yield opened


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ویزا", ["visa", "permits"]),
        ("روادید", ["permits", "visa"]),
        ("پاسپورت", ["passport"]),
        ("النفط", ["oil", "petrol"]),
        ("بترول", ["petrol", "oil"]),
        ("برای ویزا چه چیزهایی لازم است؟", ["visa", "permits"]),
    ],
)
def test_the_word_itself_comes_first(library: Library, query: str, ids: list[str]) -> None:
    assert [hit.id for hit in library.search(query)] == ids


def test_a_synonym_is_marked_and_explained(library: Library) -> None:
    _visa, permits = library.search("ویزا", explain=True)
    (match,) = permits.matches
    assert (match.query, match.found, match.kind) == ("ویزا", "روادیدهای", "synonym")
    assert permits.snippet.marked("[", "]") == "سفارت [روادیدهای] تازه را صادر کرد."
    parts = [part for part in permits.contributions if part.role != "language"]
    assert [part.sentence() for part in parts] == [
        "روادیدهای, because ویزا: a word that means the same"
    ]


@pytest.mark.parametrize("query", ["=ویزا", '"ویزا لازم"', "ویزا -روادید"])
def test_who_wants_the_word_alone_gets_it(library: Library, query: str) -> None:
    assert [hit.id for hit in library.search(query)] == ["visa"]


def test_what_is_not_wanted_is_not_meant_more_widely(library: Library) -> None:
    assert {hit.id for hit in library.search("صادر -ویزا")} == {"permits", "passport"}


def test_a_rare_synonym_counts_no_more_than_the_word(library: Library) -> None:
    with_rare = library.search("السوق بترول")
    assert [hit.id for hit in with_rare][:2] != ["market", "oil"]
    assert with_rare.hits[0].id == "oil"
