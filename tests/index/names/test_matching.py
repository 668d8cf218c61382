"""Two full names: one or not, and by which letters."""

from __future__ import annotations

import fehrest
import pytest
from fehrest import NameMatcher, match_names
from hypothesis import given, settings
from hypothesis import strategies as st

_SAME = [
    ("Benny Gantz", "بيني غانتس"),
    ("Benny Gantz", "بنی گانتس"),
    ("بنی گانتس", "بيني غانتس"),
    # Order, boundaries, titles, particles, initials, middle names, forms of given names.
    ("Netanyahu, Benjamin", "بنیامین نتانیاهو"),
    ("Mohammad Reza Pahlavi", "محمدرضا پهلوی"),
    ("Abd al-Rahman al-Sudais", "عبدالرحمن السديس"),
    ("Muammar Gaddafi", "معمر القذافي"),
    ("دکتر علی لاریجانی", "Ali Larijani"),
    ("Mohammed bin Salman", "محمد سلمان"),
    ("J. Biden", "جو بايدن"),
    ("George W. Bush", "جورج بوش"),
    ("James Earl Carter", "جیمی کارتر"),
    ("Benjamin Gantz", "بنی گانتس"),
    ("Moshe Dayan", "موسى ديان"),
    ("Pope Benedict XVI", "بندكت السادس عشر"),
    ("Xi Jinping", "شي جين بينغ"),
    ("Ilham Aliyev", "الهام علی‌اف"),
    ("Recep Tayyip Erdoğan", "رجب طيب أردوغان"),
    # What is listed, with an article.
    ("علی خامنه‌ای", "علي الخامنئي"),
    # A middle name that only one has tells half of what another part does.
    ("Lucas Danilo Fuzi", "لوکاس فوزی"),
    ("لوکاس فوزی", "Lucas Danilo Fuzi"),
    ("محمد حسن", "محمد علي حسن"),
    # Letters by their names, and numbers that are letters.
    ("Thomas W. Knox", "توماس دبلیو ناکس"),
    ("D. H. Lawrence", "دی اچ لارنس"),
    ("Charles V", "شارل الخامس"),
    ("پیوس دهم", "بيوس العاشر"),
    # Short forms.
    ("Betsy Ross", "إليزابيث روس"),
    ("Yevgeny Primakov", "ژنیا پریماکوف"),
    # Persian and Arabic conventions for the same sounds.
    ("مناخم بگین", "مناحم بيجن"),
    ("جوزپه بارسی", "جوزيبي باريزي"),
    ("Gantz", "غانتس"),
    ("Hungary", "المجر"),
]
_OTHERS = [
    # One part that both share is evidence, not a match.
    ("Benny Gantz", "غانتس"),
    ("Benny Gantz", "بيني موريس"),
    ("Mohammad Khatami", "محمد یزدی"),
    ("علی لاریجانی", "صادق لاریجانی"),
    ("Ali Larijani", "صادق لاريجاني"),
    ("Mohammad Khatami", "محمد بن سلمان"),
    ("Danilo Fuzi", "لوکاس فوزی"),
    ("Charles X", "شارل الخامس"),
    # Close names.
    ("Shimon Peres", "شمعون باریس"),
    ("Ali Khamenei", "Ali Khomeini"),
    ("علی خامنه‌ای", "علي الخميني"),
    ("علی خامنه‌ای", "علي خميني"),
    ("Gantz", "گنج"),
    ("Benny Gantz", "Bill Gates"),
    ("B. Obama", "دونالد ترامپ"),
]


@pytest.mark.parametrize(("name", "other"), _SAME)
def test_spellings_of_one_name_are_likely_one(name: str, other: str) -> None:
    assert match_names(name, other).probability > 0.5
    assert match_names(other, name).probability > 0.5


@pytest.mark.parametrize(("name", "other"), _OTHERS)
def test_other_names_are_not(name: str, other: str) -> None:
    assert match_names(name, other).probability < 0.5
    assert match_names(other, name).probability < 0.5


@pytest.mark.parametrize("name", ["بوبر", "Boehm", "یعقوب", "شهید", "Rai", "بم", "Mesut Özil"])
def test_a_name_is_itself(name: str) -> None:
    assert match_names(name, name).probability > 0.99


def test_a_name_finds_itself_before_others() -> None:
    names = ["جیکوب", "یعقوب", "یاکوبی", "بوبیر", "بوبر", "لافال", "لاوال", "لاو", "لاف"]
    for name in names:
        assert NameMatcher(names).find(name, 1)[0].name == name


def test_a_match_says_which_letters_stand_for_which() -> None:
    match = match_names("Benny Gantz", "بيني غانتس")
    assert match.name == "بيني غانتس"
    assert [(one.left, one.right) for one in match.alignment] == [
        ("benny", "بینی"),
        ("gantz", "غانتس"),
    ]
    for one in match.alignment:
        assert "".join(left for left, _right in one.units) == one.left
        assert "".join(right for _left, right in one.units) == one.right


def test_a_match_says_what_only_one_name_has() -> None:
    alignment = match_names("Mohammed bin Salman", "محمد سلمان").alignment
    assert [one.left for one in alignment if not one.right] == ["bin"]
    alignment = match_names("گانتس", "Benny Gantz").alignment
    assert [one.right for one in alignment if not one.left] == ["benny"]


def test_a_middle_name_tells_less_than_another_part() -> None:
    without, between, behind = (
        match_names("Lucas Fuzi", name).probability
        for name in ("لوکاس فوزی", "لوکاس دانیلو فوزی", "لوکاس فوزی دانیلو")
    )
    assert without > between > behind


@pytest.mark.parametrize(
    ("left", "right"), [("Lucas Danilo Fuzi", "لوکاس فوزی"), ("لوکاس فوزی", "Lucas Danilo Fuzi")]
)
def test_what_stands_between_is_a_middle_name(left: str, right: str) -> None:
    alignment = match_names(left, right).alignment
    assert [one.left or one.right for one in alignment if one.is_middle] == ["danilo"]
    assert not any(one.is_middle for one in match_names("Fuzi", "Lucas Danilo Fuzi").alignment)


def test_the_language_may_be_known() -> None:
    persian, arabic = (match_names("Gaterz", "گیترس", language=name) for name in ("fa", "ar"))
    assert persian.probability > arabic.probability
    with pytest.raises(fehrest.InvalidArgument, match="'de'; expected 'fa' or 'ar'"):
        match_names("Gantz", "گانتس", language="de")


@pytest.mark.parametrize("name", ["", "123", "Жуков", "!?"])
def test_what_has_no_letters_is_no_name(name: str) -> None:
    assert match_names(name, name).probability == 0
    assert match_names(name, "Gantz").probability == 0


def test_names_may_be_in_two_scripts_each() -> None:
    match = match_names("Benny گانتس", "بنی Gantz")
    assert match.probability > 0.9
    paired = {(one.left, one.right) for one in match.alignment}
    assert paired == {("benny", "بنی"), ("گانتس", "gantz")}
    assert match_names("aa اا", "اا aa").probability <= 1


_LETTERS = st.text(st.sampled_from("abcdeghijklmnoprstuvyz -گانتسغپچبیموده"), max_size=30)


@settings(deadline=None)
@given(_LETTERS, _LETTERS)
def test_any_texts_have_a_probability(name: str, other: str) -> None:
    match = match_names(name, other)
    assert 0 <= match.probability <= 1
    lefts = "".join(one.left for one in match.alignment)
    assert len(lefts) <= len(name)
