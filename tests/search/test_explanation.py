"""What made up a score, in the words of the document."""

from __future__ import annotations

from pathlib import Path

import fehrest
import pytest
from fehrest import Contribution, Document


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
