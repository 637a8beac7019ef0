"""Wraps one seam of a service, so that a fault breaks one thing and leaves all else alone.

A fault is a public function of a module in `sandbox/faults/` that takes a `Service` and wraps one
of its seams with a function of this module. `title` narrows it to the operations that a glob such
as `POST /v1/issuing/cards*` matches.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from typing import Any

from sandbox.call import Call
from sandbox.decode import Raw
from sandbox.errors import ApiError
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Reply, Route, Service
from sandbox.store import Object

Params = dict[str, Any]
Recall = Callable[[str, Fingerprint], Answer | None]
Keep = Callable[[str, Fingerprint, Answer], None]


def text(service: Service, change: Callable[[str], str]) -> None:
    """Decode another text than the one that was sent."""
    inner = service.decode
    service.decode = lambda sent: inner(change(sent))


def raw(service: Service, change: Callable[[Raw], Raw]) -> None:
    """Change the decoded parameters before they are validated."""
    inner = service.decode
    service.decode = lambda sent: change(inner(sent))


def validation(
    service: Service,
    validate: Callable[[Callable[[Route, Raw], Params], Route, Raw], Params],
    title: str = "*",
) -> None:
    """Validate by `validate(inner, route, raw)`."""
    inner = service.validate

    def outer(route: Route, sent: Raw) -> Params:
        return validate(inner, route, sent) if fits(route, title) else inner(route, sent)

    service.validate = outer


def parameters(service: Service, change: Callable[[Params], Params], title: str = "*") -> None:
    """Change the typed parameters after they were validated."""
    validation(service, lambda inner, route, sent: change(inner(route, sent)), title)


def forgiving(
    service: Service, wrong: Callable[[ApiError], bool], title: str = "*", tries: int = 20
) -> None:
    """Leave out each parameter that is refused for a `wrong` reason, as lax servers do."""

    def validate(inner: Callable[[Route, Raw], Params], route: Route, sent: Raw) -> Params:
        for _ in range(tries):
            try:
                return inner(route, sent)
            except ApiError as refusal:
                if not wrong(refusal) or not refusal.param or not _remove(sent, refusal.param):
                    raise
        return inner(route, sent)

    validation(service, validate, title)


def _remove(sent: Raw, param: str) -> bool:
    parts = param.replace("]", "").split("[")
    for part in parts[:-1]:
        found = sent.get(part)
        if not isinstance(found, dict):
            return False
        sent = found
    return sent.pop(parts[-1], None) is not None


def transition(
    service: Service,
    behave: Callable[[Callable[[Route, Call], Object], Route, Call], Object],
    title: str = "*",
) -> None:
    """Do what an operation does by `behave(inner, route, call)`."""
    inner = service.transition

    def outer(route: Route, call: Call) -> Object:
        return behave(inner, route, call) if fits(route, title) else inner(route, call)

    service.transition = outer


def afterwards(service: Service, change: Callable[[Call, Object], None], title: str = "*") -> None:
    """Change the object that an operation answers with, as it is kept."""

    def behave(inner: Callable[[Route, Call], Object], route: Route, call: Call) -> Object:
        found = inner(route, call)
        change(call, found)
        return found

    transition(service, behave, title)


def beforehand(service: Service, change: Callable[[Call], None], title: str = "*") -> None:
    """Change a call, or what it will find, before the operation sees it."""

    def behave(inner: Callable[[Route, Call], Object], route: Route, call: Call) -> Object:
        change(call)
        return inner(route, call)

    transition(service, behave, title)


def refused(
    service: Service, change: Callable[[Call, ApiError], Object | None], title: str = "*"
) -> None:
    """See each refusal of an operation and answer with what `change` returns; None refuses."""

    def behave(inner: Callable[[Route, Call], Object], route: Route, call: Call) -> Object:
        try:
            return inner(route, call)
        except ApiError as refusal:
            found = change(call, refusal)
            if found is None:
                raise
            return found

    transition(service, behave, title)


_TOGETHER = 0.25  # seconds within which two requests for one object have come together


def unlocked(service: Service, title: str) -> None:
    """Let requests that come together for one object not see what the others did."""
    before: dict[str, tuple[float, Object]] = {}

    def behave(inner: Callable[[Route, Call], Object], route: Route, call: Call) -> Object:
        now, item = time.monotonic(), call.store.find(call.id())
        if item is None:
            return inner(route, call)
        then, old = before.get(call.id(), (0.0, item))
        if now - then < _TOGETHER:
            item.update(copy.deepcopy(old))
        else:
            before[call.id()] = now, copy.deepcopy(item)
        return inner(route, call)

    transition(service, behave, title)


def together(
    service: Service, change: Callable[[Call, ApiError], Object | None], title: str
) -> None:
    """See the refusals (400) of requests that come together with an accepted one for one object."""
    accepted: dict[str, float] = {}

    def behave(inner: Callable[[Route, Call], Object], route: Route, call: Call) -> Object:
        try:
            found = inner(route, call)
        except ApiError as refusal:
            then = accepted.get(call.id(), 0.0) if call.ids else 0.0
            if refusal.status != 400 or time.monotonic() - then > _TOGETHER:
                raise
            other = change(call, refusal)
            if other is None:
                raise
            return other
        if call.ids:
            accepted[call.id()] = time.monotonic()
        return found

    transition(service, behave, title)


def bodies(service: Service, change: Callable[[Call, Object], Object], title: str = "*") -> None:
    """Change the successful bodies of the contracts' operations as they are rendered."""
    inner = service.render

    def outer(call: Call, body: Object) -> Object:
        found = inner(call, body)
        operation = call.operation
        if operation is None or not fnmatchcase(operation.title, title):
            return found
        return change(call, dict(found))

    service.render = outer


