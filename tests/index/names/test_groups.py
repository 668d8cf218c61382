"""Groups of words in a file."""

from __future__ import annotations

import zlib
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from fehrest.index.names.groups import Groups, write_groups
from hypothesis import given
from hypothesis import strategies as st

_WORDS = st.text("abپچ", min_size=1, max_size=3)


@given(st.lists(st.lists(_WORDS, min_size=1, max_size=4, unique=True), max_size=8), _WORDS)
def test_any_word_finds_the_groups_that_have_it(groups: list[list[str]], other: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "some.arrays"
        write_groups(path, groups)
        found = Groups(path)
        assert list(found) == groups
        for word in {other, *(word for group in groups for word in group)}:
            assert list(found.of(word)) == [group for group in groups if word in group]


def test_words_of_one_hash_are_told_apart(tmp_path: Path) -> None:
    one, other = _of_one_hash()
    write_groups(tmp_path / "some.arrays", [["john", one], [other, "jean"]])
    found = Groups(tmp_path / "some.arrays")
    assert list(found.of(one)) == [["john", one]]
    assert list(found.of(other)) == [[other, "jean"]]


def _of_one_hash() -> tuple[str, str]:
    """Return two words that have the same CRC-32; among 100,000 there are some."""
    words: dict[int, str] = {}
    for number in count():
        word = f"word{number * 7919}"
        if (hashed := zlib.crc32(word.encode())) in words:
            return words[hashed], word
        words[hashed] = word
    raise AssertionError


def test_the_same_groups_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("ones", "others"):
        write_groups(tmp_path / name, [["gantz", "گانتس"], ["peres"]])
    assert (tmp_path / "ones").read_bytes() == (tmp_path / "others").read_bytes()
