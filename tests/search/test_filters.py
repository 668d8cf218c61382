"""What a condition of a query becomes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fehrest import Document, Library
from fehrest.index.engine import Engine, Keyword, Period, Sum
from fehrest.index.errors import InvalidArgument
from fehrest.index.whoosh.engine import WhooshEngine
from fehrest.search.filters import filter_query


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with Library(tmp_path_factory.mktemp("filters") / "library") as library:
        library.add(
            [
                Document(id="1", text="وزیر", source="BBC فارسی"),
                Document(id="2", text="کوه", source="bbc فارسي", tags=("Sport",)),
            ]
        )
        yield WhooshEngine(library.path / "index")


@pytest.mark.parametrize(
    ("name", "value", "query"),
    [
        ("after", "1970-01-02", Period(first=86_400)),
        ("before", "۱۹۷۰-۰۱-۰۲", Period(end=86_400)),
        ("after", "1348-10-12", Period(first=86_400)),
        ("lang", "Farsi", Keyword("language", "fa")),
        ("lang", "PERSIAN", Keyword("language", "fa")),
        ("lang", "arabic", Keyword("language", "ar")),
        ("lang", "EN", Keyword("language", "en")),
        ("lang", "fa-IR", Keyword("language", "fa")),
        ("lang", "per", Keyword("language", "fa")),
        ("lang", "de", Keyword("language", "de")),
        ("source", "BBC فارسی", Keyword("source", "BBC فارسی")),
        (
            "source",
            "Bbc فارسی",
            Sum((Keyword("source", "BBC فارسی"), Keyword("source", "bbc فارسي"))),
        ),
        ("source", "AFP", Keyword("source", "AFP")),
        ("tag", "sport", Sum((Keyword("tag", "Sport"),))),
    ],
)
def test_a_condition(engine: Engine, name: str, value: str, query: object) -> None:
    assert filter_query(engine, name, value) == query


def test_a_date_that_is_none(engine: Engine) -> None:
    with pytest.raises(InvalidArgument, match="not a date: 'soon'"):
        filter_query(engine, "after", "soon")
