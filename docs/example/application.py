"""A newspaper's own application, with Fehrest's search mounted in it.

Run it after ``scripts/demo`` has made an environment and a library::

    FEHREST_INDEX=.cache/demo-library .cache/demo/bin/flask --app docs/example/application run
"""

from __future__ import annotations

import os

from fehrest import Library
from fehrest.web import Settings, create_blueprint
from flask import Flask, render_template


def create_app(folder: str | None = None) -> Flask:
    """Return the newspaper's application."""
    app = Flask(__name__)
    library = Library(folder or os.environ.get("FEHREST_INDEX", "fehrest-library"), create=False)
    search = create_blueprint(
        library,
        Settings(
            name="The Daily Index",
            # The search stands in the newspaper's own page.
            base_template="newspaper.html",
        ),
    )
    app.register_blueprint(search, url_prefix="/archive/search")

    @app.get("/")
    def front_page() -> str:
        return render_template("front_page.html")

    return app
