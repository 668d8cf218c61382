"""What a query becomes: what an engine is asked, and what explains its answer."""

from __future__ import annotations

from typing import NamedTuple

from ..index.engine import Leaf, Query
from .answer import Role
from .marks import Marks
from .spellings import Spelling

__all__ = ["Asked", "Expansion"]


class Asked(NamedTuple):
    """On whose behalf a leaf of a query is asked for."""

    #: The word that it stands for, as it was typed.
    query: str
    #: What it is to that word.
    role: Role


class Expansion:
    """What an engine is asked, and what is needed to explain its answer."""

    def __init__(self) -> None:
        self.query: Query | None = None
        self.marks = Marks()
        self.leaves: dict[Leaf, Asked] = {}
        #: For each word, the spellings that joined the query.
        self.spellings: dict[str, tuple[Spelling, ...]] = {}
        self.notes: list[str] = []

    def leaf(self, leaf: Leaf, text: str, role: Role) -> Leaf:
        """Ask for a leaf on behalf of a word, and return it."""
        self.leaves.setdefault(leaf, Asked(text, role))
        return leaf
