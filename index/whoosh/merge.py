"""Making one segment of several, without their deleted documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..engine import KEYWORD_FIELDS, TEXT_FIELDS
from ..runs import Array, runs
from .inverted import Inverted, assemble
from .segment import Segment

__all__ = ["merged", "to_merge"]

# A segment is merged with the newer ones when it is at most this many times as large as
# they are together: so there are few segments, and a document is copied a few times.
_RATIO = 2
# Merging holds the postings in memory: at most this many bytes of segments at a time.
_LARGEST = 70_000_000
_DELETED_SHARE = 0.3


def to_merge(segments: Sequence[Segment]) -> int:
    """Return how many of the newest segments to merge: 0, or 2 and more.

    One segment is merged alone, to shed deleted documents, when they are many.
    """
    count, size = 0, 0
    for segment in reversed(segments):
        if size + segment.size > _LARGEST or (count and segment.size > _RATIO * size):
            break
        count, size = count + 1, size + segment.size
    newest_is_full_of_holes = count == 1 and _is_full_of_holes(segments[-1])
    return count if count > 1 or newest_is_full_of_holes else 0


def _is_full_of_holes(segment: Segment) -> bool:
    return int(segment.deleted.sum()) > _DELETED_SHARE * segment.count


def merged(segments: Sequence[Segment]) -> dict[str, Array]:
    """Return the arrays of one segment with the live documents of ``segments``.

    Raises :class:`.DamagedFile` rather than copy what is damaged.
    """
    for segment in segments:
        segment.verify()
    numbers = _new_numbers(segments)
    arrays = {
        "serials": np.concatenate([segment.serials[segment.live] for segment in segments]),
        "dates": np.concatenate([segment.dates[segment.live] for segment in segments]),
    }
    for field in (*TEXT_FIELDS, *KEYWORD_FIELDS):
        arrays |= _merged_field([segment.fields[field] for segment in segments], numbers).named(
            field
        )
    return arrays


def _new_numbers(segments: Sequence[Segment]) -> list[Array]:
    """Return, for each segment, the new number of each document; -1 for deleted ones."""
    found, base = [], 0
    for segment in segments:
        live = segment.live
        found.append(np.where(live, np.cumsum(live) - 1 + base, -1).astype(np.int32))
        base += int(live.sum())
    return found


class _Rows(NamedTuple):
    """Postings as rows: document ``docs[i]`` has term ``keys[i]`` ``freqs[i]`` times."""

    keys: Array
    docs: Array
    freqs: Array


def _merged_field(fields: Sequence[Inverted], numbers: Sequence[Array]) -> Inverted:
    terms = sorted(set().union(*(field.terms.all() for field in fields)))
    rows, begins = _ordered(fields, terms, numbers)
    is_first = np.diff(rows.keys, prepend=np.int32(-1)) > 0
    used = [terms[number] for number in rows.keys[is_first].tolist()]
    keys = np.cumsum(is_first, dtype=np.int32) - 1
    positions = lengths = None
    if len(fields[0].lengths):
        positions = np.concatenate([_positions(field) for field in fields])
        positions = positions[runs(begins, rows.freqs)]
        lengths = np.concatenate(
            [field.lengths[docs >= 0] for field, docs in zip(fields, numbers, strict=True)]
        )
    return assemble(used, keys, rows.docs, rows.freqs, positions, lengths)


def _ordered(
    fields: Sequence[Inverted], terms: Sequence[bytes], numbers: Sequence[Array]
) -> tuple[_Rows, Array]:
    """Return the rows of live documents, term by term, and where the positions of each begin."""
    rank = {term: number for number, term in enumerate(terms)}
    parts = (_rows(field, rank, docs) for field, docs in zip(fields, numbers, strict=True))
    rows = _Rows(*map(np.concatenate, zip(*parts, strict=True)))
    begins = np.cumsum(rows.freqs, dtype=np.int64) - rows.freqs
    order = np.argsort(rows.keys, kind="stable")
    order = order[rows.docs[order] >= 0]
    return _Rows(*(column[order] for column in rows)), begins[order]


def _rows(field: Inverted, rank: dict[bytes, int], numbers: Array) -> _Rows:
    # In half the bytes that NumPy would take, here and below: this is what merging costs.
    ranks = np.array([rank[term] for term in field.terms.all()], np.int32)
    keys = np.repeat(ranks, field.frequencies())
    docs, freqs = field.postings_of(0, len(field))
    return _Rows(keys, numbers[docs], freqs.astype(np.int32))


def _positions(field: Inverted) -> Array:
    freqs = field.freqs.part(0, int(field.starts[-1])).astype(np.int64)
    return field.all_positions(freqs).astype(np.uint32)
