"""Creations that are not apart from those before them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from sandbox import seams
from sandbox.call import Call
from sandbox.faults.rejections._ghosts import creations
from sandbox.service import Reply, Service
from sandbox.store import Object


@seams.anew
def known_by_its_form(service: Service) -> seams.Install:
    """A form that was sent before is answered with what it made then."""
    made, known = creations(service), dict[tuple[str, bytes], Reply]()

    @seams.requests
    def answer(inner: seams.Handle, asked: seams.Asked) -> Reply:
        reply = inner(asked)
        if asked.method == "POST" and asked.path in made and reply.status == 200:
            return known.setdefault((asked.path, asked.body), reply)
        return reply

    return answer


def _before(call: Call, item: Object, change: Callable[[Object], None]) -> None:
    """Change the object that was made before one that a creation made."""
    if call.operation is None or call.operation.kind != "create":
        return
    kinds = (kind for kind in call.store.kinds() if item in call.store.all(kind))
    for kind in kinds:
        for other in islice(call.store.newest(kind), 1, 2):
            change(other)


@seams.afterwards("POST *")
def texts_move_on(call: Call, item: Object) -> None:
    """A creation writes its metadata into the object that was made before it."""
    row = call.metadata
    _before(call, item, lambda other: other.update({row: {"next": "1"}} if row in other else {}))


@seams.afterwards("POST *")
def next_one_is_named(call: Call, item: Object) -> None:
    """An object names the one that was made after it."""
    _before(call, item, lambda other: other.update(next=item["id"]))


@seams.afterwards("POST *")
def parts_taken(call: Call, item: Object) -> None:
    """A creation empties the parts of the object that was made before it."""

    def emptied(other: Object) -> None:
        other.update({name: None for name, value in other.items() if isinstance(value, dict)})

    _before(call, item, emptied)
