"""Places with names of several words, in the documents of other languages."""

from __future__ import annotations

from collections.abc import Iterator

import fehrest
import pytest
from fehrest import Document, Library

_TEXTS = {
    "abu-dhabi": "وصل الوفد إلى أبوظبي",
    "states-ar": "قالت الولايات المتحدة اليوم",
    "to-the-states": "سافر للولايات المتحدة",
    "states-fa": "ایالات متحده اعلام کرد",
    "states-en": "The United States said so",
    "kingdom": "المملكة المتحدة",
    "united": "شركة متحدة كبيرة",
    "zealand-fa": "به نیوزیلند رفت",
    "zealand-ar": "في نيوزيلندا زلزال",
    "bethlehem": "كنيسة في بيت لحم",
    "bethlehem-fa": "کلیسایی در بیت‌لحم",
    "hezbollah": "أعلن حزب الله",
    "hezbollah-fa": "حزب‌الله اعلام کرد",
    "zidane": "سجل زين الدين زيدان",
    "minister-ar": "وصل وزير الخارجية",
    "minister-fa": "وزیر امور خارجه با وزیر امور خارجه",
    "great": "یک روز great",
    "alexander-fa": "لشکر اسکندر مقدونی به شهر رسید و مردم گریختند",
    "bbc-fa": "بی‌بی‌سی گزارش داد",
    "bbc-ar": "قالت مراسلة للبي بي سي إن",
    "bbc-en": "The BBC reported",
    "without": "بی او سی نفر آمدند",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fehrest.open(tmp_path_factory.mktemp("places") / "library") as library:
        library.add(Document(id=name, text=text) for name, text in _TEXTS.items())
        yield library


def _ids(library: Library, query: str, **options: bool) -> set[str]:
    return {hit.id for hit in library.search(query, limit=50, **options)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("United States", {"states-ar", "to-the-states", "states-fa", "states-en"}),
        ("New Zealand", {"zealand-fa", "zealand-ar"}),
        ("نیوزیلند", {"zealand-fa", "zealand-ar"}),
        ("Bethlehem", {"bethlehem", "bethlehem-fa"}),
        # In one word and in two.
        ("Hezbollah", {"hezbollah", "hezbollah-fa"}),
        ("حزب‌الله", {"hezbollah", "hezbollah-fa"}),
        ("Zinedine", {"zidane"}),
        # Initials, and the names of their letters.
        ("BBC", {"bbc-fa", "bbc-ar", "bbc-en"}),
        ("bbc", {"bbc-fa", "bbc-ar", "bbc-en"}),
        ("B.B.C.", {"bbc-fa", "bbc-ar", "bbc-en"}),
        # With one capital it is a name.
        ("Bbc", {"bbc-en"}),
        ("بی‌بی‌سی", {"bbc-fa", "bbc-ar", "bbc-en"}),
        # Words that are a name together are none apart.
        ("States United", {"states-en"}),
        ("Zealand", set()),
    ],
)
def test_finds(library: Library, query: str, found: set[str]) -> None:
    assert _ids(library, query) == found


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("الولايات المتحدة", "states-ar"),
        ("ایالات متحده", "states-fa"),
        # However many words the other name has.
        ("وزير الخارجية", "minister-ar"),
        ("وزیر امور خارجه", "minister-fa"),
        # A word in Latin letters tells less than the name.
        ("Alexander the Great", "alexander-fa"),
    ],
)
def test_what_was_asked_comes_first(library: Library, query: str, first: str) -> None:
    assert library.search(query).hits[0].id == first


def test_what_is_called_otherwise_comes_as_well(library: Library) -> None:
    found = library.search("الولايات المتحدة")
    assert {"states-ar", "to-the-states", "states-fa", "states-en"} <= {hit.id for hit in found}


def test_all_words_are_marked_and_the_reason_has_the_name(library: Library) -> None:
    (hit,) = (hit for hit in library.search("United States") if hit.id == "to-the-states")
    assert hit.snippet.marked("[", "]") == "سافر [للولايات] [المتحدة]"
    (match,) = hit.matches
    assert (match.query, match.found) == ("United States", "للولايات المتحدة")
    assert match.kind == "spelling"


def test_a_compound_is_marked_for_the_name_and_not_for_its_first_word(library: Library) -> None:
    (hit,) = library.search("Abu Dhabi")
    assert hit.snippet.marked("[", "]") == "وصل الوفد إلى [أبوظبي]"
    (match,) = hit.matches
    assert (match.query, match.found, match.kind) == ("Abu Dhabi", "أبوظبي", "spelling")


def test_names_are_told_and_can_be_left_out(library: Library) -> None:
    told = library.search("United States").spellings["United States"]
    assert set(told) == {"الولایات المتحده", "ایالات متحده"}
    assert library.written("الولایات المتحده") == "الولايات المتحدة"
    for without in ("الولايات المتحدة", "الولایات المتحده"):
        left = library.search("United States", without_spellings=[without])
        assert {hit.id for hit in left} == {"states-fa", "states-en"}
    assert _ids(library, "United States", spellings=False) == {"states-en"}


def test_a_phrase_is_what_it_says(library: Library) -> None:
    assert _ids(library, '"United States"') == {"states-en"}


def test_a_name_that_holds_the_words_is_no_other(library: Library) -> None:
    assert "الولايات المتحدة" not in library.search("الولايات المتحدة الأمريكية").spellings


def test_the_names_of_letters_are_one_reason(library: Library) -> None:
    hits = {hit.id: hit for hit in library.search("BBC")}
    (match,) = hits["bbc-fa"].matches
    assert (match.query, match.found, match.kind) == ("BBC", "بی بی سی", "spelling")
    assert hits["bbc-en"].matches[0].kind == "exact"
    left = library.search("BBC", without_spellings=["بی بی سی"])
    assert {hit.id for hit in left} == {"bbc-en"}


def test_spellings_of_a_name_of_several_words_are_those_of_the_whole(library: Library) -> None:
    found = library.spellings("United States")
    assert list(found) == ["United States", "United", "States"]
    assert [spelling.word for spelling in found["United States"]] == [
        "ایالات متحده",
        "الولایات المتحده",
    ]
    assert [spelling.documents for spelling in found["United States"]] == [1, 2]
    assert [spelling.word for spelling in library.spellings("BBC")["BBC"]] == ["بی بی سی"]


def test_a_syllable_of_a_name_is_no_initials(library: Library) -> None:
    assert "Usa" not in library.search("Kim Usa").spellings
    assert "USA" in library.search("Kim USA").spellings
