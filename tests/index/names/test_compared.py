"""What is compared with a word: whole candidates, and what Arabic particles leave of them."""

from __future__ import annotations

import numpy as np
from fehrest.index.analysis.fold import fold
from fehrest.index.names.compared import Compared
from fehrest.index.names.grams import numbers
from fehrest.index.names.keys import lengths
from fehrest.index.names.letters import ARABIC, LATIN
from fehrest.index.names.particles import bare
from fehrest.index.names.screen import LONGEST
from hypothesis import given
from hypothesis import strategies as st

# Many begin like particles and the article.
arabic = st.builds(
    str.__add__, st.sampled_from(["", *map(fold, ("و", "ال", "بال", "لل", "فل"))]), st.text(ARABIC)
).filter(bool)
candidates = st.lists(arabic, min_size=1, max_size=12, unique=True)


def _rests(word: str, others: list[str]) -> list[str]:
    possible = lengths(word, "arabic")
    return [rest for other in others for rest in bare(other) if len(rest) in possible]


@given(st.text(LATIN, min_size=2, max_size=12), candidates)
def test_rests_are_what_is_left_without_particles(word: str, others: list[str]) -> None:
    compared = Compared(word, others)
    rests = _rests(word, others)
    letters = numbers(rests, "arabic", LONGEST) if rests else np.empty((0, 0))
    assert compared.letters.shape[1] == len(rests)
    assert compared.letters.T.tolist() == letters.T.tolist()


@given(candidates, st.lists(st.integers(0, 3)), st.integers(1, 4), st.integers(0, 2))
def test_the_best_are_given_with_all_that_they_are_of(
    others: list[str], chosen: list[int], count: int, least: int
) -> None:
    word = others[0]
    compared = Compared(word, others)
    rests = _rests(word, others)
    # What is the same has the same score.
    worth = dict(zip(rests, chosen, strict=False))
    scores = np.array([worth.get(rest, 0) for rest in rests], np.float32)
    found = compared.best(scores, count, least)
    good = sorted({rest for rest in rests if worth.get(rest, 0) >= least}, key=rests.index)
    expected = sorted(good, key=lambda rest: -worth.get(rest, 0))[:count]
    assert list(found) == expected
    for rest, those in found.items():
        assert those == [other for other in others if rest in bare(other)]


def test_latin_words_are_compared_as_they_are() -> None:
    compared = Compared(fold("وبلفور"), ["balfour", "walbal"])
    assert compared.letters.shape[1] == 2
    best = compared.best(np.array([1, 2], np.float32), 1, 0)
    assert best == {"walbal": ["walbal"]}
