"""The seams of what is asked: the request as a whole, its key, its path, its parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from contracts.model import Operation
from sandbox.decode import Raw
from sandbox.errors import ApiError
from sandbox.idempotency import Answer, Fingerprint
from sandbox.seams.seam import Params, Seam, narrowed, whole
from sandbox.service import Reply, Route, Service

Validate = Callable[[Route, Raw], Params]
Kind = Callable[[str], str]
Recall = Callable[[str, Fingerprint], Answer | None]
Keep = Callable[[str, Fingerprint, Answer], None]
_TRIES = 20  # parameters of one request that are forgiven


class Asked(NamedTuple):
    """A request as it arrived."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]  # by names in small letters
    body: bytes


Handle = Callable[[Asked], Reply]


@whole
def requests(service: Service, answer: Callable[[Handle, Asked], Reply]) -> None:
    """Answer by `answer(inner, asked)`."""
    handle = service.handle

    def outer(method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Reply:
        return answer(lambda asked: handle(*asked), Asked(method, path, query, headers, body))

    service.handle = outer  # type: ignore[method-assign]


@whole
def text(service: Service, change: Callable[[str], str]) -> None:
    """Decode another text than the one that was sent."""
    inner = service.decode
    service.decode = lambda sent: inner(change(sent))


@whole
def raw(service: Service, change: Callable[[Raw], Raw]) -> None:
    """Change the decoded parameters before they are validated."""
    inner = service.decode
    service.decode = lambda sent: change(inner(sent))


def _validation(
    service: Service, validate: Callable[[Validate, Route, Raw], Params], title: str
) -> None:
    """Validate by `validate(inner, route, raw)`."""
    service.validate = narrowed(service.validate, validate, title)


validation = Seam(_validation)


@Seam
def parameters(service: Service, change: Callable[[Params], Params], title: str) -> None:
    """Change the typed parameters after they were validated."""
    _validation(service, lambda inner, route, sent: change(inner(route, sent)), title)


@Seam
def forgiving(service: Service, wrong: Callable[[ApiError], bool], title: str) -> None:
    """Leave out each parameter that is refused for a `wrong` reason, as lax servers do."""
    _lax(service, lambda refusal, holder, name: wrong(refusal) and _left_out(holder, name), title)


@Seam
def reading(service: Service, read: Callable[[ApiError, str], str | None], title: str) -> None:
    """Take each text that is refused for what `read(refusal, text)` makes of it; None refuses."""

    def mend(refusal: ApiError, holder: Raw, name: str) -> bool:
        text = holder[name]
        found = read(refusal, text) if isinstance(text, str) else None
        if found is None or found == text:
            return False
        holder[name] = found
        return True

    _lax(service, mend, title)


@Seam
def reshaping(service: Service, read: Callable[[ApiError, Raw], str | None], title: str) -> None:
    """Take each object that is refused for what `read(refusal, object)` makes of it; None refuses.

    It is a text, which has to be valid in its place.
    """

    def mend(refusal: ApiError, holder: Raw, name: str) -> bool:
        given = holder[name]
        found = read(refusal, given) if isinstance(given, dict) else None
        if found is None:
            return False
        holder[name] = found
        return True

    _lax(service, mend, title)


def _lax(service: Service, mend: Callable[[ApiError, Raw, str], bool], title: str) -> None:
    """Let `mend(refusal, holder, name)` change what is refused, as long as it does."""

    def validate(inner: Validate, route: Route, sent: Raw) -> Params:
        for _ in range(_TRIES):
            try:
                return inner(route, sent)
            except ApiError as refusal:
                holder, name = _found(sent, refusal.param or "")
                if holder is None or not mend(refusal, holder, name):
                    raise
        return inner(route, sent)

    _validation(service, validate, title)


def _left_out(holder: Raw, name: str) -> bool:
    del holder[name]
    return True


def _found(sent: Raw, param: str) -> tuple[Raw | None, str]:
    """Return what holds a parameter, and its name there; None when it was not sent."""
    *above, name = param.replace("]", "").split("[")
    for part in above:
        found = sent.get(part)
        if not isinstance(found, dict):
            return None, name
        sent = found
    return (sent, name) if name in sent else (None, name)


@whole
def paths(service: Service, change: Callable[[str], str]) -> None:
    """Route by another path than the one that was sent."""
    inner = service.router.find
    service.router.find = lambda method, path: inner(method, change(path))  # type: ignore[method-assign]


@whole
def admission(service: Service, admit: Callable[[str, Operation | None], None]) -> None:
    """Decide by `admit(kind, operation)` what a key may do; ApiError (401) refuses."""
    service.admit = admit


@whole
def keys(service: Service, kind: Callable[[Kind, str], str]) -> None:
    """Tell what a key may do by `kind(inner, header)`: secret, publishable, or ApiError (401)."""
    service.keys = _Keys(partial(kind, service.keys.kind))  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class _Keys:
    """A key ring that is one function."""

    kind: Kind


@whole
def recall(service: Service, answer: Callable[[Recall, str, Fingerprint], Answer | None]) -> None:
    """Recall what a POST with an idempotency key answered by `answer(inner, key, request)`."""
    service.memory = _Memory(  # type: ignore[assignment]
        partial(answer, service.memory.recall), service.memory.keep
    )


@whole
def keep(service: Service, store: Callable[[Keep, str, Fingerprint, Answer], None]) -> None:
    """Remember what it answered by `store(inner, key, request, answer)`."""
    service.memory = _Memory(  # type: ignore[assignment]
        service.memory.recall, partial(store, service.memory.keep)
    )


@dataclass(frozen=True, slots=True)
class _Memory:
    """A memory made of two functions."""

    recall: Recall
    keep: Keep
