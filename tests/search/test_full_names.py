"""Names of several words in a query without any operator."""

from __future__ import annotations

from collections.abc import Iterator

import fehrest
import pytest
from fehrest import Document, Library

_TEXTS = {
    "assad": "رئیس جمهور بشار اسد گفت",
    "assad-ar": "قال الرئيس السوري بشار الأسد اليوم إن بلاده لن تقبل",
    "mail": "Write to madarat@al-jazira.example for more of it",
    "lion": "رأى الطفل الأسد في حديقة كبيرة",
    "salman": "وصل الأمير محمد بن سلمان إلى الرياض صباح اليوم",
    "berliner": "Ich bin ein Berliner",
    "biden": "قال جو بايدن إن القوات تبقى في مواقعها طوال هذا الشهر",
    "air": "بايدن يزور في العاصمة مقر القوات الجوية",
    "air-force": "القوات الجوية",
    "barley": "يزرع الفلاح القمح والشعير في هذا الجو البارد",
    "king": "استقبل الملك عبد الله الثاني ضيوفه",
    "shah": "ملک عبدالله پادشاه اردن به تهران آمد",
    "kings-road": "King Road is a street of Abdullah's town",
    "hanks": "تام هنکس در این فیلم بازی کرد",
    "hanks-alone": "فیلم هنکس در سینماست",
    "khayyam": "رباعیات خیام به زبان‌های بسیاری ترجمه شده است",
    "raw": "آمار خام از این پژوهش گرفته شد",
    "forces": "نیروهای عمر مختار",
    "minister": "وزیر امور خارجه ایران به دمشق رفت",
    "fareen": "ایران فارین پالیسی",
    "nasser": "خطاب جمال عبد الناصر في الإسكندرية",
    "nasser-fa": "سخنرانی جمال عبدالناصر",
    "nasser-en": "A speech of Gamal Abdel Nasser",
    "aziz": "جمال عبد العزيز في بيت ناصر",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fehrest.open(tmp_path_factory.mktemp("names") / "library") as library:
        library.add(Document(id=name, text=text) for name, text in _TEXTS.items())
        yield library


def _ids(library: Library, query: str) -> list[str]:
    return [hit.id for hit in library.search(query, limit=50)]


def test_a_particle_finds_little_beside_the_words_of_a_name(library: Library) -> None:
    found = _ids(library, "Bashar al-Assad")
    assert set(found[:2]) == {"assad", "assad-ar"}
    assert _ids(library, "Mohammed bin Salman")[0] == "salman"


def test_a_particle_by_itself_is_a_word(library: Library) -> None:
    assert _ids(library, "bin") == ["berliner"]
    assert "mail" in _ids(library, "al")


def test_words_of_a_name_side_by_side_come_first(library: Library) -> None:
    found = _ids(library, "Joe Biden")
    assert found[0] == "biden"
    (hit,) = (hit for hit in library.search("Joe Biden") if hit.id == "biden")
    assert "[جو] [بايدن]" in hit.snippet.marked("[", "]")


def test_what_hardly_spells_a_word_is_found_beside_its_name_alone(library: Library) -> None:
    assert "barley" not in _ids(library, "Joe Biden")
    assert "biden" not in _ids(library, "Joe")


def test_a_title_is_found_in_the_word_of_each_language(library: Library) -> None:
    found = _ids(library, "King Abdullah")
    assert set(found[:2]) == {"king", "shah"}
    # By itself it is a word like any other.
    assert _ids(library, "King") == ["kings-road"]


def test_a_bearer_is_found_by_a_short_form_beside_the_other_name(library: Library) -> None:
    assert _ids(library, "Tom Hanks")[:2] == ["hanks", "hanks-alone"]
    assert "hanks" not in _ids(library, "Tom")


def test_two_words_that_hardly_spell_a_name_are_none(library: Library) -> None:
    assert set(_ids(library, "Omar Khayyam")[:2]) == {"khayyam", "forces"}


def test_a_word_of_one_name_is_no_part_of_another(library: Library) -> None:
    assert _ids(library, "Iran foreign minister")[0] == "minister"


def test_the_reason_is_the_spelling_where_there_is_one(library: Library) -> None:
    hit = next(iter(library.search("Bashar Assad", limit=1)))
    kinds = {match.query: match.kind for match in hit.matches}
    assert kinds == {"Bashar": "spelling", "Assad": "spelling"}


@pytest.mark.parametrize("query", ["Gamal Abdel Nasser", "Abdel Nasser", "abd al-nasser"])
def test_servant_of_is_a_part_of_one_name(library: Library, query: str) -> None:
    assert {"nasser", "nasser-fa"} <= set(_ids(library, query)[:3])
    assert "aziz" not in _ids(library, "Abdel Nasser")


def test_the_words_of_such_a_name_are_found_as_they_were_typed(library: Library) -> None:
    assert "nasser-en" in _ids(library, "Abdel Nasser")
    (hit,) = (hit for hit in library.search("Abdel Nasser") if hit.id == "nasser")
    (match,) = hit.matches
    assert (match.query, match.found, match.kind) == ("Abdel Nasser", "عبد الناصر", "spelling")


def test_servant_of_alone_is_a_word(library: Library) -> None:
    assert "aziz" in _ids(library, "Abdel")
