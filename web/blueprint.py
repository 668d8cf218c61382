"""The blueprint: the whole front, to be mounted in any Flask application."""

from __future__ import annotations

from typing import Any

from flask.blueprints import BlueprintSetupState
from flask_babel import Babel

from ..search.library import Library
from . import dates, links, locale, preferences, text
from .api import add_api
from .compress import compress
from .export import add_exports
from .feed import add_feeds
from .front import Front, front
from .limits import limit
from .log import log_request, start_clock
from .pages import add_pages
from .problems import handle_problems
from .security import add_headers
from .settings import Settings

__all__ = ["create_blueprint"]

# What templates call fehrest_shown and so on.
_FILTERS = (
    text.shown,
    text.direction_of,
    dates.digits,
    dates.number,
    dates.percent,
    dates.seconds,
    dates.written,
)


def create_blueprint(
    library: Library, settings: Settings | None = None, *, name: str = "fehrest"
) -> Front:
    """Return a blueprint that searches ``library``.

    ``register_blueprint(..., url_prefix="/news")`` mounts it under any prefix.  If the
    application uses Flask-Babel, that chooses the language; otherwise the request does.
    """
    settings = settings or Settings()
    blueprint = Front(library, settings, name)
    add_pages(blueprint)
    add_api(blueprint)
    add_exports(blueprint)
    add_feeds(blueprint)
    handle_problems(blueprint)
    limit(blueprint, settings)
    blueprint.record(_prepare)
    blueprint.before_request(start_clock)
    blueprint.before_request(preferences.keep)
    # These run from the last to the first.
    for after in (log_request, compress, add_headers):
        blueprint.after_request(after)
    blueprint.context_processor(_context)
    for made_fit in _FILTERS:
        blueprint.add_app_template_filter(made_fit, f"fehrest_{made_fit.__name__}")
    return blueprint


def _prepare(state: BlueprintSetupState) -> None:
    if "babel" not in state.app.extensions:
        Babel(state.app, locale_selector=locale.select_language)


def _context() -> dict[str, Any]:
    """Return what all templates may use.

    The base template may be that of another application, so what it is likely to have as well
    has a prefix here; a message that is not ours is looked for among its own.
    """
    return {
        "_": locale.translated,
        "ngettext": locale.ngettext,
        "say": locale.say,
        "bdi": text.isolated,
        "spoken": locale.spoken,
        "linked": text.linked,
        "fehrest_url": links.url,
        "fehrest_settings": front().settings,
        "base_template": front().settings.base_template,
        "interface_language": locale.language(),
        "fehrest_direction": locale.direction(),
        "fehrest_theme": preferences.theme(),
        "language_links": preferences.language_links,
        "theme_links": preferences.theme_links,
    }
