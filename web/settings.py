"""What one can choose about the web front."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CONTENT_SECURITY_POLICY", "Settings"]

#: Nothing from elsewhere, nothing inline.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Settings:
    """Choices with sensible defaults."""

    #: What stands in the header and in the titles of pages.
    name: str = "Fehrest"
    page_size: int = 10
    #: The template that pages extend; it has the blocks "title", "head" and "content".
    base_template: str = "fehrest/base.html"
    #: Who knows it may add and delete documents through the API; None lets nobody.
    token: str | None = None
    #: How much one address may ask, in the notation of Flask-Limiter; "" sets no limit.
    rate_limit: str = "40 per second; 1200 per minute"
    export_rate_limit: str = "10 per minute"
    #: Whether log lines hold what people searched for.
    log_queries: bool = False
    #: Where the front is reached from outside, for feeds; else what the request says.
    public_url: str = ""
    #: Sent with every page; None leaves it to the application around.
    content_security_policy: str | None = CONTENT_SECURITY_POLICY

    @property
    def is_guest(self) -> bool:
        """Say whether pages stand in the template of another application."""
        return self.base_template != Settings.base_template
