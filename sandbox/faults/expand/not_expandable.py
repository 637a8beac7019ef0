"""Fields that cannot be expanded."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors()
def with_a_code(status: int, error: Params) -> tuple[int, Params]:
    """The refusal is that of an unknown parameter."""
    if "expanded" in str(error.get("message")):
        error |= {"code": "parameter_unknown", "param": "expand[0]"}
    return status, error
