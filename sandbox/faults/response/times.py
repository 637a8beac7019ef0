"""Times that are not counted in seconds."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def milliseconds(service: Service) -> None:
    """The time of making is counted in milliseconds."""

    def change(item: Object) -> Object:
        return {**item, "created": item["created"] * 1000} if "created" in item else item

    seams.objects(service, change)


def attempts_in_milliseconds(service: Service) -> None:
    """The time of a refresh is counted in milliseconds."""

    def change(item: Object) -> Object:
        found = item.get("balance_refresh")
        if not isinstance(found, dict):
            return item
        later = {**found, "last_attempted_at": found["last_attempted_at"] * 1000}
        return {**item, "balance_refresh": later}

    seams.objects(service, change, "* /v1/linked_accounts*")


def attempts_before_1970(service: Service) -> None:
    """The time of a refresh is negative."""

    def change(item: Object) -> Object:
        found = item.get("balance_refresh")
        if not isinstance(found, dict):
            return item
        return {**item, "balance_refresh": {**found, "last_attempted_at": -1}}

    seams.objects(service, change, "* /v1/linked_accounts*")
