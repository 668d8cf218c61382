"""Dates as people write them in documents and queries.

A date is ISO 8601 in any digits: a year, a month, a day or a moment
(``2023``, ``2023-05``, ``2023-05-01``, ``2023-05-01T10:30Z``).  A year between 1200 and
1599 is one of the Solar Hijri calendar of Iran and Afghanistan (``1402-02-11``).  Python's own
dates and datetimes are Gregorian in every year.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from .arguments import shown
from .errors import InvalidArgument

__all__ = ["iso_date", "lasting_date", "moment", "solar_hijri"]

_TIME = (
    r"[T ](?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"(?: ?(?:Z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>[0-5]\d)?))?"
)
_DATE = re.compile(
    rf"(?P<year>\d{{4}})(?:[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}})(?:{_TIME})?)?)?"
)
_FIRST_SOLAR_YEAR, _LAST_SOLAR_YEAR = 1200, 1599
# The days of the first six months.
_SUMMER = 6 * 31
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
# 1 Farvardin 1403, a year that newspapers agree about.
_NEW_YEAR, _NEW_YEARS_DAY = 1403, date(2024, 3, 20)


def iso_date(day: str | date) -> str:
    """Return a date as ISO 8601 in Gregorian years and ASCII digits.

    A year, month or day stays one; a moment becomes UTC, to the second, and one
    without an offset is taken for UTC.  Raises :class:`.InvalidArgument`.
    """
    text = _written(day)
    found = _DATE.fullmatch(_ascii_digits(text.strip())) if isinstance(text, str) else None
    try:
        if found:
            return _gregorian(found, may_be_solar=text is day)
    except (ValueError, OverflowError):
        pass
    given = f"{text!r:.60}" if isinstance(text, str) else shown(text)
    raise InvalidArgument(
        f"not a date: {given}; expected a year, month, day or moment"
        " like 2023, 2023-05, 2023-05-01 or 2023-05-01T10:30Z"
    )


def lasting_date(day: str | date) -> str:
    """Return what :func:`iso_date` does, if it reads that as the same date again.

    Raises :class:`.InvalidArgument` for Gregorian years that text has for Solar Hijri ones.
    """
    iso = iso_date(day)
    if _is_solar(int(iso[:4])):
        raise InvalidArgument(
            f"not a date that text can hold: {iso}; expected a year before {_FIRST_SOLAR_YEAR} or"
            f" after {_LAST_SOLAR_YEAR}, since those between are Solar Hijri"
        )
    return iso


def moment(iso: str) -> int:
    """Return the first second of what :func:`iso_date` returned, counted from 1970."""
    year, month, day = (*map(int, iso[:10].split("-")), 1, 1)[:3]
    start = datetime(year, month, day, tzinfo=timezone.utc)
    if len(iso) > len("2023-05-01"):
        start = datetime.fromisoformat(iso.replace("Z", "+00:00"))
    return int((start - _EPOCH).total_seconds())


def solar_hijri(day: date) -> tuple[int, int, int]:
    """Return the year, month and day of the Solar Hijri calendar."""
    year = day.year - 621
    if day < _solar_new_year(year):
        year -= 1
    number = (day - _solar_new_year(year)).days
    if number < _SUMMER:
        return year, number // 31 + 1, number % 31 + 1
    return year, (number - _SUMMER) // 30 + 7, (number - _SUMMER) % 30 + 1


def _written(day: object) -> object:
    """Return a date or datetime of Python as text, and anything else as it is."""
    return day.isoformat() if isinstance(day, date) else day


def _ascii_digits(text: str) -> str:
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def _gregorian(found: re.Match[str], *, may_be_solar: bool) -> str:
    year, month, day = found.group("year", "month", "day")
    read = _from_solar_hijri if may_be_solar and _is_solar(int(year)) else date
    first = read(int(year), int(month or 1), int(day or 1))
    if found["hour"]:
        return _utc(first, found)
    if first.year == int(year):
        return first.isoformat()[: 10 if day else 7 if month else 4]
    return first.isoformat()


def _is_solar(year: int) -> bool:
    """Say whether a year of a text is one of the Solar Hijri calendar."""
    return _FIRST_SOLAR_YEAR <= year <= _LAST_SOLAR_YEAR


def _utc(day: date, found: re.Match[str]) -> str:
    hour, minute, second, hours, minutes = (
        int(found[name] or 0) for name in ("hour", "minute", "second", "hours", "minutes")
    )
    offset = timedelta(hours=hours, minutes=minutes)
    there = timezone(-offset if found["sign"] == "-" else offset)
    then = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=there)
    return then.astimezone(timezone.utc).replace(tzinfo=None).isoformat() + "Z"


def _from_solar_hijri(year: int, month: int, day: int) -> date:
    if not (1 <= month <= 12 and 1 <= day <= _days_in_month(year, month)):
        raise ValueError
    return _solar_new_year(year) + timedelta(days=_days_before_month(month) + day - 1)


def _days_in_month(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month < 12 or _is_leap(year) else 29


def _days_before_month(month: int) -> int:
    return 31 * (month - 1) if month <= 7 else _SUMMER + 30 * (month - 7)


def _is_leap(year: int) -> bool:
    """Say whether a Solar Hijri year has 366 days.

    Eight years in each cycle of 33; this agrees with the calendar as observed from
    1178 to 1633 (Edward Reingold and Nachum Dershowitz, "Calendrical Calculations",
    on the arithmetic Persian calendars).
    """
    return (25 * year + 11) % 33 < 8


def _solar_new_year(year: int) -> date:
    """Return the day of 1 Farvardin of a Solar Hijri year."""
    years = year - _NEW_YEAR
    leap_days = _leap_years_before(year) - _leap_years_before(_NEW_YEAR)
    return _NEW_YEARS_DAY + timedelta(days=365 * years + leap_days)


def _leap_years_before(year: int) -> int:
    return (8 * (year - 1) + 29) // 33
