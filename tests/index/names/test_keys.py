"""Keys: the spellings of one name share one."""

from __future__ import annotations

import pytest
from fehrest.index.analysis.fold import fold
from fehrest.index.names.keys import keys
from fehrest.index.names.letters import ARABIC, LATIN, script
from hypothesis import given
from hypothesis import strategies as st

# One name in each line; the last of a line are the harder ones.
NAMES = [
    "Gantz Ganz گانتس گانتز گانس غانتس جانتس",
    "Gaddafi Qaddafi قذافی القذافي",
    "Peres پرز بيريز بيرس",
    "Xi شی شي",
    "Lavrov لاوروف لافروف",
    "Vaughan وان",
    "Francesco فرانچسکو فرانشيسكو",
    "Barcelona بارسلونا برشلونة",
    "Sagnier سانیه",
    "Wright رایت",
    "Knox ناکس نوكس",
    "Stone استون ستون",
    "Hussain حسین حسين",
    "Schröder شرودر",
    "Müller مولر",
    "Dziga ژیگا",
    "Macron مکرون ماكرون",
    "McGregor مک‌گرگور ماكجريجور",
    "McIlroy مک‌ایلروی ماكلروي",
    "Zvonareva زوناروا زفوناريفا",
    "Brooks بروکس وبروكس",
    "Lidl لیدل وليدل فليدل",
    "Casablanca کازابلانکا وكازابلانكا",
]


@pytest.mark.parametrize("names", NAMES)
def test_the_spellings_of_a_name_share_a_key(names: str) -> None:
    first, *others = map(fold, names.split())
    wanted = keys(first, unusual=2)
    assert [other for other in others if wanted.isdisjoint(keys(other))] == []


@pytest.mark.parametrize("others", ["Gantz بیروت", "Peres دمشق", "Aliyev قاهره"])
def test_other_names_share_none(others: str) -> None:
    one, other = map(fold, others.split())
    assert keys(one, unusual=2).isdisjoint(keys(other, unusual=2))


@pytest.mark.parametrize("word", ["", "1402", "ab1", "گانتسgantz", "а", "аbc", "ا" * 41])
def test_what_is_no_name_has_no_keys(word: str) -> None:
    assert keys(word) == set()


@given(st.text(alphabet=LATIN, min_size=2, max_size=20) | st.text(ARABIC, min_size=2, max_size=20))
def test_more_unusual_readings_only_add_keys(word: str) -> None:
    assert keys(word, unusual=0) <= keys(word, unusual=1)
    assert all(keys(word))
    assert script(word) in ("latin", "arabic")
