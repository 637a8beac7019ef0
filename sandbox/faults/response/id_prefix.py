"""How ids start."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def bare(service: Service) -> None:
    """Ids have no prefix."""

    def change(item: Object) -> Object:
        return {**item, "id": item["id"].rpartition("_")[2]} if "id" in item else item

    seams.objects(service, change)
