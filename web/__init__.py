"""The web: a search page, an API and feeds, as a Flask application and as a blueprint.

::

    from fehrest.web import Settings, create_app, create_blueprint

    app = create_app("news")                                    # an application of its own
    other.register_blueprint(create_blueprint(library), url_prefix="/search")
"""

from __future__ import annotations

from .app import create_app
from .blueprint import create_blueprint
from .settings import Settings

__all__ = ["Settings", "create_app", "create_blueprint"]
