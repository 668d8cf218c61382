"""Dates as people write them: Gregorian and Solar Hijri, in any digits."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from fehrest import InvalidArgument
from fehrest.index.dates import iso_date, lasting_date, moment, solar_hijri
from hypothesis import given, settings
from hypothesis import strategies as st

_DATES = {
    # Gregorian: as exact as it was.
    "2023": "2023",
    "2023-05": "2023-05",
    "2023-05-01": "2023-05-01",
    "2023/5/1": "2023-05-01",
    "2023.05.01": "2023-05-01",
    " 2023-05-01 ": "2023-05-01",
    "۲۰۲۳-۰۵-۰۱": "2023-05-01",
    "٢٠٢٣/٥/١": "2023-05-01",
    "2024-02-29": "2024-02-29",
    "0001-01-01": "0001-01-01",
    "9999-12-31": "9999-12-31",
    # Moments: in UTC, to the second.
    "2023-05-01T10:30": "2023-05-01T10:30:00Z",
    "2023-05-01 10:30:15": "2023-05-01T10:30:15Z",
    "2023-05-01T10:30Z": "2023-05-01T10:30:00Z",
    "2023-05-01T10:30:15.123Z": "2023-05-01T10:30:15Z",
    "2023-05-01T01:30+03:30": "2023-04-30T22:00:00Z",
    "2023-12-31T23:00-02:00": "2024-01-01T01:00:00Z",
    "2023-05-01T10:30:15,5 +0330": "2023-05-01T07:00:15Z",
    "2023-05-01T9:30-05": "2023-05-01T14:30:00Z",
    "۲۰۲۳-۰۵-۰۱ ۱۰:۳۰": "2023-05-01T10:30:00Z",
    # Solar Hijri: the first day of a year or month.
    "1402": "2023-03-21",
    "1402-02": "2023-04-21",
    "1402-02-11": "2023-05-01",
    "۱۴۰۲/۲/۱۱": "2023-05-01",
    "1402-02-11 10:30": "2023-05-01T10:30:00Z",
    "1399-12-30": "2021-03-20",
    "1403-12-30": "2025-03-20",
}
#: Days that history books give in both calendars, and the first days of recent years.
_DAYS = {
    (1299, 12, 3): date(1921, 2, 22),
    (1332, 5, 28): date(1953, 8, 19),
    (1357, 11, 22): date(1979, 2, 11),
    (1367, 4, 29): date(1988, 7, 20),
    (1375, 1, 1): date(1996, 3, 20),
    (1376, 3, 2): date(1997, 5, 23),
    (1399, 1, 1): date(2020, 3, 20),
    (1400, 1, 1): date(2021, 3, 21),
    (1403, 1, 1): date(2024, 3, 20),
    (1404, 1, 1): date(2025, 3, 21),
    (1408, 12, 30): date(2030, 3, 20),
}
_LEAP_YEARS = [1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408]

_NO_DATES = (
    *("", " ", "yesterday", "23-05-01", "20230501", "2023-", "2023-5-1-2", "2023-05-01T"),
    *(
        "2023-13",
        "2023-00",
        "2023-00-00",
        "2023-02-29",
        "2023-04-31",
        "2023-05-01T25:00",
        "2023-05-01T10:30+99",
        "2023-05-01T10:60",
    ),
    *("1402-12-30", "1402-07-31", "1402-13-01", "0000", "0000-01-01", "10000-01-01"),
    *("0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "²⁰²³", "2023-05-01\n2023", "\ud800"),
    *("-2023", "2023-05-01T10", "2023-05-01T10:30 EST", "2023-05-01 " + "1" * 10_000),
)


@pytest.mark.parametrize(("text", "iso"), _DATES.items())
def test_a_date_becomes_iso(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@pytest.mark.parametrize("text", _NO_DATES, ids=lambda text: ascii(text)[:20])
def test_what_is_no_date_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        iso_date(text)
    sentence = str(refused.value)
    assert sentence.startswith(f"not a date: {text!r}"[:40])
    assert "expected a year, month, day or moment" in sentence
    assert len(sentence) < 250
    assert "\n" not in sentence


@pytest.mark.parametrize(("solar", "day"), _DAYS.items(), ids=str)
def test_days_of_both_calendars(solar: tuple[int, int, int], day: date) -> None:
    assert iso_date("{:04}-{:02}-{:02}".format(*solar)) == day.isoformat()
    assert solar_hijri(day) == solar


def test_leap_years_are_those_of_the_calendar() -> None:
    leap = []
    for year in range(1354, 1409):
        try:
            iso_date(f"{year}-12-30")
        except InvalidArgument:
            continue
        leap.append(year)
    assert leap == _LEAP_YEARS


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1821, 3, 21), date(2221, 3, 20)))
def test_every_day_has_one_solar_date(day: date) -> None:
    year, month, number = solar_hijri(day)
    assert iso_date(f"{year}-{month}-{number}") == day.isoformat()
    if day.year < 2221:
        assert solar_hijri(day + timedelta(1)) > (year, month, number)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=20) | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d"))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        iso = iso_date(text)
    except InvalidArgument:
        return
    assert iso_date(iso) == iso
    assert isinstance(moment(iso), int)


@pytest.mark.parametrize(
    ("iso", "then"),
    [
        ("1970", datetime(1970, 1, 1)),
        ("2023", datetime(2023, 1, 1)),
        ("2023-05", datetime(2023, 5, 1)),
        ("2023-05-01", datetime(2023, 5, 1)),
        ("2023-05-01T10:30:15Z", datetime(2023, 5, 1, 10, 30, 15)),
        ("1906-08-05", datetime(1906, 8, 5)),
    ],
)
def test_a_moment_is_counted_from_1970(iso: str, then: datetime) -> None:
    assert moment(iso) == then.replace(tzinfo=timezone.utc).timestamp()


@pytest.mark.parametrize("year", [1, 1199, 1200, 1402, 1599, 1600, 2023, 9999])
def test_dates_of_python_are_gregorian_in_every_year(year: int) -> None:
    day = date(year, 5, 1)
    assert iso_date(day) == day.isoformat()
    assert iso_date(datetime(year, 5, 1, 10, 30)) == f"{day.isoformat()}T10:30:00Z"
    assert moment(iso_date(day)) == datetime(year, 5, 1, tzinfo=timezone.utc).timestamp()


@pytest.mark.parametrize("year", [1199, 1600, 2023])
def test_a_date_lasts_if_it_is_read_again_as_it_is(year: int) -> None:
    assert lasting_date(date(year, 5, 1)) == iso_date(f"{year}-05-01") == f"{year}-05-01"
    assert lasting_date("1402-02-11") == "2023-05-01"


@pytest.mark.parametrize("day", [date(1200, 1, 1), datetime(1599, 12, 31), "1600-01-01T00:00+03"])
def test_a_date_that_would_be_read_again_as_another_does_not_last(day: str | date) -> None:
    with pytest.raises(InvalidArgument, match=r"not a date that text can hold: 1\d\d\d-.*; expect"):
        lasting_date(day)
