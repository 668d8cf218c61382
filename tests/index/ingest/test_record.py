"""From what a file says to the fields of a document, and plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fehrest import Document, InvalidDocument
from fehrest.index.ingest.record import document_of

Read = Callable[..., Any]

_RECORDS: dict[str, tuple[dict[str, Any], Document]] = {
    "fields": (
        {"id": "1", "text": "x", "tags": ["a"]},
        Document(id="1", text="x", tags=("a",)),
    ),
    "other names": (
        {"Headline": "t", "BODY": "x", "published": "2023", "link": "u", "lang": "fa"},
        Document(id="d", title="t", text="x", date="2023", url="u", language="fa"),
    ),
    "no id": ({"text": "x"}, Document(id="d", text="x")),
    "an empty id": ({"id": "", "text": "x"}, Document(id="d", text="x")),
    "an id that is null": ({"id": None, "text": "x"}, Document(id="d", text="x")),
    "an id that is a number": ({"id": 5, "text": "x"}, Document(id="5", text="x")),
    "nothing in a field": ({"text": "x", "date": None}, Document(id="d", text="x")),
    "the same field twice": (
        {"text": "x", "body": "y", "Text": "z"},
        Document(id="d", text="x", extra={"body": "y", "Text": "z"}),
    ),
    "tags in a string": (
        {"text": "x", "keywords": "a, b;ج، د| ,"},
        Document(id="d", text="x", tags=("a", "b", "ج", "د")),
    ),
    "other values": ({"text": "x", "n": 5}, Document(id="d", text="x", extra={"n": 5})),
    "extra": (
        {"text": "x", "n": 5, "extra": {"m": 6}, "k": 7},
        Document(id="d", text="x", extra={"n": 5, "m": 6, "k": 7}),
    ),
    "extra that is a list": (
        {"extra": [1], "text": "x", "n": 5},
        Document(id="d", text="x", extra={"extra": [1], "n": 5}),
    ),
}


@pytest.mark.parametrize(("values", "document"), _RECORDS.values(), ids=_RECORDS.keys())
def test_what_a_record_says(values: dict[str, Any], document: Document) -> None:
    assert document_of(values, "d") == document


@pytest.mark.parametrize("id_", [True, 5.0, ["a"], {}])
def test_an_id_is_a_string_or_a_whole_number(id_: object) -> None:
    with pytest.raises(
        InvalidDocument, match=r"not an id: .*; expected a string or a whole number"
    ):
        document_of({"id": id_, "text": "x"}, "d")


@pytest.mark.parametrize(
    ("name", "title"), [("سند_اول.txt", "سند اول"), ("a.b.txt.gz", "a"), ("n.md", "n")]
)
def test_the_title_of_plain_text_is_the_name_of_its_file(read: Read, name: str, title: str) -> None:
    (document,), problems = read(name.removesuffix(".gz"), "متن\n\nدوم\n")
    assert (document.id, document.title) == (name.removesuffix(".gz"), title)
    assert (document.text, problems) == ("متن\n\nدوم\n", [])


def test_plain_text_may_hold_anything(read: Read) -> None:
    (document,), problems = read("a.txt", "a\0b\u202e\N{COMBINING ACUTE ACCENT}\r\n\x1b[31m")
    assert (document.text, problems) == ("a\0b\u202e\u0301\r\n\x1b[31m", [])
