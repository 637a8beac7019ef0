"""Expansions of what a POST answers with that lead to nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params


@seams.beforehand("POST *")
def ignored(call: Call) -> None:
    """A path that names no field is ignored by what creates, changes or acts."""
    call.expand = tuple(path for path in call.expand if "unknown" not in path)


@seams.errors("POST *")
def with_a_code(status: int, error: Params) -> tuple[int, Params]:
    """What a POST cannot expand is refused as an unknown parameter is."""
    if "expanded" in str(error.get("message")):
        error |= {"code": "parameter_unknown", "param": "expand[0]"}
    return status, error


@seams.errors("POST *")
def not_found(status: int, error: Params) -> tuple[int, Params]:
    """What a POST cannot expand is not found."""
    return (404 if "expanded" in str(error.get("message")) else status), error
