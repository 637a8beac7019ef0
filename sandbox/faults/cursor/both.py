"""Two cursors at once."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("GET *")
def second_ignored(params: Params) -> Params:
    """Of two cursors one is ignored."""
    both = "starting_after" in params and "ending_before" in params
    return {n: v for n, v in params.items() if not (both and n == "ending_before")}
