"""Calls whose form does not name what they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, quote

from contracts.model import Operation
from sandbox import seams, wire
from sandbox.service import Reply, Service

Guess = Callable[[Service, Operation], str]  # the id that is taken


def _guessing(guess: Guess) -> Callable[[Service], seams.Install]:
    """Return the fault by which an id is guessed that a form lacks."""

    def install(service: Service) -> seams.Install:
        @seams.requests
        def answer(
            inner: seams.Handle, method: str, path: str, query: str, headers: Mapping[str, str],
            body: bytes,
        ) -> Reply:  # fmt: skip
            more = "".join(
                f"&{pair}" for pair in _lacking(service, method, path, query, body, guess)
            )
            encloses = method != "GET"
            text = body + more.encode() if encloses else body
            return inner(method, path, query if encloses else query + more, headers, text)

        return answer

    return install


def _lacking(
    service: Service, method: str, path: str, query: str, body: bytes, guess: Guess
) -> list[str]:
    """Return the pairs that a form lacks."""
    api = service.ways.of(service.router, method, path).contracts.api
    route = service.router.routes(wire.bare(api, path)).get(method)
    operation = route.operation if route else None
    sent = dict(parse_qsl(f"{query}&{body.decode('utf-8', 'replace')}", keep_blank_values=True))
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
