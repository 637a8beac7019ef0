"""Expanded copies that are not the object."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def of_another_time(call: Call, body: Object) -> Object:
    """An expanded object has the metadata and the time of another."""
    names = {path.removeprefix("data.").partition(".")[0] for path in call.expand}
    return {name: _aged(call, value) if name in names else value for name, value in body.items()}


def _aged(call: Call, value: Any) -> Any:
    if not isinstance(value, dict) or "created" not in value:
        return value
    return {**value, call.metadata: {}, "created": value["created"] - 60}
