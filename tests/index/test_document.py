"""A document: what its fields may be, and what is made of them."""

from __future__ import annotations

import ast
import copy
import dataclasses
import inspect
import json
import operator
import pickle
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from fehrest import Document, InvalidDocument
from fehrest.index.document import LONGEST_ID, LONGEST_TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

_NESTED: list[object] = []
for _ in range(200):
    _NESTED = [_NESTED]

#: Fields that cannot be what they are said to be, and a part of what is said of them.
_REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no id": ({"id": ""}, "not an id: ''; expected 1 to 1,000 printable characters"),
    "an id of half-spaces": ({"id": "\u200c"}, "not an id: "),
    "a long id": ({"id": "x" * (LONGEST_ID + 1)}, "not an id: 'xxx"),
    "an id with a line feed": ({"id": "a\nb"}, "not an id: 'a\\nb'"),
    "an id with NUL": ({"id": "a\0"}, "not an id: 'a\\x00'"),
    "an id that is a number": ({"id": 5}, "id is 5; expected a string"),
    "neither text nor title": ({"text": ""}, "document 'a' has neither text nor title"),
    "spaces": ({"text": " \n\t", "title": "\u00a0"}, "has neither text nor title"),
    "a text that is nothing": ({"text": None}, "text is None; expected a string"),
    "a title that is bytes": ({"title": b"x"}, "title is b'x'; expected a string"),
    "too long a text": ({"text": "x" * (LONGEST_TEXT + 1)}, "10,000,001 characters; expected at"),
    "text and title": ({"text": "x" * LONGEST_TEXT, "title": "y"}, "10,000,001 characters"),
    "a date": ({"date": "yesterday"}, "document 'a': not a date: 'yesterday'; expected"),
    "a day that is none": ({"date": "1402-12-30"}, "not a date: '1402-12-30'"),
    "a Gregorian day of Solar Hijri years": (
        {"date": date(1500, 5, 1)},
        "document 'a': not a date that text can hold: 1500-05-01; expected a year before 1200",
    ),
    "a date that is a number": ({"date": 2023}, "date is 2023; expected a string or a date"),
    "a language": ({"language": "Klingon"}, "not a language: 'Klingon'; expected a code like"),
    "tags in a string": ({"tags": "a, b"}, "not a list of tags: 'a, b'; expected strings in"),
    "tags in an iterator": ({"tags": iter("ab")}, "not a list of tags: <str"),
    "a tag that is a number": ({"tags": ["a", 5]}, "tag is 5; expected a string"),
    "a tag that is a list": ({"tags": [["a"]]}, "tag is ['a']; expected a string"),
    "extra that is a list": ({"extra": ["a"]}, "extra is ['a']; expected a mapping"),
    "an object in extra": ({"extra": {"a": {1, 2}}}, "extra holds {1, 2}; expected what JSON can"),
    "a key that is no string": ({"extra": {5: "a"}}, "extra holds {5: 'a'}; expected"),
    "no number in extra": ({"extra": {"a": [float("nan")]}}, "extra holds nan; expected"),
    "infinity in extra": ({"extra": {"a": float("-inf")}}, "extra holds -inf; expected"),
    "too long a number in extra": ({"extra": {"a": 10**5_000}}, "expected what JSON can hold"),
    "deep extra": ({"extra": {"a": _NESTED}}, "expected what JSON can hold, 100 deep at most"),
}


