"""Metadata that cannot be deleted as a whole."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.seams import Params
from sandbox.service import Route


@seams.validation("POST *")
def ignored(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """An empty `metadata` is ignored."""
    row = route.operation.metadata if route.operation else ""
    found = inner(route, sent)
    return {n: v for n, v in found.items() if n != row or v is not None}
