"""How the hits are spread over time: bars that filter when they are clicked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, sqrt

from .calendars import GREGORIAN, Calendar, Span, calendars, months, years
from .dates import digits, period_text
from .links import search_url
from .locale import gettext
from .question import Question

__all__ = ["Bar", "Histogram", "histogram"]

# Twelve months; more bars than that are too thin for a finger.
_MOST_BARS = 12
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
#: The height of the tallest bar.
HEIGHT = 40


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


@dataclass(frozen=True)
class _Slot:
    """A place for a bar."""

    span: Span
    label: str
    tick: str


class _Days:
    """Counts of days, which can be summed up over any span."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.days = sorted(counts)
        self._sums = [0, *accumulate(counts[day] for day in self.days)]

    def within(self, span: Span) -> int:
        """Return how many there are from one date on and before another."""
        first, last = (bisect_left(self.days, limit) for limit in span)
        return self._sums[last] - self._sums[first]


def histogram(question: Question, counts: Mapping[str, int]) -> Histogram | None:
    """Return bars for ``counts`` of all days: of months in a chosen year, or else of years.

    The years are those of the calendar that the reader goes by.
    """
    days = _Days(counts)
    if not counts:
        return None
    calendar = _calendar(days.days)
    slots = _months(calendar, question) or _years(calendar, question, days)
    if len(slots) < 2:
        return None
    is_filtered = bool(question.after or question.before)
    all_url = search_url(question.but(after="", before="")) if is_filtered else ""
    return Histogram(list(_bars(question, slots, days)), all_url)


def _calendar(days: Sequence[str]) -> Calendar:
    """Return the first calendar of the reader's that reaches over all days."""
    ends = days[0], days[-1]
    return next((calendar for calendar in calendars() if all(map(calendar.parts, ends))), GREGORIAN)


def _months(calendar: Calendar, question: Question) -> list[_Slot]:
    """Return the months of the year that is chosen, or that a chosen month is of."""
    chosen = question.after, question.before
    parts = calendar.parts(question.after)
    if not parts:
        return []
    spans = months(calendar, parts[0])
    if chosen != years(calendar, parts[0]) and chosen not in spans:
        return []
    return [
        _Slot(span, period_text(*span), calendar.month_name(number, short=True))
        for number, span in enumerate(spans, 1)
    ]


def _years(calendar: Calendar, question: Question, days: _Days) -> list[_Slot]:
    """Return the years from the first hit to the last, or those of a chosen group."""
    first, last = (calendar.parts(day)[0] for day in (days.days[0], days.days[-1]))
    if group := _group(calendar, question):
        first, last = max(first, group[0]), min(last, group[-1])
    step = next(step for step in _STEPS if last // step - first // step < _MOST_BARS)
    return [
        _Slot(years(calendar, year, step), _years_label(year, step), digits(year))
        for year in range(first - first % step, last + 1, step)
    ]


def _group(calendar: Calendar, question: Question) -> range | None:
    """Return the years that are chosen, if these are several and whole ones."""
    if not (question.after and question.before):
        return None
    ends = [calendar.parts(date)[:1] for date in (question.after, question.before)]
    if not all(ends):
        return None
    chosen = range(ends[0][0], ends[1][0])
    is_whole = (question.after, question.before) == (
        calendar.start(chosen.start),
        calendar.start(chosen.stop),
    )
    return chosen if is_whole and len(chosen) > 1 else None


def _years_label(first: int, count: int) -> str:
    if count == 1:
        return digits(first)
    return gettext("%(first)s to %(last)s", first=digits(first), last=digits(first + count - 1))


def _bars(question: Question, slots: Sequence[_Slot], days: _Days) -> Iterator[Bar]:
    counts = [days.within(slot.span) for slot in slots]
    most = max(counts) or 1
    every = ceil(len(slots) / 6)
    for place, (slot, count) in enumerate(zip(slots, counts, strict=True)):
        is_chosen = (question.after, question.before) == slot.span
        after, before = ("", "") if is_chosen else slot.span
        yield Bar(
            label=slot.label,
            tick=slot.tick if place % every == 0 else "",
            count=count,
            # The root keeps small numbers visible beside large ones.
            height=max(2, round(HEIGHT * sqrt(count / most))) if count else 0,
            url=search_url(question.but(after=after, before=before)),
            is_chosen=is_chosen,
        )
