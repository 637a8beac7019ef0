"""Requests that are sent again."""

from __future__ import annotations

import json

from sandbox import seams
from sandbox.errors import invalid
from sandbox.faults.idempotency._keyed import keyed
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service


@seams.recall
def forgotten(_inner: seams.Recall, _key: str, _request: Fingerprint) -> Answer | None:
    """Idempotency keys are not looked at."""
    return None


@seams.anew
def the_last_alone(_service: Service) -> seams.Install:
    """One key is remembered: the last that came."""
    last: list[str] = []

    @seams.keep
    def kept(inner: seams.Keep, key: str, request: Fingerprint, answer: Answer) -> None:
        last[:] = [key]
        inner(key, request, answer)

    @seams.recall
    def recalled(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        return inner(key, request) if key in last else None

    return seams.both(kept, recalled)


@seams.keep
def forgotten_without_creation(
    inner: seams.Keep, key: str, request: Fingerprint, answer: Answer
) -> None:
    """Keys are remembered by creations only; actions and updates are done again."""
    if (request[1].count("/") < 4 and "_" in request[1]) or request[1].endswith("s"):
        inner(key, request, answer)


@seams.recall
def created_anew(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
    """A repetition is answered with another status of success."""
    known = inner(key, request)
    return None if known is None else (201 if known[0] == 200 else known[0], known[1])


@seams.anew
def as_it_is_now(service: Service) -> seams.Install:
    """A repetition shows the object as it is by then."""

    @seams.recall
    def answer(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        known = inner(key, request)
        body = json.loads(known[1]) if known else {}
        now = service.store.find(str(body.get("id")))
        if known is None or now is None:
            return known
        return known[0], json.dumps({name: now.get(name, body[name]) for name in body}).encode()

    return answer


@seams.anew
def creations_as_they_are_now(service: Service) -> seams.Install:
    """A repeated creation shows the metadata that an update has set since."""

    @seams.recall
    def answer(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        known = inner(key, request)
        made = {o.path for o in service.contracts.operations if o.kind == "create"}
        body = json.loads(known[1]) if known else {}
        now = service.store.find(str(body.get("id")))
        row = service.contracts.api.metadata_row
        if known is None or now is None or request[1] not in made or row not in body:
            return known
        return known[0], json.dumps({**body, row: now[row]}).encode()

    return answer


@seams.recall
def new_keys_refused(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
    """A key that was not given out beforehand is refused."""
    if inner(key, request) is None:
        raise invalid("The key is not known.")
    return inner(key, request)


@seams.anew
def beginnings_clash(_service: Service) -> seams.Install:
    """Keys are kept by so few letters that those of one client are all the same."""
    return keyed(lambda key, _request: key[:4])
