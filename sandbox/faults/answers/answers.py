"""Requests that are dropped without an answer."""

from __future__ import annotations

from typing import NoReturn

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import Dropped
from sandbox.seams import Params
from sandbox.service import Route


@seams.parameters()
def expansions_dropped(params: Params) -> Params:
    """A request that expands is never answered."""
    if params.get("expand"):
        raise Dropped
    return params


@seams.validation("POST *")
def metadata_dropped(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """A request that sends metadata is never answered."""
    if route.operation and sent.get(route.operation.metadata):
        raise Dropped
    return inner(route, sent)


@seams.errors("GET *")
def refusals_dropped(_status: int, _error: Params) -> NoReturn:
    """A request to read that should be refused is never answered."""
    raise Dropped
