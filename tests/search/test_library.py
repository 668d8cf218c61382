"""The library, over the sample collection: what is found, in which order, and why."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import fehrest
import pytest
from fehrest import FACETS, Answer, Document, Library
from fehrest.index.analysis import fold
from hypothesis import example, given, settings
from hypothesis import strategies as st

_ALL = 1_000


def _ids(answer: Iterable[fehrest.Hit]) -> list[str]:
    return [hit.id for hit in answer]


@pytest.fixture(scope="session")
def ids_where(sample_documents: list[Document]) -> Callable[..., set[str]]:
    """Return the ids of the documents for which something holds."""

    def where(holds: Callable[[Document], object]) -> set[str]:
        return {document.id for document in sample_documents if holds(document)}

    return where


IdsWhere = Callable[[Callable[[Document], object]], set[str]]


# -- Words and operators ------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "pattern"),
    [
        # A phrase, in both languages and both keyboards; its words in their forms.
        ('"وزیر دفاع"', "وز[یي]ر (ال)?دفاع"),
        ("«وزير الدفاع»", "وز[یي]ر (ال)?دفاع"),
        ('"صلح نوبل"', "صلح نوبل"),
        ('"رئیس جمهور"', "رئ[یي]س[ \u200c]جمهور(?!ی)"),
        ('"سازمان ملل متحد"', "سازمان ملل متحد"),
        ('"Benny Gantz"', "Benny Gantz"),
        ('="ضباط شبان"', "ضباط شبان"),
        # Exact forms and beginnings.
        ("=زلزال", r"\bزلزال\b"),
        ("=زلزالان", r"\bزلزالان\b"),
        ("زلزا*", r"\bزلزا"),
        ("gant*", "(?i)gantz"),
        # Together and without.
        ("=گانتس -علی‌اف", r"(?s)\A(?!.*علی.اف).*\bگانتس\b"),
        ("=Erdogan OR =Gantz", "Erdogan|Gantz"),
        ("=Erdogan OR (=Gantz -Baku)", "Erdogan"),
        ("=Baku =Gantz", r"Gantz(?s:.)*Baku"),
    ],
)
def test_operators_find_what_a_pattern_finds(
    sample: Library, ids_where: IdsWhere, query: str, pattern: str
) -> None:
    expected = ids_where(lambda document: re.search(pattern, f"{document.title}\n{document.text}"))
    answer = sample.search(query, limit=_ALL, spellings=False)
    assert set(_ids(answer)) == expected
    assert answer.total == len(expected)


@pytest.mark.parametrize(
    "spellings",
    [
        ("می‌گیرد", "می گیرد", "میگیرد", "مي‌گيرد", "می\u00adگیرد", "مى گيرد"),
        ("کتاب‌های", "کتابهای", "كتابهاي", "کتاب هاي", "کتابِ‌های"),
        ("مسئول", "مسؤول", "مسوول"),
        ("إسرائيل", "اسرائيل", "اسراییل", "اسرائیل", "إسرائیل"),
        ("خامنه‌ای", "خامنه ای", "خامنه‌اي"),
        ("قرآن", "قران", "قُرْآن"),
        ("لغة", "لغه", "لُغَةٌ"),
        ("۱۳۹۸", "1398", "١٣٩٨"),
        ("GANTZ", "gantz", "Ｇａｎｔｚ"),
    ],
)
def test_spellings_of_one_word_find_the_same(sample: Library, spellings: Iterable[str]) -> None:
    found = {spelling: _ids(sample.search(f'"{spelling}"', limit=_ALL)) for spelling in spellings}
    assert all(found.values())
    assert len({tuple(ids) for ids in found.values()}) == 1, found


@pytest.mark.parametrize(
    ("query", "form", "id_"),
    [
        ("کتاب", "كتاب هاي", "fa-055"),
        ("می‌شود", "می‌شد", "fa-057"),
        ("دفاع", "الدفاع", "ar-015"),
        ("خیابان", "خیابان‌های", "fa-024"),
        ("انتخاب", "بالانتخابات", "ar-037"),
        ("galaxy", "galaxies", "en-007"),
    ],
)
def test_forms_of_a_word_are_found_and_said(
    sample: Library, query: str, form: str, id_: str
) -> None:
    hit = next(hit for hit in sample.search(query, limit=_ALL) if hit.id == id_)
    assert (query, form, "form") in {(m.query, m.found, m.kind) for m in hit.matches}


def test_a_word_in_the_title(sample: Library, ids_where: IdsWhere) -> None:
    expected = ids_where(lambda document: re.search("زلزله|زلزال", document.title))
    assert set(_ids(sample.search("title:(زلزله OR زلزال)", limit=_ALL))) == expected
    assert "fa-042" in set(_ids(sample.search("زلزله", limit=_ALL))) - expected
    phrase = sample.search("title:«بنی گانتس»", limit=_ALL)
    assert _ids(phrase) == ["fa-001"]
    assert _ids(sample.search("title:(بنی گانتس) -title:ائتلاف", limit=_ALL)) == []


def test_a_name_is_found_in_three_scripts(sample: Library, ids_where: IdsWhere) -> None:
    expected = ids_where(
        lambda document: re.search("گانتس|غانتس|Gantz", document.title + document.text)
    )
    for query in ("Gantz", "گانتس", "غانتس"):
        answer = sample.search(query, limit=_ALL)
        assert expected <= set(_ids(answer))
        assert {hit.document.language for hit in answer} == {"fa", "ar", "en"}
        assert answer.spellings[query]
    said = {str(match) for hit in sample.search("Gantz", limit=_ALL) for match in hit.matches}
    assert "Gantz" in said
    assert any(re.fullmatch(r"گانتس, a spelling of Gantz \(0\.\d\d\)", text) for text in said)
    without = sample.search("Gantz", limit=_ALL, spellings=False)
    assert _ids(without) == ["en-002"]
    assert without.spellings == {}


def test_a_name_is_not_every_preposition(sample: Library) -> None:
    """A name like Eli sounds like "to" in Arabic, which is in every second text."""
    assert sample.search("إلى", limit=0).total > 10
    for query in ("Eli Cohen", "Eli", "Ali Daei"):
        hits = sample.search(query, limit=_ALL)
        assert fold("إلى") not in {fold(match.found) for hit in hits for match in hit.matches}


def test_a_name_that_is_a_stop_word_of_one_language_is_found_in_the_others(tmp_path: Path) -> None:
    texts = {
        "fa": "علی دایی کاپیتان تیم ملی ایران بود",
        "ar": "قال علي دائي إن المنتخب لن يعتمد على الحظ",
        "on": "سقط الطفل على الأرض وبكى كثيرا في الشارع",
    }
    with Library(tmp_path / "library") as library:
        library.add(Document(id=name, text=text) for name, text in texts.items())
        answer = library.search("Ali")
        assert _ids(answer) == ["fa"]
        assert [match.found for match in answer.hits[0].matches] == ["علی"]
        assert [spelling.documents for spelling in library.spellings("Ali")["Ali"]] == [1]
        # Beside the rest of the name it is one in any language.
        assert set(_ids(library.search('name:"Ali Daei"'))) == {"fa", "ar"}
        hits = library.search("Ali Daei").hits
        assert [hit.id for hit in hits] == ["fa", "ar"]
        assert {match.found for match in hits[1].matches} == {"علي", "دائي"}


def test_a_full_name_is_marked_and_no_other_bearer_of_a_part(sample: Library) -> None:
    hits = {hit.id: hit for hit in sample.search('name:"Benny Gantz"', limit=_ALL)}
    assert {"fa-002", "ar-006"} <= set(hits)
    # Both texts name Benjamin Netanyahu before Benny Gantz, whose given name is his.
    assert "[وبيني] [غانتس]" in hits["ar-006"].snippet.marked("[", "]")
    assert "[بنی] [گانس]" in hits["fa-002"].snippet.marked("[", "]")
    found = {match.found for hit in hits.values() for match in hit.matches}
    assert not {"بنيامين", "بنیامین"} & found


def test_a_full_name_is_found_with_what_arabic_writes_before_it(tmp_path: Path) -> None:
    texts = {"and": "نتنياهو وبيني غانتس", "for": "بيني لغانتس", "none": "نتنياهو وغانتس"}
    with Library(tmp_path / "library") as library:
        library.add(Document(id=name, text=text) for name, text in texts.items())
        assert set(_ids(library.search('name:"بيني غانتس"'))) == {"and", "for"}


def test_parts_that_are_written_together_are_told_as_they_were_typed(tmp_path: Path) -> None:
    with Library(tmp_path / "library") as library:
        library.add([Document(id="1", text="محمدرضا شجریان خواند"), Document(id="2", text="رضا")])
        answer = library.search('name:"Mohammad Reza Shajarian"')
        assert _ids(answer) == ["1"]
        assert "محمدرضا" in answer.spellings["Mohammad Reza"]
        assert {match.query for match in answer.hits[0].matches} == {"Mohammad Reza", "Shajarian"}


# -- Ranking ------------------------------------------------------------------


@pytest.mark.parametrize("query", ["که از", "من", "في", "و در این", "the of", "هذا الذي"])
def test_stop_words_alone_are_words(sample: Library, query: str) -> None:
    answer = sample.search(query)
    assert answer.total > 0
    for hit in answer:
        assert hit.matches


def test_stop_words_beside_others_are_not_required(sample: Library) -> None:
    assert _ids(sample.search("درگذشت شجریان"))[0] == "fa-040"
    with_stop_words = sample.search("آیا این شجریان بود که از ما رفت")
    assert _ids(with_stop_words)[0] == "fa-040"
    assert "fa-040" in _ids(sample.search("شجریان و"))


@pytest.mark.parametrize(
    "query", ["ترکیه زلزله", "وزیر آذربایجان", "رئیس فرانسه", "Iran minister", "اتفاق إيران"]
)
def test_documents_with_all_of_a_few_words_come_first(sample: Library, query: str) -> None:
    hits = sample.search(query, limit=_ALL, spellings=False).hits
    words = set(query.split())
    complete = [{match.query for match in hit.matches} >= words for hit in hits]
    assert 0 < sum(complete) < len(complete)
    assert complete == sorted(complete, reverse=True)


def test_documents_with_a_minor_part_of_a_question_are_left_out(sample: Library) -> None:
    question = sample.search("سومین پیروزی الهام علی‌اف در انتخابات آذربایجان", limit=_ALL)
    assert _ids(question)[0] == "fa-009"
    assert question.total < sample.search("پیروزی OR انتخابات OR آذربایجان", limit=0).total


def test_words_that_no_document_has_do_not_stand_in_the_way(sample: Library) -> None:
    assert _ids(sample.search("شجریان گزگزگز"))[0] == "fa-040"
    assert sample.search("گزگزگز قزقزقز").total == 0


@pytest.mark.parametrize("query", ["انتخابات", "Gantz", "رئیس جمهور", "lang:fa", ""])
@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_the_order_by_date(sample: Library, query: str, order: str) -> None:
    dates = [hit.document.date for hit in sample.search(query, limit=_ALL, order=order)]
    assert dates == sorted(dates, reverse=order == "newest")
    relevance = sample.search(query, limit=_ALL)
    assert sorted(_ids(relevance)) == sorted(_ids(sample.search(query, limit=_ALL, order=order)))


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("query", ["ایران", "Netanyahu", "-lang:en"])
def test_pages_make_up_the_whole(sample: Library, query: str, order: str) -> None:
    whole = sample.search(query, limit=_ALL, order=order)
    assert len(whole) == whole.total > 7
    paged = [
        id_
        for offset in range(0, whole.total + 7, 7)
        for id_ in _ids(sample.search(query, limit=7, offset=offset, order=order))
    ]
    assert paged == _ids(whole)
    assert len(set(paged)) == whole.total


def test_an_answer_is_true_if_anything_was_found(sample: Library) -> None:
    found = sample.search("Gantz", limit=0)
    assert found
    assert (len(found), found.total > 0) == (0, True)
    assert sample.search("Gantz", offset=1_000)
    assert not sample.search("گزگزگز")


def test_a_ranking_is_the_order_of_a_search(sample: Library) -> None:
    for query in ("وزیر دفاع", "Gantz -lang:en", "انتخابات"):
        hits = sample.search(query, limit=_ALL)
        assert sample.rank(query) == [(hit.id, hit.score) for hit in hits]
        assert sample.rank(query, limit=2) == sample.rank(query)[:2]
    assert sample.rank("") == []


# -- Filters and facets -------------------------------------------------------


_FILTERS: list[tuple[str, dict[str, str], Callable[[Document], object]]] = [
    ("lang:fa", {"language": "fa"}, lambda document: document.language == "fa"),
    ("lang:AR", {"language": "Arabic"}, lambda document: document.language == "ar"),
    ("source:قفقاز", {"source": "قفقاز"}, lambda document: document.source == "قفقاز"),
    # Another keyboard, another case, a half-space or none.
    ("source:«الشرق الاوسط»", {"source": "الشرق الاوسط"}, lambda d: d.source == "الشرق الأوسط"),
    ('source:"foreign DESK"', {"source": "foreign DESK"}, lambda d: d.source == "Foreign desk"),
    ("source:بینالملل", {"source": "بين‌الملل"}, lambda d: d.source == "بین‌الملل"),
    ("tag:iran", {"tag": "iran"}, lambda document: "iran" in document.tags),
    ("after:2023", {"after": "2023"}, lambda document: document.date >= "2023"),
    ("after:۱۴۰۲-۰۱-۰۱", {"after": "۱۴۰۲"}, lambda document: document.date >= "2023-03-21"),
    ("since:٢٠٢٣-٠٢-٠٧", {"after": "2023-2-7"}, lambda document: document.date >= "2023-02-07"),
    ("before:2022-12-18", {"before": "2022/12/18"}, lambda d: d.date < "2022-12-18"),
    ("until:1399", {"before": "1399-01-01"}, lambda document: document.date < "2020-03-20"),
    ("-tag:israel", {}, lambda document: "israel" not in document.tags),
    ("tag:iran tag:war", {}, lambda document: {"iran", "war"} <= set(document.tags)),
    ("after:2020 before:2021", {}, lambda document: document.date.startswith("2020")),
    ("tag:none", {"tag": "none"}, lambda _document: False),
    ("lang:ar_SA", {"language": "ARA"}, lambda document: document.language == "ar"),
]


@pytest.mark.parametrize(("query", "options", "holds"), _FILTERS)
def test_filters(
    sample: Library,
    ids_where: IdsWhere,
    query: str,
    options: dict[str, str],
    holds: Callable[[Document], object],
) -> None:
    expected = ids_where(holds)
    assert set(_ids(sample.search(query, limit=_ALL))) == expected
    asked = set(_ids(sample.search("رئیس", limit=_ALL)))
    assert set(_ids(sample.search(f"{query} رئیس", limit=_ALL))) == asked & expected
    if options:
        assert set(_ids(sample.search("", limit=_ALL, **options))) == expected
        assert set(_ids(sample.search("رئیس", limit=_ALL, **options))) == asked & expected


def test_a_language_may_be_named_wherever_it_is_given(sample: Library) -> None:
    assert sample.analyze("وللكتاب", "Arabic") == sample.analyze("وللكتاب", "ar")
    assert _ids(sample.search("رئیس", language="farsi")) == _ids(sample.search("رئیس lang:Persian"))


def test_one_of_several_values(sample: Library, ids_where: IdsWhere) -> None:
    expected = ids_where(lambda document: document.source in ("قفقاز", "القوقاز"))
    for query in ("source:(قفقاز OR القوقاز)", "source:قفقاز OR source:القوقاز"):
        assert set(_ids(sample.search(query, limit=_ALL))) == expected


def test_a_filter_changes_no_score(sample: Library) -> None:
    scores = {hit.id: hit.score for hit in sample.search("گانتس", limit=_ALL)}
    for hit in sample.search("گانتس lang:fa", limit=_ALL, after="2020"):
        assert hit.score == pytest.approx(scores[hit.id])


def _counts(documents: Iterable[Document]) -> dict[str, dict[str, int]]:
    counted = {name: Counter[str]() for name in FACETS}
    for document in documents:
        counted["language"][document.language] += 1
        counted["source"][document.source] += 1
        counted["tag"].update(document.tags)
        counted["year"][document.date[:4]] += 1
        counted["day"][document.date[:10]] += 1
    return {name: dict(counts) for name, counts in counted.items()}


@pytest.mark.parametrize("query", ["", "انتخابات", "Aliyev", "lang:fa -tag:iran", "گزگزگز"])
def test_facets_count_all_hits(
    sample: Library, sample_documents: list[Document], query: str
) -> None:
    answer = sample.search(query, limit=1, after="2010", facets=FACETS)
    found = set(_ids(sample.search(query, limit=_ALL, after="2010")))
    assert answer.facets == _counts(doc for doc in sample_documents if doc.id in found)
    for counts in answer.facets.values():
        assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert sample.search(query).facets == {}
    assert sample.search(query, facets=["tag"]).facets.keys() <= {"tag"}


def test_stats_count_everything(
    sample: Library, sample_documents: list[Document], sample_folder: Path
) -> None:
    stats = sample.stats()
    assert stats.documents == len(sample) == len(sample_documents)
    # Days are as many as documents.
    expected = {name: counts for name, counts in _counts(sample_documents).items() if name != "day"}
    assert stats.facets == sample.overview() == expected
    assert sample.overview("day") == {"day": _counts(sample_documents)["day"]}
    surfaces = {
        token.surface
        for document in sample_documents
        for text in (document.title, document.text)
        for token in sample.analyze(text, document.language)
    }
    assert stats.words == len(surfaces)
    assert stats.size >= (sample_folder / "store.db").stat().st_size > 0


def test_stats_do_not_count_a_file_that_a_writer_removes(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = library.stats().size
    listed = Path.rglob
    monkeypatch.setattr(
        Path, "rglob", lambda path, pattern: [path / "merged.arrays", *listed(path, pattern)]
    )
    assert library.stats().size == size > 0


# -- Explanations, snippets, matches ------------------------------------------

_QUERIES = (
    "Gantz",
    "وزیر دفاع",
    "گفت‌وگو علی‌اف",
    '"رئیس جمهور" آذربایجان',
    "«وزير الدفاع» OR لیبرمن",
    "زلز* -ترکیه",
    "title:پیروزی انتخابات",
    "=کتاب",
    "می‌شود",
    "عبد الفتاح",
    "چه کسی جایزهٔ نوبل صلح را گرفت",
    "باکو باکو",
    "ریاست جمهوری lang:fa",
)


@pytest.mark.parametrize("query", _QUERIES)
def test_an_explanation_adds_up(sample: Library, query: str) -> None:
    hits = sample.search(query, explain=True).hits
    assert hits
    for hit in hits:
        parts = hit.contributions
        assert sum(part.score for part in parts) == pytest.approx(hit.score, rel=1e-4)
        assert [part.score for part in parts] == sorted((p.score for p in parts), reverse=True)
        for part in parts:
            assert part.score > 0
            assert part.term
            assert part.query in query or part.field in ("language", "the document")
    assert all(hit.contributions == () for hit in sample.search(query))


def test_an_explanation_says_what_put_a_document_first(sample: Library) -> None:
    best = sample.search("ترکیه زلزله", explain=True).hits[0]
    assert "every word" in {part.term for part in best.contributions}
    best = sample.search("زلزله", explain=True).hits[0]
    assert {part.query for part in best.contributions} == {"زلزله"}
    assert {part.field for part in best.contributions} == {"content", "content_stem", "opening"}


def test_what_only_filters_has_nothing_to_explain(sample: Library) -> None:
    for answer in (
        sample.search("", language="fa", explain=True),
        sample.search("lang:fa", explain=True),
        sample.search("-lang:ar", explain=True),
    ):
        assert len(answer) == 10
        assert {(hit.score, hit.contributions) for hit in answer} == {(0.0, ())}


@pytest.mark.parametrize("query", _QUERIES)
def test_marks_point_at_words_that_match(sample: Library, query: str) -> None:
    for hit in sample.search(query, limit=_ALL):
        found = {fold(text) for match in hit.matches for text in _words(match.found)}
        assert found
        marked = {
            fold(snippet.text[start:end])
            for snippet in (hit.title, hit.snippet)
            for start, end in snippet.marks
        }
        assert marked
        assert marked <= found
        whole = f"{hit.document.title}\n{hit.document.text}"
        assert all(match.found in whole for match in hit.matches)
        assert all(match.query.strip() in query for match in hit.matches)
        assert hit.title.text == _one_line(hit.document.title)
        assert hit.snippet.text in _one_line(hit.document.text)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def test_the_surest_match_of_a_word_comes_first(sample: Library) -> None:
    kinds = {"exact": 0, "form": 1, "synonym": 2, "spelling": 3}
    for query in _QUERIES:
        for hit in sample.search(query):
            order = [kinds[match.kind] for match in hit.matches]
            assert order == sorted(order)
            assert len({(match.query, match.found) for match in hit.matches}) == len(order)


def test_a_document_is_viewed_with_all_its_marks(sample: Library) -> None:
    hit = sample.view("fa-003", "Gantz باکو")
    assert hit is not None
    assert hit.snippet.text == hit.document.text
    marked = {hit.snippet.text[start:end] for start, end in hit.snippet.marks}
    assert marked == {"گانتس", "باکو"}
    assert sample.view("none", "Gantz") is None


# -- Documents ----------------------------------------------------------------


def test_documents_come_back(sample: Library, sample_documents: list[Document]) -> None:
    assert list(sample.documents()) == sample_documents
    for document in sample_documents[:3]:
        assert sample.get(document.id) == document
        assert document.id in sample
    assert sample.get("none") is None
    assert "none" not in sample
    assert 7 not in sample


@pytest.fixture
def library(tmp_path: Path) -> Iterable[Library]:
    """A library of a few documents, to change."""
    with fehrest.open(tmp_path / "library") as library:
        library.add(
            [
                Document(id="1", text="گانتس به باکو رفت.", source="الف"),
                Document(id="2", text="علی‌اف در باکو بود.", source="ب"),
                Document(id="3", text="کوه بلند", title="باکو"),
            ]
        )
        yield library


def test_adding_replacing_and_deleting(library: Library) -> None:
    assert _ids(library.search("باکو", order="oldest")) == ["1", "2", "3"]
    assert library.add([Document(id="2", text="علی‌اف در تهران بود.", source="ب")]) == 1
    assert set(_ids(library.search("باکو"))) == {"1", "3"}
    assert _ids(library.search("تهران")) == ["2"]
    assert [document.id for document in library.documents()] == ["1", "3", "2"]
    assert library.delete(["1", "none", "1"]) == 1
    assert _ids(library.search("باکو")) == ["3"]
    assert library.delete("3") == 1
    assert len(library) == 1
    assert "3" not in library
    assert library.stats().facets["source"] == {"ب": 1}
    assert library.add([]) == 0
    assert library.add(iter([Document(id="4", text="باکو")])) == 1
    assert library.check() == []


def test_documents_can_be_added_while_they_are_read(library: Library) -> None:
    library.add(Document(id=str(number), text="متن") for number in range(2_500))
    count = library.add(replace(one, source="x") for one in library.documents())
    assert count == len(library) == library.search("source:x").total


def test_rebuilding_changes_nothing(library: Library) -> None:
    before = library.search("باکو", explain=True).hits
    told: list[int] = []
    assert library.rebuild(progress=told.append) == 3
    assert library.search("باکو", explain=True).hits == before
    assert told == [3]


def test_what_another_library_commits_is_seen(library: Library, tmp_path: Path) -> None:
    with fehrest.open(tmp_path / "library", create=False) as other:
        assert other.search("Gantz").total == 1
        library.add([Document(id="4", text="غانتس في باكو")])
        assert set(_ids(other.search("Gantz"))) == {"1", "4"}
        other.delete(["1"])
        assert _ids(library.search("Gantz")) == ["4"]
        assert len(library) == len(other) == 3


def test_threads_share_a_library(sample: Library) -> None:
    expected = {query: _ids(sample.search(query)) for query in _QUERIES}
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda query: (query, _ids(sample.search(query))), _QUERIES * 6))
    assert all(ids == expected[query] for query, ids in found)


class _Place:
    """What names a folder, and is neither a string nor a Path."""

    def __fspath__(self) -> str:
        return "news"


def test_a_library_tells_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with fehrest.open(_Place()) as library:
        assert library.path == Path("news")
        assert repr(library) == "Library('news')"


def test_a_library_is_true_however_much_it_holds(tmp_path: Path) -> None:
    with Library(tmp_path / "library") as library:
        assert library
        assert len(library) == 0
    assert library


def test_leaving_the_block_closes_the_files(tmp_path: Path) -> None:
    opened = Path("/proc/self/fd")
    if not opened.is_dir():
        pytest.skip("this system does not list open files")

    def inside() -> list[str]:
        paths = [str(path.readlink()) for path in opened.iterdir() if path.is_symlink()]
        return [path for path in paths if path.startswith(str(tmp_path))]

    with fehrest.open(tmp_path / "library") as library:
        library.add([Document(id="1", text="باکو")])
        assert library.search("باکو").total == 1
        assert inside()
    assert inside() == []


_USES: dict[str, Callable[[Library], object]] = {
    "add": lambda library: library.add([Document(id="1", text="باکو")]),
    "delete": lambda library: library.delete("1"),
    "rebuild": lambda library: library.rebuild(),
    "search": lambda library: library.search("باکو"),
    "rank": lambda library: library.rank("باکو"),
    "get": lambda library: library.get("1"),
    "view": lambda library: library.view("1"),
    "suggest": lambda library: library.suggest("با"),
    "widen": lambda library: library.widen("با"),
    "correct": lambda library: library.correct("باکوو"),
    "spellings": lambda library: library.spellings("Baku"),
    "written": lambda library: library.written("باکو"),
    "overview": lambda library: library.overview(),
    "documents": lambda library: list(library.documents()),
    "stats": lambda library: library.stats(),
    "check": lambda library: library.check(),
    "analyze": lambda library: library.analyze("باکو"),
    "len": len,
    "in": lambda library: "1" in library,
}


@pytest.mark.parametrize("use", _USES)
def test_a_library_that_is_closed_stays_so(library: Library, use: str) -> None:
    _USES[use](library)
    library.close()
    library.close()
    with pytest.raises(fehrest.LibraryFailed, match=r"library' is closed; expected an open one"):
        _USES[use](library)


def test_reading_ends_when_the_library_is_closed(library: Library) -> None:
    library.add(Document(id=str(number), text="متن") for number in range(1_000))
    reading = library.documents()
    next(reading)
    library.close()
    with pytest.raises(fehrest.LibraryFailed, match="was closed; expected an open library"):
        list(reading)


# -- Errors -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"limit": -1}, "limit is -1; expected 0 to 1,000,000"),
        ({"limit": 10**7}, "limit is 10000000"),
        ({"offset": -1}, "offset is -1"),
        ({"order": "best"}, "order is 'best'; expected one of relevance, newest, oldest"),
        ({"facets": ["tag", "colour"]}, "not a facet: 'colour'; expected some of language"),
        ({"after": "yesterday"}, "not a date: 'yesterday'; expected a year"),
        ({"before": "2023-13"}, "not a date: '2023-13'"),
        ({"limit": 2.5}, "limit is 2.5; expected a whole number, 0 to 1,000,000"),
        ({"offset": None}, "offset is None; expected a whole number"),
        ({"order": ["newest"]}, "order is ['newest']; expected one of"),
        ({"facets": 5}, "facets is 5; expected strings"),
        ({"facets": [5]}, "one of facets is 5; expected a string"),
        ({"language": 5}, "language is 5; expected a string"),
        ({"language": "fa!"}, 'not a language: \'fa!\'; expected a code like "fa", "ar" or "en"'),
        ({"source": ["a"]}, "source is ['a']; expected a string"),
        ({"tag": b"a"}, "tag is b'a'; expected a string"),
        ({"after": 2023}, "not a date: 2023; expected a year"),
        ({"without_spellings": [None]}, "one of without_spellings is None; expected a string"),
    ],
)
def test_an_argument_that_cannot_be_meant(
    sample: Library, options: dict[str, object], message: str
) -> None:
    with pytest.raises(fehrest.InvalidArgument, match=re.escape(message)):
        sample.search("باکو", **options)


_CALLS: dict[str, tuple[Callable[[Any], object], str]] = {
    "search": (lambda library: library.search(None), "query is None; expected a string"),
    "rank": (lambda library: library.rank(5), "query is 5; expected a string"),
    "depth": (lambda library: library.rank("x", limit="9"), "limit is '9'; expected a whole numb"),
    "get": (lambda library: library.get(5), "id is 5; expected a string"),
    "view": (lambda library: library.view("1", 5), "query is 5; expected a string"),
    "delete": (lambda library: library.delete([1]), "one of ids is 1; expected a string"),
    "delete one": (lambda library: library.delete(1), "ids is 1; expected strings"),
    "add": (
        lambda library: library.add([{"id": "4"}]),
        "one of documents is {'id': '4'}; expected",
    ),
    "add one": (lambda library: library.add(library.get("1")), "documents is Document(id='"),
    "processes": (lambda library: library.add([], processes="2"), "processes is '2'; expected a"),
    "progress": (lambda library: library.add([], progress=5), "progress is 5; expected a function"),
    "progress of rebuilding": (
        lambda library: library.rebuild(progress="x"),
        "progress is 'x'; expected a function or None",
    ),
    "analyze in a language": (
        lambda library: library.analyze("x", "fa!"),
        'not a language: \'fa!\'; expected a code like "fa", "ar" or "en"',
    ),
    "rank in a language": (
        lambda library: library.rank("x", language="Klingon"),
        "not a language: 'Klingon'; expected a code",
    ),
    "open nothing": (lambda _library: fehrest.open(""), "path is ''; expected that of a folder"),
    "open bytes": (lambda _library: fehrest.open(b"x"), "path is b'x'; expected that of"),
    "open NUL": (lambda _library: fehrest.open("a\0b"), r"path is 'a\x00b'; expected that of a"),
    "open NUL in a path": (lambda _library: fehrest.open(Path("a\0b")), "path is "),
    "open half a character": (
        lambda _library: fehrest.open("a\ud800", create=False),
        r"path is 'a\ud800'; expected that of a folder",
    ),
    "suggest": (lambda library: library.suggest(None), "text is None; expected a string"),
    "suggestions": (lambda library: library.suggest("x", limit=-1), "limit is -1; expected 0 to"),
    "widen": (lambda library: library.widen(None), "query is None; expected a string"),
    "correct": (lambda library: library.correct(None), "query is None; expected a string"),
    "spellings": (lambda library: library.spellings(None), "text is None; expected a string"),
    "written": (lambda library: library.written(None), "word is None; expected a string"),
    "overview": (lambda library: library.overview("size"), "not a facet: 'size'"),
    "analyze": (lambda library: library.analyze("x", 5), "language is 5; expected a string"),
    "open": (lambda _library: fehrest.open(None), "path is None; expected that of a folder"),
    "wait": (lambda library: fehrest.open(library.path, wait="1"), "cannot wait '1' seconds"),
    "names": (lambda _library: fehrest.match_names("x", None), "other is None; expected a string"),
    "matcher": (lambda _library: fehrest.NameMatcher([5]), "one of names is 5; expected a string"),
}


@pytest.mark.parametrize("name", _CALLS)
def test_what_is_of_another_type_is_refused_in_a_sentence(library: Library, name: str) -> None:
    call, said = _CALLS[name]
    with pytest.raises(fehrest.InvalidArgument, match=f"^{re.escape(said)}"):
        call(library)


def test_what_came_before_something_that_is_no_document_is_kept(library: Library) -> None:
    given: list[Any] = [Document(id="4", text="باکو"), "5", Document(id="6", text="باکو")]
    with pytest.raises(fehrest.InvalidArgument, match="one of documents is '5'; expected a Docum"):
        library.add(given)
    assert set(_ids(library.search("باکو"))) == {"1", "2", "3", "4"}


def test_dates_of_python_are_dates(library: Library) -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    days = (date(2023, 5, 1), datetime(2023, 5, 1, 1, 30, 0, 5, tehran))
    library.add(Document(id=f"d{number}", text="باکو", date=day) for number, day in enumerate(days))
    assert library.get("d0") == Document(id="d0", text="باکو", date="2023-05-01", language="fa")
    assert [one.date for one in library.documents()][-1] == "2023-04-30T22:00:00Z"
    assert _ids(library.search("", after=date(2023, 5, 1))) == ["d0"]
    assert _ids(library.search("", before=datetime(2023, 5, 1))) == ["d1"]
    # They are Gregorian, though a text of 1500 is a day of the next century.
    assert _ids(library.search("", after=date(1500, 1, 1))) == ["d0", "d1"]
    assert _ids(library.search("", after="1500-01-01")) == []


def test_one_facet_and_one_spelling_need_no_list(library: Library) -> None:
    assert library.search("باکو", facets="source").facets == {"source": {"الف": 1, "ب": 1}}
    assert library.overview("source").keys() == {"source"}
    answer = library.search("Baku", without_spellings="باکو")
    assert answer.spellings == library.search("Baku", without_spellings=["باکو"]).spellings


def test_a_ranking_is_filtered_as_a_search_is(sample: Library) -> None:
    for filters in ({"language": "fa"}, {"after": "2020", "before": date(2022, 1, 1)}):
        hits = sample.search("وزیر", limit=_ALL, **filters)
        assert sample.rank("وزیر", **filters) == [(hit.id, hit.score) for hit in hits]
        assert sample.rank("", **filters)


def test_what_cannot_be_meant_in_a_query_is_a_note(sample: Library, ids_where: IdsWhere) -> None:
    answer = sample.search("باکو after:yesterday before:2023-02-31", limit=_ALL)
    assert _ids(answer) == _ids(sample.search("باکو", limit=_ALL))
    assert len(answer.notes) == 2
    assert answer.notes[0].startswith("not a date: 'yesterday'")
    assert answer.notes[0].endswith("it was passed over")
    assert sample.search("باکو").notes == ()
    assert sample.search("باکو " * 3_000).notes == (
        "the query is long; only its beginning was read",
    )
    assert set(_ids(sample.search("-after:yesterday", limit=_ALL))) <= ids_where(bool)


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("باکو after:2020", {}),
        ("before:1402", {}),
        ("باکو", {"after": "2020"}),
        ("", {"before": date(2020, 1, 1)}),
        ("کوه (after:2020 OR before:2010) -باکو", {}),
    ],
)
def test_where_no_document_has_a_date_an_answer_says_so(
    library: Library, query: str, options: dict[str, Any]
) -> None:
    answer = library.search(query, **options)
    assert (answer.total, answer.notes) == (0, ("no document of this library has a date",))
    library.add([Document(id="dated", text="دشت", date="1999-05")])
    assert library.search(f"{query} دریا", after="2021").notes == ()


def test_dates_are_noted_only_where_they_keep_documents_out(library: Library) -> None:
    assert library.search("qqqqqq").notes == ()
    assert library.search("باکو -after:2020").notes == ()
    assert library.search("باکو OR after:2020").notes == ()


def test_spellings_are_told_for_the_beginning_of_a_long_text(
    sample: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    of_all = sample._spellings.of_all
    monkeypatch.setattr(
        sample._spellings, "of_all", lambda words: of_all(asked.extend(found := [*words]) or found)
    )
    found = sample.spellings(f"Gantz {'x' * 31} {'y' * 20_000} Netanyahu")
    assert list(found) == ["Gantz", "x" * 31, "y" * (10_000 - len("Gantz ") - 32)]
    assert found["Gantz"]
    # What is longer than any word is not looked for.
    assert asked == ["gantz"]


def test_spellings_are_looked_up_for_the_first_words_of_a_long_query(sample: Library) -> None:
    names = " ".join(["Gantz", *(f"Xyzzy{a}{b}" for a in "bcdfgh" for b in "kmlnpq"), "Netanyahu"])
    answer = sample.search(f"{names} Gantz", limit=_ALL)
    assert set(answer.spellings) == {"Gantz"}
    assert len(answer.notes) == 1
    assert "other spellings were looked up for its first" in answer.notes[0]
    assert sample.search("Gantz Netanyahu", limit=0).notes == ()


@pytest.mark.skipif(os.name != "posix", reason="needs names of files that are any bytes")
def test_a_folder_may_have_any_name_that_the_system_takes(tmp_path: Path) -> None:
    for path in (tmp_path / "\udcff", str(tmp_path / "کتابخانه"), f"{tmp_path}/a b/"):
        with fehrest.open(path) as library:
            assert library.path == Path(path)
            assert library.check() == []


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(fehrest.NotALibrary, match="none"):
        fehrest.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()
    (tmp_path / "file").write_text("x")
    with pytest.raises(fehrest.LibraryError, match="file"):
        fehrest.open(tmp_path / "file")


# -- Anything at all ----------------------------------------------------------

_PIECES = (
    *('"', "«", "»", "(", ")", "-", "=", "*", "|", ":", "؟", "،", "^", "~"),
    *("OR", "title:", "lang:fa", "source:(", "after:", "after:۱۴۰۲", "tag:iran", "-lang:en"),
    *("گانتس", "Gantz", "می", "شود", "می‌شود", "وزیر", "دفاع", "که", "في", "الد", "\u200c", "ِ", "x"),
)
_soup = st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join)


@settings(deadline=None, max_examples=120)
@given(_soup | st.text(max_size=40))
@example("*")
@example("=")
@example('""')
@example("-")
@example("\u200c* ِ*")
@example("-(-(-a))")
@example('="" title:"" -""')
@example("\ud800 \0 \U0010ffff")
@example("ﷺ ﷲ")
def test_any_text_is_a_query(sample: Library, query: str) -> None:
    answer = sample.search(query, facets=FACETS, explain=True)
    assert isinstance(answer, Answer)
    assert answer.total >= len(answer)
    assert json.dumps(answer.facets)
    for hit in answer:
        for snippet in (hit.title, hit.snippet):
            last = 0
            for start, end in snippet.marks:
                assert last <= start < end <= len(snippet.text)
                last = end
        total = sum(part.score for part in hit.contributions)
        assert total == pytest.approx(hit.score, rel=1e-3, abs=1e-5)


def test_filters_in_a_group_narrow_as_they_do_alone(sample: Library) -> None:
    answer = sample.search("Gantz (lang:fa OR lang:ar)", limit=100)
    both = sample.search("Gantz lang:fa", limit=0).total + sample.search("Gantz lang:ar").total
    assert answer.total == both > 0
    assert {hit.document.language for hit in answer} == {"fa", "ar"}


def test_words_of_a_title_are_found_by_their_beginning(sample: Library) -> None:
    whole = sample.search("title:زلزله", limit=100)
    begun = sample.search("title:زلز*", limit=100)
    assert {hit.id for hit in whole} <= {hit.id for hit in begun}
    assert begun.total
    assert all("زلز" in hit.document.title for hit in begun)


def test_a_filter_of_what_no_document_can_have_finds_nothing(sample: Library) -> None:
    assert sample.search("Gantz", source="\ud800").total == 0


def test_function_words_spell_no_name(tmp_path: Path) -> None:
    with fehrest.open(tmp_path / "library") as library:
        library.add([Document(id="now", text="وصل الآن"), Document(id="Alan", text="Alan")])
        assert _ids(library.search("Alan")) == ["Alan"]


def _words(text: str) -> set[str]:
    """Return a text and its words: a name of several words is one match with a mark on each."""
    return {text, *text.split()}


def test_words_that_a_few_write_in_one_tell_no_more_so(tmp_path: Path) -> None:
    texts = {
        "apart": "دریای خزر",
        "in-one": "خاک در کنار دریای\u200cخزر",
        **{f"sea-{number}": "دریای عمان و ساحل آن" for number in range(20)},
        **{f"people-{number}": "خزر نام قومی بود" for number in range(20)},
    }
    with fehrest.open(tmp_path / "library") as library:
        library.add(Document(id=name, text=text, language="fa") for name, text in texts.items())
        first, second, *_ = library.search("آلودگی دریای خزر چیست")
        assert (first.id, second.id) == ("apart", "in-one")