@pytest.mark.parametrize(("fields", "said"), _REFUSED.values(), ids=_REFUSED.keys())
def test_what_cannot_be_is_refused_in_a_sentence(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        Document(**({"id": "a", "text": "x"} | fields))
    assert said in str(refused.value)
    assert len(str(refused.value)) < 400
    assert "\n" not in str(refused.value)


def test_only_the_id_and_a_text_or_a_title_are_needed() -> None:
    assert Document(id="a", text="x") == Document("a", "x", "", "", "", "", "", (), {})
    assert Document(id="a", title="x").text == ""


def test_the_longest_that_may_be() -> None:
    longest = Document(id="x" * LONGEST_ID, text="x" * (LONGEST_TEXT - 1), title="y")
    assert len(longest.id) == LONGEST_ID


def test_dates_become_gregorian_and_tags_lose_repetitions() -> None:
    document = Document(id="a", text="x", date="۱۴۰۲/۲/۱۱", tags=["ب", "a", "ب"])
    assert (document.date, document.tags) == ("2023-05-01", ("ب", "a"))


def test_dates_of_python_are_taken() -> None:
    assert Document(id="a", text="x", date=date(1100, 5, 1)).date == "1100-05-01"
    moment = datetime(2023, 5, 1, 10, 30)
    assert Document(id="a", text="x", date=moment).date == "2023-05-01T10:30:00Z"


def test_the_constructor_that_type_checkers_see_has_the_fields() -> None:
    tree = ast.parse(inspect.getsource(Document))
    made = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    seen = made["__init__"].args
    assert [one.arg for one in seen.args[1:]] == [one.name for one in dataclasses.fields(Document)]
    types = {one.arg: ast.unparse(one.annotation) for one in seen.args[1:] if one.annotation}
    assert types["date"] == "str | datetime.date"
    assert types["tags"] == " | ".join(
        ["tuple[str, ...]", "list[str]", "set[str]", "frozenset[str]"]
    )


def test_a_document_made_again_from_its_fields_is_the_same() -> None:
    extra = {"a": [1, 2.5, None, True, {"ب": "c"}], "n": -(10**18)}
    document = Document("a", "متن", "عنوان", "1402", "s", "u", "fa-ir", ("t",), extra)
    assert Document(**dataclasses.asdict(document)) == document


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fa", "fa"),
        ("FA", "fa"),
        ("fa-IR", "fa"),
        ("fa_IR", "fa"),
        ("fas", "fa"),
        ("per-AF", "fa"),
        ("ar-SA", "ar"),
        ("ara", "ar"),
        ("eng", "en"),
        ("en_US", "en"),
        ("Persian", "fa"),
        ("farsi", "fa"),
        ("ARABIC", "ar"),
        ("English", "en"),
        ("ckb_IQ", "ckb-iq"),
        ("DE", "de"),
        ("", ""),
    ],
)
def test_a_language_has_one_code(written: str, code: str) -> None:
    assert Document(id="1", text="x", language=written).language == code


def test_a_document_in_another_language_is_otherwise_the_same() -> None:
    document = Document("1", "text", tags=("a",), extra={"b": 1})
    named = document.in_language("fa")
    assert (named.language, document.language) == ("fa", "")
    assert dataclasses.replace(named, language="") == document


def test_extra_is_a_copy_that_later_changes_do_not_reach() -> None:
    extra: dict[str, Any] = {"a": [1], "b": (2, 3)}
    document = Document(id="a", text="x", extra=extra)
    extra["a"].append(2)
    assert document.extra == {"a": [1], "b": [2, 3]}


def _changes() -> list[tuple[str, Callable[[Any], object]]]:
    """What changes a dictionary ``extra["map"]`` or a list ``extra["list"]``."""
    changes: dict[str, Callable[[Any], object]] = {
        'extra["b"] = 2': lambda extra: operator.setitem(extra, "b", 2),
        'del extra["map"]': lambda extra: operator.delitem(extra, "map"),
        "extra |= {}": lambda extra: operator.ior(extra, {"b": 2}),
        "clear": lambda extra: extra.clear(),
        "pop": lambda extra: extra.pop("map"),
        "popitem": lambda extra: extra.popitem(),
        "setdefault": lambda extra: extra.setdefault("b", 2),
        "update": lambda extra: extra.update(b=2),
        "inside": lambda extra: operator.setitem(extra["map"], "b", 2),
        "list[0] = 2": lambda extra: operator.setitem(extra["list"], 0, 2),
        "list[:] = []": lambda extra: operator.setitem(extra["list"], slice(None), []),
        "del list[0]": lambda extra: operator.delitem(extra["list"], 0),
        "list += [2]": lambda extra: operator.iadd(extra["list"], [2]),
        "list *= 2": lambda extra: operator.imul(extra["list"], 2),
        "list.append": lambda extra: extra["list"].append(2),
        "list.clear": lambda extra: extra["list"].clear(),
        "list.extend": lambda extra: extra["list"].extend([2]),
        "list.insert": lambda extra: extra["list"].insert(0, 2),
        "list.pop": lambda extra: extra["list"].pop(),
        "list.remove": lambda extra: extra["list"].remove(2),
        "list.reverse": lambda extra: extra["list"].reverse(),
        "list.sort": lambda extra: extra["list"].sort(),
        "deep": lambda extra: extra["list"][2][0].append(2),
    }
    return list(changes.items())


