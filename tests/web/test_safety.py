"""Documents, queries and addresses are hostile."""

from __future__ import annotations

import io
import json
import logging
import re
from html.parser import HTMLParser

import pytest
from fehrest import Document, Library
from fehrest.index.errors import LibraryFailed
from fehrest.web import Settings, create_app
from flask.testing import FlaskClient

PAGES = [
    "/",
    "/search?q=Gantz",
    "/results?q=Gantz",
    "/document?id=fa-001&q=گانتس",
    "/syntax",
    "/api",
]
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>&amp;{{7*7}}{% x %}"
OVERRIDE = "\u202eabc\u2066def\u2069\u2069\u2069ghi"


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


# -- Headers ------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [*PAGES, "/none", "/api/v1/search?q=a", "/api/v1/none", "/static/main.js", "/feed.atom"],
)
def test_every_response_has_the_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address, buffered=True).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert not re.search(r"\d+\.\d+", headers.get("Server", ""))


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_inline_script_or_style_or_anything_from_elsewhere(
    client: FlaskClient, address: str
) -> None:
    for tag, attributes in Tags(client.get(address).text).found:
        assert tag not in ("style", "iframe", "object", "embed")
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        if tag == "script":
            assert (attributes["src"] or "").startswith("/static/")
        if tag in ("link", "img"):
            assert (attributes.get("href") or attributes.get("src") or "").startswith("/")


# -- Documents and queries ----------------------------------------------------


def test_markup_stays_text(library: Library) -> None:
    library.add(
        [
            Document(
                id=f"id{MARKUP}",
                title=f"word {MARKUP}",
                text=f"word {MARKUP}",
                source=MARKUP,
                tags=(MARKUP,),
                url=f"https://example.org/{MARKUP}",
            )
        ]
    )
    client = create_app(library).test_client()
    hit = client.get("/api/v1/search?q=word").get_json()["hits"][0]
    addresses = [
        client.get("/search", query_string={"q": "word"}),
        client.get("/search", query_string={"q": MARKUP, "source": MARKUP, "without": MARKUP}),
        client.get("/search", query_string={"q": f"word {MARKUP}", "after": MARKUP}),
        client.get("/document", query_string={"id": hit["id"], "q": MARKUP}),
        client.get("/", query_string={"ui": MARKUP, "theme": MARKUP}),
        client.get("/search", query_string={"q": MARKUP, "ui": MARKUP, "theme": MARKUP}),
        client.get("/feed.atom", query_string={"q": "word", "tag": MARKUP}),
        client.get("/opensearch.xml", query_string={"q": MARKUP}),
        client.get(f"/{MARKUP}"),
    ]
    for response in addresses:
        assert response.status_code in (200, 404)
        assert "<script>alert" not in response.text
        assert "<img src=x" not in response.text
        assert "49" not in re.findall(r"word [^<]{0,40}", response.text)
        for _tag, attributes in Tags(response.text).found:
            assert not any(name.startswith("on") for name in attributes)


def test_direction_controls_do_not_reach_a_page(library: Library) -> None:
    library.add([Document(id=f"d{1}", title=f"word {OVERRIDE}", text=OVERRIDE, source=OVERRIDE)])
    client = create_app(library).test_client()
    for address in (
        f"/search?q=word+{OVERRIDE}",
        f"/document?id=d1&q={OVERRIDE}",
        "/feed.atom?q=word",
    ):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", client.get(address).text)


def test_no_control_character_breaks_a_feed(library: Library) -> None:
    from xml.etree import ElementTree

    controls = "".join(map(chr, (*range(1, 0x20), 0x7F, 0x85, 0xFFFE, 0xFFFF)))
    library.add([Document(id="d1", title=f"word {controls}", text="word", source=controls)])
    client = create_app(library).test_client()
    feed = client.get("/feed.atom", query_string={"q": f"word {controls}"})
    assert ElementTree.fromstring(feed.data).find("{http://www.w3.org/2005/Atom}entry") is not None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//example.org",
        "file:///etc/passwd",
        "https://[",
        "vbscript:x",
        "http:",
    ],
)
def test_only_web_addresses_become_links(library: Library, url: str) -> None:
    library.add([Document(id="d1", title="word", url=url)])
    client = create_app(library).test_client()
    for address in ("/search?q=word", "/document?id=d1", "/feed.atom?q=word"):
        for _tag, attributes in Tags(client.get(address).text).found:
            assert attributes.get("href", "") != url
            assert (
                not (attributes.get("href") or "")
                .lower()
                .strip()
                .startswith(("java", "data", "vb"))
            )


def test_long_strings_are_only_long(library: Library) -> None:
    long = "x" * 100_000
    library.add([Document(id="long", title=long, text=long, source=long, tags=(long,))])
    client = create_app(library).test_client()
    for address in ("/", "/search?q=" + long, "/search?source=" + long, "/document?id=long"):
        response = client.get(address)
        assert response.status_code == 200
        assert len(response.data) < 3_000_000


