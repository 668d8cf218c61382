"""What was unpacked, kept as long as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from .arrays import Array

__all__ = ["Kept"]

Key = tuple[str, str, str]
_Value = TypeVar("_Value", bound=Sequence[Array])
# What Python needs for a key and a few small objects, in bytes.
_OVERHEAD = 500


class Kept(Generic[_Value]):
    """Arrays by key, of about so many bytes at most.

    There are two generations.  When the young one has half of the bytes it becomes the old
    one, and what nobody asked for since the last time is forgotten.
    """

    def __init__(self, size: int) -> None:
        self._half = size // 2
        self._bytes = 0
        self._young: dict[Key, _Value] = {}
        self._old: dict[Key, _Value] = {}

    def get(self, key: Key, make: Callable[[], _Value]) -> _Value:
        """Return what is kept under a key; make it if there is nothing."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            found = make() if found is None else found
            self._keep(key, found)
        return found

    def _keep(self, key: Key, value: _Value) -> None:
        size = _OVERHEAD + sum(array.nbytes for array in value)
        if self._bytes + size > self._half:
            self._young, self._old, self._bytes = {}, self._young, 0
        self._bytes += size
        self._young[key] = value
