"""Making one segment of several, without their deleted documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from ..engine import KEYWORD_FIELDS, TEXT_FIELDS
from ..runs import Array, runs
from .inverted import Inverted, assemble
from .segment import Segment

__all__ = ["is_full_of_holes", "merged", "to_merge"]

# A segment is merged with the newer ones when it is at most this many times as large as
# they are together: so there are few segments, and a document is copied a few times.
_RATIO = 2
# Merging holds the postings in memory: at most this many bytes of segments at a time.
_LARGEST = 128_000_000
# A segment is written again alone when this share of its documents is deleted: so a deletion costs
# at most the copy of one document.
_DELETED_SHARE = 0.5


def to_merge(segments: Sequence[Segment], coming: int = 0) -> int:
    """Return how many of the newest segments to merge: 0, or 2 and more.

    Where ``coming`` bytes are still to be written, those wait which can be merged with them.
    """
    count, size = 0, 0
    for segment in reversed(segments):
        if size + segment.size > _LARGEST or (count and segment.size > _RATIO * size):
            break
        count, size = count + 1, size + segment.size
    if coming and size + coming <= _LARGEST:
        return 0
    return count if count > 1 else 0


def is_full_of_holes(segment: Segment) -> bool:
    """Say whether so much of a segment is deleted that it is to be written again without that."""
    return segment.count - segment.live_count > _DELETED_SHARE * segment.count


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


class _Share(NamedTuple):
    """What one segment has of a field: its postings, term by term."""

    docs: Array
    freqs: Array
    #: Which of the segment's postings these are: those of documents that live.
    live: Array
    #: How many postings each of all terms has here, and how many occurrences.
    postings: Array
    occurrences: Array


def _merged_field(fields: Sequence[Inverted], numbers: Sequence[Array]) -> Inverted:
    terms, counts, rows = _rows(fields, numbers)
    used = np.flatnonzero(counts)
    lengths = None
    if len(fields[0].lengths):
        live = [field.lengths[docs >= 0] for field, docs in zip(fields, numbers, strict=True)]
        lengths = np.concatenate(live)
    starts = np.append(0, np.cumsum(counts[used]))
    return assemble([terms[number] for number in used.tolist()], starts, *rows, lengths)


def _rows(
    fields: Sequence[Inverted], numbers: Sequence[Array]
) -> tuple[list[bytes], Array, tuple[Array, Array, Array | None]]:
    """Return all terms, how many postings each has, and documents, frequencies and gaps."""
    terms, ranks = _united([field.terms.all() for field in fields])
    shares = list(map(_share, fields, numbers, ranks, repeat(len(terms))))
    postings = [share.postings for share in shares]
    gaps = None
    if len(fields[0].lengths):
        gaps = _woven(map(_gaps, fields, shares), [share.occurrences for share in shares])
    docs = _woven((share.docs for share in shares), postings)
    freqs = _woven((share.freqs for share in shares), postings)
    return terms, sum(postings, np.zeros(len(terms), np.int64)), (docs, freqs, gaps)


def _united(lists: Sequence[Sequence[bytes]]) -> tuple[list[bytes], list[Array]]:
    """Return the terms of all lists in order, and where those of each list are among them."""
    terms = sorted(set().union(*lists))
    place = dict(zip(terms, range(len(terms)), strict=True)).__getitem__
    # In half the bytes that NumPy would take, here and below: this is what merging costs.
    return terms, [np.fromiter(map(place, some), np.uint32, len(some)) for some in lists]


def _share(field: Inverted, numbers: Array, ranks: Array, terms: int) -> _Share:
    docs, freqs = field.postings_of(0, len(field))
    docs = numbers[docs]
    live = docs >= 0
    docs, freqs = docs[live].astype(np.uint32), freqs[live].astype(np.uint32)
    keys = np.repeat(ranks, field.frequencies())[live]
    occurrences = np.bincount(keys, freqs, terms).astype(np.int64)
    return _Share(docs, freqs, live, np.bincount(keys, minlength=terms), occurrences)


def _gaps(field: Inverted, share: _Share) -> Array:
    """Return the gaps between positions of what a segment has."""
    gaps = field.gaps().astype(np.uint32)
    if share.live.all():
        return gaps
    freqs = field.freqs.part(0, int(field.starts[-1]))
    return gaps[np.repeat(share.live, freqs)]


def _woven(parts: Iterable[Array], counts: Sequence[Array]) -> Array:
    """Return, term by term, what each segment has of it: ``counts`` says how much that is.

    Nothing is sorted, since the terms of a segment stand in the order of all terms, and the
    documents of a segment come before those of the next.
    """
    table = np.stack(counts, axis=1)
    begins = (np.cumsum(table) - table.ravel()).reshape(table.shape)
    whole = np.empty(table.sum(), np.uint32)
    for segment, part in enumerate(parts):
        whole[runs(begins[:, segment], table[:, segment])] = part
    return whole
