"""Starts a worker in the place of one that died, also when that one dies while it is started.

pytest-xdist starts it once, and ends the whole run when that fails. Here it is tried again, and
after that the other workers go on alone.
"""

from __future__ import annotations

from typing import Any

import click

STARTS = 3  # attempts to start a worker in the place of another
STILLBORN = "a worker died while it was started"


def patient(session: Any) -> None:
    """Let a session of pytest-xdist try again where a worker cannot be started.

    There is none where one process asks, or where this version starts them otherwise.
    """
    start = getattr(session, "_clone_node", None)
    if start is None:
        return

    def started(node: Any) -> Any:
        for _ in range(STARTS):
            try:
                return start(node)
            except (EOFError, OSError):
                click.echo(f"note: {STILLBORN}", err=True)
        click.echo("note: no worker could be started in its place", err=True)
        return None

    session._clone_node = started
