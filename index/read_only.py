"""Dictionaries and lists of a document, which cannot be changed.

To all that read them they are like any other: to ``==``, :mod:`json`, :mod:`pickle` and
:mod:`dataclasses`, for which a proxy is nothing that they know.
"""

from __future__ import annotations

from typing import Any, NoReturn

__all__ = ["ReadOnlyDict", "ReadOnlyList"]


def _refuse(self: object, *_arguments: object, **_named: object) -> NoReturn:
    raise TypeError("a document cannot be changed; expected another, as by dataclasses.replace")


class ReadOnlyDict(dict[str, Any]):
    """A dictionary that cannot be changed."""

    __slots__ = ()

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type, tuple[dict[str, Any]]]:
        """Say how to make it again; else it would be filled one by one."""
        return type(self), (dict(self),)


class ReadOnlyList(list[Any]):
    """A list that cannot be changed."""

    __slots__ = ()

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __reduce__(self) -> tuple[type, tuple[list[Any]]]:
        """Say how to make it again; else it would be filled one by one."""
        return type(self), (list(self),)
