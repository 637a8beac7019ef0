"""The fields of answers."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def field_missing(service: Service) -> None:
    """A field is left out."""

    def change(item: Object) -> Object:
        return {name: value for name, value in item.items() if name != "livemode"}

    seams.objects(service, change)


def integers_as_text(service: Service) -> None:
    """Points in time are texts."""

    def change(item: Object) -> Object:
        return {**item, "created": str(item["created"])} if "created" in item else item

    seams.objects(service, change)


def null(service: Service) -> None:
    """What is never null is null."""
    seams.objects(service, lambda item: {**item, "livemode": None})


def another_kind(service: Service) -> None:
    """The object says that it is another."""
    seams.objects(service, lambda item: {**item, "object": "thing"})
