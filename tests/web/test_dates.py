from __future__ import annotations

from datetime import date, timedelta

import pytest
from fehrest.index.dates import iso_date, solar_hijri
from fehrest.web.dates import date_texts, number, period_text, seconds, written
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("ui", "iso", "expected"),
    [
        ("en", "2022-10-03", ["3 October 2022"]),
        ("en", "2022-10-03T10:30:00Z", ["3 October 2022"]),
        ("en", "2022-10", ["October 2022"]),
        ("en", "2022", ["2022"]),
        ("fa", "2022-10-03", ["۱۱ مهر ۱۴۰۱", "۳ اکتبر ۲۰۲۲"]),
        ("fa", "2024-03-20", ["۱ فروردین ۱۴۰۳", "۲۰ مارس ۲۰۲۴"]),
        ("fa", "2022", ["۲۰۲۲"]),
        # The Solar Hijri calendar is not shown where it is not exact.
        ("fa", "1500-10-01", ["۱ اکتبر ۱۵۰۰"]),
        ("ar", "2022-10-03", ["3 أكتوبر 2022"]),
    ],
)
def test_dates_in_words(app: Flask, ui: str, iso: str, expected: list[str]) -> None:
    with app.test_request_context(f"/?ui={ui}"):
        assert date_texts(iso) == expected


@pytest.mark.parametrize(("ui", "expected"), [("en", "12,345"), ("fa", "۱۲٬۳۴۵"), ("ar", "12,345")])
def test_numbers(app: Flask, ui: str, expected: str) -> None:
    with app.test_request_context(f"/?ui={ui}"):
        assert number(12_345) == expected


def test_seconds_have_the_decimal_sign_of_the_language(app: Flask) -> None:
    with app.test_request_context("/?ui=fa"):
        assert seconds(0.0126) == "۰٫۰۱۳"


@pytest.mark.parametrize(
    ("ui", "after", "before", "expected"),
    [
        ("en", "2022", "2023", "2022"),
        ("en", "2022-12", "2023-01", "December 2022"),
        ("en", "2022", "2024", "2022 – before 2024"),
        ("en", "2022-05-01", "", "from 1 May 2022"),
        ("en", "", "2022", "before 2022"),
        ("en", "2022-03-21", "2023-03-21", "21 March 2022 – before 21 March 2023"),
        ("fa", "2022-03-21", "2023-03-21", "۱۴۰۱"),
        ("fa", "2022-03-21", "2022-04-21", "فروردین ۱۴۰۱"),
        ("fa", "2023-02-20", "2023-03-21", "اسفند ۱۴۰۱"),
        ("fa", "2022-03-21", "2024-03-20", "از ۱۴۰۱ تا پیش از ۱۴۰۳"),
        ("fa", "2022-09-23", "", "از مهر ۱۴۰۱"),
        ("fa", "", "2022-10-03", "پیش از ۱۱ مهر ۱۴۰۱"),
        ("fa", "2022", "2023", "۲۰۲۲"),
        ("fa", "2022-12", "2023-01", "دسامبر ۲۰۲۲"),
    ],
)
def test_periods_in_words(app: Flask, ui: str, after: str, before: str, expected: str) -> None:
    with app.test_request_context(f"/?ui={ui}"):
        assert period_text(after, before) == expected


@pytest.mark.parametrize(
    ("ui", "iso", "expected"),
    [
        ("en", "2022-03-21", "2022-03-21"),
        ("fa", "2022-03-21", "۱۴۰۱"),
        ("fa", "2022-09-23", "۱۴۰۱-۰۷"),
        ("fa", "2022-10-03", "۱۴۰۱-۰۷-۱۱"),
        ("fa", "2022-10", "۲۰۲۲-۱۰"),
        ("fa", "2022-10-03T10:30:00Z", "۲۰۲۲-۱۰-۰۳T۱۰:۳۰:۰۰Z"),
        ("fa", "", ""),
    ],
)
def test_what_a_field_holds_is_read_as_the_same_date(
    app: Flask, ui: str, iso: str, expected: str
) -> None:
    with app.test_request_context(f"/?ui={ui}"):
        assert written(iso) == expected
    if iso:
        assert iso_date(expected) == iso


@given(st.dates(date(1822, 1, 1), date(2220, 12, 31)))
def test_both_ways_between_the_calendars(day: date) -> None:
    year, month, of_month = solar_hijri(day)
    if 1200 <= year <= 1599:
        assert iso_date(f"{year}-{month}-{of_month}") == day.isoformat()


def test_the_calendar_has_no_gap() -> None:
    day, before = date(2020, 1, 1), (0, 0, 0)
    while day < date(2030, 1, 1):
        found = solar_hijri(day)
        assert found > before
        assert found[2] == before[2] + 1 or found[2] == 1 or before == (0, 0, 0)
        day, before = day + timedelta(days=1), found
