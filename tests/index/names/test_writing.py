"""Writing: how likely spellings are along others."""

from __future__ import annotations

import numpy as np
import pytest
from fehrest.index.names.letters import ALPHABETS, ARABIC, LATIN
from fehrest.index.names.network import network, packed
from fehrest.index.names.writing import Letters, Units, letters, written
from hypothesis import given, settings
from hypothesis import strategies as st

_UNITS = st.lists(
    st.tuples(st.text(LATIN, max_size=3), st.text(ARABIC, max_size=2)), min_size=1, max_size=6
).filter(lambda units: any(one for one, _ in units))
_GANTZ = (("g", "غ"), ("a", "ا"), ("n", "ن"), ("tz", "تس"))


def _spelled(found: Letters, script: str) -> list[str]:
    """Return what is written along each letter."""
    along = [""] * len(found.around)
    for place, number in zip(found.along.tolist(), found.next.tolist(), strict=True):
        along[place] += ALPHABETS[script][number - 1] if number else "."
    return along


def _likely(*aligned: Units) -> list[float]:
    found = letters(aligned, "latin", "arabic")
    return written(network("latin", "arabic"), 1, found).total.tolist()


def test_each_letter_has_those_that_stand_for_it() -> None:
    found = letters([_GANTZ], "latin", "arabic")
    assert _spelled(found, "arabic") == ["غ.", "ا.", "ن.", "ت.", "س."]


def test_what_stands_for_nothing_is_written_along_the_letter_before_or_the_first() -> None:
    aligned = [(("", "ا"), ("s", "س"), ("", "ی"), ("t", "ت")), (("e", ""), ("xe", "کسی"))]
    found = letters(aligned, "latin", "arabic")
    assert _spelled(found, "arabic") == ["اسی.", "ت.", ".", "ک.", "سی."]
    assert found.starts.tolist() == [0, 6]


@given(st.lists(_UNITS, min_size=1, max_size=4))
def test_all_of_a_spelling_is_written(aligned: list[Units]) -> None:
    found = letters(aligned, "latin", "arabic")
    spelled = "".join(_spelled(found, "arabic"))
    assert spelled.replace(".", "") == "".join(two for units in aligned for _, two in units)
    assert spelled.count(".") == sum(len(one) for units in aligned for one, _ in units)


def test_the_spellings_of_a_letter_are_a_distribution() -> None:
    short = ["", *ARABIC, *(one + two for one in ARABIC for two in ARABIC)]
    total = np.exp(_likely(*((("a", spelling),) for spelling in short))).sum()
    assert 0.95 < total < 1.0001


@pytest.mark.parametrize("place", range(len(_GANTZ)))
def test_a_letter_that_nobody_would_write_is_unlikely(place: int) -> None:
    strange = tuple(("b" if at == place else one, two) for at, (one, two) in enumerate(_GANTZ))
    right, wrong = letters([_GANTZ], "latin", "arabic"), letters([strange], "latin", "arabic")
    ours, others = (written(network("latin", "arabic"), 1, one) for one in (right, wrong))
    assert ours.total[0] > others.total[0] + 2
    assert ours.least[0] > others.least[0] + 2


def test_a_convention_is_known() -> None:
    found = letters([(("g", "ج"), ("a", ""), ("m", "م"), ("al", "ال"))], "latin", "arabic")
    persian, arabic = (written(network("latin", "arabic"), one, found) for one in (0, 1))
    assert arabic.total[0] > persian.total[0]


@given(st.lists(_UNITS, min_size=1, max_size=4))
@settings(deadline=None)
def test_spellings_are_as_likely_together_as_alone(aligned: list[Units]) -> None:
    alone = [_likely(units)[0] for units in aligned]
    assert _likely(*aligned) == pytest.approx(alone, abs=1e-3)


def test_matrices_keep_two_digits_when_they_are_packed() -> None:
    matrix = np.random.default_rng(1).normal(0, 3, (40, 7)).astype(np.float32)
    found = packed({"some": matrix})
    assert found["some"].dtype == np.int8
    unpacked = found["some"] * found["some_steps"]
    assert np.abs(unpacked - matrix).max() < 0.01 * np.abs(matrix).max()
