"""Keeps keys out of everything that is recorded."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from harness.exchange import REDACTED

_LIVE = re.compile(r"[a-z]+_live_", re.IGNORECASE)  # of keys whose beginnings nobody has named


class LiveKeyError(Exception):
    """A key of a live account was given without permission to use it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a target. They never show in a repr."""

    secret: str = field(repr=False)
    publishable: str | None = field(default=None, repr=False)

    def live(self, beginnings: tuple[str, ...] = ()) -> bool:
        """Whether one of the keys belongs to a live account, as its beginning says.

        Without `beginnings` of such keys, one that looks like it is taken for one.
        """
        given = [key for key in (self.secret, self.publishable) if key]
        if beginnings:
            return any(key.startswith(beginnings) for key in given)
        return any(map(_LIVE.match, given))


def sendable(key: str) -> bool:
    """Whether a header can carry a key."""
    return key.isascii() and key.isprintable() and " " not in key


def refuse_live(keys: Keys, beginnings: tuple[str, ...] = (), *, allow: bool) -> None:
    """Raise LiveKeyError when a key is live and `allow` is false.

    `beginnings` are those of keys of live accounts; see `Keys.live`.
    """
    if keys.live(beginnings) and not allow:
        message = (
            "a live key was given: the suite creates, changes and cancels objects. "
            "Use a test key, or pass --allow-live if that is what you want"
        )
        raise LiveKeyError(message)


class Redactor:
    """Replaces keys in texts by REDACTED, also percent-encoded or inside Basic credentials."""

    def __init__(self, keys: Keys) -> None:
        forms: set[str] = set()
        for key in (keys.secret, keys.publishable):
            if key:
                basic = base64.b64encode(f"{key}:".encode()).decode()
                plain = base64.b64encode(key.encode()).decode()
                forms |= {key, quote(key, safe=""), quote_plus(key), basic, plain}
        self._forms = sorted(forms, key=len, reverse=True)
        self._bytes = [form.encode() for form in self._forms]

    def text(self, value: str) -> str:
        """Return `value` without keys."""
        for form in self._forms:
            if form in value:
                value = value.replace(form, REDACTED)
        return value

    def data(self, value: bytes) -> bytes:
        """Return `value` without keys."""
        for form in self._bytes:
            if form in value:
                value = value.replace(form, REDACTED.encode())
        return value

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return headers without keys, names in lower case, Authorization always redacted."""
        return {
            name.lower(): REDACTED if name.lower() == "authorization" else self.text(value)
            for name, value in headers.items()
        }