# -- Addresses ----------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "/\\evil.example",
        "/?next=https://evil.example",
        "/search?ui=//evil.example",
        "/?q=a&_external=1&_scheme=https://evil.example",
        "/search?ui=fa&keep=ui&_scheme=evil.example&_external=1&_anchor=x",
    ],
)
def test_nothing_redirects_elsewhere(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.headers.get("Location", "/search?").startswith("/search?")
    assert 'href="//evil' not in response.text


def test_files_beside_the_static_ones_are_not_served(client: FlaskClient) -> None:
    for path in ("../settings.py", "..%2fsettings.py", "%2e%2e/app.py", "fonts/../../app.py"):
        response = client.get(f"/static/{path}")
        assert response.status_code == 404


def test_files_are_kept_for_good_by_their_version(client: FlaskClient) -> None:
    html = client.get("/").text
    found = re.findall(r'(?:src|href)="(/static/([^"/]+)/([^"]+))"', html)
    assert {name for _address, _version, name in found} >= {"main.js", "fehrest.css", "page.css"}
    assert len({version for _address, version, _name in found}) == 1
    address, version, _name = next(one for one in found if one[2] == "main.js")
    script = client.get(address, buffered=True)
    assert script.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    # What it imports is of the same version, by the same address.
    for name in re.findall(r'from "\./([^"]+)"', script.text):
        module = client.get(f"/static/{version}/{name}", buffered=True)
        assert "immutable" in module.headers["Cache-Control"]
    for other in ("/static/main.js", "/static/v-0/main.js"):
        response = client.get(other, buffered=True)
        assert (response.text, response.headers["Cache-Control"]) == (script.text, "no-cache")


# -- Failures -----------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/search?q=a", "/api/v1/search?q=a", "/search.csv?q=a", "/search.jsonl?q=a"]
)
@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("in /secret/place"), 500), (LibraryFailed("/secret"), 503)]
)
def test_a_failure_tells_nothing_of_the_inside(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    error: Exception,
    status: int,
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise error

    client = create_app(library).test_client()
    monkeypatch.setattr(Library, "search", fail)
    response = client.get(address)
    assert response.status_code == status
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert ("Retry-After" in response.headers) == (status == 503)
    assert response.mimetype == ("application/problem+json" if "api" in address else "text/html")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("address", ["/search?q=a&ui=fa", "/", "/document", "/none"])
def test_who_sends_something_to_a_page_is_shown_one(
    client: FlaskClient, method: str, address: str
) -> None:
    response = client.open(address, method=method)
    assert response.status_code == 405
    assert response.content_type == "text/html; charset=utf-8"
    assert "GET" in response.headers["Allow"]
    assert response.headers["Content-Security-Policy"]
    assert ("این صفحه فقط خواندنی است" in response.text) == ("ui=fa" in address)


def test_a_body_that_is_too_large_is_refused(writable: FlaskClient, token: str) -> None:
    writable.application.config["MAX_CONTENT_LENGTH"] = 1_000
    response = writable.post(
        "/api/v1/documents",
        input_stream=io.BytesIO(b" " * 2_000),
        content_length=2_000,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert response.status_code == 413
    assert response.get_json()["status"] == 413


# -- Limits -------------------------------------------------------------------


def test_who_asks_too_much_is_told_when_to_come_again(sample: Library) -> None:
    client = create_app(sample, Settings(rate_limit="3 per minute")).test_client()
    statuses = [client.get("/results?q=a").status_code for _turn in range(3)]
    assert statuses == [200, 200, 200]
    page, problem = client.get("/search?q=a"), client.get("/api/v1/search?q=a")
    assert page.status_code == problem.status_code == 429
    assert "A little slower, please" in page.text
    assert problem.content_type == "application/problem+json"
    assert 0 < int(page.headers["Retry-After"]) <= 61
    assert client.get("/static/fehrest.css", buffered=True).status_code == 200
    assert client.get("/api/v1/health").status_code == 200
    elsewhere = client.get("/results?q=a", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200


@pytest.mark.parametrize("limits", [{}, {"rate_limit": ""}])
def test_exports_have_a_limit_of_their_own(sample: Library, limits: dict[str, str]) -> None:
    settings = Settings(export_rate_limit="2 per minute", **limits)
    client = create_app(sample, settings).test_client()
    statuses = [client.get(f"/search.{kind}?q=a").status_code for kind in ("csv", "jsonl", "csv")]
    assert statuses == [200, 200, 429]
    assert client.get("/search?q=a").status_code == 200


# -- Logs ---------------------------------------------------------------------


@pytest.mark.parametrize("log_queries", [False, True])
def test_logs_are_lines_of_json_without_what_people_search_for(
    sample: Library, caplog: pytest.LogCaptureFixture, log_queries: bool
) -> None:
    client = create_app(sample, Settings(log_queries=log_queries)).test_client()
    with caplog.at_level(logging.INFO, "fehrest.web"):
        client.get("/search?q=secretive\nword", headers={"X-Forwarded-For": "secretive"})
        client.get("/document?id=secretive")
    lines = [json.loads(record.getMessage()) for record in caplog.records]
    assert [(line["endpoint"], line["status"]) for line in lines] == [
        ("search", 200),
        ("document", 404),
    ]
    assert all("\n" not in record.getMessage() for record in caplog.records)
    assert ("secretive" in caplog.text) == log_queries
