"""Where things stand on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from fehrest import Document, Library

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Open = Callable[..., "Page"]

PERSIAN = "بنی گانتس وزیر دفاع پیشین امروز در سفری به آنکارا رفت و با همتای خود دیدار کرد."
ENGLISH = "Benny Gantz said today that he will not go to Ankara, where his colleague waits."
# Each line of a box that one sees: where it begins and where it ends.
LINES = """element => {
    element.querySelectorAll(".unseen").forEach(unseen => unseen.remove());
    const range = document.createRange();
    range.selectNodeContents(element);
    const lines = new Map();
    for (const {left, right, bottom} of [...range.getClientRects()].filter(box => box.width > 1)) {
        const key = [...lines.keys()].find(other => Math.abs(other - bottom) < 8) ?? bottom;
        const line = lines.get(key) ?? [left, right];
        lines.set(key, [Math.min(left, line[0]), Math.max(right, line[1])]);
    }
    return [...lines.values()];
}"""


@pytest.fixture(scope="module")
def undated(
    serving: Callable[[Library], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where documents without dates are served, with lines that are longer than a phone."""
    with Library(tmp_path_factory.mktemp("undated") / "library") as library:
        library.add(
            Document(
                id=f"{name}.txt",
                text=text * 3,
                language="ar",
                source="An agency with a name of so many words that no phone has room for it",
                url="https://example.org/",
                tags=tuple(f"long tag number {number}" for number in range(6)),
            )
            for name, text in {"persian": PERSIAN, "english": ENGLISH}.items()
        )
        yield serving(library)


def box(found: Locator) -> dict[str, float]:
    place = found.bounding_box()
    assert place
    return {**place, "right": place["x"] + place["width"], "bottom": place["y"] + place["height"]}


@pytest.mark.parametrize("path", ["/search?q=Gantz", "/document?q=Gantz&id={}.txt"])
@pytest.mark.parametrize("ui", ["en", "fa"])
@pytest.mark.parametrize(("name", "side"), [("persian", "right"), ("english", "left")])
def test_every_line_of_a_card_begins_on_one_side(
    open_page: Open, undated: str, path: str, ui: str, name: str, side: str
) -> None:
    phone = {"width": 390, "height": 800}
    address = f"{path.format(name)}&ui={ui}"
    page = open_page(address, base=undated, viewport=phone)
    card = page.locator("article", has_text=f"{name}.txt")
    edge = box(card)["right" if side == "right" else "x"]
    count = 0
    for part in card.locator(":is(h1, h2, .about, .snippet, .reasons, .tags)").all():
        lines = part.evaluate(LINES)
        count += len(lines)
        for line in lines:
            # A dot that is cut off stands beyond the edge.
            beyond = (line[1] - edge) if side == "right" else (edge - line[0])
            assert -3 <= beyond <= 17, (part.evaluate("part => part.className"), line, edge)
    assert count > 8


@pytest.mark.parametrize("ui", ["en", "fa"])
def test_the_home_page_ends_with_the_screen(open_page: Open, ui: str) -> None:
    page = open_page(f"/?ui={ui}", viewport={"width": 1280, "height": 900})
    assert page.evaluate("document.documentElement.scrollHeight") == 900
    assert box(page.locator("footer.site"))["bottom"] == pytest.approx(900, abs=1)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_bar_of_a_document_stands_below_the_box(open_page: Open, width: int) -> None:
    page = open_page("/document?id=fa-001&q=Gantz", viewport={"width": width, "height": 400})
    page.evaluate("scrollTo(0, 300)")
    field, step = page.locator(".box"), page.locator(".matches a").first
    assert box(field)["y"] == 0
    assert box(step)["y"] >= box(field)["bottom"]
    # No text shows between the two.
    assert box(page.locator(".reading-bar"))["y"] <= box(field)["bottom"]


def test_filters_without_dates_begin_at_the_top(open_page: Open, undated: str) -> None:
    page = open_page("/search?q=Gantz", base=undated, viewport={"width": 1280, "height": 900})
    first, second = (page.locator(".filters h3").nth(number) for number in (0, 1))
    filters = page.locator(".filters")
    assert box(first)["y"] - box(filters)["y"] == pytest.approx(12, abs=2)
    above = box(page.locator(".filters .facet").nth(0))["bottom"]
    assert box(second)["y"] - above > 10


def test_the_first_facet_stands_apart_from_the_dates(open_page: Open) -> None:
    # All hits are of one day: there are dates, and no histogram.
    page = open_page("/search?q=Gantz&source=قفقاز", viewport={"width": 1280, "height": 900})
    assert page.locator(".histogram").count() == 0
    language = page.locator(".facet h3").first
    assert box(language)["y"] - box(page.locator(".dates"))["bottom"] > 10
