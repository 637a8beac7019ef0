"""What a refresh leaves."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params
from sandbox.store import Object

FIELDS = ("balance_refresh", "ownership_refresh", "transaction_refresh")
REFRESH = "POST /v1/linked_accounts/*/refresh"


@seams.objects(REFRESH)
def nothing(item: Object) -> Object:
    """A refresh leaves no trace."""
    return {**item, **dict.fromkeys(FIELDS)}


@seams.objects(REFRESH)
def succeeded_at_once(item: Object) -> Object:
    """A refresh has a status of its own kind."""
    return {**item, **{n: {**item[n], "status": "done"} for n in FIELDS if item.get(n)}}


@seams.parameters(REFRESH)
def first_feature_only(params: Params) -> Params:
    """Of several features one is refreshed."""
    return {**params, "features": params["features"][:1]}


@seams.objects(REFRESH)
def before_its_account(item: Object) -> Object:
    """A refresh was attempted before its account was made."""
    early = {"last_attempted_at": item["created"] - 60}
    return {**item, **{n: {**item[n], **early} for n in FIELDS if item.get(n)}}


@seams.beforehand(REFRESH)
def others_forgotten(call: Call) -> None:
    """What was refreshed before is forgotten by the next refresh."""
    item = call.store.find(call.id())
    if item is not None:
        item.update(dict.fromkeys(FIELDS))
