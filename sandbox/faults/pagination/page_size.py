"""Pages of another size than was asked for."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("GET *")
def limit_ignored(params: Params) -> Params:
    """The limit is ignored."""
    return {k: v for k, v in params.items() if k != "limit"}


@seams.parameters("GET *")
def one_more(params: Params) -> Params:
    """A page holds one object more than its limit."""
    return {**params, "limit": params["limit"] + 1} if "limit" in params else params
