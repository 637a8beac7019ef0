"""Starts workers that die while they are started, at the beginning and in the place of others.

pytest-xdist starts each once, and ends the whole run when that fails. Here it is tried again, and
what replaces another is done without after that: the other workers go on alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from assay.run.interruption import undisturbed

STARTS = 3  # attempts to start a worker
STILLBORN = "a worker died while it was started"


def hopeful(manager: Any) -> None:
    """Let what starts the first workers try again where one cannot be started; then it raises.

    There is none where this version of pytest-xdist starts them otherwise.
    """
    start = getattr(manager, "setup_node", None)
    if start is None:
        return

    def started(spec: Any, *rest: Any, **named: Any) -> Any:
        for _ in range(STARTS - 1):
            try:
                with undisturbed():
                    return start(spec, *rest, **named)
            except (EOFError, OSError):
                click.echo(f"note: {STILLBORN}", err=True)
                spec.id = None  # the name may be taken
        with undisturbed():
            return start(spec, *rest, **named)

    manager.setup_node = started


def patient(session: Any) -> None:
    """Let a session of pytest-xdist try again where a worker cannot be started.

    There is none where one process asks, or where this version starts them otherwise.
    """
    start = getattr(session, "_clone_node", None)
    if start is None:
        return
    vars(getattr(session, "nodemanager", None) or session).pop("setup_node", None)  # of `hopeful`

    def started(node: Any) -> Any:
        for _ in range(STARTS):
            try:
                with undisturbed():
                    return start(node)
            except (EOFError, OSError):
                click.echo(f"note: {STILLBORN}", err=True)
        click.echo("note: no worker could be started in its place", err=True)
        return None

    session._clone_node = started


def dismiss(nodes: Iterable[Any]) -> None:
    """End workers that are loading what they need, and have asked nothing so far."""
    for node in nodes:
        end = getattr(getattr(node.gateway, "_io", None), "kill", None)
        if end is not None:
            end()
