"""What a query becomes: what an engine is asked, and what explains its answer."""

from __future__ import annotations

from ..index.engine import Leaf, Query
from .marks import Marks
from .spellings import Spelling

__all__ = ["Expansion"]


class Expansion:
    """What an engine is asked, and what is needed to explain its answer."""

    def __init__(self) -> None:
        self.query: Query | None = None
        self.marks = Marks()
        #: For each leaf of the query, the word that it stands for, as it was typed.
        self.origins: dict[Leaf, str] = {}
        #: For each word, the spellings that joined the query.
        self.spellings: dict[str, tuple[Spelling, ...]] = {}
        #: The leaves that ask for words which only mean the same.
        self.synonyms: set[Leaf] = set()
        self.notes: list[str] = []

    def leaf(self, leaf: Leaf, text: str) -> Leaf:
        """Ask for a leaf on behalf of a word, and return it."""
        self.origins.setdefault(leaf, text)
        return leaf
