"""Applications that serve the sample collection, or a library that a test fills."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fehrest import Library
from fehrest.web import Settings, create_app
from flask import Flask
from flask.testing import FlaskClient

TOKEN = "a token for the tests"


@pytest.fixture(scope="session")
def app(sample: Library) -> Flask:
    return create_app(sample, Settings(rate_limit="", export_rate_limit=""))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library that a test may fill."""
    with Library(tmp_path / "library") as empty:
        yield empty


@pytest.fixture
def token() -> str:
    return TOKEN


@pytest.fixture
def writable(library: Library) -> FlaskClient:
    """A client of an application that lets those write who know the token."""
    return create_app(
        library, Settings(token=TOKEN, rate_limit="", export_rate_limit="")
    ).test_client()
