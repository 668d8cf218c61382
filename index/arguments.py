"""What callers give, looked at before it is used."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Iterator
from operator import index

from .errors import InvalidArgument

__all__ = ["shown", "string", "strings", "whole_number"]

_MOST = 1_000_000


def string(name: str, value: object) -> str:
    """Return the string that an argument is; raise :class:`.InvalidArgument`."""
    if isinstance(value, str):
        return value
    raise InvalidArgument(f"{name} is {shown(value)}; expected a string")


def strings(name: str, values: object) -> Iterator[str]:
    """Yield the strings that an argument has, or is; raise :class:`.InvalidArgument`."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, Iterable):
        yield from (string(f"one of {name}", value) for value in values)
    else:
        raise InvalidArgument(f"{name} is {shown(values)}; expected strings")


def whole_number(name: str, value: object, *, least: int = 0, most: int | None = _MOST) -> int:
    """Return the whole number that an argument is; raise :class:`.InvalidArgument`."""
    expected = f"at least {least}" if most is None else f"{least} to {most:,}"
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        found = f"{name} is {shown(value)}"
        raise InvalidArgument(f"{found}; expected a whole number, {expected}") from None
    if number < least or (most is not None and number > most):
        raise InvalidArgument(f"{name} is {shown(number)}; expected {expected}")
    return number


def shown(value: object) -> str:
    """Return a value as a sentence can hold it."""
    try:
        return f"{reprlib.repr(value):.80}"
    except ValueError:
        return "a number of too many digits"
