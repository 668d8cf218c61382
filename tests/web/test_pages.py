from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from fehrest import Document, Library
from fehrest.web import Settings, create_app
from flask.testing import FlaskClient

SPELLINGS_OF_GANTZ = ["Gantz", "گانتس", "غانتس"]


def page(client: FlaskClient, address: str, **options: object) -> str:
    response = client.get(address, **options)  # type: ignore[arg-type]
    assert response.status_code == 200, response.text
    return response.text


def documents(html: str) -> list[str]:
    """Return the ids of the documents that a page of results links to."""
    return [
        unescape(found)
        for found in re.findall(r'<h2 dir="\w+"><a href="[^"]*[?&]id=([^"&]+)', html)
    ]


def total(html: str) -> int:
    """Return how many documents a page says there are."""
    found = re.search(r"<b>(\d+) documents?</b>", html)
    assert found
    return int(found[1])


def link(html: str, pattern: str) -> str:
    """Return the address of the link whose text matches ``pattern``."""
    for address, text in re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL):
        if re.search(pattern, re.sub(r"<[^>]+>", "", text)):
            return unescape(address)
    raise AssertionError(f"no link {pattern!r}")


def test_the_spellings_of_a_name_find_the_same_documents(client: FlaskClient) -> None:
    found = []
    for name in SPELLINGS_OF_GANTZ:
        pages = [page(client, f"/search?q={name}&page={number}") for number in (1, 2)]
        found.append({one for html in pages for one in documents(html)})
        assert len(found[-1]) == total(pages[0])
    assert {"fa-001", "ar-001"} <= {one[:3] + "001" for one in found[0]}
    assert found[0] == found[1] == found[2]


def test_a_hit_shows_what_it_is_and_why(client: FlaskClient) -> None:
    html = page(client, "/search?q=Gantz&source=قفقاز")
    assert documents(html) == ["fa-003"]
    assert "<mark>گانتس</mark>" in html
    assert "<bdi>گانتس</bdi> is a spelling of <bdi>Gantz</bdi>" in html
    assert "3 October 2022" in html
    assert '<ul class="reasons" dir="ltr" aria-label="Why it was found">' in html
    assert 'rel="noopener noreferrer nofollow external"' in html
    assert '<article class="hit" dir="rtl" lang="fa">' in html


def test_persian_readers_see_both_calendars(client: FlaskClient) -> None:
    html = page(client, "/search?q=Gantz&source=قفقاز&ui=fa")
    assert "۱۱ مهر ۱۴۰۱" in html
    assert "۳ اکتبر ۲۰۲۲" in html


def test_a_spelling_can_be_switched_off_and_on_again(client: FlaskClient) -> None:
    html = page(client, "/search?q=Gantz")
    off = link(html, "گانتس.*leave out")
    without = page(client, off)
    assert 0 < total(without) < total(html)
    assert "<mark>گانتس</mark>" not in without
    on = link(without, "گانتس.*search for it again")
    assert documents(page(client, on)) == documents(html)


def test_a_spelling_is_one_with_what_arabic_writes_before_it(client: FlaskClient) -> None:
    html = page(client, "/search?q=Gantz&language=ar")
    assert "<mark>لغانتس</mark>" in html
    assert "<mark>غانتس</mark>" in html
    chips = re.findall(r'<a class="chip"[^>]*><bdi[^>]*>([^<]+)</bdi>', html)
    assert "غانتس" in chips
    assert not [chip for chip in chips if chip.endswith("غانتس") and chip != "غانتس"]
    without = page(client, link(html, "غانتس.*leave out"))
    assert "غانتس</mark>" not in without


def test_all_other_spellings_can_be_switched_off(client: FlaskClient) -> None:
    plain = page(client, link(page(client, "/search?q=Gantz"), "Only as typed"))
    assert len(documents(plain)) == 1
    assert "is a spelling of" not in plain
    back = page(client, link(plain, "Search for other spellings too"))
    assert len(documents(back)) > 1


def test_facets_filter_and_stop_filtering(client: FlaskClient) -> None:
    html = page(client, "/search?q=Gantz")
    arabic = page(client, link(html, "^\\s*Arabic"))
    assert documents(arabic)
    assert all(found.startswith("ar") for found in documents(arabic))
    # The other languages are still there to choose, with their counts.
    assert link(arabic, "^\\s*Persian")
    back = page(client, link(arabic, "^\\s*Arabic.*stop filtering"))
    assert documents(back) == documents(html)


