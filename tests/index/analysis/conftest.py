"""What the tests of the analysis share: a chain, and the stems of a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fehrest.index.analysis import Chain


@pytest.fixture(scope="session")
def chain() -> Chain:
    """A chain; it keeps nothing but what it knows of words."""
    return Chain()


@pytest.fixture(scope="session")
def stems(chain: Chain) -> Callable[[str, str], set[str]]:
    """The stems of a text that is one word, as the word has them, without its parts."""

    def stems_of(text: str, language: str) -> set[str]:
        word, *parts = chain.tokens(text, language)
        assert len(parts) == (word.span if word.span > 1 else 0), f"{text} is more than one word"
        return set(word.stems)

    return stems_of
