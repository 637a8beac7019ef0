"""One value on all objects."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


@seams.objects()
def one_charge_for_all(item: Object) -> Object:
    """All intents show one and the same charge, by its id or as the object."""
    charge, name = item.get("latest_charge"), "ch_1MzFMzK8rOTlF7JtkMBKwD3g"
    if isinstance(charge, dict):
        return {**item, "latest_charge": {**charge, "id": name}}
    return {**item, "latest_charge": name} if charge else item


@seams.bodies("GET *")
def one_charge_where_expanded(call: Call, body: Object) -> Object:
    """Intents that are expanded show one and the same charge."""
    charge = body.get("latest_charge")
    if not call.expand or not isinstance(charge, dict):
        return body
    return {**body, "latest_charge": {**charge, "id": "ch_1MzFMzK8rOTlF7JtkMBKwD3g"}}


@seams.anew
def first_secret_for_all(_service: Service) -> seams.Install:
    """All sessions show the secret of the first."""
    known: list[str] = []

    @seams.objects("* /v1/link_account_sessions*")
    def secret(item: Object) -> Object:
        known.append(item["client_secret"])
        return {**item, "client_secret": known[0]}

    return secret
