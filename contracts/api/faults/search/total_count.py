"""The number of what was found."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_SEARCH = "GET /v1/payment_intents/search"


@seams.bodies(_SEARCH)
def of_the_page(_call: Call, body: Object) -> Object:
    """Only what is on the page is counted."""
    return {**body, "total_count": len(body["data"])} if "total_count" in body else body