def test_without_a_query_filters_list_documents_and_can_be_changed(client: FlaskClient) -> None:
    html = page(client, "/search?tag=election")
    assert documents(html)
    other = page(client, link(html, "^\\s*obituary"))
    assert documents(other)
    assert not set(documents(other)) & set(documents(html))
    assert "Over time" in page(client, "/search?after=2020")


def test_the_histogram_narrows_from_years_to_months(client: FlaskClient, sample: Library) -> None:
    html = page(client, "/search?q=Gantz")
    in_2022 = sample.search("Gantz", after="2022", before="2023").total
    year = page(client, link(html, f"^\\s*2022: {in_2022} documents"))
    assert "Date: <bdi>2022</bdi>" in year
    assert len(documents(year)) == in_2022
    in_october = sample.search("Gantz", after="2022-10", before="2022-11").total
    month = page(client, link(year, f"^\\s*October 2022: {in_october} documents"))
    assert len(documents(month)) == in_october
    assert len(documents(page(client, link(year, "All years")))) == len(documents(html))


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_results_can_be_in_the_order_of_dates(client: FlaskClient, order: str) -> None:
    html = page(client, f"/search?q=Gantz&order={order}")
    dates = re.findall(r'<time datetime="([^"]+)"', html)
    assert len(dates) > 5
    assert dates == sorted(dates, reverse=order == "newest")


def test_pages_follow_one_another_without_gap_or_overlap(client: FlaskClient) -> None:
    html = page(client, "/search?language=fa")
    seen = documents(html)
    for _turn in range(5):
        html = page(client, link(html, "^Next$"))
        seen += documents(html)
    assert len(seen) == len(set(seen)) == 60
    assert ">Next</a>" not in html


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/search?q=دفاغ&spellings=off", "Did you mean"),
        ("/search?q=انتخا", "words that begin so were searched for too"),
        ("/search?q=qqqqqq&spellings=off", "Nothing was found"),
        ("/search?q=Gantz&language=en&after=1900&before=1901", "Search without filters"),
        ("/search?q=Gantz&page=900", "Back to the first page"),
        ("/search?q=Gantz&after=soon", "“soon” is not a date"),
        ("/search?q=Gantz+after:soon", "A date in the query could not be read"),
        ("/search?q=" + "word+" * 400, "only its first 1,000 characters were read"),
        ("/", "132 documents"),
        ("/search", "132 documents"),
        ("/syntax", "Only documents of a source."),
        ("/api", "GET /api/v1/search"),
    ],
)
def test_every_state_says_what_it_is(client: FlaskClient, address: str, expected: str) -> None:
    html = page(client, address)
    assert expected in re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def test_what_was_meant_is_a_link_to_it(client: FlaskClient) -> None:
    html = page(client, "/search?q=وزیر+دفاغ&spellings=off")
    if "Did you mean" not in html:
        html = page(client, "/search?q=دفاغ&spellings=off")
    assert documents(page(client, link(html, "^(وزیر )?دفاع$")))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Another script's keys.
        ("fvgdk", "برلین"),
        # Berlin was searched for as a spelling, but finds one document of all.
        ("Berln", "Berlin"),
        # All was found by its spellings.
        ("Gants", ""),
    ],
)
def test_what_was_meant_is_told_if_it_finds_more(
    library: Library, writable: FlaskClient, typed: str, meant: str
) -> None:
    texts = [*["آنان در برلین دیدار کردند"] * 300, "They met in Berlin", "Gantz", "گانتس"]
    library.add(Document(id=str(number), text=text) for number, text in enumerate(texts))
    html = page(writable, f"/search?q={typed}")
    told = re.findall(r'<p class="meant">Did you mean <a [^>]*><bdi>(.*?)</bdi>', html)
    assert told == ([meant] if meant else [])


def test_every_example_of_the_syntax_finds_something(client: FlaskClient) -> None:
    html = page(client, "/syntax")
    examples = re.findall(r'<td><a href="([^"]+)"', html)
    assert len(examples) >= 12
    for example in examples:
        assert documents(page(client, unescape(example))), example


def test_the_fragment_is_the_page_without_its_frame(client: FlaskClient) -> None:
    fragment = page(client, "/results?q=Gantz")
    assert "<html" not in fragment
    assert documents(fragment) == documents(page(client, "/search?q=Gantz"))


def test_the_proposal_is_announced(client: FlaskClient) -> None:
    html = page(client, "/results?q=دفاغ&spellings=off")
    status = re.search(r'data-status="([^"]+)"', html)
    assert status
    assert status[1] == "0 documents. Did you mean دفاع?"


