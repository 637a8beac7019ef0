"""What headers of recordings tell: the version that is spoken, the key, the account, the request.

Only this module knows their names.
"""

from __future__ import annotations

import re

from harness.exchange import Exchange

ACCOUNT = "stripe-account"
CLIENT = "x-stripe-client-user-agent"
KEY = "idempotency-key"
ORIGINAL = "original-request"
REPLAYED = "idempotent-replayed"
REQUEST_ID = "request-id"
VERSION = "stripe-version"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.[a-z]+)?")
_DAY = len("2026-04-22")


def sent_header(exchange: Exchange, name: str) -> str:
    """Return a header of the request, "" when it was not recorded."""
    return next((v for n, v in exchange.request.headers.items() if n.lower() == name), "")


def is_request_id(text: str) -> bool:
    """Whether a text is an id that the service gave a request."""
    return text.startswith("req_")


def version_of(exchange: Exchange) -> str:
    """Return the API version an exchange speaks, as far as it says: "2026-04-22.dahlia" or ""."""
    answered = exchange.response.headers if exchange.response else {}
    for text in (sent_header(exchange, VERSION), answered.get(VERSION, "")):
        if _DATE.fullmatch(text.strip()) or ";" in text:
            return text.strip()
    return ""


def day_of(exchange: Exchange) -> str:
    """Return the date of the version an exchange speaks, "" when it does not say."""
    return version_of(exchange)[:_DAY]


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
