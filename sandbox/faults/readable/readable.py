"""What is read after it was made."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def otherwise(service: Service) -> None:
    """An object is read otherwise than it was returned."""

    def change(call: Call, body: Object) -> Object:
        return {**body, "created": body["created"] + 1} if _reads(call) else body

    seams.bodies(service, change, "GET *")


def _reads(call: Call) -> bool:
    return call.operation is not None and call.operation.kind == "retrieve"


def metadata_hidden(service: Service) -> None:
    """A read does not show the metadata that the creation showed."""

    def change(call: Call, body: Object) -> Object:
        return {**body, "metadata": {"read": "1"}} if _reads(call) else body

    seams.bodies(service, change, "GET *")
