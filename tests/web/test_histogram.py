from __future__ import annotations

from datetime import date

import pytest
from fehrest.index.dates import iso_date
from fehrest.web.histogram import Histogram, histogram
from fehrest.web.question import Question
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

MOST_BARS = 12
DAYS = {"2019-03-20": 1, "2019-03-21": 2, "2019-12-31": 1, "2022-10-03": 1}


def bars(app: Flask, question: Question, days: dict[str, int], ui: str = "en") -> Histogram | None:
    with app.test_request_context(f"/search?ui={ui}"):
        app.preprocess_request()
        return histogram(question, days)


def shown(found: Histogram | None) -> dict[str, int]:
    """Return the bars that have something, by their labels."""
    assert found
    return {bar.label: bar.count for bar in found.bars if bar.count}


def test_empty_years_in_between_have_bars(app: Flask) -> None:
    found = bars(app, Question("a"), DAYS)
    assert found
    assert [(bar.label, bar.count) for bar in found.bars] == [
        ("2019", 4),
        ("2020", 0),
        ("2021", 0),
        ("2022", 1),
    ]
    assert [bar.height for bar in found.bars] == [40, 0, 0, 20]
    assert found.bars[0].url == "/search?q=a&after=2019&before=2020"
    assert found.all_url == ""


def test_persian_readers_see_years_of_their_calendar(app: Flask) -> None:
    found = bars(app, Question("a"), DAYS, "fa")
    assert shown(found) == {"۱۳۹۷": 1, "۱۳۹۸": 3, "۱۴۰۱": 1}
    assert found
    assert found.bars[1].url == "/search?q=a&after=2019-03-21&before=2020-03-20"


def test_a_chosen_year_has_months_and_a_chosen_month_the_others(app: Flask) -> None:
    year = bars(app, Question("a", after="2019", before="2020"), DAYS)
    assert shown(year) == {"March 2019": 3, "December 2019": 1}
    assert year
    assert len(year.bars) == 12
    assert year.bars[2].url == "/search?q=a&after=2019-03&before=2019-04"
    assert year.bars[11].url == "/search?q=a&after=2019-12&before=2020-01"
    month = bars(app, Question("a", after="2019-12", before="2020-01"), DAYS)
    assert month
    assert shown(month) == shown(year)
    assert [bar.label for bar in month.bars if bar.is_chosen] == ["December 2019"]
    assert month.bars[11].url == month.all_url == "/search?q=a"


def test_months_of_the_solar_hijri_calendar(app: Flask) -> None:
    chosen = Question("a", after="2019-03-21", before="2020-03-20")
    found = bars(app, chosen, DAYS, "fa")
    assert shown(found) == {"فروردین ۱۳۹۸": 2, "دی ۱۳۹۸": 1}
    assert found
    assert [bar.tick for bar in found.bars if bar.tick][:2] == ["فروردین", "خرداد"]
    # The year begins with its first month, and is not taken for it.
    assert not any(bar.is_chosen for bar in found.bars)
    first = bars(app, Question("a", after="2019-03-21", before="2019-04-21"), DAYS, "fa")
    assert first
    assert [bar.is_chosen for bar in first.bars] == [True, *11 * [False]]


def test_a_year_of_the_other_calendar_is_not_taken_for_one(app: Flask) -> None:
    found = bars(app, Question("a", after="2019", before="2020"), DAYS, "fa")
    assert shown(found) == {"۱۳۹۷": 1, "۱۳۹۸": 3, "۱۴۰۱": 1}


def test_days_that_the_calendar_does_not_reach_are_counted_by_the_other(app: Flask) -> None:
    found = bars(app, Question("a"), {"1500-01-01": 1, "1501-01-01": 2}, "fa")
    assert shown(found) == {"۱۵۰۰": 1, "۱۵۰۱": 2}


@pytest.mark.parametrize(
    ("ui", "label", "after", "before"),
    [("en", "1990 to 1994", "1990", "1995"), ("fa", "۱۳۷۰ تا ۱۳۷۴", "1991-03-21", "1996-03-20")],
)
def test_many_years_are_grouped_and_a_group_opens(
    app: Flask, ui: str, label: str, after: str, before: str
) -> None:
    days = {f"{year}-06-01": 1 for year in range(1990, 2024)}
    found = bars(app, Question("a"), days, ui)
    assert found
    (group,) = (bar for bar in found.bars if bar.label == label)
    assert group.url == f"/search?q=a&after={after}&before={before}"
    inside = bars(app, Question("a", after=after, before=before), days, ui)
    assert inside
    assert [bar.count for bar in inside.bars] == 5 * [1]


@pytest.mark.parametrize("days", [{}, {"2020-01-01": 3, "2020-12-31": 1}])
def test_one_year_is_no_histogram(app: Flask, days: dict[str, int]) -> None:
    assert bars(app, Question("a"), days) is None


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(st.dates().map(str), st.integers(1, 10**6), min_size=2, max_size=20),
    st.sampled_from(["en", "fa"]),
)
def test_no_hit_is_lost_and_bars_stay_wide_enough(
    app: Flask, days: dict[str, int], ui: str
) -> None:
    days.pop("9999-12-31", None)
    found = bars(app, Question("a"), days, ui)
    if found is None:
        return
    assert len(found.bars) <= MOST_BARS
    assert sum(bar.count for bar in found.bars) == sum(days.values())
    assert all((bar.height > 0) == (bar.count > 0) for bar in found.bars)


@settings(max_examples=50, deadline=None)
@given(st.dates(date(1600, 1, 1)).map(str))
def test_every_date_of_a_link_can_be_read(app: Flask, day: str) -> None:
    # Years from 1200 to 1599 would be taken for those of the Solar Hijri calendar.
    for ui in ("en", "fa"):
        found = bars(app, Question("a"), {day: 1, "2020-01-01": 1}, ui)
        for bar in found.bars if found else ():
            asked = dict(part.split("=") for part in bar.url.split("?")[1].split("&"))
            assert iso_date(asked["after"]) == asked["after"]
