"""What a query is expanded to, shown by what is found in a few documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fehrest
import pytest
from fehrest import Document, Library

_TEXTS = {
    "library": "در کتابخانهٔ شهر نشستم",
    "library apart": "در کتاب خانه نشستم",
    "book": "این کتاب را در خانه خواندم",
    "books": "کتاب‌هایشان را فروختند",
    "talk": "گفت‌وگو با وزیران",
    "talk in one": "گفتگو آغاز شد",
    "minister": "وزیر دفاع ایران",
    "servant": "عبدالرحمن رفت",
    "servant apart": "عبد الرحمن آمد",
    "arabic": "وصل وزير الدفاع إلى باكو",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fehrest.open(tmp_path_factory.mktemp("few") / "library") as library:
        documents = [Document(id=name, text=text) for name, text in _TEXTS.items()]
        documents += [
            Document(id="titled", title="وزیر تازه", text="او آمد"),
            Document(id="other", text="کوه"),
        ]
        library.add(documents)
        yield library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # A compound in one, apart, and its parts.
        ("کتابخانه", {"library", "library apart"}),
        ("کتاب خانه", {"library", "library apart", "book", "books"}),
        ("«کتاب خانه»", {"library", "library apart"}),
        ("عبدالرحمن", {"servant", "servant apart"}),
        ("عبد الرحمن", {"servant", "servant apart"}),
        # It means the same as گفتگو.
        ("گفت‌وگو", {"talk", "talk in one"}),
        # Forms, of both languages while the query's is not certain.
        ("وزیر", {"talk", "minister", "arabic", "titled"}),
        ("الوزير", {"minister", "arabic", "titled", "talk"}),
        ("=وزیر", {"minister", "arabic", "titled"}),
        ("=وزیران", {"talk"}),
        # One word in quotation marks is the word, in its forms.
        ("«وزیران»", {"talk", "minister", "arabic", "titled"}),
        # Without a word is without its forms.
        ("وزیر -دفاع", {"talk", "titled"}),
        ("وزیر -«دفاع ایران»", {"talk", "arabic", "titled"}),
        ("وزیر -=وزیران", {"minister", "arabic", "titled"}),
        ("وزیر -(دفاع OR تازه)", {"talk"}),
        # Without a group is without what has all of it.
        ("وزیر -(دفاع ایران)", {"talk", "arabic", "titled"}),
        ("وزیر (-دفاع -تازه)", {"talk"}),
        ("وزیر (-دفاع OR -وزیران)", {"talk", "titled"}),
        (
            "-دفاع -کتاب -خانه",
            {"talk", "talk in one", "servant", "servant apart", "titled", "other"},
        ),
        # In the title.
        ("title:وزیر", {"titled"}),
        ("title:وزیران", {"titled"}),
        ("title:دفاع", set()),
        ("title:«وزیر تازه»", {"titled"}),
        ("وزیر -title:تازه", {"talk", "minister", "arabic"}),
        # Beginnings of folded words.
        ("گفت*", {"talk", "talk in one"}),
        ("كتاب‌خا*", {"library"}),
        ("وز* -وزیر", set()),
        # Nothing asked.
        ("", set()),
        ("؟ ، !", set()),
        ("-", set()),
        ("()", set()),
    ],
)
def test_finds(library: Library, query: str, found: set[str]) -> None:
    hits = library.search(query, limit=100, spellings=False)
    assert {hit.id for hit in hits} == found


@pytest.mark.parametrize(
    ("query", "first"), [("وزیران", "talk"), ("کتاب‌هایشان", "books"), ("الدفاع", "arabic")]
)
def test_the_form_that_was_typed_comes_first(library: Library, query: str, first: str) -> None:
    hits = library.search(query, spellings=False).hits
    assert len(hits) > 1
    assert hits[0].id == first


# -- What lifts and does not find ---------------------------------------------


def _ids(library: Library, query: str) -> list[str]:
    return [hit.id for hit in library.search(query, spellings=False)]


@pytest.fixture(scope="module")
def akin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = {
        "other": "دریا و کشتی و ماهی و باد و باران",
        "akin": "دریا و آلودگی و باد و باران و ماهی",
        "alone": "آلودگی هوا",
        "late": "باد و باران آمد و همه رفتند و ماندیم ما و این شهر کوچک و آن کوه و دریا و جنگل",
        "early": "جنگل و دریا و باد و باران آمد و همه رفتند و ماندیم ما و این شهر کوچک و آن کوه",
    }
    with fehrest.open(tmp_path_factory.mktemp("akin") / "library") as library:
        library.add(Document(id=name, text=text, language="fa") for name, text in texts.items())
        yield library


def test_words_of_one_family_lift_a_document_and_find_none(akin: Library) -> None:
    found = _ids(akin, "آلوده ماهی")
    assert found[0] == "akin"
    assert set(found) == {"akin", "other"}
    assert _ids(akin, "آلوده") == []


def test_what_stands_at_the_beginning_counts_more(akin: Library) -> None:
    found = _ids(akin, "جنگل")
    assert found == ["early", "late"]


def test_what_an_unknown_word_was_meant_to_be_lifts_a_document(akin: Library) -> None:
    assert _ids(akin, "باران کشثی")[0] == "other"
    assert _ids(akin, "کشثی") == []


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The same in two languages, in fewer words in Persian; and something else in each."""
    texts = {
        "fa": ("محمد رمضان بازیگر است", "باران آمد", "باد وزید و رفت", "دریا آرام بود", "کوه"),
        "ar": ("محمد رمضان ممثل من مصر", "نزل المطر", "هبت الريح", "البحر هادئ", "الجبل عال جدا"),
    }
    with fehrest.open(tmp_path_factory.mktemp("both") / "library") as library:
        library.add(
            Document(id=language if text.startswith("محمد") else text, text=text, language=language)
            for language, found in texts.items()
            for text in found
        )
        yield library


@pytest.mark.parametrize(
    ("query", "order"),
    [
        # A name is one in all languages.
        ("محمد رمضان", ["fa", "ar"]),
        ("من هو محمد رمضان؟", ["ar", "fa"]),
        ("محمد رمضان در کدام فیلم‌ها بود؟", ["fa", "ar"]),
        # What says more comes first all the same, and what says nothing is not found.
        ("من هو محمد رمضان، بازیگر است", ["fa", "ar"]),
        # No document of that language is there.
        ("who is the actor محمد رمضان", ["fa", "ar"]),
    ],
)
def test_documents_in_the_language_of_a_question_come_first(
    both: Library, query: str, order: list[str]
) -> None:
    assert _ids(both, query) == order


def test_where_all_documents_are_in_one_language_none_is_put_first(akin: Library) -> None:
    hits = akin.search("باد و باران کی آمد؟", explain=True)
    assert hits.total
    assert not [part for hit in hits for part in hit.contributions if part.field == "language"]


def test_what_only_persian_writes_is_a_form_and_no_other_spelling(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        texts = ["پاسپورت تازه", "پاسپورتها رسید", "پاسپورتهای تازه رسید"]
        library.add(Document(id=text, text=text, language="fa") for text in texts)
        answer = library.search("چرا پاسپورت تازه است؟")
        assert answer.total == len(texts)
        assert "پاسپورت" not in answer.spellings
