"""The chain in an index of Whoosh's own."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from uuid import uuid4

import pytest
from fehrest import InvalidArgument
from fehrest.index.analysis import Chain
from fehrest.index.whoosh.analyzer import FehrestAnalyzer
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index
from whoosh.qparser import QueryParser

_DOCUMENTS = {
    "کتاب‌ها": "کتاب‌های تازه در نمایشگاه تهران چیده شد.",
    "کتاب": "این کتاب را دیروز خواندم.",
    "می‌خوانم": "من هر شب روزنامه می‌خوانم.",
    "گفت‌وگو": "رئیس گفت‌وگو با وزیر خارجه را پذیرفت.",
    "الدفاع": "وصل وزير الدفاع الإسرائيلي إلى باكو يوم الاثنين.",
    "مكتبة": "زار الرئيس مَكْتَبَة الإسكندرية الجديدة.",
    "Gantz": "Benny Gantz's speech",
}


def _index(documents: Mapping[str, str], analyzer: FehrestAnalyzer, **options: str) -> Index:
    schema = Schema(id=ID(stored=True), body=TEXT(analyzer=analyzer, stored=True, **options))
    # Writers of one name share a temporary folder with those of other processes.
    index = RamStorage().create_index(schema, indexname=uuid4().hex)
    writer = index.writer()
    for name, text in documents.items():
        writer.add_document(id=name, body=text)
    writer.commit()
    return index


@pytest.fixture(scope="module")
def index() -> Index:
    return _index(_DOCUMENTS, FehrestAnalyzer())


def _found(index: Index, text: str) -> dict[str, str]:
    """Return the documents found, each with its highlights."""
    asked = QueryParser("body", index.schema).parse(text)
    with index.searcher() as searcher:
        hits = searcher.search(asked, limit=None)
        return {hit["id"]: hit.highlights("body") for hit in hits}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("کتابها", {"کتاب‌ها", "کتاب"}),
        ("کتاب‌ها", {"کتاب‌ها", "کتاب"}),
        ("كتابهاي", {"کتاب‌ها", "کتاب"}),
        ("میخوانم", {"می‌خوانم", "کتاب"}),
        ('"می خوانم"', {"می‌خوانم", "کتاب"}),
        ("گفت‌وگو", {"گفت‌وگو"}),
        ('"گفت‌وگو با وزیر خارجه"', {"گفت‌وگو"}),
        ('"وزیر با گفت‌وگو"', set()),
        ('"وزير الدفاع"', {"الدفاع"}),
        ("الدّفاع", {"الدفاع"}),
        ("إسرائيلي", {"الدفاع"}),
        ("مکتبه", {"مكتبة"}),
        ("gantz", {"Gantz"}),
        ("کتابخانه", set()),
    ],
)
def test_finds(index: Index, asked: str, names: set[str]) -> None:
    assert _found(index, asked).keys() == names


@pytest.mark.parametrize(
    ("asked", "name", "marked"),
    [
        ("کتابها", "کتاب‌ها", "کتاب‌های"),
        ("کتابها", "کتاب", "کتاب"),
        ("میخوانم", "می‌خوانم", "می‌خوانم"),
        ("دفاع", "الدفاع", "الدفاع"),
        ("مکتبه", "مكتبة", "مَكْتَبَة"),
        ("gantz", "Gantz", "Gantz's"),
    ],
)
def test_highlights_mark_whole_words(index: Index, asked: str, name: str, marked: str) -> None:
    assert f'term0">{marked}</b>' in _found(index, asked)[name].replace("term1", "term0")


def test_positions_and_characters_are_those_of_the_original() -> None:
    text = "  کتاب‌های گفت‌وگو"
    found = [
        (token.text, token.pos, text[token.startchar : token.endchar], token.original)
        for token in FehrestAnalyzer("fa")(text, positions=True, chars=True, keeporiginal=True)
    ]
    assert found == [
        ("کتاب", 0, "کتاب‌های", "کتاب‌های"),
        ("گفتگو", 1, "گفت‌وگو", "گفت‌وگو"),
        ("گفتن", 1, "گفت", "گفت"),
        ("وگو", 2, "وگو", "وگو"),
    ]
    moved = [
        (token.pos, token.startchar)
        for token in FehrestAnalyzer("fa")(
            text, positions=True, chars=True, start_pos=10, start_char=100
        )
    ]
    assert moved == [(10, 102), (11, 111), (11, 111), (12, 115)]


def _texts(analyzer: FehrestAnalyzer, text: str, **options: object) -> list[str]:
    return [token.text for token in analyzer(text, **options)]


def test_stems_can_be_left_out() -> None:
    surfaces = FehrestAnalyzer("fa", stems=False)
    assert _texts(surfaces, "کتاب‌هایشان را می‌خوانم") == ["کتابهایشان", "را", "میخوانم"]
    assert _texts(FehrestAnalyzer("fa"), "کتاب‌ها", no_morph=True) == ["کتابها"]
    assert FehrestAnalyzer().has_morph()
    assert not surfaces.has_morph()


@pytest.mark.parametrize(
    "words",
    [
        "کتاب کتاب‌ها كتابهاي کتابهایشان",
        "دفاع الدفاع والدفاع",
        "Gantz GANTZ Gantz’s",
        "مدينة بالمدينة",
    ],
)
def test_without_a_language_a_stem_suits_both(words: str) -> None:
    stems = {_texts(FehrestAnalyzer(), word)[0] for word in words.split()}
    assert len(stems) == 1


def test_where_the_language_is_neither_each_gives_a_stem() -> None:
    fa, ar = (_texts(FehrestAnalyzer(language), "بالمدن") for language in ("fa", "ar"))
    assert fa != ar
    assert _texts(FehrestAnalyzer("en"), "بالمدن", mode="index") == fa + ar
    assert _texts(FehrestAnalyzer("en"), "بالمدن", mode="query") == fa


def test_a_language_is_a_code() -> None:
    assert FehrestAnalyzer("per-AF").language == "fa"
    assert FehrestAnalyzer("Persian").language == "fa"
    assert FehrestAnalyzer().language is None
    with pytest.raises(InvalidArgument, match="not a language: 'Klingon'; expected a code like"):
        FehrestAnalyzer("Klingon")
    with pytest.raises(InvalidArgument, match="language is 5; expected a string"):
        FehrestAnalyzer(5)  # type: ignore[arg-type]


def test_the_schema_is_pickled_without_the_tables() -> None:
    schema = Schema(body=TEXT(analyzer=FehrestAnalyzer("fa", stems=False)))
    list(schema["body"].analyzer("کتاب"))
    pickled = pickle.dumps(schema)
    assert len(pickled) < 5_000
    found = pickle.loads(pickled)["body"].analyzer
    assert found == FehrestAnalyzer("fa", stems=False)
    assert found != FehrestAnalyzer("fa")
    assert _texts(found, "کتاب‌ها") == ["کتابها"]


def test_the_parts_of_a_compound_can_be_asked_for_as_a_phrase() -> None:
    documents = {"one": "گفت‌وگو", "apart": "گفت و وگو نکرد", "all over": "وگو او گفت"}
    index = _index(documents, FehrestAnalyzer("fa"), multitoken_query="phrase")
    assert _found(index, "گفت‌وگو").keys() == {"one"}


def test_phrases_and_nearness_use_positions(index: Index) -> None:
    with index.searcher() as searcher:
        near = query.Phrase("body", ["وزیر", "باکو"], slop=5)
        assert [hit["id"] for hit in searcher.search(near)] == ["الدفاع"]


_letters = st.text("ابتثجحخدذرزسشصضطظعغفقكکلمنهویيىةأإآؤئپچژگ\u200c َّabc12،؟. ", max_size=40)


@pytest.mark.parametrize("language", ["fa", "ar", "", None])
@settings(deadline=None, max_examples=60)
@given(text=_letters)
def test_a_text_finds_itself(language: str | None, text: str) -> None:
    """Each token of a query is one of the same text in an index, at the same position."""
    analyze: Callable[..., object] = FehrestAnalyzer(language)
    tokens = {
        mode: {
            (token.text, token.pos, token.startchar, token.endchar)
            for token in analyze(text, positions=True, chars=True, mode=mode)
        }
        for mode in ("index", "query")
    }
    assert tokens["query"] <= tokens["index"]
    positions = [position for _text, position, _start, _end in tokens["query"]]
    assert sorted(positions) == list(range(len(positions)))
    assert len(positions) == Chain().columns([(text,)], [language])[0].lengths[0]
