"""What headers of recordings tell: the version that is spoken, and ids of requests."""

from __future__ import annotations

import re

from contracts.model.wire import Headers
from harness.exchange import Exchange

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.[a-z]+)?")
_DAY = len("2000-01-01")


def sent_header(exchange: Exchange, name: str) -> str:
    """Return a header of the request, "" when it was not recorded."""
    sent = exchange.request.headers.items()
    return next((v for n, v in sent if n.lower() == name.lower()), "")


def is_request_id(text: str, names: Headers) -> bool:
    """Whether a text is an id that the service gave a request."""
    return bool(names.request_id_prefix) and text.startswith(names.request_id_prefix)


def version_of(exchange: Exchange, names: Headers) -> str:
    """Return the API version an exchange speaks, as far as it says: "2000-01-01.name" or ""."""
    name = names.version
    for text in (sent_header(exchange, name), exchange.header(name)):
        if _DATE.fullmatch(text.strip()) or ";" in text:
            return text.strip()
    return ""


def day_of(exchange: Exchange, names: Headers) -> str:
    """Return the date of the version an exchange speaks, "" when it does not say."""
    return version_of(exchange, names)[:_DAY]


def kinship(version: str, own: str) -> tuple[bool, bool]:
    """Return whether a version has all that our own has, and whether it has no more than that.

    Monthly versions share the name of their release and only add to it; a new name brings changes
    that are not compatible (VER). Features behind a version change what it says.
    """
    if ";" in version or not version or version.partition(".")[2] != own.partition(".")[2]:
        return False, False
    return version >= own, version <= own


def dated(text: str) -> str:
    """Return the version a header names without the features behind it, "" when it names none."""
    found = _DATE.match(text.strip())
    return found.group() if found else ""
