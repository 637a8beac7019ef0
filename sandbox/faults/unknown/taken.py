"""Rows that no table lists, where they are not refused."""

from __future__ import annotations

from contracts.model import Operation
from sandbox import seams
from sandbox.call import Call
from sandbox.decode import Raw
from sandbox.errors import unknown_parameter
from sandbox.service import Route
from sandbox.store import Object


@seams.validation("*")
def refused(inner: seams.Validate, route: Route, sent: Raw) -> seams.Params:
    """They are refused all the same."""
    for name in _strange(route.operation, sent):
        raise unknown_parameter(name)
    return inner(route, sent)


@seams.bodies("POST *")
def otherwise(call: Call, body: Object) -> Object:
    """What should be named is not, and what should not be is."""
    told = call.contracts.api.unknown == "ignored"
    call.strange = {"assay_unknown": "1"} if told else {}
    return {**body, "assay_unknown": "1"} if told else body


@seams.raw
def renamed(sent: Raw) -> Raw:
    """They are taken for something else: the whole form is lost."""
    plain = [name.replace("_", "").lower() for name in sent]
    return {} if "assayunknown" in plain else sent


def _strange(operation: Operation | None, sent: Raw) -> list[str]:
    known = {row.name for row in operation.sent} if operation else set(sent)
    return [name for name in sent if name not in known]
