"""Metadata that cannot be deleted as a whole."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST *")
def ignored(params: Params) -> Params:
    """An empty `metadata` is ignored."""
    return {n: v for n, v in params.items() if n != "metadata" or v is not None}
