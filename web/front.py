"""The blueprint object: what every view finds its library and settings in."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Response, current_app, request

from ..search.library import Library
from .settings import Settings

__all__ = ["Front", "endpoint", "front"]

_STATIC = Path(__file__).parent / "static"
_YEAR = 365 * 24 * 60 * 60


class Front(Blueprint):
    """A blueprint that searches one library."""

    def __init__(self, library: Library, settings: Settings, name: str) -> None:
        super().__init__(
            name,
            __name__,
            root_path=str(Path(__file__).parent),
            template_folder="templates",
            static_folder=str(_STATIC),
            static_url_path="/static",
        )
        # Modules and fonts are named by other files relative to these, so all are of one version.
        self.add_url_rule("/static/v-<version>/<path:filename>", "static", self.send_static_file)
        self.url_defaults(_add_version)
        self.library = library
        self.settings = settings

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """Return for how long a browser need not ask for a file again, in seconds."""
        return _YEAR if filename and filename.startswith("fonts/") else None

    def send_static_file(self, filename: str, version: str = "") -> Response:
        """Send a file, for good if the address holds the version of all of them."""
        response = super().send_static_file(filename)
        if version == _version():
            response.cache_control.no_cache = None
            response.cache_control.public = True
            response.cache_control.max_age = _YEAR
            response.cache_control.immutable = True
        return response


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint.endswith(".static"):
        values.setdefault("version", _version())


@cache
def _version() -> str:
    """Return what changes with any of the static files."""
    found = sha256()
    for path in sorted(path for path in _STATIC.rglob("*") if path.is_file()):
        found.update(str(path.relative_to(_STATIC)).encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def front() -> Front:
    """Return the front that the current request goes to."""
    assert request.blueprint is not None
    return cast("Front", current_app.blueprints[request.blueprint])


def endpoint() -> str:
    """Return the name of the view that the current request goes to; "" if there is none."""
    return (request.endpoint or "").rpartition(".")[2]
