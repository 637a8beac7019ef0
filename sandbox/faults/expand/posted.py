"""Expansion of what a POST answers with."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.beforehand("POST *")
def reads_only(call: Call) -> None:
    """Only reads are expanded."""
    call.expand = ()


@seams.bodies("POST *")
def to_another(call: Call, body: Object) -> Object:
    """What a POST answers with names an object of another id where it is expanded."""
    found = {n: {**v, "id": f"{v['id']}x"} for n in call.expand
             if isinstance(v := body.get(n), dict) and "id" in v}  # fmt: skip
    return {**body, **found}


@seams.bodies("POST *")
def true_as_false(call: Call, body: Object) -> Object:
    """What a POST answers with shows what is true as false where it is expanded."""
    for name in call.expand:
        if isinstance(found := body.get(name), dict):
            body[name] = {n: False if v is True else v for n, v in found.items()}
    return body


@seams.bodies("POST *")
def others_left_out(call: Call, body: Object) -> Object:
    """What a POST answers with has no metadata where anything is expanded."""
    return {**body, call.metadata: {}} if call.expand and call.metadata in body else body
