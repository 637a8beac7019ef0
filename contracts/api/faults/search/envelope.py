"""What a page of a search says."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object

_SEARCH = "GET /v1/payment_intents/search"


def token_to_the_end(service: Service) -> None:
    """The last page has a token as well."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "next_page": body["next_page"] or "end"}

    seams.bodies(service, change, _SEARCH)


def always_counted(service: Service) -> None:
    """Every page says how much was found."""

    def change(_call: Call, body: Object) -> Object:
        return {"total_count": len(body["data"]), **body}

    seams.bodies(service, change, _SEARCH)


def called_a_list(service: Service) -> None:
    """A search result calls itself a list."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "object": "list"}

    seams.bodies(service, change, _SEARCH)
