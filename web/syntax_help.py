"""Examples of the query language."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["EXAMPLES", "Example"]


class Example(NamedTuple):
    """A query, and what it asks for: a message to be translated."""

    query: str
    meaning: str


def _(message: str) -> str:
    """Mark a message for the catalogs."""
    return message


EXAMPLES = (
    Example("Gantz", _("A name in any script and in any common spelling.")),
    Example(
        "علی‌اف", _("The same from the other side: Persian letters find Arabic and Latin ones.")
    ),
    Example(
        "وزیر دفاع",
        _("All of the words if possible, most of them otherwise, in all of their forms."),
    ),
    Example('"وزیر دفاع"', _("These words, in this order.")),
    Example(
        'name:"Benny Gantz"',
        _("A full name: its parts near each other, in any order, script and spelling."),
    ),
    Example("=گانتس", _("This form only: no other form, no other spelling.")),
    Example("انتخاب*", _("Words that begin so.")),
    Example("نفت OR غاز", _("Either of the two.")),
    Example("گانتس -نتانیاهو", _("Without a word, a phrase or a group.")),
    Example("(نفت OR گاز) قیمت", _("Brackets make a group.")),
    Example("title:انتخابات", _("In the title.")),
    Example("Gantz lang:ar", _("Only documents in a language: fa, ar or en.")),
    Example("source:ایران", _("Only documents of a source.")),
    Example("tag:election", _("Only documents with a tag.")),
    Example("Gantz after:2021 before:2023", _("From a date on; before a date.")),
    Example("گانتس after:1400", _("Dates can be those of the Solar Hijri calendar.")),
)
