"""Tokens of nothing that are taken, or refused otherwise."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.seams import Params
from sandbox.store import Object


@seams.parameters("GET *")
def taken_for_the_first(params: Params) -> Params:
    """A token that no page gave leads to the first page."""
    token = params.get("token")
    wrong = isinstance(token, str) and not token.startswith("pg")
    return {name: value for name, value in params.items() if not wrong or name != "token"}


@seams.refused("GET *")
def not_found(call: Call, refusal: ApiError) -> Object | None:
    """A token that no page gave is refused as a path is that does not exist."""
    if call.sent("token"):
        refusal.status = 404
    return None


@seams.refused("GET *")
def an_empty_page(call: Call, _refusal: ApiError) -> Object | None:
    """A token that no page gave leads to an empty page."""
    empty = {"object": "list", "data": [], "has_more": False, "url": call.path}
    return empty if call.sent("token") else None
