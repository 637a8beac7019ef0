"""Refused creations that leave something behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_plus

from sandbox import seams
from sandbox.service import Reply, Service
from sandbox.store import new_id


def stored_before_checked(service: Service) -> None:
    """An object is stored before its form is checked, and stays when the form is refused."""

    kinds = {o.path: o.returns for o in service.contracts.operations if o.kind == "create"}

    def answer(
        inner: Any, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes
    ) -> Reply:
        reply: Reply = inner(method, path, query, headers, body)
        if method == "POST" and reply.status == 400 and path in kinds:
            _leave(service, kinds[path], unquote_plus(body.decode("utf-8", "replace")))
        return reply

    seams.requests(service, answer)


def _leave(service: Service, kind: str, form: str) -> None:
    pairs = (pair.partition("=")[::2] for pair in form.split("&"))
    sent = {name[9:-1]: value for name, value in pairs if name.startswith("metadata[")}
    last = next(service.store.newest(kind), None)
    if last is not None:
        name = new_id(f"{last['id'].partition('_')[0]}_")
        service.store.insert(kind, {**last, "id": name, "metadata": sent})
