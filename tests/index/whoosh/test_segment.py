"""A segment: its deletions, its file, and what a damaged one says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fehrest.index.engine import Batch, Entry
from fehrest.index.whoosh.arrays import DamagedFile, read_arrays, write_arrays
from fehrest.index.whoosh.collector import Collector
from fehrest.index.whoosh.segment import NO_DATE, Segment
from hypothesis import given, settings
from hypothesis import strategies as st

MakeEntry = Callable[..., Entry]


@pytest.fixture
def segment(tmp_path: Path, make_entry: MakeEntry) -> Segment:
    """A segment of three documents."""
    collector = Collector()
    for serial, words in ((3, "باکو شهر"), (5, "شهر"), (9, "")):
        date = serial if serial > 3 else None
        collector.add(Batch.of([make_entry(serial, words, tag="الف", date=date)]))
    return Segment.write(tmp_path, collector.arrays())


def _read(segment: Segment) -> Segment:
    return Segment.from_json(segment.path.parent, json.loads(json.dumps(segment.to_json())))


def test_a_segment_comes_back(segment: Segment) -> None:
    found = _read(segment)
    assert found.serials.tolist() == [3, 5, 9]
    assert found.dates.tolist() == [NO_DATE, 5, 9]
    assert [term.decode() for term in found.fields["title"].terms.all()] == ["باکو", "شهر"]
    assert found.fields["content"].lengths.tolist() == [2, 1, 0]
    assert found.fields["tag"].postings(0).docs.tolist() == [0, 1, 2]
    assert len(found.field("summary")) == 0
    found.verify()


def test_documents_without_dates_take_none(tmp_path: Path, make_entry: MakeEntry) -> None:
    collector = Collector()
    collector.add(Batch.of([make_entry(serial, "باکو") for serial in (3, 5)]))
    found = _read(Segment.write(tmp_path, collector.arrays()))
    assert found.dates.tolist() == [NO_DATE, NO_DATE]
    assert len(found.arrays["dates"]) == 0
    assert len(found.fields["content"]) == 1


def test_a_deletion_does_not_touch_the_file(segment: Segment) -> None:
    before = segment.path.read_bytes()
    segment.delete(np.array([4, 5, 100]))
    assert segment.live.tolist() == [True, False, True]
    assert segment.live_count == 2
    assert segment.path.read_bytes() == before
    found = _read(segment)
    assert found.deleted.tolist() == [False, True, False]
    found.delete(np.array([3]))
    assert found.live_count == 1
    assert segment.live_count == 2


@settings(deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=70))
def test_deletions_come_back(deleted: list[bool]) -> None:
    segment = Segment(Path(), "name", len(deleted), 1_000, 7)
    segment.deleted[:] = deleted
    assert _read(segment).deleted.tolist() == deleted


@pytest.mark.parametrize("change", [-1, 1])
def test_a_file_of_another_size_is_damaged(segment: Segment, change: int) -> None:
    data = segment.path.read_bytes()
    segment.path.write_bytes(data[:change] if change < 0 else data + b"x")
    with pytest.raises(DamagedFile, match="does not have its"):
        _ = _read(segment).fields


def test_a_byte_that_changed_is_found(segment: Segment) -> None:
    data = bytearray(segment.path.read_bytes())
    data[len(data) // 2] ^= 16
    segment.path.write_bytes(data)
    with pytest.raises(DamagedFile, match="not as it was written"):
        _read(segment).verify()


@pytest.mark.parametrize(
    "name", ["serials", "dates", "content/docs/planes", "tag/terms/ends", "title/lengths"]
)
@pytest.mark.parametrize("missing", [False, True])
def test_arrays_that_lack_or_do_not_fit(segment: Segment, name: str, missing: bool) -> None:
    arrays = {other: array.copy() for other, array in read_arrays(segment.path).items()}
    array = arrays.pop(name)
    if not missing:
        arrays[name] = array[:-1]
    write_arrays(segment.path, arrays)
    segment.size = segment.path.stat().st_size
    with pytest.raises(DamagedFile, match=name if missing else "do not fit"):
        _ = _read(segment).fields


def test_a_missing_file(segment: Segment) -> None:
    segment.path.unlink()
    with pytest.raises(FileNotFoundError):
        _ = _read(segment).fields
