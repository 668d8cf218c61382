"""What one can choose about the web front."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from limits import parse_many

from ..index.errors import InvalidArgument

__all__ = ["CONTENT_SECURITY_POLICY", "Settings"]

#: Nothing from elsewhere, nothing inline.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Settings:
    """Choices with sensible defaults.

    Raises :class:`.InvalidArgument` for a limit, an address or a size that is none.
    """

    #: What stands in the header and in the titles of pages.
    name: str = "Fehrest"
    page_size: int = 10
    #: The template that pages extend; it has the blocks "title", "head" and "content".
    base_template: str = "fehrest/base.html"
    #: Who knows it may add and delete documents through the API; None lets nobody.
    token: str | None = None
    #: How much one address may ask, and how many files of results, in the notation of
    #: Flask-Limiter; "" sets no limit.
    rate_limit: str = "40 per second; 1200 per minute"
    export_rate_limit: str = "10 per minute"
    #: Whether log lines hold what people searched for.
    log_queries: bool = False
    #: Where the front is reached from outside, for feeds; else what the request says.
    public_url: str = ""
    #: Sent with every page; None leaves it to the application around.
    content_security_policy: str | None = CONTENT_SECURITY_POLICY

    def __post_init__(self) -> None:
        """Look at what would only fail when somebody asks, or not at all."""
        for limits in (self.rate_limit, self.export_rate_limit):
            _check_limits(limits)
        if self.public_url and not _is_address(self.public_url):
            raise InvalidArgument(
                f"public_url is {self.public_url!r:.200}; expected an address like https://news.example/"
            )
        if self.token is not None and not self.token.strip():
            raise InvalidArgument(
                f"token is {self.token!r}; expected a secret, or none for a server that only reads"
            )
        if self.page_size < 1:
            raise InvalidArgument(f"page_size is {self.page_size}; expected at least 1")

    @property
    def is_guest(self) -> bool:
        """Say whether pages stand in the template of another application."""
        return self.base_template != Settings.base_template


def _check_limits(limits: str) -> None:
    try:
        if limits:
            parse_many(limits)
    except ValueError as error:
        raise InvalidArgument(
            f'not a limit: {limits!r:.200}; expected one like "40 per second; 1200 per minute"'
        ) from error


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
