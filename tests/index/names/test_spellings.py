"""Spellings: the same name is likely, what only sounds alike is not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from fehrest.index.analysis.fold import fold
from fehrest.index.names.align import align
from fehrest.index.names.gazetteer import are_two, equivalents, places
from fehrest.index.names.keys import lengths
from fehrest.index.names.letters import ARABIC, LATIN, script
from fehrest.index.names.ordinary import is_ordinary, is_other_word, other_words
from fehrest.index.names.particles import bare
from fehrest.index.names.screen import screen
from fehrest.index.names.spellings import Spelling, candidate_keys
from fehrest.index.names.spellings import spellings as spellings_of
from hypothesis import given, settings
from hypothesis import strategies as st

LIKELY = 0.4

SAME = [
    "Gantz گانتس",
    "Gantz گانس",
    "Gantz غانتس",
    "Peres پرز",
    "Peres بيريز",
    "Peres بيرس",
    "Aliyev علی‌اف",
    "Aliyev علييف",
    "Lieberman لیبرمن",
    "Lieberman ليبرمان",
    "Mammadyarov محمدياروف",
    "Zelensky زلنسکی",
    "Khamenei خامنه‌ای",
    "Pashinyan پاشینیان",
    "Guterres گوترش",
    "Erdogan أردوغان",
    "Schäuble شویبله",
    "Trump ترامب",
    "Hungary مجارستان",
    "Hungary المجر",
    "Germany ألمانيا",
    "McGregor ماكجريجور",
    "Bolivian بوليفية",
    "Bolivians البوليفيين",
    "Israelis اسرائیلی‌ها",
    "Dutch هولنديون",
    "Ali علی",
    "لیبرمن ليبرمان",
    "زلنسکی زيلينسكي",
    "مکرون ماكرون",
    "پاشینیان باشينيان",
]
OTHER = [
    "Gantz گنج",
    "Gantz جنس",
    "Gantz كنز",
    "Peres باریس",
    "Peres بررسی",
    "Putin بدون",
    "Trump تورم",
    "Haftar دفتر",
    "Merkel مشکل",
    "Macron مرکز",
    "Biden بدون",
    "Eli اول",
    "Hungarian مجری",
    "وزیر وظهر",
    "دفاع اضافه",
    "وزیر زیارة",
    "سعر شاعر",
]


def spellings(word: str, others: Sequence[str]) -> list[Spelling]:
    return spellings_of({word: others})[word]


def probability(one: str, other: str) -> float:
    found = spellings(fold(one), [fold(other)])
    return found[0].probability if found else 0.0


@pytest.mark.parametrize("pair", SAME)
def test_spellings_of_a_name_are_likely_either_way(pair: str) -> None:
    one, other = pair.split()
    assert probability(one, other) >= LIKELY
    assert probability(other, one) >= LIKELY


def test_what_arabic_puts_before_a_name_is_taken_off_the_spelling() -> None:
    assert probability("Brooks", "وبروكس") > 0.95 * probability("Brooks", "بروكس") > LIKELY


def test_an_ordinary_word_is_one_with_a_particle_too() -> None:
    assert probability("ماركس", "بمركز") <= probability("ماركس", "مركز") < LIKELY


def test_a_word_with_a_particle_speaks_against_no_spelling_of_it() -> None:
    word, other, held = map(fold, ("فولكر", "فلكر", "لفولكر"))
    alone = {one.word: one.probability for one in spellings(word, [other])}
    beside = {one.word: one.probability for one in spellings(word, [other, held])}
    assert beside[other] == alone[other] > 0.2


@pytest.mark.parametrize("pair", OTHER)
def test_other_words_are_not(pair: str) -> None:
    one, other = pair.split()
    assert probability(one, other) < LIKELY
    assert probability(other, one) < LIKELY


def test_the_likeliest_comes_first() -> None:
    words = [fold(word) for word in ("غانتس", "گانتس", "جنس", "وغانتس", "باریس")]
    found = spellings("gantz", words)
    assert [spelling.word for spelling in found[:1]] == [fold("غانتس")]
    chances = [spelling.probability for spelling in found]
    assert chances == sorted(chances, reverse=True)
    likely = {spelling.word for spelling in found if spelling.probability >= LIKELY}
    assert likely == {fold(word) for word in ("غانتس", "گانتس", "وغانتس")}


def test_words_together_have_the_spellings_that_each_has_alone() -> None:
    pairs = [tuple(map(fold, pair.split())) for pair in SAME + OTHER]
    candidates = [word for pair in pairs for word in pair]
    wanted = dict.fromkeys(candidates, candidates) | {"nobody": []}
    together = spellings_of(wanted)
    assert list(together) == list(wanted)
    for word, found in together.items():
        assert found == spellings(word, wanted[word])


def test_what_is_frequent_is_found_among_many_that_look_likelier() -> None:
    parts = product(("فات", "فت", "فاد"), ("ی", ""), ("ن",), ("ا", "ه", "ی"), ("", "ن"))
    rare = ["".join(letters) for letters in parts]
    candidates = [*rare, "فاطنه"]
    alone = {spelling.word for spelling in spellings("fatina", candidates)}
    assert "فاطنه" not in alone

    def frequencies(words: Sequence[str]) -> list[int]:
        return [300 if word == "فاطنه" else 1 for word in words]

    found = spellings_of({"fatina": candidates}, frequencies)["fatina"]
    chances = {spelling.word: spelling.probability for spelling in found}
    assert chances["فاطنه"] > 0.9
    assert alone <= chances.keys()


def test_a_word_is_no_spelling_of_itself() -> None:
    assert spellings("gantz", ["gantz"]) == []


def test_units_spell_both_words() -> None:
    for word, other in (("gantz", "غانتس"), ("لافروف", "lavrov"), ("مکرون", "ماکرون")):
        (found,) = spellings(word, [other])
        assert "".join(one for one, _ in found.units) == word
        assert "".join(two for _, two in found.units) == other


def test_letters_stand_for_letters() -> None:
    (found,) = align("latin_arabic", ["gantz"], ["غانتس"])
    assert found is not None
    assert ("tz", "تس") in found.units


def test_better_spellings_score_higher() -> None:
    words = [fold(word) for word in ("غانتس", "قنطس", "باریس")]
    found = align("latin_arabic", ["gantz"] * len(words), words)
    scores = [alignment.score if alignment else float("-inf") for alignment in found]
    assert scores == sorted(scores, reverse=True)


def test_what_is_too_long_is_not_aligned() -> None:
    word = 50 * "ba"
    assert align("latin_latin", [word, "bab"], [word, "bab"])[0] is None
    assert align("latin_latin", [word, "bab"], [word, "bab"])[1] is not None
    assert align("latin_latin", [], []) == []


@given(
    st.lists(
        st.tuples(st.text(LATIN, min_size=1, max_size=9), st.text(ARABIC, min_size=1, max_size=8)),
        min_size=1,
        max_size=6,
    )
)
@settings(deadline=None, max_examples=60)
def test_pairs_align_together_as_they_do_alone(pairs: list[tuple[str, str]]) -> None:
    words, others = ([pair[side] for pair in pairs] for side in (0, 1))
    together = align("latin_persian", words, others)
    turned = align("latin_persian", others, words)
    for (word, other), found, other_way in zip(pairs, together, turned, strict=True):
        (alone,) = align("latin_persian", [word], [other])
        assert (found is None) == (alone is None) == (other_way is None)
        if found and alone and other_way:
            assert found.score == pytest.approx(alone.score, abs=1e-4)
            assert found.score == pytest.approx(other_way.score, abs=1e-4)
            assert "".join(one for one, _ in found.units) == word
            assert "".join(two for _, two in found.units) == other


@pytest.mark.parametrize("pair", [pair for pair in SAME if "Hungary" not in pair])
def test_spellings_are_of_a_possible_length(pair: str) -> None:
    one, other = (fold(word) for word in pair.split())
    assert any(len(rest) in lengths(one, script(other)) for rest in bare(other))
    assert any(len(rest) in lengths(other, script(one)) for rest in bare(one))


def test_screening_keeps_the_right_spelling() -> None:
    names = ["لافروف", "لاوروف", "غانتس", "بوتین", "مرکل", "اردوغان", "شولتس", "باریس"]
    for word, right in (("lavrov", "لافروف"), ("putin", "بوتین"), ("scholz", "شولتس")):
        (scores,) = screen(["latin_arabic"], word, names)
        assert names[int(scores.argmax())] == right
    (scores,) = screen(["latin_arabic"], "لافروف", ["putin", "lavrov", "merkel"])
    assert int(scores.argmax()) == 1


def test_tables_screen_together_like_each_by_itself() -> None:
    names = [fold(name) for name in ("لافروف", "لاوروف", "غانتس", "بوتین", "عبدالرحمن", "شی")]
    tables = ["latin_persian", "latin_arabic"]
    together = screen(tables, "lavrov", names)
    for table, scores in zip(tables, together, strict=True):
        (alone,) = screen([table], "lavrov", names)
        assert scores.tolist() == alone.tolist()
    assert together[0].tolist() != together[1].tolist()
    assert screen([], "lavrov", names) == screen(tables, "lavrov", []) == []


def test_the_gazetteer_knows_names_that_sound_says_nothing_of() -> None:
    assert {fold("المجر"), fold("مجارستان")} <= equivalents("hungary")
    assert "hungary" in equivalents(fold("والمجر"))
    assert equivalents("gnatz") == frozenset()
    assert not candidate_keys("austria").isdisjoint(candidate_keys(fold("النمسا")))


def test_the_most_usual_spelling_comes_first() -> None:
    found = places("hamilton")
    assert found[fold("همیلتون")] < found[fold("هاملتون")]
    assert found.keys() == equivalents("hamilton")


def test_names_that_are_spelled_alike_are_not_each_other() -> None:
    assert {"bush", "bosch"} <= equivalents(fold("بوش"))
    assert "bosch" not in equivalents("bush")
    # What most names have that are spelled so.
    assert fold("مارتن") in equivalents(fold("مارتین"))
    # Iran is no spelling of Eran, nor of what else Eran is spelled like.
    assert fold("ایران") not in equivalents("eran")
    assert equivalents(fold("ایران")) == {"iran"}


def test_names_of_lists_that_are_complete_are_two() -> None:
    assert are_two("peres", fold("باريس"))
    assert are_two("iran", fold("العراق"))
    assert not are_two("peres", fold("بيريز"))
    assert not are_two("gnatz", fold("العراق"))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        # Each is another name, or a word, and not the first with an Arabic particle before it.
        ("eden", "بایدن"),
        ("eden", "وبايدن"),
        ("verona", "كورونا"),
        ("halevi", "بهلوي"),
        ("curie", "الكوري"),
        # What looks like a particle is the first letter of both.
        ("kerman", "فرمان"),
        ("lavrov", "كافروف"),
        ("fermi", "يرمي"),
    ],
)
def test_a_first_letter_is_no_particle(name: str, other: str) -> None:
    usual = sorted(equivalents(name))
    found = {one.word: one.probability for one in spellings(name, [*usual, fold(other)])}
    assert found.get(fold(other), 0.0) < 0.35 < max(found.values())


@pytest.mark.parametrize("word", ["بحران", "وزارة", "فولاد"])
def test_a_word_is_not_a_name_with_a_particle(word: str) -> None:
    # Harran, Aran, Zara and Vlad are listed.
    assert equivalents(fold(word)) == frozenset()
    assert equivalents(fold(word)[1:])


def test_a_particle_is_taken_off_what_is_listed() -> None:
    for other in ("بهاميلتون", "وهاميلتون", "ولهاميلتون"):
        assert probability("hamilton", other) > 0.9


@pytest.mark.parametrize("name", ["trevor", "kurt", "xavier", "errani", "sall"])
def test_a_name_does_not_mean_another_word(name: str) -> None:
    assert equivalents(name)
    words = ("ترور", "کرد", "زاویه", "ایرانی", "سال")
    assert equivalents(name).isdisjoint(map(fold, words))


@pytest.mark.parametrize("word", ["وزیر", "سرعة", "والوزارة", "كتب", "گنج", "دولي"])
def test_ordinary_words_are_known(word: str) -> None:
    assert is_ordinary(fold(word))


def test_other_words_are_folded_and_ordinary() -> None:
    assert all(fold(word) == word and is_ordinary(word) for word in other_words())
    assert is_other_word(fold("والسال"))
    assert not is_other_word(fold("غانتس"))


@pytest.mark.parametrize("word", ["گانتس", "غانتس", "زلنسکی", "نتنياهو", "لبيد"])
def test_names_are_not_ordinary(word: str) -> None:
    assert not is_ordinary(fold(word))


@given(
    st.text(LATIN, min_size=1, max_size=18) | st.text(ARABIC, min_size=1, max_size=18),
    st.lists(
        st.text(LATIN, min_size=1, max_size=30)
        | st.text(ARABIC, min_size=1, max_size=30)
        | st.text(max_size=5),
        max_size=6,
    ),
)
@settings(deadline=None, max_examples=60)
def test_any_words_have_probabilities(word: str, others: list[str]) -> None:
    for spelling in spellings(word, others):
        assert spelling.word in others
        assert 0.0 < spelling.probability < 1.0
        assert "".join(one for one, _ in spelling.units) in (word, word.removeprefix("ال"))
