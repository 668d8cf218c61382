"""What made up a score, in the words of the document."""

from __future__ import annotations

from pathlib import Path

import fehrest
import pytest
from fehrest import Contribution, Document
from fehrest.index.analysis import Token
from fehrest.index.engine import Leaf, Prefix, Term
from fehrest.search.expansion import Asked
from fehrest.search.explanation import contributions


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The sentences of an explanation."""
    with fehrest.open(tmp_path_factory.mktemp("explained") / "library") as library:
        text = "آب میشود یخ و باز آب، و آلودگی در رود گانتس"
        library.add([Document(id="a", title="رود", text=text, language="fa")])
        (hit,) = library.search("رودها می‌شود یخ آلوده Gantz", explain=True)
        return {part.sentence() for part in hit.contributions}


@pytest.mark.parametrize(
    "sentence",
    [
        "رود, because رودها: in any form",
        "رود, because رودها: at the beginning",
        "رود, because رودها: a word of the same family",
        "یخ, because یخ: as it is",
        "میشود, because می‌شود: in any form",
        "آلودگی, because آلوده: a word of the same family",
        "گانتس, because Gantz: another spelling",
    ],
)
def test_each_part_is_said_in_words_of_the_document(parts: set[str], sentence: str) -> None:
    assert sentence in parts


_TEXTS = {
    "minister": ("وزیر دفاع", "وزیر دفاع درباره انتخابات گفت"),
    "gantz": ("سفر گانتس", "بنی گانتس در باکو"),
    "house": ("حزب الله", "انصارالله و حزب الله"),
    "ansar": ("", "نیروهای انصارالله رسیدند"),
    "software": ("", "این نرم‌افزار تازه است"),
    "visa": ("روادید تازه", "سفارت خبر داد"),
}


@pytest.mark.parametrize(
    ("query", "name", "sentences"),
    [
        (
            '"وزیر دفاع"',
            "minister",
            [
                "وزیر, دفاع, because وزیر دفاع: in any form",
                "وزیر, دفاع, because وزیر دفاع: as it is",
            ],
        ),
        ('="وزیر دفاع"', "minister", ["وزیر, دفاع, because وزیر دفاع: as it is"]),
        ("انتخا*", "minister", ["انتخابات, because انتخا*: a word that begins so"]),
        ("title:دفا*", "minister", ["دفاع, because دفا*: a word that begins so, in the title"]),
        ("=دفاع", "minister", ["دفاع, because دفاع: as it is"]),
        ("title:Gantz", "gantz", ["گانتس, because Gantz: another spelling, in the title"]),
        (
            "title:گانتس",
            "gantz",
            [
                "گانتس, because گانتس: in any form, in the title",
                "گانتس, because گانتس: as it is, in the title",
            ],
        ),
        ('name:"Benny Gantz"', "gantz", ["گانتس, بنی, because Benny Gantz: near each other"]),
        ("title:ویزا", "visa", ["روادید, because ویزا: a word that means the same, in the title"]),
        (
            "الله",
            "ansar",
            [
                "انصارالله, because الله: a part of a compound",
                "انصارالله, because الله: a part of a compound",
                "انصارالله, because الله: at the beginning",
            ],
        ),
        # As two words of a text it is the phrase.
        (
            '"انصار الله"',
            "ansar",
            [
                "انصارالله, because انصار الله: in any form",
                "انصارالله, because انصار الله: as it is",
            ],
        ),
    ],
)
def test_each_kind_of_term_is_told_as_what_it_is(
    tmp_path_factory: pytest.TempPathFactory, query: str, name: str, sentences: list[str]
) -> None:
    with fehrest.open(tmp_path_factory.mktemp("kinds") / "library") as library:
        library.add(
            Document(id=name, title=title, text=text, language="fa")
            for name, (title, text) in _TEXTS.items()
        )
        (hit,) = (hit for hit in library.search(query, explain=True) if hit.id == name)
    assert _sentences(hit) == sentences


def test_what_a_slip_was_meant_to_be_is_told(tmp_path: Path) -> None:
    with fehrest.open(tmp_path / "library") as library:
        library.add([Document(id="1", text="گانتس در باکو", language="fa")])
        (hit,) = library.search("گانتص باکو", explain=True)
    assert "گانتس, because گانتص: what may have been meant" in _sentences(hit)


def test_each_word_of_a_document_is_looked_up_once() -> None:
    """To compare each of its words with each term would take an hour."""
    words = [f"w{number:06}" for number in range(100_000)]
    tokens = [
        Token(word, 8 * place, 8 * place + 7, place, 1, word, (word,))
        for place, word in enumerate(words)
    ]
    leaves: list[Leaf] = [Term("content", word) for word in words[::10]]
    leaves += [Prefix("title", word[:5]) for word in words[::100]]
    found = contributions(
        dict.fromkeys(leaves, 1.0),
        float(len(leaves)),
        {leaf: Asked("q", "exact") for leaf in leaves},
        lambda wanted: filter(wanted, tokens),
        "",
    )
    assert [part.found for part in found] == [
        *((word,) for word in words[::10]),
        *(tuple(words[place : place + 3]) for place in range(0, 100_000, 100)),
    ]


def test_the_language_of_a_question_is_a_part(tmp_path: Path) -> None:
    with fehrest.open(tmp_path / "library") as library:
        library.add(
            Document(id=code, text=f"{text} محمد رمضان", language=code)
            for code, text in (("ar", "يعيش"), ("fa", "بود"))
        )
        first, second = library.search("من هو محمد رمضان؟", explain=True)
    assert first.id == "ar"
    assert "ar, because the question: the language of both" in _sentences(first)
    assert sum(part.score for part in first.contributions) == pytest.approx(first.score)
    assert not [part for part in second.contributions if part.field == "language"]


def _sentences(hit: fehrest.Hit) -> list[str]:
    return [part.sentence() for part in hit.contributions]


def test_a_term_stands_for_itself_where_no_word_does() -> None:
    part = Contribution("content", "باکو", 1.0, "باکو")
    assert part.sentence() == "باکو, because باکو: as it is"
    assert part.sentence(lambda word: f"<{word}>") == "<باکو>, because <باکو>: as it is"
