"""JSON: an object a line, a list, or one object; anything else is a problem with its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]

#: A line that is no document, and what is said of it.
_NO_DOCUMENTS = {
    "half an object": ('{"text": "x"', "not JSON: Expecting ',' delimiter at character 13"),
    "a word": ("text", "not JSON: Expecting value at character 1"),
    "two objects": ('{"text": "x"} {"text": "y"}', "not JSON: Extra data at character 15"),
    "a NUL": ('{"text": "a\0b"}', "not JSON: Invalid control character at"),
    "a list": ('["x"]', "not an object: ['x']; expected {...} with a text or a title"),
    "a string": ('"x"', "not an object: 'x'; expected"),
    "a number": ("5", "not an object: 5; expected"),
    "nothing": ("null", "not an object: null; expected"),
    "10,000 lists in one another": ("[" * 10_000 + "]" * 10_000, "brackets nested too deep"),
    "900 lists in one another": ("[" * 900 + "]" * 900, "not an object: [[[[[[[...]]]]]]]; exp"),
    "10,000 objects in one another": ('{"a":' * 10_000 + "1" + "}" * 10_000, "nested too deep"),
    "200 lists in a document": ('{"text": "x", "a": ' + "[" * 200 + "]" * 200 + "}", "100 deep"),
    "infinity": ('{"text": "x", "a": 1e999}', "extra holds inf; expected what JSON can hold"),
    "5,000 digits": ('{"text": "x", "a": ' + "9" * 5_000 + "}", "what JSON can hold|many digits"),
    "no text": ('{"id": "1", "body": ""}', "document '1' has neither text nor title"),
    "a text that is a list": ('{"text": ["x"]}', "text is ['x']; expected a string"),
    "a date": ('{"text": "x", "date": "soon"}', "not a date: 'soon'; expected a year"),
    "a date that is a number": ('{"text": "x", "date": 2023}', "date is 2023; expected a string"),
    "a text that is true": ('{"text": true}', "text is true; expected a string"),
    "a tag that is null": ('{"text": "x", "tags": [null]}', "tag is null; expected a string"),
    "tags that are false": ('{"text": "x", "tags": false}', "not a list of tags: false; expected"),
    "an id that is true": ('{"text": "x", "id": true}', "not an id: true; expected"),
    "a list with null": ("[null, true]", "not an object: [null, true]; expected"),
    "a date that is no number": ('{"text": "x", "date": NaN}', "date is NaN; expected a string"),
    "an id that is no number": ('{"text": "x", "id": Infinity}', "not an id: Infinity; expected"),
    "no number": ('{"text": "x", "score": NaN}', "extra holds nan; expected what JSON can hold"),
    "minus infinity": ('{"text": "x", "a": [-Infinity]}', "extra holds -inf; expected what JSON"),
    "a tag that is an object": ('{"text": "x", "tags": [{}]}', "tag is {}; expected a string"),
}


@pytest.mark.parametrize(("line", "said"), _NO_DOCUMENTS.values(), ids=_NO_DOCUMENTS.keys())
def test_a_line_that_is_no_document_is_a_problem_and_the_rest_is_read(
    read: Read, line: str, said: str
) -> None:
    documents, (problem,) = read("a.jsonl", f'{{"text": "x"}}\n\n{line}\r\n{{"text": "y"}}')
    assert [document.id for document in documents] == ["a.jsonl#1", "a.jsonl#4"]
    assert problem.line == 3
    assert any(part in problem.message for part in said.split("|"))


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ('[{"id": "1", "text": "x"}, {"id": "2", "text": "y"}]', ["1", "2"]),
        ('\n[\n{"text": "x"},\n{"text": "y"}\n]\n', ["a.json#1", "a.json#2"]),
        ('{"id": "1",\n "text": "x"\n}', ["1"]),
        ('{"id": "1", "text": "x"}\n{"id": "2", "text": "y"}\n', ["1", "2"]),
        ("[]", []),
        (" \n ", []),
    ],
    ids=["list", "list in lines", "object in lines", "object a line", "empty list", "spaces"],
)
def test_a_json_file_is_a_list_an_object_or_an_object_a_line(
    read: Read, content: str, ids: list[str]
) -> None:
    documents, problems = read("a.json", content)
    assert [document.id for document in documents] == ids
    assert problems == []


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('[\n{"text": "x"},\n{"text"}\n]', 3, "not JSON: Expecting ':' delimiter at character 8"),
        ('[{"text": "x"}', 1, "not JSON: Expecting ',' delimiter at character 15"),
        ("[" * 10_000, 1, "not a document: brackets nested too deep"),
        ('{"text": "x"}\n{"text"', 2, "not JSON: Expecting ':' delimiter at character 8"),
        ('[{"text": "x"}, 5]', 2, "not an object: 5; expected {...} with a text or a title"),
        ('"x"', 1, "not an object: 'x'; expected {...} with a text or a title"),
    ],
    ids=["in a list", "half a list", "nested", "in a line", "an element", "a string"],
)
def test_a_broken_json_file_is_one_problem(read: Read, content: str, line: int, said: str) -> None:
    _documents, problems = read("a.json", content)
    assert [(problem.line, problem.message) for problem in problems] == [(line, said)]


def test_what_is_no_number_costs_its_record_alone(read: Read) -> None:
    content = (
        '[{"id": "1", "text": "x"}, {"id": "2", "text": "y", "n": NaN}, {"id": "3", "text": "z"}]'
    )
    documents, (problem,) = read("a.json", content)
    assert [document.id for document in documents] == ["1", "3"]
    assert (problem.line, problem.message[:27]) == (2, "document '2': extra holds n")


def test_characters_may_be_escaped_and_half_of_one_is_replaced(read: Read) -> None:
    line = r'{"id": "\u06f1", "text": "\ud83d\ude00 a\u0000 \ud83d", "\ud800": "\udc00"}'
    (document,), problems = read("a.jsonl", line)
    assert (document.id, document.text) == ("۱", "😀 a\0 \ufffd")
    assert document.extra == {"\ufffd": "\ufffd"}
    assert problems == []
