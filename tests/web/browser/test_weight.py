"""How much a page weighs, and that nothing on it moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]

# The footer stands at the bottom of the first screen, and goes below it when results come.
WATCH = """
    window.shifts = [];
    const isFooter = ({node}) => document.querySelector("footer").contains(node ?? document);
    new PerformanceObserver(list => window.shifts.push(
        ...list.getEntries().filter(e => !e.sources.every(isFooter)).map(e => e.value)
    )).observe({type: "layout-shift", buffered: true});
"""


def test_the_first_page_of_results_is_light(open_page: Open) -> None:
    page = open_page("/search?q=Gantz&ui=fa")
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))"
        ".map(entry => [entry.name, entry.transferSize])"
    )
    assert len(sizes) > 5
    # The icon is shown twice and loaded once.
    loaded = {name for name, size in sizes if size}
    assert loaded == {name for name, _size in sizes}, sizes
    assert sum(size for _name, size in sizes) < 100_000, sizes


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("ui", ["en", "fa"])
def test_nothing_moves_while_results_arrive(open_page: Open, ui: str, width: int) -> None:
    page = open_page(f"/?ui={ui}", viewport={"width": width, "height": 800})
    page.evaluate(WATCH)
    page.locator("#fehrest-q").press_sequentially("گانتس", delay=80)
    page.wait_for_url(lambda url: "%D8%B3" in url)
    page.locator("[aria-busy]").wait_for(state="detached")
    # Leaving the box closes the suggestions, whether they came yet or not.
    page.keyboard.press("Tab")
    page.locator(".orders a").nth(1).click()
    page.wait_for_url(lambda url: "order=newest" in url)
    page.locator("#fehrest-q").fill("qqqq qqqq")
    page.wait_for_url(lambda url: "qqqq+qqqq" in url)
    page.wait_for_timeout(300)
    # Those right after a key count as well here, though browsers forgive them.
    assert sum(page.evaluate("window.shifts")) == 0
