from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fehrest import Document, Library
from fehrest.index.catalog import Catalog
from fehrest.search.written import FIRST_SHOWN, Writing, as_shown

TEXTS = [
    ("ar", "القاهرة"),
    ("fa", "سفر به القاهره و شهر علي‌آباد"),
    ("ar", "فريق من كردستان ومن الرياض"),
]


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writing]:
    folder = tmp_path_factory.mktemp("written") / "library"
    with Library(folder) as made:
        made.add(
            Document(id=str(number), text=text, language=language)
            for number, (language, text) in enumerate(TEXTS)
        )
    catalog = Catalog(folder, create=False)
    yield Writing(catalog)
    catalog.close()


@pytest.mark.parametrize(
    ("word", "language", "written"),
    [
        # What documents of the language write.
        ("القاهره", "ar", "القاهرة"),
        ("القاهره", "fa", "القاهره"),
        # On its keyboard, whatever documents were written on.
        ("علیاباد", "fa", "علی‌آباد"),
        ("علیاباد", "", "علي‌آباد"),
        # What only documents of the other have.
        ("کردستان", "fa", "کردستان"),
        ("کردستان", "ar", "كردستان"),
        ("فریق الریاض", "fa", "فریق الریاض"),
        # What none has.
        ("بیروت", "ar", "بيروت"),
    ],
)
def test_a_word_is_written_as_its_language_does(
    writing: Writing, word: str, language: str, written: str
) -> None:
    assert writing.of(word, language) == written


def test_how_a_word_is_written_changes_with_the_library(tmp_path: Path) -> None:
    with Library(tmp_path / "library") as library:
        assert library.written("netanyahu") == "netanyahu"
        library.add([Document(id="1", text="netanyahu spoke")])
        assert library.written("netanyahu") == "netanyahu"
        library.add([Document(id="1", text="Netanyahu spoke")])
        assert library.written("netanyahu") == "Netanyahu"


def test_each_spelling_is_shown_once_and_the_first_as_they_are_written() -> None:
    others = [f"کوه{number}" for number in range(FIRST_SHOWN)]
    shown = as_shown(["لغانتس", "غانتس", *others], str.title)
    assert list(shown) == ["غانتس", *others]
    latin = [f"name{number}" for number in range(FIRST_SHOWN + 2)]
    assert list(as_shown(latin, str.title).values()) == [
        *(name.title() for name in latin[:FIRST_SHOWN]),
        *latin[FIRST_SHOWN:],
    ]
