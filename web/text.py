"""Text of documents and queries, made fit to be shown.

Templates escape everything; what is left to do here is what escaping does not: characters
that act on the text around them, and addresses that are not what they seem.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

__all__ = [
    "clipped",
    "direction_of",
    "host",
    "isolated",
    "linked",
    "opening",
    "shown",
    "text_direction",
    "web_address",
    "with_dates_in_order",
]

# Controls but for tab and line feed, direction embeddings, overrides and isolates, and
# what XML does not allow.
_ACTIVE = dict.fromkeys(
    (
        *(point for point in range(0x20) if point not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFFFE,
        0xFFFF,
    )
)
_RIGHT_TO_LEFT = {"ar", "arc", "azb", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
# Letters of scripts that are written from right to left, and other letters.
_RIGHT_TO_LEFT_LETTERS = re.compile("[\u05d0-\u085f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT_LETTERS = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff\u3040-\ud7ff]")
_DATE = re.compile(r"\d{4}(?:-\d\d)+")
_SAMPLE = 2_000
_LABEL_OF_ONE_SCRIPT = re.compile("[a-z0-9-]+|[\u0620-\u063a\u0641-\u064a\u0670-\u06d3\u200c0-9-]+")


def shown(text: object) -> str:
    """Return text without the characters that would act on what stands around it."""
    return str(text).translate(_ACTIVE)


def clipped(text: str, length: int = 120) -> str:
    """Return text that is no longer than a line or two."""
    return text if len(text) <= length else f"{text[:length]}\N{HORIZONTAL ELLIPSIS}"


def opening(text: str, length: int = 80) -> str:
    """Return the first words of a text, as the heading of one that has none."""
    words = " ".join(text.lstrip()[: 2 * length].split())
    if len(words) <= length:
        return words
    cut = words[: length + 1].rpartition(" ")[0].rstrip(".,;:،؛") or words[:length]
    return f"{cut}\N{HORIZONTAL ELLIPSIS}"


def isolated(text: object, language: str = "") -> Markup:
    """Return text as a run of its own direction, and of a language if that is given."""
    clean = shown(text)
    # A browser goes by the first letter, which is wrong for "BBC" and more in Persian.
    is_mixed = clean[:1].isascii() and direction_of(clean) == "rtl"
    given = {"dir": "rtl" if is_mixed else "", "lang": language}
    attributes = [Markup(' %s="%s"') % pair for pair in given.items() if pair[1]]
    return Markup("<bdi%s>%s</bdi>") % (Markup().join(attributes), escape(clean))


def text_direction(language: str) -> str:
    """Return the direction of texts in a language, as HTML has it."""
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def direction_of(text: str, otherwise: str = "auto") -> str:
    """Return the direction that most letters of a text have, as HTML has it.

    That is ``otherwise`` for a text without letters, or with as many of either.
    """
    beginning = text[:_SAMPLE]
    right = len(_RIGHT_TO_LEFT_LETTERS.findall(beginning))
    left = len(_LEFT_TO_RIGHT_LETTERS.findall(beginning))
    return otherwise if left == right else "rtl" if right > left else "ltr"


def linked(text: object, address: str) -> Markup:
    """Return text as a link, a run of its own direction."""
    return Markup('<a href="%s">%s</a>') % (address, isolated(text))


def with_dates_in_order(text: Markup) -> Markup:
    """Return text with each date that has several parts as a run from left to right.

    Behind letters that go from right to left its day would come first.
    """
    return Markup(_DATE.sub(r'<bdi dir="ltr">\g<0></bdi>', str(text)))  # noqa: S704 (it is escaped)


def web_address(url: str) -> str:
    """Return ``url`` if it is one that a link may lead to, or else ""."""
    try:
        parts = urlsplit(url.strip())
        named = parts.hostname
    except ValueError:
        return ""
    return shown(url.strip()) if parts.scheme.lower() in ("http", "https") and named else ""


def host(url: str) -> str:
    """Return the host of a web address as people may trust it.

    Labels that mix scripts, or are in letters that look like Latin ones, are spelled
    out in ASCII.
    """
    name = (urlsplit(url).hostname or "").removeprefix("www.")
    return ".".join(_label(label) for label in name.split("."))


def _label(label: str) -> str:
    if _LABEL_OF_ONE_SCRIPT.fullmatch(label):
        return label
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        return f"xn--{label.encode('punycode').decode('ascii', 'replace')}"
