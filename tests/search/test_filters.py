"""What a condition of a query becomes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fehrest import Document, Library
from fehrest.index.catalog import Catalog
from fehrest.index.engine import Keyword, Period, Sum
from fehrest.index.errors import InvalidArgument
from fehrest.search import filters
from fehrest.search.filters import Conditions


@pytest.fixture(scope="module")
def conditions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conditions]:
    folder = tmp_path_factory.mktemp("filters") / "library"
    with Library(folder) as library:
        library.add(
            [
                Document(id="1", text="وزیر", source="BBC فارسی"),
                Document(id="2", text="کوه", source="bbc فارسي", tags=("Sport",)),
            ]
        )
    catalog = Catalog(folder, create=False)
    yield Conditions(catalog)
    catalog.close()


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
def test_a_condition(conditions: Conditions, name: str, value: str, query: object) -> None:
    assert conditions.query(name, value) == query


def test_a_date_that_is_none(conditions: Conditions) -> None:
    with pytest.raises(InvalidArgument, match="not a date: 'soon'"):
        conditions.query("after", "soon")


def test_the_values_of_a_library_are_folded_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[str] = []
    fold = filters.fold
    monkeypatch.setattr(filters, "fold", lambda word: folded.append(word) or fold(word))
    with Library(tmp_path / "library") as library:
        library.add([Document(id="1", text="کوه", tags=[f"Tag{number}" for number in range(100)])])
        query = " ".join(f"-tag:none{number}" for number in range(50))
        assert library.search(f"{query} tag:tag7").total == 1
        assert len(folded) == 151
        assert library.search("tag:TAG8").total == 1
        assert len(folded) == 152
        # What is new is known when it is there.
        library.add([Document(id="2", text="کوه", tags=["other"])])
        assert library.search("tag:OTHER").total == 1
