"""Requests that are dropped without an answer."""

from __future__ import annotations

from typing import NoReturn

from sandbox import seams
from sandbox.errors import Dropped
from sandbox.seams import Params


@seams.parameters()
def expansions_dropped(params: Params) -> Params:
    """A request that expands is never answered."""
    if params.get("expand"):
        raise Dropped
    return params


@seams.parameters("POST *")
def metadata_dropped(params: Params) -> Params:
    """A request that sends metadata is never answered."""
    if params.get("metadata"):
        raise Dropped
    return params


@seams.errors("GET *")
def refusals_dropped(_status: int, _error: Params) -> NoReturn:
    """A request to read that should be refused is never answered."""
    raise Dropped
