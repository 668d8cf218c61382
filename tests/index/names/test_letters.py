"""Scripts: which one a folded word is in, said of one word and of many."""

from __future__ import annotations

import pytest
from fehrest.index.names.letters import ARABIC, LATIN, by_script, script
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("gantz", "latin"),
        ("گانتس", "arabic"),
        ("", ""),
        ("gantzگ", ""),
        ("o'neill", ""),
        ("gantz\n", ""),
        ("Gantz", ""),
        ("Гантц", ""),
    ],
)
def test_a_word_is_in_one_script_or_none(word: str, name: str) -> None:
    assert script(word) == name


@given(st.lists(st.text(LATIN, max_size=4) | st.text(ARABIC, max_size=4) | st.text(max_size=3)))
def test_many_words_are_told_apart_like_one(words: list[str]) -> None:
    assert by_script(words) == {
        name: [word for word in words if script(word) == name] for name in ("latin", "arabic")
    }
