"""What other programs read comes back as it was, and as one line a row."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from fehrest.index.document import Document
from fehrest.index.errors import InvalidArgument
from fehrest.index.names.matching import NameMatch
from fehrest.index.names.pairing import Paired
from fehrest.search.answer import Answer, Contribution, Hit, Match, Snippet
from fehrest.search.output import (
    answer_json,
    csv_lines,
    document_json,
    hit_json,
    json_text,
    match_json,
    run_lines,
)
from hypothesis import given, settings
from hypothesis import strategies as st

_ANY_TEXT = st.text(st.characters(), max_size=30)
_TEXT = st.text(max_size=30)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _ANY_TEXT,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(_ANY_TEXT, values, max_size=3),
    max_leaves=8,
)


def _hit(document: Document, **values: Any) -> Hit:
    return Hit(
        document=document,
        score=values.pop("score", 1.5),
        title=Snippet(document.title),
        snippet=Snippet(document.text.replace("\n", " ")),
        matches=(),
        **values,
    )


def _answer(*hits: Hit) -> Answer:
    return Answer(query="کتاب", total=len(hits), hits=hits)


@settings(deadline=None)
@given(value=_JSON)
def test_json_is_one_line_of_utf8_that_reads_back(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert text.encode() == text.encode("utf-8", "surrogatepass")
    assert not set(text) & set("\n\r\x85")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("می‌خواهم كتابًا", '"می‌خواهم كتابًا"'),
        ("😀 é", '"😀 é"'),
        ("\x1b\x7f\x9b", r'"\u001b\u007f\u009b"'),
        ("\u202e\u2066\u2069", r'"\u202e\u2066\u2069"'),
        ("\ud800", r'"\ud800"'),
        ('"\\', r'"\"\\"'),
    ],
)
def test_json_keeps_letters_and_escapes_what_acts(text: str, expected: str) -> None:
    assert json_text(text) == expected


def test_a_document_leaves_out_what_is_empty() -> None:
    assert document_json(Document(id="a", text="متن")) == {"id": "a", "text": "متن"}
    whole = Document(
        id="a",
        text="متن",
        title="عنوان",
        date="2023-05",
        source="منبع",
        url="https://example.org",
        language="fa",
        tags=("یک", "دو"),
        extra={"people": ["Gantz"]},
    )
    assert Document(**document_json(whole)) == whole
    assert json.loads(json_text(document_json(whole)))["tags"] == ["یک", "دو"]


def test_a_hit_says_why_and_leaves_out_the_text() -> None:
    document = Document(id="a", text="بنی گانتس", title="گانتس", extra={"n": 1})
    hit = Hit(
        document=document,
        score=1.23456789,
        title=Snippet("گانتس", [(0, 5)]),
        snippet=Snippet("بنی گانتس", [(4, 9)], is_cut_after=True),
        matches=[Match("Gantz", "گانتس", "spelling", 0.9)],
    )
    assert hit_json(hit) == {
        "id": "a",
        "title": "گانتس",
        "extra": {"n": 1},
        "score": 1.234568,
        "snippet": {
            "text": "بنی گانتس",
            "marks": [(4, 9)],
            "is_cut_before": False,
            "is_cut_after": True,
        },
        "title_marks": [(0, 5)],
        "matches": [{"query": "Gantz", "found": "گانتس", "kind": "spelling", "probability": 0.9}],
    }


def test_an_answer_is_json() -> None:
    hit = _hit(
        Document(id="a", text="متن"),
        contributions=[Contribution("content", "متن", 1.5, "متن", ("مَتن",))],
    )
    answer = Answer(
        query="متن",
        total=7,
        hits=[hit],
        facets={"year": {"2023": 7}},
        spellings={"متن": ("متون",)},
        notes=("سخن",),
        seconds=0.25,
    )
    read = json.loads(json_text(answer_json(answer)))
    assert read["hits"][0]["contributions"] == [
        {
            "field": "content",
            "term": "متن",
            "score": 1.5,
            "query": "متن",
            "found": ["مَتن"],
            "role": "exact",
        }
    ]
    del read["hits"]
    assert read == {
        "query": "متن",
        "total": 7,
        "seconds": 0.25,
        "facets": {"year": {"2023": 7}},
        "spellings": {"متن": ["متون"]},
        "notes": ["سخن"],
    }


def test_a_match_names_both() -> None:
    alignment = (Paired("gantz", "غانتس", 4.2, (("g", "غ"),)), Paired("", "بینی", -3.0))
    assert match_json("Gantz", NameMatch("بيني غانتس", 0.12345, alignment)) == {
        "name": "Gantz",
        "other": "بيني غانتس",
        "probability": 0.1235,
        "alignment": [
            {"left": "gantz", "right": "غانتس", "units": [["g", "غ"]]},
            {"left": "", "right": "بینی", "units": []},
        ],
    }


_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@settings(deadline=None)
@given(cells=st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=4))
def test_a_table_reads_back(cells: list[tuple[str, str, str]]) -> None:
    documents = [
        Document(id=f"{number}", text="متن", title=title, source=source, url=url)
        for number, (title, source, url) in enumerate(cells)
    ]
    lines = list(csv_lines(_answer(*map(_hit, documents))))
    rows = list(csv.DictReader(io.StringIO("\n".join(lines), newline="")))
    assert [(row["title"], row["source"], row["url"]) for row in rows] == cells
    assert [row["id"] for row in rows] == [document.id for document in documents]
    assert all(row["score"] == "1.500000" for row in rows)


def test_a_table_has_no_nul() -> None:
    document = Document(id="a", text="متن\0", title="\0عنوان")
    (row,) = csv.DictReader(csv_lines(_answer(_hit(document))))
    assert (row["title"], row["snippet"]) == ("عنوان", "متن")


def test_a_table_of_nothing_has_its_columns() -> None:
    assert list(csv_lines(_answer())) == ["id,score,title,date,source,language,url,snippet"]


def test_a_run_numbers_what_it_ranks() -> None:
    ranking = [("fa-1", 12.5), ("ar-2", 3.0)]
    assert list(run_lines("q7", ranking)) == [
        "q7 Q0 fa-1 1 12.500000 fehrest",
        "q7 Q0 ar-2 2 3.000000 fehrest",
    ]
    assert list(run_lines("q7", [])) == []


def test_a_run_has_no_place_for_ids_with_spaces() -> None:
    with pytest.raises(InvalidArgument, match=r"'two words'.*expected no spaces"):
        list(run_lines("q1", [("two words", 1.0)]))
