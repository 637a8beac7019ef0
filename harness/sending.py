"""Where a key goes in a request: into a header, into the query or into the form.

The key stands in what is sent and nowhere else: the request that is recorded is without it, and
says by `key` and `auth` what to put where when it is sent again.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

HEADER, BASIC = "Authorization", "basic"


@dataclass(frozen=True, slots=True)
class Sending:
    """How keys are sent: `scheme` is bearer, basic, header, query or form; "" sends none.

    `name` is that of the header or field, `key` says which part of Basic it is, `other` what the
    other part is.
    """

    scheme: str = "bearer"
    name: str = ""
    key: str = "user"
    other: str = ""

    def of(self, scheme: str) -> str:
        """Return the scheme of a message: its own, or the usual one; "none" where keys are not."""
        return (scheme or self.scheme) if self.scheme else "none"

    def headers(self, key: str | None, scheme: str) -> dict[str, str]:
        """Return the header that sends a key, if one does."""
        if key is None:
            return {}
        if scheme == BASIC:
            return {HEADER: f"Basic {base64.b64encode(self.basic(key).encode()).decode()}"}
        if scheme == "header":
            return {self.name: key}
        return {HEADER: f"Bearer {key}"} if scheme == "bearer" else {}

    def basic(self, key: str) -> str:
        """Return the user and the password of Basic."""
        return f"{self.other}:{key}" if self.key == "password" else f"{key}:{self.other}"

    def place(self, scheme: str) -> str:
        """Return where a key goes, as a request records it: "" where its scheme says that."""
        if scheme == BASIC:
            usual = self.key == "user" and not self.other
            return "" if usual else self.basic("{key}")
        return self.name if scheme in ("header", "query", "form") else ""

    def field(self, key: str | None, scheme: str, place: str) -> str:
        """Return the pair that sends a key in a place, query or form, "" where none does."""
        if key is None or scheme != place:
            return ""
        return f"{quote(self.name, safe='[]')}={quote(key, safe='')}"

    def without(self, headers: Mapping[str, str], redacted: str) -> dict[str, str]:
        """Return headers, names in lower case, with another word where a key may stand; a header
        of the key's own is left out.
        """
        own = self.name.lower() if self.scheme == "header" else ""
        kept = {name: value for name, value in headers.items() if name != own}
        return {**kept, **({HEADER.lower(): redacted} if HEADER.lower() in kept else {})}


BEARER = Sending()
