"""Refused creations that leave something behind."""

from __future__ import annotations

from functools import partial
from urllib.parse import unquote_plus

from sandbox import seams
from sandbox.faults.rejections._ghosts import creations, left
from sandbox.service import Service


@seams.anew
def stored_before_checked(service: Service) -> seams.Install:
    """An object is stored before its form is checked, and stays when the form is refused."""
    made = creations(service)

    def creates(method: str, path: str, _answer: bytes) -> bool:
        return method == "POST" and path in made

    return left(service, creates, partial(_sent, service.contracts.api.metadata_row))


def _sent(row: str, body: bytes) -> dict[str, str]:
    """Return the metadata that a form sends."""
    form = unquote_plus(body.decode("utf-8", "replace"))
    pairs = (pair.partition("=")[::2] for pair in form.split("&"))
    return {name[len(row) + 1 : -1]: value for name, value in pairs if name.startswith(f"{row}[")}
