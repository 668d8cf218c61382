"""What one may be about to type: words of the library, so what is suggested is there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from ..index.analysis.fold import fold
from ..index.catalog import Catalog
from .spellings import Spellings
from .syntax import WORD
from .written import Writing

__all__ = ["Suggester", "Suggestion"]

# The spellings of so many completions are suggested as well.
_SPELLED = 2
_SPELLINGS_EACH = 3
_SHORTEST_SPELLED = 4
# Only what begins a word is tried, or each letter of a long one would be.
_LAST_WORD = re.compile(f"(?<!{WORD.pattern.removesuffix('+')}){WORD.pattern}$")
_PLAIN_WORD = re.compile(r"[^\W_][\w\N{ZERO WIDTH NON-JOINER}]+")


class Suggestion(NamedTuple):
    """A word of the library that could end a query."""

    #: The query with the word at its end.
    text: str
    #: The word as it is written.
    word: str
    #: Whether it begins as the query ends, or is a spelling of what does.
    kind: Literal["word", "spelling"]
    #: In how many documents it occurs.
    documents: int


class Suggester:
    """Suggests words of one library."""

    def __init__(self, catalog: Catalog, spellings: Spellings, writing: Writing) -> None:
        self._catalog = catalog
        self._spellings = spellings
        self._writing = writing

    def complete(self, text: str, limit: int) -> list[Suggestion]:
        """Return words that go on as ``text`` ends, and spellings of them, the best first."""
        last = _LAST_WORD.search(text)
        prefix = fold(last[0]) if last else ""
        if not last or not prefix:
            return []
        head = text[: last.start()]
        words = self._completions(prefix, limit)
        # Part of a word has no spellings that mean anything, a whole one that is unknown may.
        whole = [] if words or len(prefix) < _SHORTEST_SPELLED else [prefix]
        others = self._others([*whole, *list(words)[:_SPELLED]], known={*words, prefix})
        # Spellings stand behind the words, but some of them always have a place.
        room = max(limit - len(others), limit - limit // 2)
        chosen: list[tuple[str, Literal["word", "spelling"], int]]
        chosen = [(word, "word", count) for word, count in list(words.items())[:room]]
        chosen += [(word, "spelling", count) for word, count in others.items()]
        return [self._suggestion(head, *choice) for choice in chosen[:limit]]

    def widen(self, text: str) -> str | None:
        """Return ``text`` with its last word as the beginning of words as well.

        None if the library has that word, or none that begins so: one who is still
        typing is shown what is coming, one who is done what is asked for.
        """
        last = _LAST_WORD.search(text)
        if not last or not _PLAIN_WORD.fullmatch(last[0]):
            return None
        folded = fold(last[0])
        if not folded or self._is_known(folded) or not self._completions(folded, 1):
            return None
        return f"{text[: last.start()]}({last[0]} OR {last[0]}*)"

    def _completions(self, prefix: str, limit: int) -> dict[str, int]:
        found = self._catalog.engine.completions("content", prefix, 3 * limit)
        words = ((word, count) for word, count in found if self._is_telling(word))
        return dict(list(words)[:limit])

    def _is_telling(self, word: str) -> bool:
        return len(word) > 1 and not self._catalog.chain.is_stop_word(word)

    def _others(self, words: Iterable[str], known: set[str]) -> dict[str, int]:
        """Return spellings of words that are not ``known``, a few of each."""
        found: dict[str, int] = {}
        for word in words:
            # A sure spelling that is rare, as with a prefix, is of less use than a common one.
            likely = sorted(
                self._spellings.of(word),
                key=lambda spelling: -spelling.probability * spelling.documents,
            )
            for spelling in likely[:_SPELLINGS_EACH]:
                if spelling.word not in known:
                    found.setdefault(spelling.word, spelling.documents)
        return found

    def _suggestion(
        self, head: str, word: str, kind: Literal["word", "spelling"], count: int
    ) -> Suggestion:
        written = self._writing.of(word)
        return Suggestion(head + written, written, kind, count)

    def _is_known(self, folded: str) -> bool:
        stems = next((token.stems for token in self._catalog.chain.tokens(folded)), ())
        engine = self._catalog.engine
        return any(
            (*engine.frequencies("content", [folded]), *engine.frequencies("content_stem", stems))
        )
