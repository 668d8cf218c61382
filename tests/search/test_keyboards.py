from __future__ import annotations

import pytest
from fehrest.search.keyboards import neighbours, readings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # ISIRI 9147
        ("jivhk", "تهران"),
        (";jhf ,h'i kHli", "کتاب واگه نآمه"),
        ("mv, 2023", "پرو 2023"),
        # Windows, whose letter peh is on another key
        ("\\v,", "پرو"),
        ("Cvt", "ژرف"),
        # Arabic (101), which has lam and alef on one key
        ("hgrhivm", "القاهرة"),
        ("bfs", "لابس"),
        ("Hpl]", "أحمد"),
        # The other way
        ("فقعپح", "trump"),
        ("فقع\\ح", "tru\\p"),
        ("فقعةح", "trump"),
        ("خلاشةش", "obama"),
        ("شبلاشى", "afghan"),
    ],
)
def test_the_same_keys_write_something_else(typed: str, meant: str) -> None:
    assert meant in readings(typed)


def test_a_capital_may_be_the_telephones() -> None:
    assert "تهران" in readings("Jivhk")


@pytest.mark.parametrize("text", ["", "2023", "qwé", "تهران jivhk", "تهرانé", "گوگوش", "…"])
def test_there_is_no_reading_of_what_no_layout_writes(text: str) -> None:
    assert readings(text) == []


def test_neighbours_are_those_of_all_layouts_as_folding_leaves_them() -> None:
    assert {("q", "w"), ("w", "q"), ("ض", "ص"), ("ک", "گ"), ("ک", "ط"), ("پ", "د")} <= neighbours()
    assert ("p", "a") not in neighbours()