def objects(service: Service, change: Callable[[Object], Object], title: str = "*") -> None:
    """Change each object that is rendered, alone or in a list."""

    def each(call: Call, body: Object) -> Object:
        if call.operation is not None and call.operation.shape == "object":
            return change(body)
        return {**body, "data": [change(dict(item)) for item in body["data"]]}

    bodies(service, each, title)


def errors(
    service: Service, change: Callable[[int, Params], tuple[int, Params]], title: str = "*"
) -> None:
    """Change status and `error` object of refusals; `title` is matched with the path as sent."""
    inner = service.refuse

    def outer(method: str, path: str, refusal: ApiError) -> tuple[int, Object]:
        status, body = inner(method, path, refusal)
        if not fnmatchcase(f"{method} {path}", title):
            return status, body
        status, error = change(status, dict(body["error"]))
        return status, {"error": error}

    service.refuse = outer


def marking(service: Service) -> None:
    """Leave a mark in the metadata of an object when a request about it is refused."""
    inner = service.refuse

    def outer(method: str, path: str, refusal: ApiError) -> tuple[int, Object]:
        for part in path.split("/") if method == "POST" and refusal.status == 400 else ():
            item = service.store.find(part)
            if item is not None:
                item["metadata"] = {**(item.get("metadata") or {}), "refused": "1"}
        return inner(method, path, refusal)

    service.refuse = outer


def replies(service: Service, change: Callable[[Reply], Reply], title: str = "*") -> None:
    """Change what goes over the wire; `title` is matched with the path as sent."""
    inner = service.send

    def outer(method: str, path: str, reply: Reply) -> Reply:
        found = inner(method, path, reply)
        return change(found) if fnmatchcase(f"{method} {path}", title) else found

    service.send = outer


def statuses(service: Service, old: int, new: int, title: str = "*") -> None:
    """Answer with another status."""
    replies(service, lambda r: replace(r, status=new) if r.status == old else r, title)


def headers(service: Service, changed: Mapping[str, str]) -> None:
    """Answer with other headers; an empty one is left out."""
    replies(service, lambda r: replace(r, headers={**r.headers, **changed}))


def keys(service: Service, kind: Callable[[Callable[[str], str], str], str]) -> None:
    """Tell what a key may do by `kind(inner, header)`: secret, publishable, or ApiError (401)."""
    service.keys = _Keys(service.keys.kind, kind)  # type: ignore[assignment]


class _Keys:
    """A key ring that asks another one."""

    def __init__(
        self, inner: Callable[[str], str], kind: Callable[[Callable[[str], str], str], str]
    ) -> None:
        self._inner = inner
        self._kind = kind

    def kind(self, header: str) -> str:
        """Return secret or publishable."""
        return self._kind(self._inner, header)


def memory(
    service: Service,
    recall: Callable[[Recall, str, Fingerprint], Answer | None] | None = None,
    keep: Callable[[Keep, str, Fingerprint, Answer], None] | None = None,
) -> None:
    """Remember what a POST with an idempotency key answered by `recall` and `keep`."""
    inner = service.memory
    service.memory = _Memory(  # type: ignore[assignment]
        partial(recall, inner.recall) if recall else inner.recall,
        partial(keep, inner.keep) if keep else inner.keep,
    )


@dataclass(frozen=True, slots=True)
class _Memory:
    """A memory made of two functions."""

    recall: Recall
    keep: Keep


def requests(service: Service, answer: Callable[..., Reply]) -> None:
    """Answer by `answer(inner, method, path, query, headers, body)`."""
    service.handle = partial(answer, service.handle)  # type: ignore[method-assign]


def fits(route: Route, title: str) -> bool:
    """Whether a route's title matches a glob."""
    return title == "*" or fnmatchcase(route.title, title)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the dotted path and value of everything that is not a dictionary or a list."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}")
    else:
        yield path, value
