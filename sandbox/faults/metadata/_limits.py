"""What is wrong with the limits of metadata in several faults."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import ApiError, invalid
from sandbox.service import Route, Service


def unlimited(service: Service, words: str) -> None:
    """Take metadata that would be refused with these words as if none had been sent."""

    def validate(inner: Any, route: Route, sent: Raw) -> dict[str, Any]:
        try:
            return dict(inner(route, sent))
        except ApiError as refusal:
            if words not in refusal.message:
                raise
            return dict(inner(route, {n: v for n, v in sent.items() if n != "metadata"}))

    seams.validation(service, validate)


def smaller(service: Service) -> None:
    """Refuse the largest metadata that fits."""

    def change(sent: Raw) -> Raw:
        metadata = sent.get("metadata")
        if isinstance(metadata, dict) and any(_large(metadata)):
            raise invalid("The metadata is too large.", "metadata")
        return sent

    seams.raw(service, change)


def _large(metadata: Raw) -> tuple[bool, ...]:
    lengths = [(len(key), len(str(value))) for key, value in metadata.items()]
    return len(metadata) > 20, *(key > 30 or value > 300 for key, value in lengths)
