"""Short queries: of which language their words are, and what they are one behind another."""

from __future__ import annotations

from collections.abc import Iterator

import fehrest
import pytest
from fehrest import Document, Library

_MANY = 20
_TEXTS = {
    **{f"home-{number}": f"او به خانه {number} برگشت" for number in range(_MANY)},
    **{f"greece-{number}": f"غادر الوفد اليونان {number} أمس" for number in range(_MANY)},
    "khan": "کریم خان زند در شیراز بود و خان زند خان بود",
    "to": "وصل إلى المدينة ثم عاد إلى البيت",
    "kafr": "كانت خانة فارغة في الجدول",
    "cannes": "فیلم او در جشنواره کن",
    "festival": "کن دوست دارد در جشنواره",
    "rowling": "کتاب تازه J. K. Rowling منتشر شد",
    "rowling-fa": "رولینگ نویسنده است",
    "group": "J و K دو گروه جام هستند: J, K, J, K",
    "city-ar": "وصل إلى مدينة كبيرة في الشمال",
    "city-fa": "او به مدینه رفت",
    "battuta": "سافر ابن بطوطة إلى الصين",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fehrest.open(tmp_path_factory.mktemp("tongues") / "library") as library:
        library.add(Document(id=name, text=text) for name, text in _TEXTS.items())
        yield library


def _found(library: Library, query: str) -> list[str]:
    return [hit.id for hit in library.search(query, limit=50)]


def test_a_word_of_one_language_has_no_stem_of_the_other(library: Library) -> None:
    # In Arabic خانة has the stem of خان, and in Persian اليونان is a plural of إلى.
    homes = {f"home-{number}" for number in range(_MANY)}
    assert set(_found(library, "خانه")) == homes | {"kafr"}
    assert set(_found(library, "اليونان")) == {f"greece-{number}" for number in range(_MANY)}


def test_documents_in_the_language_of_a_word_come_first(library: Library) -> None:
    assert _found(library, "خانه")[-1] == "kafr"


def test_what_only_one_language_types_tells_the_language(library: Library) -> None:
    # Both have the word; but no Persian writes the last letter of the first so.
    arabic, either = _found(library, "مدينة"), _found(library, "مدینه")
    assert set(arabic) == set(either)
    assert arabic[0] == "city-ar"
    assert either[0] == "city-fa"


def test_stop_words_of_a_name_count_where_they_stand_in_it(library: Library) -> None:
    assert _found(library, "جشنواره کن") == ["cannes", "festival"]


def test_initials_do_not_make_a_name(library: Library) -> None:
    found = _found(library, "J. K. Rowling")
    assert found[0] == "rowling"
    assert found.index("rowling-fa") < (found.index("group") if "group" in found else len(found))
    assert "group" in _found(library, "K")


def test_what_is_written_in_one_is_found_apart_in_the_other_language(library: Library) -> None:
    assert _found(library, "ابن‌بطوطه") == ["battuta"]