def test_what_cannot_be_reached_is_said_on_the_last_page(library: Library) -> None:
    library.add(Document(id=str(number), text="word") for number in range(1_002))
    client = create_app(library, Settings(page_size=1)).test_client()
    note = "Only the first 1,000 documents are shown; narrow the search to see others."
    assert note not in page(client, "/search?q=word&page=999")
    assert note in page(client, "/search?q=word&page=1000")
    assert note in page(client, "/search?q=word&page=1001")
    library.delete(["0", "1"])
    assert note not in page(client, "/search?q=word&page=1000")


def test_a_library_without_dates_does_not_ask_for_them(library: Library) -> None:
    library.add(Document(id=str(number), text="word", source="a") for number in range(3))
    client = create_app(library).test_client()
    html = page(client, "/search?q=word")
    assert 'class="facet"' in html
    assert 'class="dates"' not in html
    assert "Newest first" not in html
    # What an address asked for can be taken back.
    assert 'class="dates"' in page(client, "/search?q=word&after=2020")
    library.add([Document(id="dated", text="other", date="2020")])
    for query in ("word", "other"):
        html = page(client, f"/search?q={query}")
        assert 'class="dates"' in html
    assert "Newest first" in page(client, "/search?q=word")


def test_a_page_says_that_there_are_no_dates_where_they_were_asked_for(
    library: Library, writable: FlaskClient
) -> None:
    library.add([Document(id="1", text="باکو")])
    for address in ("/search?q=باکو&after=2020", "/search?q=باکو+after:2020"):
        assert "No document of this library has a date." in page(writable, address)
    assert "has a date" not in page(writable, "/search?q=کوه")


def test_a_document_without_a_title_begins_as_its_text(library: Library) -> None:
    text = "وزیر دفاع پیشین امروز در سفری به آنکارا رفت و با همتای خود دیدار کرد. " * 3
    library.add([Document(id="notes/1.txt", text=f"\n {text}", language="fa")])
    client = create_app(library).test_client()
    for address in ("/search?q=وزیر", "/document?id=notes/1.txt"):
        html = page(client, address)
        heading = re.search(r'<h[12] dir="rtl">(?:<a [^>]*>)?([^<]+)<', html)
        assert heading
        assert text.startswith(heading[1].removesuffix("…"))
        assert 20 < len(heading[1]) <= 81
        assert "<bdi>notes/1.txt</bdi>" in html


@pytest.mark.parametrize(
    ("title", "text", "direction"),
    [
        ("Gantz in Ankara", "The minister said so.", "ltr"),
        ("Gantz در آنکارا", "وزیر دفاع به آنکارا رفت.", "rtl"),
        ("1404", "2025", "rtl"),
    ],
)
def test_a_card_has_the_direction_of_its_letters(
    library: Library, title: str, text: str, direction: str
) -> None:
    library.add([Document(id="1", title=title, text=text, language="ar")])
    html = page(create_app(library).test_client(), "/search?language=ar")
    assert f'<article class="hit" dir="{direction}" lang="ar">' in html


def test_spellings_say_what_language_they_are_read_in(client: FlaskClient) -> None:
    chip = '<bdi{}>{}</bdi><span class="cross"'
    english, persian = (page(client, f"/search?q=Gantz&ui={ui}") for ui in ("en", "fa"))
    assert chip.format(' lang="fa"', "گانتس") in english
    assert chip.format("", "گانتس") in persian
    # It may be either, and is read as the page is.
    assert chip.format("", "غانتس") in persian
    assert chip.format(' lang="en"', "Gantz") in page(client, "/search?q=گانتس&ui=fa")


# -- Documents ----------------------------------------------------------------


def test_a_document_shows_the_whole_text_with_numbered_matches(library: Library) -> None:
    text = "بنی گانتس آمد.\n\n" + "متن دراز. " * 200 + "\nگانتس رفت و Gantz ماند."
    library.add([Document(id="a/b?c&d", title="گانتس", text=text)])
    client = create_app(library).test_client()
    address = link(page(client, "/search?q=Gantz"), "^\\s*گانتس\\s*$")
    html = page(client, address)
    assert re.findall(r'<mark id="match-(\d)"[^>]*>([^<]+)', html) == [
        ("1", "گانتس"),
        ("2", "گانتس"),
        ("3", "Gantz"),
    ]
    assert html.count("متن دراز.") == 200
    assert html.count('<p dir="rtl">') == 3


