"""The parameters of a request to the API: what does not fit is said, not passed over."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from .problems import ApiProblem

__all__ = ["MOST_TIMES", "Arguments"]

#: How often a parameter that may be repeated may be given.
MOST_TIMES = 100
_FLAGS = {"true": True, "false": False}


class Arguments:
    """Reads parameters one by one; :meth:`done` makes sure that no other is there."""

    def __init__(self, args: MultiDict[str, str]) -> None:
        self._args = args
        self._known: set[str] = set()

    def text(self, name: str, default: str = "", longest: int | None = None) -> str:
        """Return a text."""
        given = self.many(name, most=1)
        value = given[0] if given else default
        if longest is not None and len(value) > longest:
            raise ApiProblem(
                400, f"{name} has {len(value):,} characters; expected at most {longest:,}."
            )
        return value

    def required(self, name: str, longest: int | None = None) -> str:
        """Return a text that has to be given."""
        self.many(name, least=1, most=1)
        return self.text(name, longest=longest)

    def optional(self, name: str) -> str | None:
        """Return a text, or None if it is not given."""
        given = self.many(name, most=1)
        return given[0] if given else None

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return a whole number."""
        text = self.text(name, str(default))
        if text.isascii() and text.isdecimal() and len(text) < 10 and least <= int(text) <= most:
            return int(text)
        raise ApiProblem(400, f"{name} is {text!r:.40}; expected {least:,} to {most:,}.")

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a yes or no."""
        return _FLAGS[self.choice(name, tuple(_FLAGS), "true" if default else "false")]

    def choice(self, name: str, choices: Sequence[str], default: str = "") -> str:
        """Return one of ``choices``."""
        given = self.many(name, most=1)
        if given and given[0] not in choices:
            raise ApiProblem(
                400, f"{name} is {given[0]!r:.40}; expected one of {', '.join(choices)}."
            )
        return given[0] if given else default

    def listed(self, name: str, choices: Sequence[str]) -> list[str]:
        """Return some of ``choices``, which stand with commas between them."""
        values = [value for value in self.text(name).split(",") if value]
        for value in values:
            if value not in choices:
                raise ApiProblem(
                    400, f"{name} has {value!r:.40}; expected some of {', '.join(choices)}."
                )
        return values

    def many(self, name: str, least: int = 0, most: int = MOST_TIMES) -> list[str]:
        """Return all values of a parameter that may be repeated."""
        self._known.add(name)
        values = self._args.getlist(name)
        if not least <= len(values) <= most:
            times = f"{least} to {most}" if least < most else f"{most}"
            raise ApiProblem(400, f"{name} is given {len(values)} times; expected {times}.")
        return values

    def done(self) -> None:
        """Make sure that all parameters were read."""
        if unknown := sorted(set(self._args) - self._known):
            raise ApiProblem(
                400,
                f"There is no parameter {unknown[0]!r:.40}; expected"
                f" {'some of ' + ', '.join(sorted(self._known)) if self._known else 'none'}.",
            )
