"""What of an answer an API promises at all: a fault that changes nothing else breaks nothing.

A package that says of no refusal which status or code it has is asked for neither, and so a server
that answers 403 in the place of 401 keeps every word of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from contracts.model import Api, Contracts
from sandbox.service import Reply

_PARTS = ("type", "code", "param")
_SERVER = 500  # from here on a status blames the server, which every API promises not to be


def promised(contracts: Contracts) -> frozenset[str]:
    """Return which parts of refusals the API says anything of: status, type, code, param."""
    own = (s for o in contracts.operations for s in o.situations.values() if s is not None)
    judged = {part for s in (*contracts.situations.values(), *own) for part in s.levels}
    error = contracts.api.error
    statuses = contracts.api.auth.refused or error.statuses or error.of_type or error.of_code
    more = {"status": statuses, "type": error.types or error.invalid, "code": error.of_code}
    return frozenset(judged | {part for part, told in more.items() if told})


def promising(contracts: Contracts) -> Callable[[Reply], Reply]:
    """Return what takes an answer's unpromised parts away."""
    api, parts = contracts.api, promised(contracts)
    silent = [getattr(api.error, part) for part in _PARTS if part not in parts]

    def bare(reply: Reply) -> Reply:
        if not 400 <= reply.status < _SERVER:
            return reply
        status = reply.status if "status" in parts else 400
        return replace(reply, status=status, body=_without(reply.body, api, silent))

    return bare


def _without(body: bytes, api: Api, names: list[str]) -> bytes:
    """Return the body of a refusal without some of its parts, by their dotted names."""
    try:
        told = json.loads(body)
    except ValueError:
        return body
    for name in filter(None, names):
        _remove(told, [*filter(None, api.error.envelope.split(".")), *name.split(".")])
    return json.dumps(told, sort_keys=True).encode()


def _remove(told: Any, path: list[str]) -> None:
    *above, last = path
    for name in above:
        told = told.get(name) if isinstance(told, dict) else None
    if isinstance(told, dict):
        told.pop(last, None)