def test_the_links_to_the_next_and_previous_match_go_round(client: FlaskClient) -> None:
    html = page(client, "/document?id=fa-001&q=گانتس&match=1")
    following = re.search(r'href="([^"]+)" data-step="1"', html)
    previous = re.search(r'href="([^"]+)" data-step="-1"', html)
    assert following
    assert previous
    assert "match=2#match-2" in following[1]
    assert "match=2#match-2" in previous[1]
    assert 'id="match-2" class="current"' in page(client, unescape(following[1]))


def test_a_document_without_a_query_has_no_marks(client: FlaskClient) -> None:
    html = page(client, "/document?id=fa-001")
    assert "<mark" not in html
    assert 'class="matches"' not in html


def test_a_huge_document_is_cut_and_offered_as_a_file(library: Library) -> None:
    library.add([Document(id="huge", text="واژه " * 200_000)])
    client = create_app(library).test_client()
    html = page(client, "/document?id=huge")
    assert len(html) < 1_000_000
    rest = client.get(link(html, "The whole text as a file"))
    assert rest.text == "واژه " * 200_000
    assert rest.content_type == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "address", ["/document", "/document?id=none", "/document.txt?id=none", "/a/b"]
)
def test_what_is_not_there_is_a_page_that_says_so(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no such page or document here." in response.text
    assert response.content_type == "text/html; charset=utf-8"


# -- The language and the theme -----------------------------------------------


@pytest.mark.parametrize(
    ("address", "header", "language", "direction"),
    [
        ("/", "", "en", "ltr"),
        ("/", "fa-IR,fa;q=0.9,en;q=0.5", "fa", "rtl"),
        ("/", "ar", "ar", "rtl"),
        ("/", "de", "en", "ltr"),
        ("/?ui=ar", "fa", "ar", "rtl"),
        ("/?ui=xx", "fa", "fa", "rtl"),
    ],
)
def test_the_interface_follows_the_reader(
    client: FlaskClient, address: str, header: str, language: str, direction: str
) -> None:
    html = page(client, address, headers={"Accept-Language": header})
    assert f'<html lang="{language}" dir="{direction}">' in html


def test_an_address_changes_what_it_shows_and_nothing_else(client: FlaskClient) -> None:
    html = page(client, "/search?q=Gantz&ui=fa&theme=dark")
    assert '<html lang="fa" dir="rtl" data-theme="dark">' in html
    assert not client._cookies
    assert '<html lang="en" dir="ltr">' in page(client, "/search?q=Gantz")


def test_what_a_reader_chooses_is_kept_and_leaves_the_address(client: FlaskClient) -> None:
    html = page(client, "/search?q=Gantz&language=fa&theme=dark")
    chosen = client.get(link(html, "^فارسی$"))
    assert chosen.headers["Location"] == "/search?q=Gantz&language=fa&theme=dark"
    dark = client.get(link(page(client, chosen.headers["Location"]), "^تیره$"))
    assert dark.headers["Location"] == "/search?q=Gantz&language=fa"
    assert {cookie.value for cookie in client._cookies.values()} == {"fa", "dark"}
    html = page(client, "/syntax")
    assert '<html lang="fa" dir="rtl" data-theme="dark">' in html
    page(client, link(html, "^سیستم$"), follow_redirects=True)
    assert "data-theme" not in page(client, "/")


@pytest.mark.parametrize("address", ["/?keep=ui", "/?ui=xx&keep=ui", "/syntax?ui=fa&keep=all"])
def test_nothing_else_is_kept(client: FlaskClient, address: str) -> None:
    page(client, address, follow_redirects=True)
    assert not client._cookies


@pytest.mark.parametrize(
    "asked",
    [
        "q=Gantz",
        "q=Gantz&ui=fa&theme=dark",
        "language=fa&order=newest",
        "q=a&_scheme=x&_external=1",
    ],
)
def test_what_the_home_page_is_asked_is_searched_for(client: FlaskClient, asked: str) -> None:
    response = client.get(f"/?{asked}")
    assert (response.status_code, response.headers["Location"]) == (302, f"/search?{asked}")


@pytest.mark.parametrize(
    "address", ["/search?q=Gantz&language=fa&page=1", "/document?id=fa-001&q=a"]
)
def test_changing_the_language_stays_on_the_page(client: FlaskClient, address: str) -> None:
    persian = link(page(client, address), "^فارسی$")
    assert persian.startswith(address.partition("?")[0])
    for parameter in address.partition("?")[2].split("&"):
        assert parameter in persian
    assert '<html lang="fa"' in page(client, persian, follow_redirects=True)


def test_a_name_of_ones_own_stands_in_the_header(sample: Library) -> None:
    client = create_app(sample, Settings(name="آرشیو")).test_client()
    assert "<span>آرشیو</span>" in page(client, "/")


def test_a_text_that_begins_with_another_script_goes_its_own_way(library: Library) -> None:
    text = "BBC گزارش داد که iPhone 15 گران شد.\nThe rest is in English, and longer than that."
    library.add([Document(id="1", title="iPhone 15 در ایران", text=text, language="fa")])
    client = create_app(library).test_client()
    assert '<h2 dir="rtl"><a' in page(client, "/search?q=iPhone")
    html = page(client, "/document?id=1&q=iPhone")
    assert '<h1 dir="rtl">' in html
    assert [html.count(f'<p dir="{direction}">') for direction in ("rtl", "ltr")] == [1, 1]


def test_from_a_document_one_comes_back_to_the_same_results(client: FlaskClient) -> None:
    asked = {"q": "Gantz", "language": "fa", "order": "newest", "after": "2019", "page": "1"}
    html = page(client, f"/search?{urlencode(asked)}")
    there = re.search(r'<h2 dir="\w+"><a href="([^"]+)', html)
    assert there
    back = re.search(r'class="back" href="([^"]+)', page(client, unescape(there[1])))
    assert back
    given = dict(parse_qsl(urlsplit(unescape(back[1])).query))
    assert given == {name: value for name, value in asked.items() if name != "page"}
    listed = page(client, "/search?language=fa")
    there = re.search(r'<h2 dir="\w+"><a href="([^"]+)', listed)
    assert there
    assert 'class="back"' in page(client, unescape(there[1]))


def test_a_date_that_is_none_stays_in_its_field(client: FlaskClient) -> None:
    html = page(client, "/search?q=Gantz&after=soon")
    field = re.search(r'<input name="after"[^>]*>', html)
    assert field
    assert 'value="soon" aria-invalid="true" aria-describedby="fehrest-note"' in field[0]
    assert re.search(r'<p class="note" id="fehrest-note">“<bdi>soon</bdi>” is not a date', html)


def test_a_long_query_is_cut_between_words(client: FlaskClient) -> None:
    html = page(client, "/search?q=" + "Gantz+" * 300)
    assert "only its first 1,000 characters were read" in html
    assert "No document has the word" not in html


def test_spellings_that_are_switched_off_stay_so(client: FlaskClient) -> None:
    html = page(client, "/search?q=Gantz&without=غانتس&without=گانس")
    box = re.search('<form class="box".*?</form>', html, re.DOTALL)
    assert box
    assert re.findall('name="without" value="([^"]+)"', box[0]) == ["غانتس", "گانس"]


def test_what_is_switched_off_and_longer_than_any_name_is_shown_as_given(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    written = Library.written
    monkeypatch.setattr(
        Library, "written", lambda library, word: asked.append(word) or written(library, word)
    )
    long = " ".join(["كلمة"] * 7)
    html = page(client, f"/search?q=کوه&without={long}&without=المتحدة")
    assert asked == ["المتحده"]
    for shown in (long, "المتحدة"):
        assert re.search(rf"<bdi[^>]*>{shown}</bdi>", html)


@pytest.mark.parametrize("file", ["search.csv", "search.jsonl", "feed.atom"])
@pytest.mark.parametrize(
    ("params", "says"),
    [
        ("after=soon", "not a date: 'soon'"),
        ("order=up", "not an order: 'up'; expected one of"),
        ("language=fa!", "not a language: 'fa!'; expected a code"),
    ],
)
def test_files_are_refused_what_pages_pass_over(
    client: FlaskClient, file: str, params: str, says: str
) -> None:
    response = client.get(f"/{file}?q=Gantz&{params}")
    assert response.status_code == 400
    assert says in response.get_json()["detail"]


def test_a_page_passes_over_what_is_no_language(client: FlaskClient) -> None:
    assert documents(page(client, "/search?q=Gantz&language=fa!")) == documents(
        page(client, "/search?q=Gantz")
    )


# -- What another process does ------------------------------------------------


def test_new_documents_are_there_at_once(library: Library) -> None:
    client = create_app(library.path).test_client()
    assert documents(page(client, "/search?q=Gantz")) == []
    library.add([Document(id="new", text="گانتس")])
    assert documents(page(client, "/search?q=Gantz")) == ["new"]
    library.delete(["new"])
    assert documents(page(client, "/search?q=Gantz")) == []


def test_an_empty_library_says_how_to_fill_it(library: Library) -> None:
    assert "fehrest index" in page(create_app(library).test_client(), "/")
