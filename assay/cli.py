"""The command line: one module a command in `assay/commands`, found by a folder scan."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import click

from assay import __version__
from assay.drawing_home import settled
from assay.run.interruption import interrupted, terminable
from assay.telling import guarded

_HEEDING = ("run", "serve")  # commands that heed signals in their own way
_FOLDER = Path(__file__).parent / "commands"


class _Commands(click.Group):
    """Imports the module of a command when it is asked for, and all of them for the help."""

    def main(self, *given: Any, **named: Any) -> Any:
        """Run a command; what it prints shows no secret and moves no cursor."""
        with guarded(), settled():
            return super().main(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. Raises Stop when it is interrupted: that is nothing about a server.

        Of a file that ends too soon, or a pipe that nobody reads, click would say no more than 1,
        the code of a broken must.
        """
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise interrupted() from None
        except (EOFError, BrokenPipeError) as trouble:
            raise RuntimeError from trouble

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for, which ends tidily when it is told to."""
        found = super().resolve_command(ctx, args)
        if found[0] not in _HEEDING:
            ctx.with_resource(terminable())
        return found

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return sorted(names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name."""
        module = names().get(cmd_name)
        if module is None:
            return None
        found: click.Command = importlib.import_module(f"assay.commands.{module}").COMMAND
        return found


def names() -> dict[str, str]:
    """Return the module of each command: `check-recording` is in `check_recording`."""
    modules = (info.name for info in pkgutil.iter_modules([str(_FOLDER)]))
    return {name.removesuffix("_").replace("_", "-"): name for name in modules}


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assay")
def cli() -> None:
    """Hold a payments API against its contracts and report which promises it keeps."""
