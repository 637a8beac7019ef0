"""What a refresh leaves."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params
from sandbox.service import Service
from sandbox.store import Object

FIELDS = ("balance_refresh", "ownership_refresh", "transaction_refresh")
REFRESH = "POST /v1/linked_accounts/*/refresh"


def nothing(service: Service) -> None:
    """A refresh leaves no trace."""
    seams.objects(service, lambda item: {**item, **dict.fromkeys(FIELDS)}, REFRESH)


def succeeded_at_once(service: Service) -> None:
    """A refresh has a status of its own kind."""

    def change(item: Object) -> Object:
        return {**item, **{n: {**item[n], "status": "done"} for n in FIELDS if item.get(n)}}

    seams.objects(service, change, REFRESH)


def first_feature_only(service: Service) -> None:
    """Of several features one is refreshed."""

    def change(params: Params) -> Params:
        return {**params, "features": params["features"][:1]}

    seams.parameters(service, change, REFRESH)
