"""A name among many."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import fehrest
import pytest
from fehrest import NameMatcher
from hypothesis import given, settings
from hypothesis import strategies as st

# Names in the news, each in three scripts; the first line names the columns.
_NAMES = [
    line.split("\t")[1:]
    for line in (Path(__file__).parents[2] / "sample" / "names.tsv").read_text("utf-8").splitlines()
][1:]
_LANGUAGES = ("en", "fa", "ar")
_EVERY = 6


def test_the_likeliest_comes_first() -> None:
    matcher = NameMatcher(["بنی موریس", "بیل گیتس", "بنی گانتس", "ایهود باراک"])
    first, *others = matcher.find("Benny Gantz")
    assert first.name == "بنی گانتس"
    assert first.probability > 0.9
    assert all(match.probability < first.probability for match in others)


@pytest.mark.parametrize("name", ["لاو", "سويفت", "ابو", "أبو"])
def test_what_is_spelled_the_same_comes_before_what_is_as_likely(name: str) -> None:
    names = ["آبو", "أبو", "ابو", "لائوو", "لائو", "لاو", "سوویفت", "سویفت", "سويفت"]
    first, second, *_ = NameMatcher(names).find(name)
    assert first.name == name
    assert second.probability == first.probability


def test_a_matcher_is_as_sure_as_a_single_match() -> None:
    for match in NameMatcher(["غانتس", "بيني غانتس", "بنیامین گانتس"]).find("Benny Gantz"):
        alone = fehrest.match_names("Benny Gantz", match.name)
        assert match.probability == pytest.approx(alone.probability)
        assert match.alignment == alone.alignment


def test_a_name_that_is_in_the_list_finds_itself() -> None:
    names = [name for row in _NAMES for name in row[0].split("|")]
    matcher = NameMatcher(names)
    for name in names[::_EVERY]:
        assert name in [match.name for match in matcher.find(name, limit=5)]


@pytest.mark.parametrize(("left", "right"), list(permutations(_LANGUAGES, 2)))
def test_names_in_the_news_are_found_across_scripts(left: str, right: str) -> None:
    asked = [row[_LANGUAGES.index(left)].split("|")[0] for row in _NAMES]
    right_ones = [row[_LANGUAGES.index(right)].split("|") for row in _NAMES]
    matcher = NameMatcher(name for names in right_ones for name in names)
    found = [
        not {match.name for match in matcher.find(name)}.isdisjoint(names)
        for name, names in list(zip(asked, right_ones, strict=True))[::_EVERY]
    ]
    assert sum(found) / len(found) >= 0.95


def test_a_limit_is_kept() -> None:
    matcher = NameMatcher(["گانتس", "غانتس", "گانس", "جانتس"])
    assert len(matcher) == 4
    assert len(matcher.find("Gantz", limit=2)) == 2
    with pytest.raises(fehrest.InvalidArgument, match="limit is 0; expected at least 1"):
        matcher.find("Gantz", limit=0)


@pytest.mark.parametrize("names", [[], [""], ["123", "؟"]])
def test_where_no_name_is_none_is_found(names: list[str]) -> None:
    assert NameMatcher(names).find("Gantz") == []


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(fehrest.InvalidArgument, match="language is 'xx'"):
        NameMatcher([], language="xx")


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=20), max_size=8), st.text(max_size=20))
def test_any_texts_are_taken_for_names(names: list[str], name: str) -> None:
    found = NameMatcher(names).find(name, limit=3)
    assert len(found) <= 3
    assert {match.name for match in found} <= set(names)
    assert found == sorted(found, key=lambda match: -match.probability)
