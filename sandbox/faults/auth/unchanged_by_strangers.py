"""Refused keys that change something."""

from __future__ import annotations

from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def done_before_refused(service: Service) -> None:
    """What a request without a good key asks for is written before the key is looked at."""
    inner = service.refuse

    def outer(method: str, path: str, refusal: ApiError) -> tuple[int, Object]:
        for part in path.split("/") if method == "POST" and refusal.status == 401 else ():
            item = service.store.find(part)
            if item is not None:
                item["metadata"] = {**(item.get("metadata") or {}), "stranger": "1"}
        return inner(method, path, refusal)

    service.refuse = outer
