"""Cards in the place of others."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("* /v1/issuing/cards*")
def not_told(item: Object) -> Object:
    """The card before does not know what stands in its place."""
    return {**item, "replaced_by": None}
