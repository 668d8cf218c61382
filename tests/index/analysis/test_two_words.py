"""Names of two words that are also written in one."""

from __future__ import annotations

import pytest
from fehrest.index.analysis import Chain
from fehrest.index.analysis.two_words import are_given_names, are_name, name_parts


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("عبد", "الرحمن"),
        ("وعبد", "الله"),
        ("ذو", "الفقار"),
        ("ابو", "ظبی"),
        ("لابو", "بکر"),
        ("حزب", "الله"),
        ("بحزب", "الله"),
        ("صلاح", "الدین"),
        ("احمدی", "نژاد"),
        ("حسین", "زاده"),
    ],
)
def test_two_words_are_a_name(first: str, second: str) -> None:
    assert are_name(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Phrases.
        ("سبحان", "الله"),
        ("رسول", "الله"),
        ("رجال", "الدین"),
        ("تبعیض", "نژاد"),
        ("تهران", "زاده"),
        # A servant has an article, and a father is of somebody.
        ("عبد", "کریم"),
        ("ابو", "فی"),
        # A name of two, of whom somebody is the father, is parted elsewhere.
        ("ابو", "عبد"),
        ("معبد", "الله"),
    ],
)
def test_other_words_are_none(first: str, second: str) -> None:
    assert not are_name(first, second)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("عبدالرحمن", ["عبد", "الرحمن"]),
        ("وعبدالرحمن", ["وعبد", "الرحمن"]),
        ("نصرالله", ["نصر", "الله"]),
        ("ابوظبی", ["ابو", "ظبی"]),
        ("ابوالفضل", ["ابو", "الفضل"]),
        ("نجمالدین", ["نجم", "الدین"]),
        ("ذوالفقار", ["ذو", "الفقار"]),
        # Doors, parents, by God: words that only look so.
        ("ابوابها", []),
        ("والدین", []),
        ("بالله", []),
        ("عبدی", []),
    ],
)
def test_a_name_in_one_has_parts(word: str, parts: list[str]) -> None:
    assert name_parts(word) == parts


def test_given_names_are_one_name_in_persian_alone(chain: Chain) -> None:
    assert are_given_names("علی", "اکبر")
    assert not are_given_names("اکبر", "علی")
    assert [token.surface for token in chain.tokens("علی اکبر", "fa")] == ["علیاکبر", "علی", "اکبر"]
    # "On a larger one" is no name.
    assert [token.surface for token in chain.tokens("على أكبر", "ar")] == ["علی", "اکبر"]


@pytest.mark.parametrize("language", ["ar", "fa", ""])
@pytest.mark.parametrize("text", ["حزب الله", "حزب‌الله", "حزب\N{NO-BREAK SPACE}الله", "حِزب اللّه"])
def test_a_name_has_the_same_terms_in_one_and_in_two(
    chain: Chain, text: str, language: str
) -> None:
    terms = {(token.surface, token.position, token.span) for token in chain.tokens(text, language)}
    assert terms == {("حزبالله", 0, 2), ("حزب", 0, 1), ("الله", 1, 1)}
    assert terms == {
        (token.surface, token.position, token.span) for token in chain.tokens("حزبالله", language)
    }


def test_the_words_of_a_name_stand_where_they_stand(chain: Chain) -> None:
    text = "قال وأبو  بكر"
    assert [(token.text, token.surface) for token in chain.tokens(text, "ar")] == [
        ("قال", "قال"),
        ("وأبو  بكر", "وابوبکر"),
        ("وأبو", "وابو"),
        ("بكر", "بکر"),
    ]


def test_of_three_words_two_are_a_name(chain: Chain) -> None:
    whole = [token.surface for token in chain.tokens("أبو عبد الله", "ar") if token.span > 1]
    assert whole == ["عبدالله"]


def test_nothing_is_a_name_across_a_line_or_a_sign(chain: Chain) -> None:
    for text in ("حزب\nالله", "حزب، الله", "حزب (الله)"):
        assert all(token.span == 1 for token in chain.tokens(text, "ar"))
