"""Refused creations that change what their form names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from sandbox import seams
from sandbox.faults.rejections._ghosts import creations
from sandbox.service import Reply, Service
from sandbox.store import Object


def _touching(
    service: Service, change: Callable[[Object], None], wrong: bytes = b""
) -> seams.Install:
    """Change each object that the form of a refused creation names; `wrong` is in the answer."""
    made = creations(service)

    @seams.requests
    def answer(
        inner: seams.Handle, method: str, path: str, query: str, headers: Mapping[str, str],
        body: bytes,
    ) -> Reply:  # fmt: skip
        reply = inner(method, path, query, headers, body)
        if method == "POST" and path in made and reply.status == 400 and wrong in reply.body:
            values = (value for _, value in parse_qsl(body.decode("utf-8", "replace")))
            for item in filter(None, map(service.store.find, values)):
                change(item)
        return reply

    return answer


@seams.anew
def counted_before_checked(service: Service) -> seams.Install:
    """What is to be made is counted where it belongs, before its form is checked."""

    def counted(item: Object) -> None:
        item["uses"] = item.get("uses", 0) + 1

    return _touching(service, counted)


@seams.anew
def texts_written(service: Service) -> seams.Install:
    """A refused creation leaves a note in the metadata of what it names."""
    row = service.contracts.api.metadata_row

    def noted(item: Object) -> None:
        if row in item:
            item[row] = {**(item[row] or {}), "refused": "1"}

    return _touching(service, noted)


@seams.anew
def state_left(service: Service) -> seams.Install:
    """What a refused creation names is in another state afterwards."""

    def left(item: Object) -> None:
        if "status" in item:
            item["status"] = "inactive"

    return _touching(service, left, b"parameter_")
