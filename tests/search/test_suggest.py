from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fehrest import Document, Library
from fehrest.search.suggest import _LAST_WORD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TEXTS = [
    "بنی گانتس وزیر دفاع بود.",
    "گانتس و علی‌اف دیدار کردند.",
    "قال غانتس إن الوزير علييف حضر.",
    "Gantz met Aliyev. The garden was gorgeous.",
    "انتخابات آزاد برگزار شد. انتخاب دشوار بود.",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("suggest") / "library") as made:
        made.add(Document(id=str(number), text=text) for number, text in enumerate(TEXTS))
        yield made


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [
        ("gan", "Gantz", "word"),
        ("GAN", "Gantz", "word"),
        ("گان", "گانتس", "word"),
        ("gan", "گانتس", "spelling"),
        ("gantz", "غانتس", "spelling"),
        ("وزیر گان", "وزیر گانتس", "word"),
        ('"وزیر گان', '"وزیر گانتس', "word"),
        # A word is shown as documents write it, whatever keyboard it was typed on.
        ("علي", "علی‌اف", "word"),
        ("علیی", "علييف", "word"),
    ],
)
def test_words_and_their_spellings_are_suggested(
    library: Library, typed: str, text: str, kind: str
) -> None:
    found = {one.text: one for one in library.suggest(typed)}
    assert text in found
    assert found[text].kind == kind


@pytest.mark.parametrize("typed", ["", " ", "گانتس ", "qqqq", "()", "؟", '"'])
def test_nothing_is_suggested_where_there_is_nothing(library: Library, typed: str) -> None:
    assert library.suggest(typed) == []


def test_frequent_words_come_first_and_stop_words_not_at_all(library: Library) -> None:
    assert library.suggest("گ")[0].word == "گانتس"
    assert library.suggest("گ")[0].documents == 2
    assert "The" not in [one.word for one in library.suggest("th")]


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_there_are_no_more_than_asked_for(library: Library, limit: int) -> None:
    assert 1 <= len(library.suggest("g", limit=limit)) <= limit


@pytest.mark.parametrize(
    ("typed", "widened"),
    [
        ("gard", "(gard OR gard*)"),
        ("وزیر انتخا", "وزیر (انتخا OR انتخا*)"),
        ("garden", None),
        ("qqqq", None),
        ("gard*", None),
        ("title:gard", None),
        ('"gard"', None),
        ("=gard", None),
        ("", None),
    ],
)
def test_a_word_that_is_not_finished_is_a_beginning(
    library: Library, typed: str, widened: str | None
) -> None:
    assert library.widen(typed) == widened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=30))
def test_no_text_is_an_error(library: Library, text: str) -> None:
    for one in library.suggest(text):
        assert one.documents > 0
    library.widen(text)


def test_only_the_beginning_of_a_long_text_counts(library: Library) -> None:
    spaces = " " * 9_996
    assert [one.text for one in library.suggest(f"{spaces}وزیر گانتس")] == [f"{spaces}وزیر"]
    assert library.widen(f"{spaces}gard گانتس") == f"{spaces}(gard OR gard*)"


@pytest.mark.parametrize("typed", ["a" * 1_000_000 + " ", "a " * 500_000, "گ" * 999_999 + "("])
def test_the_last_word_of_a_long_text_is_soon_found(typed: str) -> None:
    """Trying each letter of the first one would take more than an hour."""
    assert _LAST_WORD.search(typed) is None


def test_a_spelling_that_is_switched_off_is_not_searched_for(library: Library) -> None:
    everything = {hit.id for hit in library.search("Gantz")}
    for written in ("غانتس", "غانتسْ"):
        answer = library.search("Gantz", without_spellings=[written])
        assert {hit.id for hit in answer} == everything - {"2"}
        assert "غانتس" not in answer.spellings["Gantz"]


def test_a_view_marks_the_whole_text(library: Library) -> None:
    hit = library.view("1", "Gantz Aliyev")
    assert hit
    assert hit.snippet.marked("[", "]") == "[گانتس] و [علی‌اف] دیدار کردند."
    assert [match.kind for match in hit.matches] == ["spelling", "spelling"]
    plain = library.view("1")
    assert plain
    assert list(plain.snippet.marks) == []
    assert library.view("none", "Gantz") is None


def test_written_is_how_a_document_writes_it(library: Library) -> None:
    assert library.written("علییف") == "علييف"
    assert library.written("علیاف") == "علی‌اف"
    assert library.written("نیست") == "نیست"


def test_a_word_is_written_without_the_and_that_folding_loses(tmp_path: Path) -> None:
    texts = ["ووقع زلزال", *["وقع الزلزال أمس هنا"] * 3]
    with Library(tmp_path / "library") as made:
        made.add(Document(str(number), text, language="ar") for number, text in enumerate(texts))
        assert made.written("وقع") == "وقع"
