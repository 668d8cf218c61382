"""The commands by name; the module of one is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from ... import __version__
from ...index.errors import InvalidArgument

__all__ = ["commands"]

_MODULES = {
    "analyze": "looking",
    "check": "looking",
    "delete": "changing",
    "export": "looking",
    "index": "changing",
    "names": "looking",
    "rebuild": "changing",
    "search": "searching",
    "serve": "serving",
    "show": "looking",
    "stats": "looking",
}


class _Commands(click.Group):
    """A group that knows the names of its commands, and loads no more than one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _MODULES:
            listed = ", ".join(_MODULES)
            raise InvalidArgument(f"no command {args[0]!r:.60}; expected one of {listed}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        module = import_module(f".{_MODULES[cmd_name]}", __package__)
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="fehrest %(version)s")
def commands() -> None:
    """Index Persian and Arabic documents, and find them in any spelling.

    \b
      fehrest index news.jsonl archive/
      fehrest search Gantz
      fehrest search 'وزیر دفاع' --lang fa --after 2023
    """  # noqa: D301 (click wants a backspace)
