"""The last four of an account."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("GET /v1/linked_accounts/*")
def last_six(item: Object) -> Object:
    """Six digits are shown."""
    return {**item, "last4": "456789"}
