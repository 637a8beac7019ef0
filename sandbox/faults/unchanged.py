"""Refused requests that change something."""

from __future__ import annotations

from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def metadata_written(service: Service) -> None:
    """A refused request leaves its mark in the metadata."""

    inner = service.refuse

    def outer(method: str, path: str, refusal: ApiError) -> tuple[int, Object]:
        for part in path.split("/") if method == "POST" and refusal.status == 400 else ():
            item = service.store.find(part)
            if item is not None:
                item["metadata"] = {**(item.get("metadata") or {}), "refused": "1"}
        return inner(method, path, refusal)

    service.refuse = outer
