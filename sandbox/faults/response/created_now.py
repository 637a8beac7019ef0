"""When things were made."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def milliseconds(service: Service) -> None:
    """Points in time are in milliseconds."""

    def change(item: Object) -> Object:
        return {**item, "created": item["created"] * 1000} if "created" in item else item

    seams.objects(service, change)


def frozen(service: Service) -> None:
    """Everything was made at one time, long ago."""

    def change(item: Object) -> Object:
        return {**item, "created": 1_234_567_890} if "created" in item else item

    seams.objects(service, change)
