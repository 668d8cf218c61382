"""Pairs to learn from, of which a network writes one spelling."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPTS = Path(__file__).parents[2] / "scripts" / "names"
_INVENT = """
from fehrest.index.names.network import network
from invented import invented
from pairs import Lacking

known = Lacking(persian=[("gantz", "گانتس")], arabic=[("logan", "لوغان"), ("x" * 40, "خ")])
for left, right, weight in invented(known, network("latin", "arabic")):
    print(left, right, weight)
"""


@pytest.fixture(scope="module")
def lines() -> list[list[str]]:
    """The pairs, with their weights."""
    if not _SCRIPTS.is_dir():
        pytest.skip("what trains the model is in the checkout only")
    found = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _INVENT],
        cwd=_SCRIPTS,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return [line.split() for line in found.stdout.splitlines()]


def test_the_language_that_lacks_a_name_gets_its_likeliest_spelling(lines: list[list[str]]) -> None:
    assert ["لوغان", "لوگان", "0.105"] in lines
    assert ["گانتس", "غانتز", "0.105"] in lines


def test_pairs_are_given_in_both_orders(lines: list[list[str]]) -> None:
    pairs = {(left, right) for left, right, _weight in lines}
    assert pairs == {(right, left) for left, right in pairs}


def test_a_name_of_too_many_letters_is_passed_over(lines: list[list[str]]) -> None:
    # Each of the others once with its likeliest spelling and once with another.
    assert len(lines) == 2 * 2 * 2
    assert not any("خ" in line for line in lines)
