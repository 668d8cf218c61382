"""Merging: which segments, and that one segment of several is as if written at once."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from fehrest.index.engine import (
    KEYWORD_FIELDS,
    TEXT_FIELDS,
    Batch,
    Entry,
    Request,
    State,
    Term,
    Text,
)
from fehrest.index.whoosh import merge
from fehrest.index.whoosh.arrays import DamagedFile
from fehrest.index.whoosh.collector import Collector
from fehrest.index.whoosh.engine import WhooshEngine
from fehrest.index.whoosh.merge import merged, to_merge
from fehrest.index.whoosh.segment import Segment
from fehrest.index.whoosh.toc import read_toc
from hypothesis import given
from hypothesis import strategies as st

_WORDS = ("باکو", "باد", "شهر", "گانتس", "a")


def _random_entry(choose: random.Random, serial: int) -> Entry:
    def text() -> Text:
        terms = choose.choices(_WORDS, k=choose.choice((0, 0, 1, 6)))
        return Text(terms, range(len(terms)), len(terms))

    keywords = {name: choose.sample(_WORDS, choose.randint(0, 2)) for name in KEYWORD_FIELDS}
    texts = {name: text() for name in TEXT_FIELDS}
    return Entry(serial, texts, keywords, choose.choice((None, -5, 10**9)))


def _collected(entries: list[Entry]) -> dict[str, np.ndarray]:
    collector = Collector()
    for entry in entries:
        collector.add(Batch.of([entry]))
    return collector.arrays()


@pytest.mark.parametrize("seed", range(20))
def test_merged_segments_are_as_if_written_at_once(seed: int, tmp_path: Path) -> None:
    """To the last number, and without what was deleted."""
    choose = random.Random(seed)
    segments, live = [], []
    for part in range(choose.randint(1, 4)):
        entries = [_random_entry(choose, 100 * part + n) for n in range(choose.randint(1, 9))]
        deleted = {entry.serial for entry in entries if choose.random() < 0.3}
        segment = Segment.write(tmp_path, _collected(entries))
        segment.delete(np.array(sorted(deleted), np.int64))
        segments.append(segment)
        live += [entry for entry in entries if entry.serial not in deleted]
    expected, found = _collected(live), merged(segments)
    assert found.keys() == expected.keys()
    for name, array in expected.items():
        assert found[name].tolist() == array.tolist(), name


def test_what_is_damaged_is_not_merged(tmp_path: Path, make_entry: Callable[..., Entry]) -> None:
    segments = [Segment.write(tmp_path, _collected([make_entry(serial)])) for serial in (1, 2)]
    data = bytearray(segments[0].path.read_bytes())
    data[-1] ^= 1
    segments[0].path.write_bytes(data)
    with pytest.raises(DamagedFile, match="not as it was written"):
        merged(segments)


def _segments(*sizes: int) -> list[Segment]:
    return [Segment(Path(), f"s{number}", 10, size, 0) for number, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("segments", "count"),
    [
        pytest.param(_segments(), 0, id="nothing"),
        pytest.param(_segments(50), 0, id="one"),
        pytest.param(_segments(100, 50), 2, id="at most twice as large as the newer ones"),
        pytest.param(_segments(101, 50), 0, id="more than twice as large"),
        pytest.param(_segments(300, 100, 50), 3, id="twice the newer ones together"),
        pytest.param(_segments(10_000, 100, 50), 2, id="the newest of several"),
        pytest.param(_segments(10, 900, 50), 0, id="small ones behind a large one stay"),
        pytest.param(_segments(300_000_000, 200_000_000), 0, id="too much for the memory"),
    ],
)
def test_which_segments_are_merged(segments: list[Segment], count: int) -> None:
    assert to_merge(segments) == count


@pytest.mark.parametrize(
    ("megabytes", "coming", "count"),
    [
        pytest.param((30, 30, 30), 30, 0, id="another fits"),
        pytest.param((30, 30, 30, 30), 30, 4, id="no other fits"),
        pytest.param((100, 30), 30, 0, id="the older one is full already"),
        pytest.param((100, 30, 30, 30, 30), 30, 4, id="those behind one that is full"),
    ],
)
def test_segments_wait_for_more(megabytes: Sequence[int], coming: int, count: int) -> None:
    segments = _segments(*(size * 10**6 for size in megabytes))
    assert to_merge(segments, coming * 10**6) == count


def test_merging_begins_while_more_is_added(
    make_entry: Callable[..., Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fehrest.index.whoosh.writer._OCCURRENCES_IN_MEMORY", 1)
    monkeypatch.setattr(merge, "_LARGEST", 60_000)
    engine = WhooshEngine(tmp_path)
    writer = engine.writer()
    for serial in range(1, 41):
        writer.add(Batch.of([make_entry(serial, f"w{serial}")]))
    assert len(writer._segments) < 10
    writer.delete([7, 40])
    writer.commit(State(1, "words"))
    assert engine.serials() == [*range(1, 7), *range(8, 40)]


@given(st.lists(st.integers(1, 10**9), max_size=30))
def test_what_is_merged_fits_into_memory(sizes: list[int]) -> None:
    count = to_merge(_segments(*sizes))
    assert 0 <= count <= len(sizes)
    assert count != 1
    if count:
        assert sum(sizes[-count:]) <= merge._LARGEST


@pytest.fixture
def old_and_new(committed: Callable[..., WhooshEngine], make_entry: Callable[..., Entry]) -> None:
    """A large segment of the serials up to 40, and a small one that it is not merged with."""
    many = " ".join(f"w{number}" for number in range(500))
    committed([make_entry(serial, f"باکو {many}") for serial in range(1, 41)])
    committed([make_entry(41, "باکو")])


@pytest.mark.usefixtures("old_and_new")
def test_a_segment_full_of_holes_is_written_again_whatever_its_age(
    committed: Callable[..., WhooshEngine], tmp_path: Path
) -> None:
    reader = WhooshEngine(tmp_path)
    request = Request(Term("content", "باکو"), limit=100)
    old, new = read_toc(tmp_path).segments
    assert len(reader.search(request).serials) == 41
    committed(delete=range(1, 21))
    segments = read_toc(tmp_path).segments
    assert [segment.name for segment in segments] == [old.name, new.name]
    assert len(reader.search(request).serials) == 21
    committed(delete=[21])
    segments = read_toc(tmp_path).segments
    assert [segment.count for segment in segments] == [19, 1]
    assert segments[0].size < 0.6 * old.size
    assert segments[1].name == new.name
    # One that has the old file open goes on, and so does its next search in the new one.
    assert len(reader.search(request).serials) == 20
    assert reader.serials() == [*range(22, 42)]
    assert reader.check() == []
    assert {path.stem for path in tmp_path.glob("*.arrays")} == {one.name for one in segments}


@pytest.mark.usefixtures("old_and_new")
def test_a_deletion_costs_the_copy_of_a_document_at_most(
    committed: Callable[..., WhooshEngine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = 0

    def counting(folder: Path, arrays: dict[str, np.ndarray]) -> Segment:
        nonlocal copied
        copied += len(arrays["serials"])
        return write(folder, arrays)

    write = Segment.write
    monkeypatch.setattr(Segment, "write", counting)
    for serial in range(1, 41):
        committed(delete=[serial])
        segments = read_toc(tmp_path).segments
        assert sum(segment.live_count for segment in segments) == 41 - serial
        assert sum(segment.count for segment in segments) <= 2 * (41 - serial)
        assert copied <= serial


@pytest.mark.usefixtures("old_and_new")
def test_who_dies_while_writing_a_segment_again_leaves_the_index_as_it_was(
    committed: Callable[..., WhooshEngine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(folder: Path, arrays: dict[str, np.ndarray]) -> Segment:
        write(folder, arrays)
        raise KeyboardInterrupt

    write, before = Segment.write, read_toc(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(Segment, "write", dying)
        with pytest.raises(KeyboardInterrupt):
            committed(delete=range(1, 31))
    assert read_toc(tmp_path).generation == before.generation
    assert WhooshEngine(tmp_path).serials() == [*range(1, 42)]
    assert committed(delete=range(1, 31)).serials() == [*range(31, 42)]
    assert len(list(tmp_path.iterdir())) == 3


def test_an_index_without_documents_has_no_segments(
    committed: Callable[..., WhooshEngine], make_entry: Callable[..., Entry], tmp_path: Path
) -> None:
    committed([make_entry(serial) for serial in range(1, 11)])
    committed(delete=range(1, 11))
    assert [path.name for path in tmp_path.iterdir()] == ["toc.json"]


def test_many_small_commits_leave_few_files(
    committed: Callable[..., WhooshEngine], make_entry: Callable[..., Entry], tmp_path: Path
) -> None:
    for serial in range(1, 65):
        committed([make_entry(serial, f"باکو w{serial}")])
        segments = read_toc(tmp_path).segments
        assert len(segments) <= 7
        names = {segment.path.name for segment in segments}
        assert {path.name for path in tmp_path.iterdir()} == names | {"toc.json"}
