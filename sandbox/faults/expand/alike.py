"""Expanded copies that are not the object."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def of_another_time(service: Service) -> None:
    """An expanded object has the metadata and the time of another."""

    def change(call: Call, body: Object) -> Object:
        names = {path.removeprefix("data.").partition(".")[0] for path in call.expand}
        return {name: _aged(value) if name in names else value for name, value in body.items()}

    seams.bodies(service, change, "GET *")


def _aged(value: Any) -> Any:
    if not isinstance(value, dict) or "created" not in value:
        return value
    return {**value, "metadata": {}, "created": value["created"] - 60}
