"""Which words of a text are marked, and why."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from fehrest.index.analysis import Chain
from fehrest.search.marks import Mark, Marks, Reason

_CHAIN = Chain()
_EXACT, _FORM = Reason("q", "exact"), Reason("q", "form")


def _marked(text: str, *wanted: Callable[[Marks], None], language: str = "fa") -> list[str]:
    return [mark.token.text for mark in _found(text, *wanted, language=language)]


def _found(text: str, *wanted: Callable[[Marks], None], language: str = "fa") -> list[Mark]:
    marks = Marks()
    for want in wanted:
        want(marks)
    found = marks.find(_CHAIN.tokens(text, language), language)
    # The words that may be marked are enough to find the same.
    assert marks.find(_CHAIN.tokens(text, language, marks.may_mark), language) == found
    return found


def _surface(surface: str, reason: Reason = _EXACT) -> Callable[[Marks], None]:
    return lambda marks: marks.want_surface(surface, reason)


def _stem(stem: str) -> Callable[[Marks], None]:
    return lambda marks: marks.want_stems([stem], _FORM)


def _prefix(prefix: str) -> Callable[[Marks], None]:
    return lambda marks: marks.want_prefix(prefix, _FORM)


def _phrase(text: str, *, is_exact: bool = False) -> Callable[[Marks], None]:
    places = [place.split("/") for place in text.split()]
    reason = Reason(text, "exact" if is_exact else "form")
    return lambda marks: marks.want_phrase(places, reason, is_exact=is_exact)


def _name(*parts: str) -> Callable[[Marks], None]:
    reasons = [{word: Reason(part, "spelling") for word in part.split("/")} for part in parts]
    return lambda marks: marks.want_name(reasons, 3)


@pytest.mark.parametrize(
    ("text", "want", "marked"),
    [
        # The given name of the other man is not marked, on whichever side he stands.
        (
            "بنیامین نتانیاهو و بنی گانتس",
            _name("بنی/بنیامین", "گانتس"),
            ["بنی", "گانتس"],
        ),
        ("بنی گانتس و بنیامین نتانیاهو", _name("بنی/بنیامین", "گانتس"), ["بنی", "گانتس"]),
        ("گانتس، بنی", _name("بنی/بنیامین", "گانتس"), ["گانتس", "بنی"]),
        ("بنی گانتس گفت گانتس می‌رود", _name("بنی", "گانتس"), ["بنی", "گانتس"]),
        ("بنی گانتس و بنی گانتس", _name("بنی", "گانتس"), 2 * ["بنی", "گانتس"]),
        ("بنی از سفر دور باز آمد گانتس", _name("بنی", "گانتس"), []),
        ("بنی", _name("بنی", "گانتس"), []),
        ("علی علی و علی", _name("علی", "علی"), ["علی", "علی"]),
        ("گانتس و گانتس", _name("گانتس"), ["گانتس", "گانتس"]),
    ],
)
def test_parts_of_a_name_are_marked_together(
    text: str, want: Callable[[Marks], None], marked: list[str]
) -> None:
    assert _marked(text, want) == marked


@pytest.mark.parametrize(
    ("text", "want", "marked"),
    [
        ("کتاب و کتاب‌ها و كِتاب", _surface("کتاب"), ["کتاب", "كِتاب"]),
        ("کتاب و کتاب‌ها و نویسنده", _stem("کتاب"), ["کتاب", "کتاب‌ها"]),
        ("می‌شود، می شود، میشود", _surface("میشود"), ["می‌شود", "می شود", "میشود"]),
        ("گانتس گانس گاندی", _prefix("گان"), ["گانتس", "گانس", "گاندی"]),
        ("گا گانتس", _prefix("گان"), ["گانتس"]),
        ("نفت", _surface("کتاب"), []),
        ("", _surface("کتاب"), []),
    ],
)
def test_words(text: str, want: Callable[[Marks], None], marked: list[str]) -> None:
    assert _marked(text, want) == marked


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("وزیر دفاع و وزیر خارجه", "وزیر دفاع", ["وزیر", "دفاع"]),
        ("دفاع وزیر", "وزیر دفاع", []),
        ("وزیر تازهٔ دفاع", "وزیر دفاع", []),
        ("وزیر", "وزیر دفاع", []),
        ("وزیر وزیر دفاع", "وزیر دفاع", ["وزیر", "دفاع"]),
        ("وزیران دفاع", "وزیر دفاع", ["وزیران", "دفاع"]),
        ("وزیر جنگ، وزیر دفاع", "وزیر دفاع/جنگ", ["وزیر", "جنگ", "وزیر", "دفاع"]),
        ("رئیس‌جمهور ایران", "رییس جمهور ایران", ["رئیس", "جمهور", "ایران"]),
    ],
)
def test_phrases(text: str, wanted: str, marked: list[str]) -> None:
    assert _marked(text, _phrase(wanted)) == marked


def test_an_exact_phrase_is_not_its_forms() -> None:
    text = "وزیران دفاع و وزیر دفاع"
    assert _marked(text, _phrase("وزیر دفاع", is_exact=True)) == ["وزیر", "دفاع"]
    assert _marked(text, _phrase("وزیر دفاع")) == ["وزیران", "دفاع", "وزیر", "دفاع"]


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        ([_phrase("وزیر دفاع", is_exact=True), _phrase("وزیر دفاع")], "exact"),
        ([_phrase("وزیر دفاع"), _phrase("وزیر دفاع", is_exact=True)], "exact"),
        ([_phrase("وزیر دفاع"), _surface("وزیر")], "exact"),
        ([_stem("وزیر"), _surface("وزیر")], "exact"),
        ([_surface("وزیر"), _prefix("وز")], "exact"),
        ([_prefix("وز"), _surface("وزیر", Reason("vazir", "spelling", 0.9))], "form"),
    ],
)
def test_the_surest_reason_counts(wanted: list[Callable[[Marks], None]], kind: str) -> None:
    assert _found("وزیر دفاع", *wanted)[0].reason.kind == kind


def test_the_likeliest_spelling_counts() -> None:
    reasons = [Reason("Gantz", "spelling", 0.7), Reason("Ganz", "spelling", 0.9)]
    for ordered in (reasons, reasons[::-1]):
        found = _found("گانتس", *(_surface("گانتس", reason) for reason in ordered))
        assert [mark.reason for mark in found] == [reasons[1]]


def test_what_is_a_name_but_in_one_language_is_marked_in_the_others() -> None:
    want = _surface("علی", Reason("Ali", "spelling", 0.9, but_in="ar"))
    assert _marked("علی رفت", want, language="fa") == ["علی"]
    assert _marked("علی رفت", want, language="") == ["علی"]
    assert _marked("ذهب على الطريق", want, language="ar") == []


def test_the_whole_of_a_compound_comes_before_its_parts() -> None:
    text = "گفت‌وگو کرد"
    whole, part = _surface("گفتوگو"), _surface("گفت")
    assert _marked(text, whole, part) == ["گفت‌وگو"]
    assert _marked(text, part) == ["گفت"]


def test_parts_of_one_place_are_marked_once() -> None:
    """The parts of a name written in one stand at the place of the whole."""
    assert _marked("عبدالرحمن رفت", _surface("عبد"), _surface("الرحمن")) == ["عبدالرحمن"]


@pytest.mark.parametrize(
    ("text", "wanted", "kinds"),
    [
        ("انصارالله", _surface("الله"), ["part"]),
        ("انصارالله", _stem("الله"), ["part"]),
        ("الله و انصارالله", _surface("الله"), ["exact", "part"]),
        # It is a word there, or stands by itself.
        ("حزب الله", _surface("الله"), ["exact"]),
        ("کتاب‌خانه", _surface("کتاب"), ["exact"]),
        ("انصارالله", _surface("انصارالله"), ["exact"]),
        # The parts together are the whole.
        ("انصارالله", _phrase("انصار الله", is_exact=True), ["exact"]),
        ("انصارالله", _surface("الله", Reason("Allah", "spelling", 0.9)), ["spelling"]),
    ],
)
def test_what_is_in_a_compound_written_in_one_is_a_part_of_it(
    text: str, wanted: Callable[[Marks], None], kinds: list[str]
) -> None:
    assert [mark.reason.kind for mark in _found(text, wanted)] == kinds


def test_a_match_says_what_was_asked_and_what_was_found() -> None:
    (mark,) = _found("لقاء غانتس", _surface("غانتس", Reason("Gantz", "spelling", 0.85)))
    match = mark.match()
    assert (match.query, match.found, match.kind, match.probability) == (
        "Gantz",
        "غانتس",
        "spelling",
        0.85,
    )


def test_marks_are_in_order_and_do_not_overlap() -> None:
    text = "کتابخانهٔ گفت‌وگو، رئیس‌جمهور عبدالرحمن و می‌شود " * 20
    tokens = list(_CHAIN.tokens(text, "fa"))
    wanted = [_surface(token.surface) for token in tokens]
    found = _found(text, *wanted, _prefix("ک"), _phrase("رییس جمهور"))
    places = [(mark.token.start, mark.token.end) for mark in found]
    assert places == sorted(places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    covered = {place for start, end in places for place in range(start, end)}
    assert covered == {place for token in tokens for place in range(token.start, token.end)}
