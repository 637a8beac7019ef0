"""Refused creations that leave something behind."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote_plus

from sandbox import seams
from sandbox.service import Reply, Service
from sandbox.store import new_id


@seams.anew
def stored_before_checked(service: Service) -> seams.Install:
    """An object is stored before its form is checked, and stays when the form is refused."""
    kinds = {o.path: o.returns for o in service.contracts.operations if o.kind == "create"}

    @seams.requests
    def answer(
        inner: seams.Handle, method: str, path: str, query: str, headers: Mapping[str, str],
        body: bytes,
    ) -> Reply:  # fmt: skip
        reply = inner(method, path, query, headers, body)
        if method == "POST" and reply.status == 400 and path in kinds:
            _leave(service, kinds[path], unquote_plus(body.decode("utf-8", "replace")))
        return reply

    return answer


def _leave(service: Service, kind: str, form: str) -> None:
    pairs = (pair.partition("=")[::2] for pair in form.split("&"))
    sent = {name[9:-1]: value for name, value in pairs if name.startswith("metadata[")}
    last = next(service.store.newest(kind), None)
    if last is not None:
        name = new_id(f"{last['id'].partition('_')[0]}_")
        service.store.insert(kind, {**last, "id": name, "metadata": sent})
