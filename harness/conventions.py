"""What the harness is told of an API: names of headers, and where an answer holds what it says.

Laws look into answers through this alone: an API that keeps the object, the entries of a list or
the parts of an error elsewhere is read otherwise, and every law follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Conventions:
    """Names of headers, and those of an envelope, which most APIs of this style have in common.

    A header whose name is "" is not sent.
    """

    version: str = ""  # header that asks for a version of the API
    idempotency_key: str = ""
    items: str = "data"
    more: str = "has_more"
    envelope: str = "error"
    code: str = "code"
    locked: str = ""  # code of a 429 that means: somebody else is at it

    def item(self, body: Any) -> dict[str, Any]:
        """Return the object that an answer shows, or an empty one."""
        return body if isinstance(body, dict) else {}

    def entries(self, body: Any) -> list[Any] | None:
        """Return the entries of a list, or None when the answer is none."""
        found = body.get(self.items) if isinstance(body, dict) else None
        return found if isinstance(found, list) else None

    def holding(self, body: Any, entries: list[Any]) -> Any:
        """Return the body of a list with other entries."""
        return {**body, self.items: entries}

    def goes_on(self, body: Any) -> Any:
        """Return what a list says of whether more follows: true or false where it says so."""
        return body.get(self.more) if isinstance(body, dict) else None

    def error(self, body: Any) -> dict[str, Any]:
        """Return the parts of an error by their names: type, code, param, message and others."""
        found = body.get(self.envelope) if isinstance(body, dict) else None
        return found if isinstance(found, dict) else {}


PLAIN = Conventions()
