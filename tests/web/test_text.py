from __future__ import annotations

import re

import pytest
from fehrest.web.text import (
    direction_of,
    host,
    isolated,
    shown,
    text_direction,
    web_address,
    with_dates_in_order,
)
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://EXAMPLE.org:8080/", "example.org"),
        ("https://خبر.ایران/", "خبر.ایران"),
        # A Cyrillic letter in a Latin word, and a word of Cyrillic letters that look Latin.
        ("https://\u0440aypal.com/", "xn--aypal-uye.com"),
        ("https://\u0430\u0440\u0440\u04cf\u0435.com/", "xn--80ak6aa92e.com"),
        ("https://exam\u0627ple.org/", "xn--example-90g.org"),
    ],
)
def test_hosts_that_deceive_are_spelled_out(url: str, expected: str) -> None:
    found = host(url)
    if expected.startswith("xn--"):
        assert found.startswith("xn--")
        assert found.isascii()
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        (" http://example.org ", "http://example.org"),
        ("ftp://example.org", ""),
        ("javascript:alert(1)", ""),
        ("https:///path", ""),
        ("", ""),
    ],
)
def test_only_the_web_is_linked(url: str, expected: str) -> None:
    assert web_address(url) == expected


@pytest.mark.parametrize(
    ("language", "direction"),
    [("fa", "rtl"), ("ar-EG", "rtl"), ("en", "ltr"), ("", "auto"), ("zz", "ltr")],
)
def test_directions(language: str, direction: str) -> None:
    assert text_direction(language) == direction


@given(st.text())
def test_nothing_active_is_left(text: str) -> None:
    found = shown(text)
    assert not set(found) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\0\x1b")
    assert shown(found) == found


@given(st.text())
def test_isolated_text_is_escaped(text: str) -> None:
    found = isolated(text)
    assert isinstance(found, Markup)
    assert re.fullmatch(r'<bdi( dir="rtl")?>[^<]*</bdi>', found)


def test_joiners_and_marks_of_direction_stay() -> None:
    assert shown("می\u200cشود\u200e\u200f") == "می\u200cشود\u200e\u200f"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("BBC گزارش داد", "rtl"),
        ("iPhone 15 در ایران چند است؟", "rtl"),
        ("FIFA تعلن القائمة", "rtl"),
        ("Gantz (به فارسی: گانتس) is a politician", "ltr"),
        ("2023-05-01", "auto"),
        ("Москва", "ltr"),
    ],
)
def test_most_letters_of_a_text_tell_its_direction(text: str, direction: str) -> None:
    assert direction_of(text) == direction


def test_a_run_that_begins_with_another_script_is_told_its_direction() -> None:
    assert isolated("CNN بالعربية") == Markup('<bdi dir="rtl">CNN بالعربية</bdi>')
    assert isolated("<b>") == Markup("<bdi>&lt;b&gt;</bdi>")


def test_parts_of_dates_stay_in_order() -> None:
    found = with_dates_in_order(Markup("مثل 2023 أو 2023-05-01 &lt;"))
    assert found == Markup('مثل 2023 أو <bdi dir="ltr">2023-05-01</bdi> &lt;')
