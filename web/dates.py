"""Dates and numbers as readers of each language write them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from .calendars import SOLAR, Calendar, calendars, months, years
from .locale import gettext, language

__all__ = ["date_texts", "digits", "number", "percent", "period_text", "seconds", "written"]

# Arabic is written with these digits and with ASCII ones, depending on the country; the
# Unicode Common Locale Data Repository has ASCII for the language as such.
_ZEROS = {"fa": 0x06F0}
_PATTERNS = {4: "y", 7: "MMMM y", 10: "d MMMM y"}


def digits(text: object) -> str:
    """Return ``text`` with its digits in those of the interface."""
    zero = _ZEROS.get(language())
    if zero is None:
        return str(text)
    return str(text).translate({ord("0") + n: zero + n for n in range(10)})


def number(value: int) -> str:
    """Return a number with its digits grouped."""
    # A page has dozens, and Babel takes forty times as long for each.
    grouped = digits(f"{value:,}")
    return grouped.replace(",", "\N{ARABIC THOUSANDS SEPARATOR}") if language() == "fa" else grouped


def seconds(value: float) -> str:
    """Return a time in seconds, to the millisecond."""
    text = format_decimal(value, "0.000", locale=language(), numbering_system="default")
    return digits(text)


def percent(value: float) -> str:
    """Return a share in whole percents."""
    text = digits(format_percent(value, locale=language(), numbering_system="default"))
    return text.replace("%", "\N{ARABIC PERCENT SIGN}") if language() == "fa" else text


def date_texts(iso: str) -> list[str]:
    """Return a date of a document in words, for Persian readers in both calendars."""
    day = iso[:10]
    first = date(*(*(int(part) for part in day.split("-")), 1, 1)[:3])
    gregorian = digits(format_date(first, _PATTERNS[len(day)], locale=language()))
    solar = SOLAR.parts(iso) if SOLAR in calendars() else ()
    return [_solar_text(solar), gregorian] if solar else [gregorian]


def written(iso: str) -> str:
    """Return a date as one would write it into a field, as short as it can be."""
    return digits("-".join(f"{part:02}" for part in _shortest_solar(iso)) or iso)


def period_text(after: str, before: str) -> str:
    """Return a period in words: from ``after`` on, and before ``before``."""
    for calendar in calendars():
        if after and before and (name := _whole(calendar, after, before)):
            return name
    if after and before:
        return gettext(
            "%(first)s – before %(end)s", first=_limit_text(after), end=_limit_text(before)
        )
    if after:
        return gettext("from %(first)s", first=_limit_text(after))
    return gettext("before %(end)s", end=_limit_text(before))


def _whole(calendar: Calendar, after: str, before: str) -> str:
    """Return the name of a period that is a whole year or month, or else ""."""
    parts = calendar.parts(after)
    if not parts:
        return ""
    year = parts[0]
    if (after, before) == years(calendar, year):
        return digits(year)
    spans = months(calendar, year)
    if (after, before) in spans:
        return digits(f"{calendar.month_name(spans.index((after, before)) + 1)} {year}")
    return ""


def _limit_text(iso: str) -> str:
    """Return where a period begins or ends: a year or month, if one begins there."""
    parts = _shortest_solar(iso)
    return _solar_text(parts) if parts else date_texts(iso)[0]


def _shortest_solar(iso: str) -> tuple[int, ...]:
    """Return a day in the parts it takes to say it: its year alone if that begins with it."""
    if SOLAR not in calendars() or len(iso) > len("2023-05-01"):
        return ()
    parts = SOLAR.parts(iso)
    while parts and parts[-1] == 1:
        parts = parts[:-1]
    return parts


def _solar_text(parts: tuple[int, ...]) -> str:
    """Return a year, a month or a day of the Solar Hijri calendar in words."""
    year, *rest = parts
    month = [SOLAR.month_name(rest[0])] if rest else []
    return digits(" ".join([*map(str, rest[1:]), *month, str(year)]))
