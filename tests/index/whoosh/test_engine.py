"""The engine over files that are damaged or gone: sentences, not crashes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fehrest.index.engine import (
    Batch,
    Cover,
    Entry,
    Everything,
    Keyword,
    Part,
    Period,
    Phrase,
    Prefix,
    Request,
    State,
    Term,
)
from fehrest.index.errors import LibraryFailed
from fehrest.index.whoosh.collector import Collector
from fehrest.index.whoosh.engine import WhooshEngine
from fehrest.index.whoosh.segment import Segment
from fehrest.index.whoosh.toc import Toc, read_toc, write_toc

MakeEntry = Callable[..., Entry]
Committed = Callable[..., WhooshEngine]

_QUERIES = (
    Term("content", "شهر"),
    Phrase("content", (("باکو",), ("شهر", "باد"))),
    Prefix("title", "با"),
    Keyword("tag", "الف"),
    Period(0, None),
    Everything(),
    Cover((Part(Term("content", "باکو"), 1.0), Part(Term("content", "باد"), 1.0)), 0.5, True),
)
_USES: list[Callable[[WhooshEngine], object]] = [
    WhooshEngine.state,
    WhooshEngine.serials,
    *(
        lambda engine, query=query, order=order: engine.search(
            Request(query, order=order, facets=("tag", "year"))
        )
        for query in _QUERIES
        for order in ("relevance", "newest")
    ),
    *(lambda engine, query=query: engine.explain(query, 2) for query in _QUERIES),
    lambda engine: engine.frequencies("content", ["باکو", "شهر", "نفت"]),
    lambda engine: list(engine.vocabulary("content")),
    lambda engine: engine.completions("content", "با", 2),
]


@pytest.fixture
def folder(tmp_path: Path, committed: Committed, make_entry: MakeEntry) -> Path:
    """An index of two segments with deletions."""
    choose = random.Random(1)
    words = ("باکو", "شهر", "باد", "گانتس", "وزیر")
    # Enough words that the second segment is not merged with the first one.
    many = make_entry(99, " ".join(f"w{number}" for number in range(2_000)))
    some = (
        make_entry(serial, " ".join(choose.choices(words, k=serial % 6)), tag="الف ب", date=serial)
        for serial in range(1, 40)
    )
    committed([*some, many])
    committed([make_entry(100), make_entry(101), make_entry(102)], delete=[3, 100])
    assert len(read_toc(tmp_path).segments) == 2
    return tmp_path


def _messages(folder: Path) -> list[str]:
    """Use the index in every way, and return what it complains of."""
    messages = []
    for use in _USES:
        try:
            use(WhooshEngine(folder))
        except LibraryFailed as error:
            messages.append(str(error))
    return messages


def test_an_index_without_damage_has_nothing_to_complain_of(folder: Path) -> None:
    assert _messages(folder) == []
    assert WhooshEngine(folder).check() == []


@pytest.mark.parametrize("text", ["\ud800", "ب\udfff", "\udc80اد"])
def test_a_lone_surrogate_is_found_nowhere(folder: Path, text: str) -> None:
    engine = WhooshEngine(folder)
    phrase = Phrase("content", (("باکو",), (text,)))
    for query in (Term("content", text), Prefix("content", text), Keyword("tag", text), phrase):
        assert engine.search(Request(query)).total == 0
        assert engine.explain(query, 2) == {}
    assert engine.frequencies("content", [text]) == [0]
    assert engine.completions("content", text, 5) == []


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_segment_is_reported(folder: Path, seed: int) -> None:
    """A few bytes changed anywhere: reading may notice, a check always does."""
    choose = random.Random(seed)
    path = choose.choice(sorted(folder.glob("*.arrays")))
    data = bytearray(path.read_bytes())
    header = 2_500 if seed % 2 else len(data)
    for _ in range(choose.choice((1, 2, 9))):
        data[choose.randrange(header)] ^= choose.randint(1, 255)
    path.write_bytes(data)
    for message in _messages(folder):
        assert message.startswith(f"the index in {folder} cannot be read: ")
        assert "\n" not in message
    problems = WhooshEngine(folder).check()
    assert len(problems) == 1
    assert path.name in problems[0]


@pytest.mark.parametrize("length", [0, 1, 8, 100, 5_000, -1])
def test_a_segment_cut_short_is_reported(folder: Path, length: int) -> None:
    path = max(folder.glob("*.arrays"), key=lambda path: path.stat().st_size)
    path.write_bytes(path.read_bytes()[:length])
    messages = _messages(folder)
    assert len(messages) == len(_USES)
    assert all(path.name in message for message in messages)
    assert path.name in WhooshEngine(folder).check()[0]


@pytest.mark.parametrize("name", ["toc.json", "*.arrays"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\x80\x04K\x01.", b"SQLite format 3\0"])
def test_a_file_of_something_else_is_reported(folder: Path, name: str, content: bytes) -> None:
    path = next(folder.glob(name))
    path.write_bytes(content.ljust(path.stat().st_size) if content else b"")
    assert len(_messages(folder)) == len(_USES)
    assert len(WhooshEngine(folder).check()) == 1


def test_a_missing_segment_is_reported(folder: Path) -> None:
    path = next(folder.glob("*.arrays"))
    path.unlink()
    with pytest.raises(LibraryFailed, match=path.name):
        WhooshEngine(folder).state()
    assert path.name in WhooshEngine(folder).check()[0]


def test_numbers_of_documents_that_are_none(tmp_path: Path, make_entry: MakeEntry) -> None:
    """Arrays of the right sizes and types, with wrong numbers in them."""
    collector = Collector()
    for serial in (1, 2):
        collector.add(Batch.of([make_entry(serial, "باکو باد", tag="الف")]))
    arrays = collector.arrays()
    for name in ("content", "title", "tag"):
        arrays[f"{name}/docs/planes"] |= np.uint8(0xF0)
    segment = Segment.write(tmp_path, arrays)
    write_toc(tmp_path, Toc(1, State(1, "words"), [segment]))
    for query in (Term("content", "باکو"), Prefix("title", "با"), Keyword("tag", "الف")):
        with pytest.raises(LibraryFailed, match="cannot be read"):
            WhooshEngine(tmp_path).search(Request(query, facets=("tag",)))


def test_damage_is_not_merged_into_new_files(
    folder: Path, committed: Committed, make_entry: MakeEntry
) -> None:
    """A commit that would copy it fails, and leaves the index as it was."""
    before, damaged = read_toc(folder), read_toc(folder).segments[-1]
    data = bytearray(damaged.path.read_bytes())
    data[-1] ^= 1
    damaged.path.write_bytes(data)
    with pytest.raises(LibraryFailed, match="not as it was written"):
        committed([make_entry(103)], delete=[1])
    after = read_toc(folder)
    assert [part.to_json() for part in after.segments] == [
        part.to_json() for part in before.segments
    ]
    assert after.generation == before.generation


def test_an_empty_writer_mends_what_is_damaged(folder: Path, make_entry: MakeEntry) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"damaged")
    engine = WhooshEngine(folder)
    writer = engine.writer(empty=True)
    writer.add(Batch.of([make_entry(1, "شهر")]))
    writer.commit(State(9, "words"))
    assert engine.check() == []
    assert engine.search(Request(Term("content", "شهر"))).serials == [1]
    assert len(list(folder.iterdir())) == 2


def test_an_engine_goes_on_with_what_it_has_mapped(folder: Path) -> None:
    engine = WhooshEngine(folder)
    request = Request(Phrase("content", (("باکو",), ("شهر",))))
    found = engine.search(request)
    assert found.total > 0
    for path in folder.glob("*.arrays"):
        path.unlink()
    assert engine.search(request) == found


def test_a_table_of_contents_that_is_gone_is_an_index_never_committed(folder: Path) -> None:
    engine = WhooshEngine(folder)
    assert engine.state() == State(1, "words")
    (folder / "toc.json").unlink()
    assert engine.state() is None
    assert engine.search(Request(Everything())).total == 0


def test_a_closed_engine_opens_its_files_again(folder: Path) -> None:
    engine = WhooshEngine(folder)
    engine.search(Request(Everything()))
    engine.close()
    shutil.rmtree(folder)
    assert engine.state() is None


def test_a_folder_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(LibraryFailed, match="file"):
        WhooshEngine(tmp_path / "file" / "index").state()
    with pytest.raises(LibraryFailed, match="missing"):
        WhooshEngine(tmp_path / "missing" / "index").writer()
    assert len(WhooshEngine(tmp_path / "file" / "index").check()) == 1
