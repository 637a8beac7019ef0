"""Pages of which no size was asked for."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("GET *")
def twenty(params: Params) -> Params:
    """A page has twenty objects."""
    return {"limit": 20, **params}


@seams.parameters("GET *")
def five(params: Params) -> Params:
    """A page has five objects."""
    return {"limit": 5, **params}
