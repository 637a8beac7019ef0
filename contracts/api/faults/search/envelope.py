"""What a page of a search says."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_SEARCH = "GET /v1/payment_intents/search"


@seams.bodies(_SEARCH)
def token_to_the_end(_call: Call, body: Object) -> Object:
    """The last page has a token as well."""
    return {**body, "next_page": body["next_page"] or "end"}


@seams.bodies(_SEARCH)
def always_counted(_call: Call, body: Object) -> Object:
    """Every page says how much was found."""
    return {"total_count": len(body["data"]), **body}


@seams.bodies(_SEARCH)
def called_a_list(_call: Call, body: Object) -> Object:
    """A search result calls itself a list."""
    return {**body, "object": "list"}
