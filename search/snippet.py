"""Snippets: the part of a text that shows best why it was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .answer import Snippet
from .marks import Mark

__all__ = ["excerpt", "whole"]

# About three lines on a terminal and on a page.
_LENGTH = 240
# What goes on for longer than this without a space is no word, and is cut.
_LONGEST_WORD = 60
_SENTENCE_ENDS = frozenset(
    ".!?\n\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}\N{ARABIC SEMICOLON}\N{HORIZONTAL ELLIPSIS}"
)
# Characters that end a line, each to one space, so that places stay what they are.
_ONE_LINE = dict.fromkeys(map(ord, "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def whole(text: str, marks: Sequence[Mark]) -> Snippet:
    """Return all of ``text`` with its marks."""
    return Snippet(
        text.translate(_ONE_LINE), tuple((mark.token.start, mark.token.end) for mark in marks)
    )


def excerpt(text: str, marks: Sequence[Mark], length: int = _LENGTH) -> Snippet:
    """Return about ``length`` characters of ``text`` around the marks that tell most."""
    if len(text) <= length:
        return whole(text, marks)
    start, end = 0, length
    if marks:
        window = _best_window(marks, length)
        start = _start(text, window, length)
        end = max(start + length, window[-1].token.end)
    end = _end(text, end)
    inside = [mark.token for mark in marks if start <= mark.token.start < mark.token.end <= end]
    return Snippet(
        text[start:end].translate(_ONE_LINE),
        tuple((token.start - start, token.end - start) for token in inside),
        is_cut_before=start > 0,
        is_cut_after=end < len(text),
    )


def _best_window(marks: Sequence[Mark], length: int) -> Sequence[Mark]:
    """Return the marks within ``length`` that stand for most words of the query."""
    best, most = marks[:1], (0, 0)
    inside = Counter[str]()
    first = 0
    for last, mark in enumerate(marks):
        inside[mark.reason.query] += 1
        while mark.token.end - marks[first].token.start > length and first < last:
            inside[marks[first].reason.query] -= 1
            first += 1
        worth = sum(count > 0 for count in inside.values()), last - first
        if worth > most:
            best, most = marks[first : last + 1], worth
    return best


def _start(text: str, window: Sequence[Mark], length: int) -> int:
    """Return where to begin: at a sentence if one begins near, or else at a word."""
    first, last = window[0].token.start, window[-1].token.end
    earliest = max(0, first - max(0, length - (last - first)) // 2)
    if earliest == 0:
        return 0
    for place in range(first - 1, earliest, -1):
        if text[place].isspace() and not _SENTENCE_ENDS.isdisjoint(text[place - 1 : place + 1]):
            return place + 1
    return next((place + 1 for place in range(earliest, first) if text[place].isspace()), first)


def _end(text: str, end: int) -> int:
    """Return the end of the word that ``end`` falls into, if it ends soon."""
    last = min(len(text), end + _LONGEST_WORD)
    return next((place for place in range(end, last) if text[place].isspace()), last)
