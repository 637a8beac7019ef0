"""Statuses of refusals that are not those of what they say."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors()
def unprocessable(status: int, error: Params) -> tuple[int, Params]:
    """Forms that do not validate are answered with 422."""
    return (422 if status == 400 and error.get("param") else status), error


@seams.errors()
def forbidden(status: int, error: Params) -> tuple[int, Params]:
    """A parameter that nobody knows is answered with 403."""
    return (403 if error.get("code") == "parameter_unknown" else status), error
