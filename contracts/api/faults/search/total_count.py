"""The number of what was found."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object

_SEARCH = "GET /v1/payment_intents/search"


def of_the_page(service: Service) -> None:
    """Only what is on the page is counted."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "total_count": len(body["data"])} if "total_count" in body else body

    seams.bodies(service, change, _SEARCH)
