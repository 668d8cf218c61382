"""Which spellings join a query in a library, beside what the names themselves say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fehrest
import pytest
from fehrest import Document, Library

_TEXTS = {
    **{f"landing-{number}": "هواپیما پس از فرود متوقف شد" for number in range(9)},
    "freud": "کتاب فروید درباره رؤیا",
    "yahya": "دیدار با یحیی در بیروت",
    "and-yahya": "وقال ليحيى",
    "ali": "علی انصاریان بازیکن تیم بود",
    **{f"ansarian-{number}": "انصاریان و انصاریان و انصاریان" for number in range(5)},
    **{f"on-{number}": "وصل على متن الطائرة" for number in range(9)},
    "vice-ar": "وصل نائب الرئيس الأمريكي إلى العاصمة اليوم وقال نائب الرئيس في كلمة طويلة",
    **{f"vice-fa-{number}": "نایب رئیس نایب رئیس" for number in range(5)},
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fehrest.open(tmp_path_factory.mktemp("spellings") / "library") as library:
        library.add(Document(id=name, text=text) for name, text in _TEXTS.items())
        yield library


def test_an_ordinary_word_does_not_flood_what_is_listed(library: Library) -> None:
    assert [hit.id for hit in library.search("Freud", limit=50)] == ["freud"]
    assert [hit.id for hit in library.search("فرود", limit=50)][:9] == [
        f"landing-{number}" for number in range(9)
    ]


def test_without_a_name_is_without_its_sure_spellings(library: Library) -> None:
    everything = set(_TEXTS)
    assert {hit.id for hit in library.search("-Freud", limit=50)} == everything - {"freud"}
    assert {hit.id for hit in library.search("-Yahya", limit=50)} == everything - {
        "yahya",
        "and-yahya",
    }
    for exact in ("-=Yahya", '-"Yahya"'):
        assert {hit.id for hit in library.search(exact, limit=50)} == everything
    assert library.search("-Yahya", spellings=False).total == len(everything)
    assert library.search("-Yahya", without_spellings=["یحیی"]).total == len(everything)


def test_a_name_of_vowels_alone_is_found(library: Library) -> None:
    assert {hit.id for hit in library.search("Yahya")} == {"yahya", "and-yahya"}


@pytest.mark.parametrize("query", ["علی انصاریان", "علي انصاريان"])
def test_a_name_that_is_a_particle_elsewhere_counts(library: Library, query: str) -> None:
    assert library.search(query).hits[0].id == "ali"


def test_such_a_particle_is_one_in_a_question_of_its_language(library: Library) -> None:
    hits = library.search("من الذي وصل على متن الطائرة؟", limit=50)
    assert {hit.id for hit in hits} >= {"on-0", "on-8"}
    assert "ali" not in {hit.id for hit in hits}


def test_words_that_are_plainly_of_a_language_find_its_documents_first(library: Library) -> None:
    assert library.search("نائب الرئيس").hits[0].id == "vice-ar"


def test_what_is_looked_up_while_documents_are_added_is_not_remembered(tmp_path: Path) -> None:
    with fehrest.open(tmp_path / "library") as library:

        def look_up(_safe: int) -> None:
            # The batch is stored, and the index has none of it yet.
            assert library.spellings("Gantz") == {"Gantz": ()}

        library.add([Document(id="1", text="بنی گانتس")], progress=look_up)
        assert [one.word for one in library.spellings("Gantz")["Gantz"]] == ["گانتس"]
        assert library.search("Gantz").total == 1
