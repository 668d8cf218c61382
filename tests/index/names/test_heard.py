"""Names of two words as they sound."""

from __future__ import annotations

import pytest
from fehrest import match_names
from fehrest.index.names.heard import as_heard
from fehrest.index.names.keys import UNUSUAL, keys
from fehrest.index.names.spellings import spellings


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("صلاحالدین", "صلاحدین"),
        ("جلالالدین", "جلالدین"),
        ("عبدالرحمن", "عبدرحمن"),
        ("وصلاحالدین", "وصلاحدین"),
        # The l is heard before these.
        ("عبدالکریم", None),
        ("نصرالله", None),
        # No names of two words.
        ("رونالدو", None),
        ("والدین", None),
        ("الدین", None),
        ("", None),
    ],
)
def test_the_article_is_heard_or_not(word: str, heard: str | None) -> None:
    assert as_heard(word) == ((word,) if heard is None else (word, heard))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("zinedine", "زینالدین"),
        ("nureddin", "نورالدین"),
        ("ezzeddine", "عزالدین"),
        ("salahuddin", "صلاحالدین"),
        ("burhanuddin", "برهانالدین"),
    ],
)
def test_a_name_meets_its_spelling_by_how_it_sounds(name: str, word: str) -> None:
    assert not keys(name, UNUSUAL).isdisjoint(keys(word))
    for one, other in ((name, word), (word, name)):
        (found,) = spellings({one: [other]})[one]
        assert found.word == other
        assert found.probability > 0.8


def test_a_spelling_is_given_once() -> None:
    found = spellings({"nureddin": ["نورالدین", "نوردین"]})["nureddin"]
    assert sorted(spelling.word for spelling in found) == ["نورالدین", "نوردین"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zinedine Zidane", "زين الدين زيدان"),
        ("Salaheddin Demirtas", "صلاح الدين دميرتاش"),
        ("Saadeddine Othmani", "سعد الدين العثماني"),
    ],
)
def test_full_names_meet_by_how_they_sound(one: str, other: str) -> None:
    assert match_names(one, other).probability > 0.9
    assert match_names(other, one).probability > 0.9
