"""What a new session holds."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object

ACCOUNT = "financial_connections.account"


def everything_linked(service: Service) -> None:
    """A new session lists accounts of others."""

    def change(item: Object) -> Object:
        others = [dict(found) for found in service.store.all(ACCOUNT)][:2]
        return {**item, "accounts": {**item["accounts"], "data": others}}

    seams.objects(service, change, "POST /v1/link_account_sessions")
