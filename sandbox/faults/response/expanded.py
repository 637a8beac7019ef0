"""Expansions that are not the object."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies()
def stub(call: Call, body: Object) -> Object:
    """What is expanded shows its id and nothing else."""
    return _expanded(call, body, lambda found: {"id": found.get("id")})


@seams.bodies()
def kind_forgotten(call: Call, body: Object) -> Object:
    """What is expanded does not say what it is."""
    return _expanded(call, body, lambda found: {n: v for n, v in found.items() if n != "object"})


@seams.bodies()
def of_another_kind(call: Call, body: Object) -> Object:
    """What is expanded calls itself a source, whatever it is."""
    return _expanded(call, body, lambda found: {**found, "object": "source"})


@seams.bodies()
def mode_as_text(call: Call, body: Object) -> Object:
    """What is expanded says as a text whether it is live."""
    return _expanded(call, body, lambda found: {**found, "livemode": "false"})


@seams.bodies()
def made_in_words(call: Call, body: Object) -> Object:
    """What is expanded says in words when it was made."""
    return _expanded(call, body, lambda found: {**found, "created": "yesterday"})


@seams.bodies()
def of_the_other_mode(call: Call, body: Object) -> Object:
    """What is expanded is of the other mode."""
    return _expanded(call, body, lambda found: {**found, "livemode": not found.get("livemode")})


@seams.bodies()
def made_in_milliseconds(call: Call, body: Object) -> Object:
    """What is expanded says in milliseconds when it was made."""
    return _expanded(call, body, lambda found: {
        n: v * 1000 if n == "created" and isinstance(v, int) else v for n, v in found.items()
    })  # fmt: skip


@seams.bodies("GET *")
def ids_left_in_lists(call: Call, body: Object) -> Object:
    """Entries of lists keep their ids, whatever is to be expanded."""
    names = {name.partition("data.")[2] for name in call.expand}
    for entry in body["data"] if isinstance(body.get("data"), list) else ():
        entry.update({n: entry[n]["id"] for n in names if isinstance(entry.get(n), dict)})
    return body


def _expanded(call: Call, body: Object, change: Callable[[Object], Object]) -> Object:
    for name in call.expand:
        if isinstance(body.get(name), dict):
            body[name] = change(body[name])
    return body
