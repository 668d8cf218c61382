"""What is asked of a page: read from an address, and written into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

from werkzeug.datastructures import MultiDict

from ..index.dates import iso_date
from ..index.engine import Order
from ..index.errors import InvalidArgument
from ..index.languages import checked_language
from ..search.answer import Answer
from ..search.library import Library
from .locale import LANGUAGES
from .text import shown

__all__ = ["LAST_PAGE", "LONGEST_TEXT", "LONGEST_VALUE", "Question"]

#: A page holds its question in all of its links.
LONGEST_TEXT = 1_000
LONGEST_VALUE = 300
_MOST_SWITCHED_OFF = 60
#: The last page that can be asked for.
LAST_PAGE = 1_000


@dataclass(frozen=True)
class Question:
    """A query with its filters, its order and its page."""

    text: str = ""
    page: int = 1
    order: Order = "relevance"
    language: str = ""
    source: str = ""
    tag: str = ""
    #: Dates as :func:`.iso_date` returns them.
    after: str = ""
    before: str = ""
    #: Spellings that are switched off, folded or not.
    without: tuple[str, ...] = ()
    spellings: bool = True
    #: The language of the interface, where the address says it.
    ui: str = ""
    #: What was given for a date and could not be read, by its name.
    unread: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False

    @classmethod
    def of(cls, args: MultiDict[str, str]) -> Question:
        """Read the parameters of an address; what cannot be meant is passed over."""
        text = " ".join(shown(args.get("q", "")).split())
        dates = {name: _date(args.get(name, "")) for name in ("after", "before")}
        order, ui = args.get("order", ""), args.get("ui", "")
        return cls(
            text=_cut(text),
            page=min(max(args.get("page", 1, type=int), 1), LAST_PAGE),
            order=cast("Order", order) if order in get_args(Order) else "relevance",
            without=tuple(
                dict.fromkeys(word[:LONGEST_VALUE] for word in args.getlist("without") if word)
            )[:_MOST_SWITCHED_OFF],
            spellings=args.get("spellings") != "off",
            ui=ui if ui in LANGUAGES else "",
            unread={
                name: args[name][:LONGEST_VALUE] for name, found in dates.items() if found is None
            },
            is_cut=len(text) > LONGEST_TEXT,
            language=_language(args.get("language", "")),
            **{name: args.get(name, "")[:LONGEST_VALUE] for name in ("source", "tag")},
            **{name: found or "" for name, found in dates.items()},
        )

    @classmethod
    def strictly(cls, args: MultiDict[str, str]) -> Question:
        """Read the same for programs.

        Raises :class:`.InvalidArgument` for a date, an order or a language that is none.
        """
        checked_language(args.get("language", ""))
        for name in ("after", "before"):
            if text := args.get(name, "").strip():
                iso_date(text)
        order = args.get("order", "relevance")
        if order not in get_args(Order):
            raise InvalidArgument(
                f"not an order: {order!r:.40}; expected one of {', '.join(get_args(Order))}"
            )
        return cls.of(args)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked."""
        return not (self.text or any(self.filters().values()))

    def asked(self, library: Library) -> str:
        """Return what ``library`` is asked for: the text, or more where it may go on."""
        return library.widen(self.text) or self.text

    def ask(self, library: Library, **changes: Any) -> Answer:
        """Ask ``library``; ``changes`` are arguments of its search."""
        given: dict[str, Any] = {
            "order": self.order,
            "spellings": self.spellings,
            "without_spellings": self.without,
            **self.filters(),
            **changes,
        }
        query = given.pop("query", None)
        return library.search(self.asked(library) if query is None else query, **given)

    def filters(self) -> dict[str, Any]:
        """Return the filters as a library takes them."""
        return {
            name: getattr(self, name) or None
            for name in ("language", "source", "tag", "after", "before")
        }

    def but(self, **changes: Any) -> Question:
        """Return the question with changes; it begins on the first page again."""
        return replace(self, **{"page": 1, **changes})

    def params(self) -> dict[str, Any]:
        """Return the parameters of its address; what is as usual is left out."""
        given: Mapping[str, Any] = {
            "q": self.text,
            "order": self.order if self.order != "relevance" else "",
            **self.filters(),
            "without": list(self.without),
            "spellings": "" if self.spellings else "off",
            "page": self.page if self.page > 1 else "",
            "ui": self.ui,
        }
        return {name: value for name, value in given.items() if value}


def _cut(text: str) -> str:
    """Return the words of a text that fit into a question, or the beginning of the first."""
    if len(text) <= LONGEST_TEXT:
        return text
    return text[: LONGEST_TEXT + 1].rpartition(" ")[0][:LONGEST_TEXT] or text[:LONGEST_TEXT]


def _language(text: str) -> str:
    """Return what may be a language as it was given, and "" for what is none."""
    try:
        checked_language(text)
    except InvalidArgument:
        return ""
    return text[:LONGEST_VALUE]


def _date(text: str) -> str | None:
    """Return a date as ISO 8601, "" if there is none, and None if it cannot be read."""
    if not text.strip():
        return ""
    try:
        return iso_date(text)
    except InvalidArgument:
        return None
