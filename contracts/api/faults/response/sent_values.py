"""Answers that hold something else than was sent."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def texts_cut(service: Service) -> None:
    """Texts are cut after ten characters."""

    def change(item: Object) -> Object:
        cut = {n: v[:10] for n, v in item.items() if n in NAMES and isinstance(v, str)}
        return {**item, **cut}

    seams.objects(service, change, "POST *")


def arrays_added_to(service: Service) -> None:
    """The last value of an array comes twice."""

    def change(item: Object) -> Object:
        return {**item, "permissions": [*item["permissions"], *item["permissions"][-1:]]}

    seams.objects(service, change, "POST /v1/link_account_sessions")


NAMES = ("name", "description", "statement_descriptor", "lookup_key", "email")
