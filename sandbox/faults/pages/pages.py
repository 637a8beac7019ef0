"""Pages of a search."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("GET *search")
def always_the_first(params: Params) -> Params:
    """Every page of a search is the first."""
    return {n: v for n, v in params.items() if n != "page"}
