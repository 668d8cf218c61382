"""The blueprint in other applications, the one in the documentation among them."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest
from fehrest import Library
from fehrest.web import Settings, create_blueprint
from flask import Flask, request
from flask_babel import Babel
from jinja2 import DictLoader

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "example" / "application.py"


@pytest.fixture
def newspaper(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The example application."""
    if not EXAMPLE.exists():
        pytest.skip("the documentation is only in the checkout")
    spec = importlib.util.spec_from_file_location("example_application", EXAMPLE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Flask finds templates by the module of an application.
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    app: Flask = module.create_app(str(sample_folder))
    return app


def test_the_example_shows_the_search_in_its_own_page(newspaper: Flask) -> None:
    client = newspaper.test_client()
    html = client.get("/archive/search/search?q=Gantz").text
    assert 'href="/">The Daily Index</a></header>' in html
    assert "<mark>گانتس</mark>" in html
    assert 'href="/static/newspaper.css"' in html
    assert 'class="site"' not in html


def test_everything_of_the_example_stays_under_its_prefix(newspaper: Flask) -> None:
    client = newspaper.test_client()
    seen: set[str] = set()
    waiting = ["/archive/search/search?q=Gantz"]
    while waiting and len(seen) < 35:
        address = waiting.pop()
        seen.add(address)
        response = client.get(address, buffered=True)
        assert response.status_code == 200, address
        if response.mimetype != "text/html":
            continue
        found = re.findall(
            r'(?:href|src|action|data-results|data-suggest)="(/[^"]*)"', response.text
        )
        links = {link.replace("&amp;", "&") for link in found} - {"/", "/static/newspaper.css"}
        assert all(link.startswith("/archive/search/") for link in links), links
        waiting += sorted(links - seen - set(waiting))
    static = re.compile(r"/archive/search/static/v-\w+/(.*)")
    files = {found[1] for address in seen if (found := static.fullmatch(address))}
    assert {"fehrest.css", "main.js"} <= files


def test_the_language_is_that_of_the_application(sample: Library) -> None:
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: request.args.get("their_language", "en"))
    app.register_blueprint(create_blueprint(sample), url_prefix="/find")
    client = app.test_client()
    assert '<html lang="fa" dir="rtl">' in client.get("/find/?their_language=fa").text
    assert '<html lang="en" dir="ltr">' in client.get("/find/?ui=fa").text
    assert '<html lang="en" dir="ltr">' in client.get("/find/?their_language=de").text


def test_what_the_base_template_calls_by_common_names_is_its_own(sample: Library) -> None:
    app = Flask(__name__)
    app.jinja_loader = DictLoader(
        {"own.html": "{{ settings }} {{ theme }} {{ direction }} {{ _('Subscribe') }}|"}
    )
    Babel(app)
    app.context_processor(lambda: {"settings": 1, "theme": 2, "direction": 3})
    front = create_blueprint(sample, Settings(base_template="own.html"))
    app.register_blueprint(front, url_prefix="/find")
    assert app.test_client().get("/find/").text.startswith("1 2 3 Subscribe|")


def test_no_cookie_is_set_in_the_page_of_another_application(newspaper: Flask) -> None:
    client = newspaper.test_client()
    response = client.get("/archive/search/syntax?ui=fa&keep=ui")
    assert response.status_code == 200
    assert not client._cookies


def test_two_libraries_in_one_application(sample: Library, library: Library) -> None:
    app = Flask(__name__)
    app.register_blueprint(create_blueprint(sample, name="news"), url_prefix="/news")
    app.register_blueprint(create_blueprint(library, name="empty"), url_prefix="/empty")
    client = app.test_client()
    assert client.get("/news/api/v1/health").get_json()["documents"] == 132
    assert client.get("/empty/api/v1/health").get_json()["documents"] == 0
    assert client.get("/news/api/v1/openapi.json").get_json()["servers"] == [
        {"url": "/news/api/v1"}
    ]


def test_what_the_application_says_of_security_stands(sample: Library) -> None:
    app = Flask(__name__)
    settings = Settings(content_security_policy=None)
    app.register_blueprint(create_blueprint(sample, settings), url_prefix="/find")

    @app.after_request
    def relax(response):  # type: ignore[no-untyped-def]
        response.headers["Content-Security-Policy"] = "default-src 'self'"
        return response

    headers = app.test_client().get("/find/").headers
    assert headers.getlist("Content-Security-Policy") == ["default-src 'self'"]


def test_the_rest_of_the_application_is_left_alone(sample: Library) -> None:
    app = Flask(__name__)
    app.register_blueprint(
        create_blueprint(sample, Settings(rate_limit="1 per minute")), url_prefix="/find"
    )

    @app.get("/own")
    def own() -> str:
        return "own"

    client = app.test_client()
    responses = [client.get("/own") for _turn in range(3)]
    assert [response.status_code for response in responses] == [200, 200, 200]
    assert "Content-Security-Policy" not in responses[0].headers
    assert client.get("/none").content_type.startswith("text/html")
    assert client.get("/none").headers.get("Content-Security-Policy") is None
