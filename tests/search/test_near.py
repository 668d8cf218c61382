"""Words near each other, whatever stands where."""

from __future__ import annotations

from fehrest.search.near import nearest
from hypothesis import given
from hypothesis import strategies as st

_POSITIONS = st.sets(st.integers(0, 30), max_size=6).map(sorted)


@given(st.lists(_POSITIONS, min_size=1, max_size=3), st.integers(0, 10))
def test_groups_are_near_apart_and_whole(parts: list[list[int]], width: int) -> None:
    groups = list(nearest(parts, width))
    seen: set[int] = set()
    for group in groups:
        assert all(position in part for position, part in zip(group, parts, strict=True))
        assert all(abs(position - group[0]) <= width for position in group)
        assert seen.isdisjoint(group)
        seen.update(group)
    assert bool(groups) == any(
        all(any(abs(one - anchor) <= width for one in part) for part in parts)
        for anchor in parts[0]
    )


def test_the_closest_come_first_and_keep_what_they_have() -> None:
    assert list(nearest([[1, 3], [4]], 3)) == [(3, 4)]
    assert list(nearest([[1, 9], [4, 10]], 3)) == [(9, 10), (1, 4)]


def test_a_word_of_its_own_is_taken_before_the_same() -> None:
    assert list(nearest([[1, 5], [1, 5]], 4)) == [(1, 5)]
    assert list(nearest([[1, 5], [1, 5]], 3)) == [(1, 1), (5, 5)]
    assert list(nearest([[5], [3, 5, 7]], 3)) == [(5, 3)]


def test_words_that_occur_very_often() -> None:
    """To compare each occurrence with each other would take an hour."""
    many = 200_000
    groups = list(nearest([range(0, 3 * many, 3), range(1, 3 * many, 3)], 2))
    assert groups == [(place, place + 1) for place in range(0, 3 * many, 3)]
