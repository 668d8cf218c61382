from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from fehrest import Document, Library
from fehrest.search.known import Known
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TEXTS = [
    "بنی گانتس وزیر دفاع بود.",
    "گانتس و علی‌اف دیدار کردند.",
    "قال غانتس إن الوزير علييف حضر.",
    "Gantz met Aliyev. The garden was gorgeous.",
    "انتخابات آزاد برگزار شد. انتخاب دشوار بود.",
]
#: Texts of a language, and in how many documents each is.
FREQUENT = [
    ("fa", "خبرگزاری در تهران از زلزله خبر داد", 1_200),
    ("fa", "خواهر من خواهش کرد", 50),
    ("fa", "به خاطر کاهش سرما", 200),
    ("fa", "خبر بازی‌های ورزشی", 20),
    ("ar", "الأخبار من القاهرة ورزشي", 40),
    ("ar", "مدينة حلب", 80),
    ("ar", "شرب حليب", 40),
    ("fa", "ترامپ", 100),
    ("ar", "ترامب في دمشق", 100),
    ("ar", "قال محمد", 100),
]
RARE = [
    "خبرگزازی و خبرکزاری",
    "تهارن زلزه",
    "دمسكس",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("corrector") / "library") as made:
        made.add(Document(id=str(number), text=text) for number, text in enumerate(TEXTS))
        yield made


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = [(language, text) for language, text, count in FREQUENT for _ in range(count)]
    texts += [("fa", text) for text in RARE]
    with Library(tmp_path_factory.mktemp("corrector") / "large") as made:
        made.add(
            Document(id=str(number), text=text, language=language)
            for number, (language, text) in enumerate(texts)
        )
        yield made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("وزیر دفاغ", "وزیر دفاع"),
        ("gardan", "garden"),
        ("gadren", "garden"),
        ("gardenn", "garden"),
        ("gaaaarden", "garden"),
        ("garen", "garden"),
        # What stands around a word stays; what is more than a word does too.
        ("(وزیر) -دفاغ؟", "(وزیر) -دفاع؟"),
        ("=دفاغ", None),
        ("دفاغ*", None),
        ("source:دفاغ", None),
        ("گانتس", None),
        # A name that documents have in another script.
        ("Gants", None),
        # A form of a word that is known.
        ("وزیران", None),
        ("", None),
        ("qqqqqq", None),
        ("go", None),
    ],
)
def test_what_may_have_been_meant(library: Library, typed: str, meant: str | None) -> None:
    assert library.correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # A document has them, but many more have what was meant.
        ("تهارن", "تهران"),
        ("خبرگزازی", "خبرگزاری"),
        ("زلزه", "زلزله"),
        # A letter that was left out, or written many times.
        ("تهرا", "تهران"),
        ("ترااامپ", "ترامپ"),
        # A letter twice is as likely as one that looks alike.
        ("حلبب", "حلب"),
        # The waw that is not said.
        ("خاهر", "خواهر"),
        ("خاهش", "خواهش"),
        # Words of the lexicon and their forms are right.
        ("سرما", None),
        ("خواهرانه", None),
    ],
)
def test_a_rare_word_may_be_a_slip_for_a_frequent_one(
    large: Library, typed: str, meant: str | None
) -> None:
    assert large.correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # No document has them in Latin letters; the gazetteer knows what documents have.
        ("Damscus", "Damascus"),
        ("damscus", "damascus"),
        ("Tehrn", "Tehran"),
        ("Damascus", None),
        # It is a name in any case.
        ("Mohamed", None),
    ],
)
def test_names_in_latin_letters_are_those_that_documents_have_in_others(
    large: Library, typed: str, meant: str | None
) -> None:
    assert large.correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ورزضی", "ورزشی"),
        ("ورزضي", "ورزشي"),
        ("خبر ورزصی", "خبر ورزشی"),
    ],
)
def test_a_word_is_written_with_the_letters_of_the_query(
    large: Library, typed: str, meant: str
) -> None:
    assert large.correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jivhk", "تهران"),
        ("Jivhk", "تهران"),
        ("ofv'chvd nv jivhk", "خبرگزاری در تهران"),
        # A letter on the key of a comma.
        ("o,hiv", "خواهر"),
        # With a slip in it.
        ("oft'chvd nv jivhk", "خبرگزاری در تهران"),
        ("hgrhivm", "القاهرة"),
        ("فقعپح", "trump"),
        ("فقعةح", "trump"),
        ("فقعپح jivhk", None),
        ("lang:fa jivhk", None),
        # Too short to tell.
        ("nv", None),
        # Known as it is.
        ("تهران", None),
    ],
)
def test_a_query_may_have_been_typed_on_another_layout(
    large: Library, typed: str, meant: str | None
) -> None:
    assert large.correct(typed) == meant


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=30))
def test_no_text_is_an_error(library: Library, text: str) -> None:
    assert library.correct(text) != text


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = [*["نجح الرئيس مع جميع الوزراء"] * 5, "جيمس نصح المريض", "ووقع زلزال"]
    texts += ["وقع الزلزال أمس هنا"] * 3
    with Library(tmp_path_factory.mktemp("slips") / "library") as made:
        made.add(
            Document(id=str(number), text=text, language="ar") for number, text in enumerate(texts)
        )
        yield made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Two letters that changed places before another letter, however frequent that word is.
        ("جميس", "جيمس"),
        # A letter that looks alike; of letters that do not, what is most frequent.
        ("نضح", "نصح"),
        ("جميم", "جميع"),
        ("وقغ", "وقع"),
    ],
)
def test_what_is_easily_mistaken_was_rather_meant(slips: Library, typed: str, meant: str) -> None:
    assert slips.correct(typed) == meant


@pytest.mark.parametrize("typed", ["x" * 100_000, "a" + "!" * 100_000 + "x", "گ" * 100_000])
def test_what_is_longer_than_any_word_is_not_looked_for(
    library: Library, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """To analyse one takes time by the square of its length."""
    assert library.correct("gardan") == "garden"
    looked_for: list[str] = []
    stems = Known.stems
    monkeypatch.setattr(
        Known, "stems", lambda known, word: looked_for.append(word) or stems(known, word)
    )
    started = time.perf_counter()
    assert library.correct(typed) is None
    assert looked_for == []
    assert time.perf_counter() - started < 1
    assert library.correct(f"gardan {typed[:50]}") == f"garden {typed[:50]}"


def test_only_the_beginning_of_a_long_query_is_corrected(library: Library) -> None:
    beginning = "وزیر".ljust(9_995)
    assert library.correct(f"{beginning}دفاغ {'وزیر ' * 9}دفاغ") == f"{beginning}دفاع "
    assert library.correct(f"{beginning}وزیر دفاغ") is None
    # Of many words, so many as a search reads.
    assert library.correct("دفاغ " * 300) == "دفاع " * 250 + "دفاغ " * 50
