from __future__ import annotations

import pytest
from fehrest.search.slips import has_letter_many_times, likelihood, meant_by


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("تهارن", "تهران"),
        ("تهرا", "تهران"),
        ("تهرران", "تهران"),
        ("تهراننن", "تهران"),
        ("ترااامپ", "ترامپ"),
        ("helllllo", "hello"),
        ("helllllo", "helo"),
        ("خاهر", "خواهر"),
    ],
)
def test_one_slip_makes_a_word_of_what_was_meant(word: str, meant: str) -> None:
    assert meant in meant_by(word)


def test_a_word_is_no_slip_for_itself() -> None:
    assert "hello" not in meant_by("hello")


def test_slips_are_the_likelier_the_fewer_there_are_of_their_kind() -> None:
    silent = likelihood("خاهش", "خواهش")
    left_out, swapped = likelihood("تهرن", "تهران"), likelihood("تهارن", "تهران")
    repeated, alike = likelihood("حلبببب", "حلب"), likelihood("منظقه", "منطقه")
    beside = likelihood("فوتلال", "فوتبال")
    other, surplus = likelihood("فوتهال", "فوتبال"), likelihood("فوتبهال", "فوتبال")
    assert silent > left_out == swapped == repeated == alike > beside > other == surplus


@pytest.mark.parametrize(
    ("word", "many"), [("ترااامپ", True), ("hello", False), ("الله", False), ("", False)]
)
def test_no_word_has_a_letter_three_times_in_a_row(word: str, many: bool) -> None:
    assert has_letter_many_times(word) == many