_EXTRA: dict[str, Any] = {"map": {"a": 1}, "list": [2, 1, [[]]]}


@pytest.mark.parametrize(("_name", "change"), _changes(), ids=[name for name, _ in _changes()])
def test_extra_cannot_be_changed(_name: str, change: Callable[[Any], object]) -> None:
    document = Document("1", "text", extra=_EXTRA)
    with pytest.raises(TypeError, match="a document cannot be changed; expected another"):
        change(document.extra)
    assert document.extra == _EXTRA
    assert json.dumps(document.extra) == json.dumps(_EXTRA)


_COPIES: dict[str, Callable[[Document], Document]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{
        f"pickle {protocol}": lambda document, protocol=protocol: pickle.loads(
            pickle.dumps(document, protocol)
        )
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    },
    "replace": dataclasses.replace,
    "asdict": lambda document: Document(**dataclasses.asdict(document)),
    "json": lambda document: Document(**json.loads(json.dumps(dataclasses.asdict(document)))),
}


@pytest.mark.parametrize("copied", _COPIES.values(), ids=_COPIES.keys())
def test_a_copy_is_the_same_and_cannot_be_changed_either(
    copied: Callable[[Document], Document],
) -> None:
    document = Document("1", "text", extra=_EXTRA)
    found = copied(document)
    assert (found, hash(found)) == (document, hash(document))
    with pytest.raises(TypeError, match="cannot be changed"):
        found.extra["list"].append(2)
    with pytest.raises(TypeError, match="cannot be changed"):
        found.extra["b"] = 2  # type: ignore[index]


def test_documents_can_be_in_a_set() -> None:
    one, other = Document("1", "text", extra={"a": [1]}), Document("1", "text", extra={"a": []})
    assert {one, other, Document("1", "text", extra={"a": [1]})} == {one, other}


def test_fields_cannot_be_set() -> None:
    document = Document(id="a", text="x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        document.text = "y"  # type: ignore[misc]


def test_lone_surrogates_become_the_replacement_character() -> None:
    document = Document(
        id="\ud800",
        text="a\udfffb",
        title="\ud83d\ude00",
        source="\udc00",
        tags=("\udc80", "\udc81"),
        extra={"\ud800": ["\udfff", {"a": "\ud800"}]},
    )
    assert (document.id, document.text, document.source) == ("\ufffd", "a\ufffdb", "\ufffd")
    assert document.title == "\ufffd\ufffd"
    assert document.tags == ("\ufffd",)
    assert document.extra == {"\ufffd": ["\ufffd", {"a": "\ufffd"}]}


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(), max_size=5),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
            lambda values: st.lists(values) | st.dictionaries(st.text(max_size=3), values),
            max_leaves=8,
        ),
    ),
    st.text(st.characters(), max_size=5),
)
def test_a_document_can_be_written_in_utf_8_or_is_refused(extra: dict[str, Any], id_: str) -> None:
    try:
        document = Document(id=id_, text="x", title=id_, extra=extra)
    except InvalidDocument:
        return
    repr(document).encode("utf-8")
    assert Document(**dataclasses.asdict(document)) == document


@pytest.mark.parametrize("id", ["کتاب\u200cها.txt", "می\u200cشود", "👩\u200d👦"])
def test_an_id_may_hold_what_joins_letters(id: str) -> None:  # noqa: A002
    assert Document(id=id, text="x").id == id
