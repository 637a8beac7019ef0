"""Answers to a repeated key that have the id of an earlier request."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.service import Reply, Service

Name = Callable[[str, str], str]  # of a key and a path, what stands for the id; "" for an own one


def _named(service: Service, name: Name) -> seams.Install:
    """Give each POST of which `name` says something the id of the first one it says so of."""
    known: dict[str, str] = {}

    @seams.requests
    def answer(inner: seams.Handle, asked: seams.Asked) -> Reply:
        reply = inner(asked)
        names = service.ways.of(service.router, asked.method, asked.path).headers
        key = asked.headers.get(names.idempotency_key, "")
        mark = name(key, asked.path) if asked.method == "POST" else ""
        own = reply.headers.get(names.request_id, "")
        if not mark or not own:
            return reply
        return seams.headed(reply, {names.request_id: known.setdefault(mark, own)})

    return answer


@seams.anew
def kept_with_the_answer(service: Service) -> seams.Install:
    """A replay repeats the headers of the first answer as well."""
    return _named(service, lambda key, _path: key)


@seams.anew
def of_the_object(service: Service) -> seams.Install:
    """Whatever is sent to one path with a key has one id."""
    return _named(service, lambda key, path: path if key else "")


@seams.anew
def begins_alike(service: Service) -> seams.Install:
    """Keys that begin alike share the id."""
    return _named(service, lambda key, _path: key[:8])
