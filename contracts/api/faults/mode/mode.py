"""Objects of the other mode."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("GET /v1/mandates/*")
def live_mandates(item: Object) -> Object:
    """Mandates are live although nothing else is."""
    return {**item, "livemode": True}


@seams.objects("GET /v1/payment_links")
def live_links(item: Object) -> Object:
    """Payment links are live although nothing else is."""
    return {**item, "livemode": True}
