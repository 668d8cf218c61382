"""A page of results: everything that its template shows."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ..search.answer import Answer
from ..search.filters import NO_DATES
from ..search.library import Library
from ..search.meant import meant
from .chips import Chip, Spelled, spelled, switched_off
from .dates import number, period_text
from .facets import Facet, facet_titles, facets, language_name
from .front import Front
from .histogram import Histogram, histogram
from .hits import Result, result
from .links import search_url, url
from .locale import gettext, say
from .question import LAST_PAGE, LONGEST_TEXT, Question
from .text import clipped, isolated, with_dates_in_order

__all__ = ["Results", "results"]

_FACETS = ("language", "source", "tag", "day")


@dataclass(frozen=True)
class Active:
    """A filter that is on; its address takes it off."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class Pages:
    """Where the pages before and after are."""

    number: int
    last: int
    previous_url: str
    next_url: str
    #: Numbers and addresses; None is a gap.
    around: Sequence[tuple[int, str] | None]


@dataclass(frozen=True)
class Results:
    """The answer to a question."""

    question: Question
    total: int
    seconds: float
    hits: Sequence[Result] = ()
    spelled: Sequence[Spelled] = ()
    #: Spellings that are switched off.
    off: Sequence[Chip] = ()
    facets: Sequence[Facet] = ()
    histogram: Histogram | None = None
    #: Whether the library has dates to search and to sort by.
    has_dates: bool = True
    active: Sequence[Active] = ()
    pages: Pages | None = None
    orders: Sequence[tuple[str, str, bool]] = ()
    notes: Sequence[Markup] = ()
    #: Words that begin so were searched for instead.
    begun: str = ""
    meant: Sequence[tuple[str, str]] = ()
    urls: Mapping[str, str] = field(default_factory=dict)


def results(front: Front, question: Question) -> Results:
    """Answer ``question`` with a page of results."""
    started = time.perf_counter()
    library, size = front.library, front.settings.page_size
    text = question.asked(library)
    answer = question.ask(
        library, query=text, limit=size, offset=(question.page - 1) * size, facets=_FACETS
    )
    counts = _counts(library, question, text, answer)
    has_dates = _has_dates(library, question, counts)
    return Results(
        question=question,
        total=answer.total,
        hits=[result(hit, question) for hit in answer],
        spelled=spelled(library, question, answer),
        off=switched_off(library, question),
        facets=facets(question, counts),
        histogram=histogram(question, counts.get("day", {})),
        has_dates=has_dates,
        active=list(_active(question)),
        pages=_pages(question, answer.total, size),
        orders=_orders(question) if has_dates else (),
        notes=list(_notes(question, answer, size)),
        begun=question.text.split()[-1] if text != question.text else "",
        meant=list(_meant(library, question, text, answer)),
        urls={
            "plain": search_url(question.but(spellings=False, without=())),
            "spelled": search_url(question.but(spellings=True)),
            "names": url("names", q=" ".join(answer.spellings)),
            "unfiltered": search_url(Question(question.text, ui=question.ui)),
            "first": search_url(question.but()),
            "csv": search_url(question.but(), "export_csv"),
            "jsonl": search_url(question.but(), "export_jsonl"),
            "feed": search_url(question.but(), "feed"),
        },
        seconds=time.perf_counter() - started,
    )


def _counts(
    library: Library, question: Question, text: str, answer: Answer
) -> dict[str, Mapping[str, int]]:
    """Return the counts of facets; where one is filtered by, as if it were not."""
    counts = dict(answer.facets)
    for name in ("language", "source", "tag"):
        if getattr(question, name):
            counts[name] = _counts_without(library, question, text, name, [name])
    if question.after or question.before:
        counts["day"] = _counts_without(library, question, text, "day", ["after", "before"])
    return counts


def _counts_without(
    library: Library, question: Question, text: str, facet: str, filters: Sequence[str]
) -> Mapping[str, int]:
    """Return the counts of a facet as if these filters were off."""
    if question.but(**dict.fromkeys(filters, "")).is_empty:
        return library.overview([facet])[facet]
    off = dict.fromkeys(filters)
    answer = question.ask(library, query=text, limit=0, facets=[facet], **off)
    return answer.facets.get(facet, {})


def _has_dates(
    library: Library, question: Question, counts: Mapping[str, Mapping[str, int]]
) -> bool:
    """Say whether there are dates to search and to sort by, or some were asked for."""
    if counts.get("day") or question.after or question.before or question.unread:
        return True
    return bool(library.overview(["year"])["year"])


def _active(question: Question) -> Iterable[Active]:
    for name, title in facet_titles().items():
        if value := getattr(question, name):
            shown = language_name(value) if name == "language" else value
            yield Active(title, shown, search_url(question.but(**{name: ""})))
    if question.after or question.before:
        shown = period_text(question.after, question.before)
        yield Active(gettext("Date"), shown, search_url(question.but(after="", before="")))


def _orders(question: Question) -> list[tuple[str, str, bool]]:
    labels = {
        "relevance": gettext("Best first"),
        "newest": gettext("Newest first"),
        "oldest": gettext("Oldest first"),
    }
    return [
        (label, search_url(question.but(order=order)), order == question.order)
        for order, label in labels.items()
    ]


def _pages(question: Question, total: int, size: int) -> Pages | None:
    last = min(-(-total // size), LAST_PAGE)
    if last < 2:
        return None

    def at(number: int) -> str:
        return search_url(question.but(page=number))

    number = min(question.page, last)
    wanted = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    around: list[tuple[int, str] | None] = []
    for one in wanted:
        if around and around[-1] is not None and around[-1][0] != one - 1:
            around.append(None)
        around.append((one, at(one)))
    return Pages(
        number,
        last,
        previous_url=at(number - 1) if number > 1 else "",
        next_url=at(number + 1) if number < last else "",
        around=around,
    )


def _notes(question: Question, answer: Answer, size: int) -> Iterable[Markup]:
    if question.is_cut:
        yield say(
            "The query is long; only its first %(count)s characters were read.",
            count=number(LONGEST_TEXT),
        )
    if question.page == LAST_PAGE and answer.total > LAST_PAGE * size:
        yield say(
            "Only the first %(count)s documents are shown; narrow the search to see others.",
            count=number(LAST_PAGE * size),
        )
    for text in question.unread.values():
        yield with_dates_in_order(
            say(
                "“%(text)s” is not a date; expected a year, month or day like 2023, 2023-05 or"
                " 2023-05-01, or of the Solar Hijri calendar.",
                text=isolated(clipped(text)),
            )
        )
    for note in answer.notes:
        if note.startswith("not a date"):
            yield with_dates_in_order(
                say(
                    "A date in the query could not be read, and was passed over; expected a year,"
                    " month or day like 2023, 2023-05 or 2023-05-01."
                )
            )
        elif note == NO_DATES:
            yield say("No document of this library has a date.")
        elif "spellings" in note:
            yield say("The query is long; other spellings of its first words were looked up.")
        else:
            yield say("The query is long; only its beginning was read.")


def _meant(
    library: Library, question: Question, asked: str, answer: Answer
) -> Iterable[tuple[str, str]]:
    """Yield what the query may have been meant to be, with its address."""
    if question.page > 1 or asked != question.text:
        return

    def total(text: str) -> int:
        return question.but(text=text).ask(library, limit=0).total

    if corrected := meant(library, question.text, answer, total):
        yield corrected, search_url(question.but(text=corrected))
