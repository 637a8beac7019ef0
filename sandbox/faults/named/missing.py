"""Calls whose form does not name what they are about."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, quote

from contracts.model import Operation
from sandbox import seams, wire
from sandbox.service import Reply, Service

Guess = Callable[[Service, Operation], str]  # the id that is taken


def _guessing(guess: Guess) -> Callable[[Service], seams.Install]:
    """Return the fault by which an id is guessed that a form lacks."""

    def install(service: Service) -> seams.Install:
        @seams.requests
        def answer(inner: seams.Handle, asked: seams.Asked) -> Reply:
            more = "".join(f"&{pair}" for pair in _lacking(service, asked, guess))
            if asked.method == "GET":
                return inner(asked._replace(query=asked.query + more))
            return inner(asked._replace(body=asked.body + more.encode()))

        return answer

    return install


def _lacking(service: Service, asked: seams.Asked, guess: Guess) -> list[str]:
    """Return the pairs that a form lacks."""
    api = service.ways.of(service.router, asked.method, asked.path).contracts.api
    route = service.router.routes(wire.bare(api, asked.path)).get(asked.method)
    operation = route.operation if route else None
    text = f"{asked.query}&{asked.body.decode('utf-8', 'replace')}"
    sent = dict(parse_qsl(text, keep_blank_values=True))
    return [
        f"{row.name}={quote(guess(service, operation))}"
        for row in (operation.path_parameters if operation else ())
        if operation and row.slot and row.name not in sent
    ]


def _newest(service: Service, operation: Operation) -> str:
    kinds = [kind for row in operation.path_parameters for kind in row.references]
    found = (item for kind in kinds for item in service.store.newest(kind))
    return str(next(found, {"id": "none"})["id"])


@seams.anew
def newest_taken(service: Service) -> seams.Install:
    """The newest object is taken where none is named."""
    return _guessing(_newest)(service)


@seams.anew
def oldest_taken(service: Service) -> seams.Install:
    """The oldest object is taken where none is named."""

    def oldest(own: Service, operation: Operation) -> str:
        kinds = [kind for row in operation.path_parameters for kind in row.references]
        found = [item for kind in kinds for item in own.store.newest(kind)]
        return str(found[-1]["id"]) if found else "none"

    return _guessing(oldest)(service)


@seams.anew
def refused_as_unknown(service: Service) -> seams.Install:
    """A form that names nothing is refused as one that names an object which does not exist."""
    return _guessing(lambda _service, _operation: "none")(service)
