"""Metadata beyond its limits."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.faults.metadata import _limits
from sandbox.seams import Params
from sandbox.service import Route


@seams.validation()
def not_limited(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """There is no limit for long values of metadata."""
    return _limits.unlimited(inner, route, sent, "Values of")


@seams.validation()
def smaller(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """The largest metadata that fits is refused."""
    return _limits.smaller(inner, route, sent)
