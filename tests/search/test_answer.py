"""What an answer says of itself."""

from __future__ import annotations

import pytest
from fehrest import Answer, Document, Hit, Match, Snippet


@pytest.mark.parametrize(
    ("match", "sentence"),
    [
        (Match("کتاب", "کتاب", "exact"), "کتاب"),
        (Match("میشود", "می‌شود", "form"), "می‌شود, because میشود"),
        (Match("الله", "انصارالله", "part"), "انصارالله, a compound with الله"),
        (Match("ویزا", "روادید", "synonym"), "روادید, which means ویزا"),
        (Match("Gantz", "غانتس", "spelling", 0.846), "غانتس, a spelling of Gantz (0.85)"),
    ],
)
def test_a_match_is_a_sentence(match: Match, sentence: str) -> None:
    assert str(match) == sentence


def test_a_snippet_in_pieces() -> None:
    snippet = Snippet("گانتس در باکو", ((0, 5), (9, 13)))
    assert list(snippet.pieces()) == [
        ("", False),
        ("گانتس", True),
        (" در ", False),
        ("باکو", True),
        ("", False),
    ]
    assert snippet.marked("<b>", "</b>") == "<b>گانتس</b> در <b>باکو</b>"
    assert list(Snippet("باکو").pieces()) == [("باکو", False)]
    assert Snippet("").marked("[", "]") == ""


@pytest.mark.parametrize(
    ("before", "after", "framed"),
    [
        (False, False, "باکو"),
        (True, False, "… باکو"),
        (False, True, "باکو …"),
        (True, True, "… باکو …"),
    ],
)
def test_an_ellipsis_says_where_a_snippet_was_cut(before: bool, after: bool, framed: str) -> None:
    assert Snippet("باکو", (), before, after).marked("[", "]") == framed


def test_an_answer_is_its_hits() -> None:
    document = Document(id="1", text="باکو")
    hit = Hit(document, 1.0, Snippet(""), Snippet("باکو"), ())
    answer = Answer("باکو", 12, (hit, hit))
    assert list(answer) == [hit, hit]
    assert len(answer) == 2
    assert hit.id == "1"
    assert len(Answer("", 0, ())) == 0
