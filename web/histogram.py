"""How the hits are spread over time: bars that filter when they are clicked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from .dates import digits, month_name, period_text
from .links import search_url
from .locale import gettext
from .question import Question

__all__ = ["Bar", "Histogram", "histogram", "months_of"]

# Twelve months; more bars than that are too thin for a finger.
_MOST_BARS = 12
#: The height of the tallest bar.
HEIGHT = 40
_MONTHS = range(1, 13)


@dataclass(frozen=True)
class Bar:
    """A span of time with its hits."""

    label: str
    #: What stands below it, where there is room.
    tick: str
    count: int
    height: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Histogram:
    """Bars in the order of time."""

    bars: Sequence[Bar]
    #: Where a click shows all years again; "" where they are shown.
    all_url: str


def histogram(
    question: Question, years: Mapping[str, int], months: Sequence[int] = ()
) -> Histogram | None:
    """Return the bars of the months of the chosen year, or else of all years."""
    all_url = search_url(question.but(after="", before=""))
    if months:
        bars = _bars(question, zip(map(_month_span, _months_keys(question)), months, strict=True))
        return Histogram(bars, all_url)
    counts = {int(year): count for year, count in years.items()}
    if span := _years(question):
        counts = {year: count for year, count in counts.items() if year in span}
    if len(counts) < 2:
        return None
    bars = _bars(question, _grouped(counts))
    return Histogram(bars, all_url if question.after or question.before else "")


def _years(question: Question) -> range | None:
    """Return the years that are chosen, if these are several and whole ones."""
    if len(question.after) == len(question.before) == 4:
        years = range(int(question.after), int(question.before))
        return years if len(years) > 1 else None
    return None


def months_of(question: Question) -> list[tuple[str, str]]:
    """Return the spans of the months of the year that is chosen, if one is or part of it."""
    year = question.after[:4]
    is_year = bool(year) and question.before == f"{int(year) + 1:04}" and question.after == year
    return [_month_span(key) for key in _months_keys(question)] if is_year else []


def _months_keys(question: Question) -> list[str]:
    return [f"{question.after[:4]}-{month:02}" for month in _MONTHS]


def _month_span(key: str) -> tuple[str, str]:
    year, month = int(key[:4]), int(key[5:])
    return key, f"{year + month // 12:04}-{month % 12 + 1:02}"


def _grouped(years: Mapping[int, int]) -> Iterable[tuple[tuple[str, str], int]]:
    """Group years so that all of them fit, empty ones in between included."""
    first, last = min(years), max(years)
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    step = next(step for step in steps if last // step - first // step < _MOST_BARS)
    start = first - first % step
    for year in range(start, last + 1, step):
        count = sum(years.get(one, 0) for one in range(year, year + step))
        yield (f"{year:04}", f"{year + step:04}"), count


def _bars(question: Question, spans: Iterable[tuple[tuple[str, str], int]]) -> tuple[Bar, ...]:
    listed = list(spans)
    most = max((count for _span, count in listed), default=1) or 1
    every = ceil(len(listed) / 6)
    return tuple(
        _bar(question, *span, count, most, has_tick=place % every == 0)
        for place, (span, count) in enumerate(listed)
    )


def _bar(
    question: Question, after: str, before: str, count: int, most: int, *, has_tick: bool
) -> Bar:
    is_chosen = (question.after, question.before) == (after, before)
    span = {"after": "", "before": ""} if is_chosen else {"after": after, "before": before}
    is_month = len(after) == len("2023-05")
    tick = month_name(int(after[5:]), short=True) if is_month else digits(after)
    return Bar(
        label=_label(after, before),
        tick=tick if has_tick else "",
        count=count,
        # The root keeps small numbers visible beside large ones.
        height=max(2, round(HEIGHT * sqrt(count / most))) if count else 0,
        url=search_url(question.but(**span)),
        is_chosen=is_chosen,
    )


def _label(after: str, before: str) -> str:
    if len(after) == 4 and int(before) - int(after) > 1:
        last = f"{int(before) - 1:04}"
        return gettext("%(first)s to %(last)s", first=digits(after), last=digits(last))
    return period_text(after, before)
