"""Years and months as readers count them: of the Gregorian calendar, or of the Solar Hijri.

A span of time is two dates as :func:`.iso_date` returns them: the first of it, and the first
after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date
from itertools import pairwise
from typing import Protocol

from babel.dates import format_date

from ..index.dates import iso_date, solar_hijri
from .locale import language

__all__ = ["GREGORIAN", "SOLAR", "Calendar", "Span", "calendars", "months", "years"]

Span = tuple[str, str]

_SOLAR_MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
# The years that a date may be written in; see index/dates.py.
_SOLAR_YEARS = range(1200, 1599)


class Calendar(Protocol):
    """A way to count years and months."""

    def parts(self, iso: str) -> tuple[int, ...]:
        """Return the year, month and day of a date; () if it is none of this calendar."""
        ...

    def start(self, year: int, month: int = 0) -> str:
        """Return the date on which a year or a month begins."""
        ...

    def month_name(self, month: int, *, short: bool = False) -> str:
        """Return the name of a month in the language of the interface."""
        ...


class _Gregorian:
    def parts(self, iso: str) -> tuple[int, ...]:
        return tuple(int(part) for part in iso[:10].split("-") if part)

    def start(self, year: int, month: int = 0) -> str:
        if year > MAXYEAR:
            return date.max.isoformat()
        start = f"{max(year, MINYEAR):04}"
        return f"{start}-{month:02}" if month else start

    def month_name(self, month: int, *, short: bool = False) -> str:
        return format_date(date(2000, month, 1), "LLL" if short else "LLLL", locale=language())


class _Solar:
    def parts(self, iso: str) -> tuple[int, ...]:
        is_day = len(iso) >= len("2023-05-01")
        if not is_day or not self.start(0) <= iso[:10] < self.start(_SOLAR_YEARS.stop):
            return ()
        return solar_hijri(date.fromisoformat(iso[:10]))

    def start(self, year: int, month: int = 0) -> str:
        within = min(max(year, _SOLAR_YEARS.start), _SOLAR_YEARS.stop)
        return iso_date(f"{within}-{month or 1}-1")

    def month_name(self, month: int, *, short: bool = False) -> str:
        return _SOLAR_MONTHS[month - 1]


GREGORIAN: Calendar = _Gregorian()
SOLAR: Calendar = _Solar()


def calendars() -> Sequence[Calendar]:
    """Return the calendars that readers of the interface go by, their own one first."""
    return (SOLAR, GREGORIAN) if language() == "fa" else (GREGORIAN,)


def years(calendar: Calendar, first: int, count: int = 1) -> Span:
    """Return the span of a year or more."""
    return calendar.start(first), calendar.start(first + count)


def months(calendar: Calendar, year: int) -> list[Span]:
    """Return the spans of the months of a year."""
    starts = [*(calendar.start(year, month) for month in range(1, 13)), calendar.start(year + 1, 1)]
    return list(pairwise(starts))
