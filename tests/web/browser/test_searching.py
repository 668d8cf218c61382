"""What a person does: type, click, press keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fehrest import Library

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

Open = Callable[..., "Page"]


def total(sample: Library, query: str = "Gantz", **options: Any) -> str:
    """Return how many documents a search finds, as the page says it."""
    count = sample.search(query, limit=0, **options).total
    assert count > 1
    return f"{count} documents"


def hits(page: Page) -> list[str]:
    """Return the ids of the documents that are shown, once the results have settled."""
    expect(page.locator("[aria-busy]")).to_have_count(0)
    addresses = page.locator(".hit h2 a").evaluate_all("links => links.map(a => a.href)")
    return [re.search(r"[?&]id=([^&]+)", address)[1] for address in addresses]  # type: ignore[index]


def type_query(page: Page, text: str) -> None:
    box = page.locator("#fehrest-q")
    box.fill("")
    box.press_sequentially(text)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("q") == [text])
    expect(page.locator("[aria-busy]")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_every_spelling_shows_the_same_documents(
    open_page: Open, sample: Library, javascript: bool
) -> None:
    page = open_page(java_script_enabled=javascript)
    found = []
    for name in ("Gantz", "گانتس", "غانتس"):
        if javascript:
            type_query(page, name)
        else:
            page.locator("#fehrest-q").fill(name)
            page.locator("#fehrest-q").press("Enter")
        expect(page.locator(".total")).to_contain_text(total(sample))
        first = hits(page)
        page.locator("a[rel=next]").click()
        expect(page).to_have_url(re.compile("page=2"))
        found.append({*first, *hits(page)})
        assert len(found[-1]) > len(first)
    assert found[0] == found[1] == found[2]


def test_a_chip_takes_a_spelling_out_and_back(open_page: Open, sample: Library) -> None:
    page = open_page("/search?q=Gantz")
    chip = page.locator(".spellings .chip", has_text="گانتس")
    assert page.locator(".hit mark", has_text="گانتس").count()
    chip.first.click()
    expect(page.locator(".total")).to_contain_text(total(sample, without_spellings=["گانتس"]))
    assert page.locator(".hit mark", has_text="گانتس").count() == 0
    expect(page).to_have_url(re.compile("without="))
    page.reload()
    expect(page.locator(".total")).to_contain_text(total(sample, without_spellings=["گانتس"]))
    page.locator(".spellings .chip.off").click()
    expect(page.locator(".total")).to_contain_text(total(sample))


def test_facets_histogram_dates_and_order(open_page: Open, sample: Library) -> None:
    page = open_page("/search?q=Gantz")
    page.locator(".facet a", has_text="Arabic").click()
    expect(page.locator(".total")).to_contain_text(total(sample, language="ar"))
    assert all(id.startswith("ar") for id in hits(page))  # noqa: A001
    page.locator(".active .chip", has_text="Arabic").click()
    expect(page.locator(".total")).to_contain_text(total(sample))
    in_2022 = total(sample, after="2022", before="2023")
    page.locator(".histogram a", has_text=f"2022: {in_2022}").click()
    expect(page.locator(".total")).to_contain_text(in_2022)
    in_october = total(sample, after="2022-10", before="2022-11")
    page.locator(".histogram a", has_text=f"October 2022: {in_october}").click()
    expect(page.locator(".active")).to_contain_text("October 2022")
    page.locator(".active .chip").click()
    expect(page.locator(".total")).to_contain_text(total(sample))
    page.locator(".orders a", has_text="Oldest first").click()
    expect(page.locator(".orders a[aria-current]")).to_have_text("Oldest first")
    page.locator(".dates input[name=after]").fill("۱۴۰۲")
    page.locator(".dates input[name=after]").press("Enter")
    expect(page.locator(".total")).to_contain_text(total(sample, after="1402"))
    dates = page.locator(".hit time").evaluate_all("all => all.map(time => time.dateTime)")
    assert dates == sorted(dates)


def test_pages_and_the_back_button(open_page: Open) -> None:
    page = open_page("/")
    type_query(page, "lang:fa")
    expect(page.locator(".total")).to_contain_text("60 documents")
    first = hits(page)
    page.locator(".pager a", has_text="Next").click()
    expect(page.locator(".pager a[aria-current]")).to_have_text("2")
    second = hits(page)
    assert not set(first) & set(second)
    page.go_back()
    expect(page.locator(".pager a[aria-current]")).to_have_text("1")
    assert hits(page) == first
    page.go_forward()
    expect(page.locator(".pager a[aria-current]")).to_have_text("2")
    page.go_back()
    page.go_back()
    # All that was typed in one go is one step in the history.
    expect(page.locator(".welcome h1")).to_be_visible()
    expect(page.locator("#fehrest-q")).to_have_value("")


def test_the_next_page_begins_at_its_top_and_going_back_where_one_was(open_page: Open) -> None:
    page = open_page("/search?q=lang:fa")
    page.locator(".pager a", has_text="Next").scroll_into_view_if_needed()
    below = page.evaluate("scrollY")
    assert below > 500
    page.locator(".pager a", has_text="Next").click()
    expect(page.locator(".pager a[aria-current]")).to_have_text("2")
    page.wait_for_function("scrollY === 0")
    page.go_back()
    expect(page.locator(".pager a[aria-current]")).to_have_text("1")
    page.wait_for_function(f"Math.abs(scrollY - {below}) < 50")


def test_going_back_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/search?q=lang:fa")
    following = page.locator(".pager a[rel=next]")
    following.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pager a[aria-current]")).to_have_text("2")
    page.go_back()
    expect(page.locator(".pager a[aria-current]")).to_have_text("1")
    expect(following).to_be_focused()
    page.locator("#fehrest-q").focus()
    page.go_forward()
    expect(page.locator(".pager a[aria-current]")).to_have_text("2")
    expect(page.locator("#fehrest-q")).to_be_focused()
    page.locator(".hit h2 a").nth(3).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".reading h1")).to_be_visible()
    page.go_back()
    expect(page.locator(".hit h2 a").nth(3)).to_be_focused()


def test_going_back_puts_the_old_query_into_the_box(open_page: Open) -> None:
    page = open_page("/")
    box = page.locator("#fehrest-q")
    type_query(page, "Gantz")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    box.press_sequentially(" Baku")
    page.wait_for_url(re.compile("Baku"))
    page.go_back()
    expect(box).to_have_value("Gantz")
    page.go_back()
    expect(box).to_have_value("")


def test_links_around_the_results_follow_them(open_page: Open, sample: Library) -> None:
    page = open_page("/")
    type_query(page, "Gantz")
    expect(page.locator("link[rel=alternate]")).to_have_attribute("href", re.compile("q=Gantz"))
    page.locator("footer a", has_text="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".total")).to_contain_text(total(sample))
    page.locator("header a", has_text="فارسی").click()
    expect(page.locator("html")).to_have_attribute("lang", "fa")
    expect(page.locator("#fehrest-q")).to_have_value("Gantz")
    expect(page.locator(".hit").first).to_be_visible()


def test_a_choice_is_kept_without_javascript(open_page: Open) -> None:
    page = open_page("/search?q=Gantz&language=ar", java_script_enabled=False)
    page.locator("footer a", has_text="Dark").click()
    page.locator("header a", has_text="فارسی").click()
    expect(page).to_have_url(re.compile(r"/search\?q=Gantz&language=ar$"))
    page.goto("/syntax")
    expect(page.locator("html[lang=fa]")).to_have_attribute("data-theme", "dark")


def test_spellings_stay_switched_off_for_the_same_query(open_page: Open, sample: Library) -> None:
    page = open_page("/search?q=Gantz&without=غانتس")
    left = total(sample, without_spellings=["غانتس"])
    page.locator("#fehrest-q").press("Enter")
    expect(page).to_have_url(re.compile("without="))
    expect(page.locator(".total")).to_contain_text(left)
    type_query(page, "گانتس")
    expect(page).not_to_have_url(re.compile("without="))


def test_the_keyboard_does_everything(open_page: Open, sample: Library) -> None:
    page = open_page("/syntax")
    page.keyboard.press("/")
    box = page.locator("#fehrest-q")
    expect(box).to_be_focused()
    page.keyboard.type("gan")
    options = page.locator("[role=option]")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("gan")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    page.keyboard.type("gan")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search.*q=Gantz"))
    expect(page.locator(".total")).to_contain_text(total(sample))
    page.locator(".hit h2 a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".reading h1")).to_be_visible()


def test_suggestions_go_when_the_answer_is_read(open_page: Open) -> None:
    page = open_page("/")
    box = page.locator("#fehrest-q")
    first = page.locator("[role=option]").first
    box.press_sequentially("gan")
    expect(first).to_be_visible()
    expect(page.locator(".total")).to_be_visible()
    expect(first).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    # They are still there to choose from, and stay while somebody does.
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    box.press_sequentially("t")
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(3_500)
    expect(first).to_have_attribute("aria-selected", "true")


def test_the_proposal_is_told_to_those_who_listen(open_page: Open) -> None:
    page = open_page("/")
    page.locator("#fehrest-q").fill("jivhk")
    proposed = page.locator(".meant")
    expect(proposed).to_contain_text("تهران")
    expect(page.locator("#fehrest-status")).to_contain_text("Did you mean تهران?")


def test_suggestions_stay_while_somebody_chooses(open_page: Open) -> None:
    page = open_page("/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile("suggest.*q=gan"), hold)
    box = page.locator("#fehrest-q")
    box.press_sequentially("ga")
    first = page.locator("[role=option]").first
    expect(first).to_be_visible()
    with page.expect_request(re.compile("suggest.*q=gan")):
        box.press_sequentially("n")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    with page.expect_response(re.compile("suggest.*q=gan")):
        held[0].continue_()
    page.wait_for_timeout(100)
    expect(first).to_have_attribute("aria-selected", "true")


def test_focus_stays_where_something_was_chosen(open_page: Open, sample: Library) -> None:
    page = open_page("/search?q=Gantz")
    page.locator(".orders a", has_text="Newest first").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".orders [aria-current]")).to_have_text("Newest first")
    expect(page.locator(".orders a", has_text="Newest first")).to_be_focused()
    page.locator(".facet a", has_text="Persian").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".total")).to_contain_text(total(sample, language="fa"))
    expect(page.locator(".total")).to_be_focused()
    expect(page.locator("#fehrest-status")).to_have_text(total(sample, language="fa"))


@pytest.mark.parametrize("elsewhere", ["#fehrest-q", ".facet a:has-text('Persian')"])
def test_who_goes_elsewhere_while_results_come_stays_there(open_page: Open, elsewhere: str) -> None:
    page = open_page("/search?q=Gantz")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/results?*", hold)
    with page.expect_request("**/results?*"):
        page.locator(".orders a", has_text="Newest first").click()
    page.locator(elsewhere).focus()
    held[0].continue_()
    expect(page.locator(".orders [aria-current]")).to_have_text("Newest first")
    expect(page.locator(elsewhere)).to_be_focused()


def test_suggestions_are_in_the_script_one_types_and_in_others(
    open_page: Open, sample: Library
) -> None:
    page = open_page("/")
    page.locator("#fehrest-q").press_sequentially("gantz")
    expect(page.locator("[role=option][data-text=گانتس]")).to_be_visible()
    page.locator("[role=option][data-text=غانتس]").click()
    expect(page.locator("#fehrest-q")).to_have_value("غانتس")
    expect(page.locator(".total")).to_contain_text(total(sample))


def test_from_match_to_match_in_a_document(open_page: Open) -> None:
    page = open_page("/document?id=fa-001&q=Gantz")
    position = page.locator("[data-position]")
    page.locator(".matches a", has_text="↓").click()
    expect(position).to_have_text("1")
    expect(page.locator(".position")).to_have_text("1 of 2")
    page.keyboard.press("n")
    expect(page.locator("#match-2")).to_have_class("current")
    page.keyboard.press("n")
    expect(position).to_have_text("1")
    page.keyboard.press("p")
    expect(position).to_have_text("2")
    expect(page.locator("#fehrest-status")).to_have_text("2 of 2")


def test_without_javascript_everything_is_there(open_page: Open, sample: Library) -> None:
    page = open_page(java_script_enabled=False)
    page.locator("#fehrest-q").fill("Gantz")
    page.locator(".box button").click()
    expect(page.locator(".total")).to_contain_text(total(sample))
    page.locator(".facet a", has_text="Persian").click()
    expect(page.locator(".total")).to_contain_text(total(sample, language="fa"))
    page.locator(".spellings .chip", has_text="گانتس").first.click()
    expect(page.locator(".spellings .chip.off")).to_be_visible()
    assert page.locator(".hit mark", has_text="گانتس").count() == 0
    page.locator(".spellings .chip.off").click()
    page.locator(".orders a", has_text="Oldest first").click()
    page.locator(".dates input[name=after]").fill("2020")
    page.locator(".dates button").click()
    expect(page.locator(".active")).to_contain_text("from 2020")
    page.locator(".hit h2 a").first.click()
    page.locator(".matches a", has_text="↓").click()
    expect(page.locator("mark.current")).to_be_visible()
    page.locator(".back").click()
    expect(page.locator(".hit").first).to_be_visible()


@pytest.mark.parametrize(
    ("ui", "direction", "button"),
    [("en", "ltr", "Search"), ("fa", "rtl", "جست‌وجو"), ("ar", "rtl", "بحث")],
)
def test_the_interface_in_each_language(
    open_page: Open, ui: str, direction: str, button: str
) -> None:
    page = open_page(f"/search?q=Gantz&ui={ui}")
    direction_of = "box => getComputedStyle(box).direction"
    expect(page.locator("html")).to_have_attribute("dir", direction)
    expect(page.locator(".box button")).to_have_text(button)
    icon = page.locator(".box-field .icon").bounding_box()
    submit = page.locator(".box button").bounding_box()
    assert icon
    assert submit
    assert (icon["x"] < submit["x"]) == (direction == "ltr")
    # An empty box begins where the page does.
    page.locator("#fehrest-q").fill("")
    assert page.locator("#fehrest-q").evaluate(direction_of) == direction
    # What is typed, and what is found, has the direction of its own letters.
    page.locator("#fehrest-q").fill("گانتس Gantz")
    assert page.locator("#fehrest-q").evaluate(direction_of) == "rtl"
    page.locator("#fehrest-q").fill("Gantz گانتس")
    assert page.locator("#fehrest-q").evaluate(direction_of) == "ltr"


def test_persian_readers_have_their_calendar(open_page: Open, sample: Library) -> None:
    page = open_page("/search?q=Gantz&ui=fa")
    in_1401 = sample.search("Gantz", limit=0, after="1401", before="1402").total
    assert in_1401 > 1
    bar = page.locator(".histogram a", has_text="۱۴۰۱:")
    expect(bar).to_contain_text(digits(in_1401))
    bar.click()
    expect(page.locator(".active")).to_contain_text("تاریخ: ۱۴۰۱")
    expect(page.locator(".dates input[name=after]")).to_have_value("۱۴۰۱")
    expect(page.locator(".histogram li")).to_have_count(12)
    page.locator(".histogram a", has_text="مهر ۱۴۰۱").click()
    expect(page.locator(".active")).to_contain_text("مهر ۱۴۰۱")
    for text in page.locator(".hit time").all_inner_texts():
        assert "مهر ۱۴۰۱" in text
    # What the fields hold asks for the same again.
    page.locator(".dates button").click()
    expect(page.locator(".active")).to_contain_text("مهر ۱۴۰۱")


def digits(number: int) -> str:
    """Return a number in Persian digits."""
    return "".join("۰۱۲۳۴۵۶۷۸۹"[int(digit)] for digit in str(number))


def test_how_a_name_matches(open_page: Open, sample: Library) -> None:
    page = open_page("/search?q=Netanyahu")
    page.locator(".spellings a", has_text="How they match").click()
    expect(page.locator(".names h2")).to_have_text("Netanyahu")
    row = page.locator(".names tr", has=page.get_by_role("link", name="نتانیاهو", exact=True))
    expect(row.locator(".letters span").first).to_have_text("ne ن")
    expect(row.locator("td").last).to_have_text(
        str(sample.search("=نتانیاهو", limit=0).total),
    )
    row.locator("a").click()
    expect(page.locator("#fehrest-q")).to_have_value("=نتانیاهو")
    page.locator("footer a", has_text="Names").click()
    page.locator(".pair input[name=q]").fill("Benny Gantz")
    page.locator(".pair input[name=other]").fill("بيني غانتس")
    page.keyboard.press("Enter")
    expect(page.locator(".comparison h2")).to_have_text("Most likely the same name")
    page.locator(".pair input[name=other]").fill("نتنياهو")
    page.locator(".pair button").click()
    expect(page.locator(".comparison h2")).to_have_text("Rather not the same name")


WIDTHS = """(size) => {
    document.documentElement.style.fontSize = size;
    return [document.documentElement.scrollWidth, innerWidth];
}"""


@pytest.mark.parametrize("ui", ["en", "fa"])
@pytest.mark.parametrize("width", [320, 390, 768, 1440, 2560])
def test_nothing_is_wider_than_the_screen(open_page: Open, ui: str, width: int) -> None:
    address = f"/search?q=Gantz&ui={ui}&keep=ui"
    page = open_page(address, viewport={"width": width, "height": 800})
    reading, spelled = "/document?id=fa-001&q=Gantz", "/names?q=Netanyahu"
    for path in ("", "/", reading, spelled, "/syntax", "/api", "/none"):
        if path:
            page.goto(path)
        # Fonts differ from machine to machine, and some people read larger letters.
        for size in ("100%", "130%"):
            widths = page.evaluate(WIDTHS, size)
            assert widths[0] <= widths[1], (path, size, widths)


def test_filters_on_a_phone_are_a_sheet(open_page: Open, sample: Library) -> None:
    page = open_page("/search?q=Gantz", viewport={"width": 390, "height": 800}, has_touch=True)
    filters = page.locator("#fehrest-filters")
    expect(filters).to_be_hidden()
    page.locator(".filters-button").tap()
    expect(filters).to_be_visible()
    filters.locator(".facet a", has_text="Persian").tap()
    expect(page.locator(".total")).to_contain_text(total(sample, language="fa"))
    expect(filters).to_be_hidden()
    expect(page.locator(".filters-button b")).to_have_text("1")


def test_the_sheet_closes_when_the_focus_leaves_it(open_page: Open) -> None:
    page = open_page("/search?q=Gantz", viewport={"width": 390, "height": 800})
    page.locator(".filters-button").click()
    sheet = page.locator("#fehrest-filters")
    sheet.locator("a, summary").last.focus()
    expect(sheet).to_be_visible()
    page.locator(".hit h2 a").first.focus()
    expect(sheet).to_be_hidden()


def test_what_was_typed_last_is_what_is_found_when_the_server_comes_back(
    open_page: Open, sample: Library
) -> None:
    page = open_page("/search?q=Baku", may_fail=True)
    page.route("**/results?*", lambda route: route.abort())
    box = page.locator("#fehrest-q")
    box.fill("")
    box.press_sequentially("Gantz", delay=30)
    expect(page.locator("#fehrest-status")).to_contain_text("No connection")
    page.unroute("**/results?*")
    expect(page.locator(".total")).to_contain_text(total(sample))
    page.wait_for_timeout(500)
    expect(page).to_have_url(re.compile("q=Gantz$"))
    expect(box).to_have_value("Gantz")


def test_a_server_that_comes_back_is_asked_again(open_page: Open, sample: Library) -> None:
    page = open_page("/", may_fail=True)
    page.route("**/results?*", lambda route: route.abort(), times=1)
    type_and_wait = page.locator("#fehrest-q")
    type_and_wait.fill("Gantz")
    expect(page.locator("#fehrest-content")).to_contain_text("No connection")
    expect(page.locator(".total")).to_contain_text(total(sample))
