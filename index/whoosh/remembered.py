"""What is worked out for a query, remembered while the collection lasts.

People ask for the same words again: of a question that is new most words are not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from ..engine import Query
from .collection import Collection

__all__ = ["remembered"]

# One or two kilobytes each.
_REMEMBERED = 2_000
_Value = TypeVar("_Value")


def remembered(
    make: Callable[[Query, Collection], _Value],
) -> Callable[[Query, Collection], _Value]:
    """Return a function that remembers what ``make`` returned; that is not to be changed."""

    @wraps(make)
    def found(query: Query, collection: Collection) -> _Value:
        known = cast("dict[Query, _Value]", collection.worked_out.setdefault(make, {}))
        value = known.get(query)
        if value is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            value = known[query] = make(query, collection)
        return value

    return found
