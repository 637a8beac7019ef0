"""Times that are not counted in seconds."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("* /v1/linked_accounts*")
def attempts_in_milliseconds(item: Object) -> Object:
    """The time of a refresh is counted in milliseconds."""
    found = item.get("balance_refresh")
    if not isinstance(found, dict):
        return item
    later = {**found, "last_attempted_at": found["last_attempted_at"] * 1000}
    return {**item, "balance_refresh": later}


@seams.objects("* /v1/linked_accounts*")
def attempts_before_1970(item: Object) -> Object:
    """The time of a refresh is negative."""
    found = item.get("balance_refresh")
    if not isinstance(found, dict):
        return item
    return {**item, "balance_refresh": {**found, "last_attempted_at": -1}}
