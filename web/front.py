"""The blueprint object: what every view finds its library and settings in."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from flask import Blueprint, current_app, request

from ..search.library import Library
from .settings import Settings

__all__ = ["Front", "front"]


_YEAR = 365 * 24 * 60 * 60


class Front(Blueprint):
    """A blueprint that searches one library."""

    def __init__(self, library: Library, settings: Settings, name: str) -> None:
        super().__init__(
            name,
            __name__,
            root_path=str(Path(__file__).parent),
            template_folder="templates",
            static_folder="static",
            static_url_path="/static",
        )
        self.library = library
        self.settings = settings

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """Return for how long a browser need not ask for a file again, in seconds."""
        return _YEAR if filename and filename.startswith("fonts/") else None


def front() -> Front:
    """Return the front that the current request goes to."""
    assert request.blueprint is not None
    return cast("Front", current_app.blueprints[request.blueprint])
