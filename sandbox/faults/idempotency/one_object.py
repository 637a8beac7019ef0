"""How often a creation is done."""

from __future__ import annotations

import json
from collections.abc import Callable

from sandbox import seams
from sandbox.call import Call
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service
from sandbox.store import Object, new_id


@seams.afterwards("POST *")
def written_twice(call: Call, found: Object) -> None:
    """A creation is written twice, and answered once."""
    if call.operation is not None and call.operation.kind == "create":
        call.store.insert(call.operation.returns, {**found, "id": new_id("twice_")})


@seams.anew
def repeated_unlike(service: Service) -> seams.Install:
    """A creation that is sent again makes an object which has nothing of what was sent."""
    return _repeating(service, lambda item, row: {**item, row: {}} if row in item else item)


@seams.anew
def repeated_emptied(service: Service) -> seams.Install:
    """A creation that is sent again makes a draft with hardly anything in it."""
    kept = ("id", "object", "created", "livemode", "status", "type")

    def draft(item: Object, _row: str) -> Object:
        return {name: value if name in kept else None for name, value in item.items()}

    return _repeating(service, draft)


def _repeating(service: Service, made: Callable[[Object, str], Object | None]) -> seams.Install:
    """Insert what `made` makes of the first object, whenever its creation is sent again."""

    @seams.recall
    def answer(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        known = inner(key, request)
        item = service.store.find(str(json.loads(known[1]).get("id"))) if known else None
        paths = {o.path: o.returns for o in service.contracts.operations if o.kind == "create"}
        new = made(item, service.contracts.api.metadata_row) if item else None
        if new is not None and request[1] in paths:
            name = new_id(f"{new['id'].partition('_')[0]}_")
            service.store.insert(paths[request[1]], {**new, "id": name})
        return known

    return answer
