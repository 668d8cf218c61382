"""Dates and numbers as readers of each language write them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from ..index.dates import solar_hijri
from .locale import gettext, language

__all__ = ["date_texts", "digits", "month_name", "number", "period_text", "seconds"]

# Arabic is written with these digits and with ASCII ones, depending on the country; the
# Unicode Common Locale Data Repository has ASCII for the language as such.
_ZEROS = {"fa": 0x06F0}
_PATTERNS = {4: "y", 7: "MMMM y", 10: "d MMMM y"}
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
# The years for which the calendar is exact; see index/dates.py.
_SOLAR_YEARS = range(1178, 1634)


def digits(text: object) -> str:
    """Return ``text`` with its digits in those of the interface."""
    zero = _ZEROS.get(language())
    if zero is None:
        return str(text)
    return str(text).translate({ord("0") + n: zero + n for n in range(10)})


def number(value: float) -> str:
    """Return a number with its digits grouped."""
    return digits(format_decimal(value, locale=language(), numbering_system="default"))


def seconds(value: float) -> str:
    """Return a time in seconds, to the millisecond."""
    text = format_decimal(value, "0.000", locale=language(), numbering_system="default")
    return digits(text)


def date_texts(iso: str) -> list[str]:
    """Return a date of a document in words, for Persian readers in both calendars."""
    day = iso[:10]
    parts = [int(part) for part in day.split("-")]
    first = date(*(*parts, 1, 1)[:3])
    gregorian = digits(format_date(first, _PATTERNS[len(day)], locale=language()))
    if language() != "fa" or len(parts) < 3:
        return [gregorian]
    year, month, of_month = solar_hijri(first)
    if year not in _SOLAR_YEARS:
        return [gregorian]
    return [digits(f"{of_month} {_SOLAR_MONTHS[month - 1]} {year}"), gregorian]


def month_name(month: int, *, short: bool = False) -> str:
    """Return the name of a month of the Gregorian calendar."""
    return format_date(date(2000, month, 1), "LLL" if short else "LLLL", locale=language())


def period_text(after: str, before: str) -> str:
    """Return a period in words: from ``after`` on, and before ``before``."""
    if after and before and len(after) == len(before) and following(after) == before:
        return date_texts(after)[0]
    if after and before:
        return gettext(
            "%(first)s – before %(end)s", first=date_texts(after)[0], end=date_texts(before)[0]
        )
    if after:
        return gettext("from %(first)s", first=date_texts(after)[0])
    return gettext("before %(end)s", end=date_texts(before)[0])


def following(iso: str) -> str:
    """Return the year or month after a year or month; "" for a day."""
    if len(iso) == 4:
        return f"{int(iso) + 1:04}"
    if len(iso) == 7:
        year, month = int(iso[:4]), int(iso[5:])
        return f"{year + month // 12:04}-{month % 12 + 1:02}"
    return ""
