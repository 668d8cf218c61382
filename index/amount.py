"""Numbers of things, as a sentence has them."""

from __future__ import annotations

__all__ = ["amount"]


def amount(number: int, noun: str) -> str:
    """Return a number with an English noun that is regular: "1 document", "2,000 documents"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
