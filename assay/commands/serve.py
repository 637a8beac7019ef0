"""`assay serve`: the embedded reference server on a real port."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import click

from assay import packages
from assay.run.embedded import KEYS_ENV
from assay.run.orphans import end_with_input
from assay.trouble import USAGE, Stop, loaded, told, writing
from harness.whole import write_whole
from sandbox.auth import PUBLISHABLE, SECRET
from sandbox.defects import discover
from sandbox.serve import broken_service, config_text
from sandbox.serve import serve as run_server


def _name_of(name: str, root: Path) -> str:
    """Return the name of a fault; a former one is told of. Raises UsageError."""
    if name in discover(root):
        return name
    former = next((f.name for f in discover(root).values() if f.former == name), None)
    if former is not None:
        click.echo(f"notice: the fault {name} is now called {former}", err=True)
        return former
    near = difflib.get_close_matches(name, discover(root), 1)
    hint = f"; did you mean {near[0]}?" if near else "; see `assay list faults`"
    raise click.UsageError(f"there is no fault {name!r}{hint}")


@click.command()
@packages.option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=12111, show_default=True, type=click.IntRange(0, 65535),
              help="Port; 0 picks a free one.")  # fmt: skip
@click.option("--api-key", "api_keys", multiple=True,
              help="Key to accept, secret or publishable; may be repeated. Without any: "
              f"{SECRET} and {PUBLISHABLE}.")  # fmt: skip
@click.option("--write-config", type=click.Path(dir_okay=False, path_type=Path),
              help="Write an assay.toml that fits this server.")  # fmt: skip
@click.option(
    "--fault",
    "faults",
    multiple=True,
    help="Break one thing on purpose; see `assay list faults`. May be repeated.",
)
@click.option("--owned", is_flag=True, hidden=True,
              help="Print the ids that are there, and end with the standard input.")  # fmt: skip
def serve(
    host: str, port: int, api_keys: tuple[str, ...], write_config: Path | None,
    faults: tuple[str, ...], contracts: str | None, *, owned: bool,
) -> None:  # fmt: skip
    """Serve the sandbox. The first line printed is its URL."""
    given = api_keys or tuple(filter(None, os.environ.get(KEYS_ENV, "").split(",")))
    name = packages.named(contracts)
    package = loaded(packages.folder(name))
    with told(package.root):
        broken = tuple(_name_of(fault, package.root) for fault in faults)
        service = broken_service(package, given, broken)
    if owned:
        end_with_input()

    def listening(url: str) -> None:
        if write_config is not None:
            with writing(write_config):
                write_config.parent.stat()  # a folder that is missing is a slip of the pen
                write_whole(write_config, config_text(url, service, name).encode())

    try:
        run_server(service, host, port, listening, tell_ids=owned)
    except OSError as trouble:
        raise Stop(f"cannot serve on {host}:{port}: {trouble.strerror}", USAGE) from None


COMMAND = serve
