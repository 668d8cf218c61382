"""What a query becomes: what an engine is asked, and what explains its answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..index.engine import Leaf, Query
from .marks import Marks
from .spellings import Spelling

__all__ = ["Expansion"]


@dataclass
class Expansion:
    """What an engine is asked, and what is needed to explain its answer."""

    query: Query | None = None
    marks: Marks = field(default_factory=Marks)
    #: For each leaf of the query, the word that it stands for, as it was typed.
    origins: dict[Leaf, str] = field(default_factory=dict)
    #: For each word, the spellings that joined the query.
    spellings: dict[str, tuple[Spelling, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def leaf(self, leaf: Leaf, text: str) -> Leaf:
        """Ask for a leaf on behalf of a word, and return it."""
        self.origins.setdefault(leaf, text)
        return leaf
