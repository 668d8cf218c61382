from __future__ import annotations

import pytest
from fehrest.web.histogram import Histogram, histogram, months_of
from fehrest.web.question import Question
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

MOST_BARS = 12


def bars(app: Flask, question: Question, years: dict[str, int]) -> Histogram | None:
    builder = EnvironBuilder("/search")
    with app.request_context(builder.get_environ()):
        app.preprocess_request()
        return histogram(question, years)


def test_empty_years_in_between_have_bars(app: Flask) -> None:
    found = bars(app, Question("a"), {"2019": 4, "2022": 1})
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


def test_the_bar_that_is_chosen_gives_the_choice_up(app: Flask) -> None:
    question = Question("a", after="2019", before="2020")
    found = bars(app, question, {"2019": 4, "2022": 1})
    assert found
    assert [bar.is_chosen for bar in found.bars] == [True, False, False, False]
    assert found.bars[0].url == found.all_url == "/search?q=a"


def test_many_years_are_grouped_and_a_group_opens(app: Flask) -> None:
    years = {str(year): 1 for year in range(1990, 2024)}
    found = bars(app, Question("a"), years)
    assert found
    assert found.bars[0].label == "1990 to 1994"
    inside = bars(app, Question("a", after="1990", before="1995"), years)
    assert inside
    assert [bar.label for bar in inside.bars] == ["1990", "1991", "1992", "1993", "1994"]


@pytest.mark.parametrize("years", [{}, {"2020": 3}])
def test_one_year_is_no_histogram(app: Flask, years: dict[str, int]) -> None:
    assert bars(app, Question("a"), years) is None


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.integers(1, 9998), st.integers(1, 10**6), min_size=2, max_size=20))
def test_no_hit_is_lost_and_bars_stay_wide_enough(app: Flask, years: dict[int, int]) -> None:
    found = bars(app, Question("a"), {f"{year:04}": count for year, count in years.items()})
    assert found
    assert len(found.bars) <= MOST_BARS
    assert sum(bar.count for bar in found.bars) == sum(years.values())
    assert all((bar.height > 0) == (bar.count > 0) for bar in found.bars)


@pytest.mark.parametrize(
    ("after", "before", "count"),
    [("2022", "2023", 12), ("2022", "2024", 0), ("2022-01", "2022-02", 0), ("", "2023", 0)],
)
def test_a_single_year_has_months(after: str, before: str, count: int) -> None:
    months = months_of(Question("a", after=after, before=before))
    assert len(months) == count
    if months:
        assert months[0] == ("2022-01", "2022-02")
        assert months[-1] == ("2022-12", "2023-01")
