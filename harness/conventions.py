"""Where an answer holds what it says: the object, the entries of a list, the parts of an error.

Laws look into answers through this alone: an API that keeps these elsewhere is read otherwise, and
every law follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Conventions:
    """The names of an envelope; the defaults are those of the built-in API's `api.yaml`."""

    items: str = "data"
    more: str = "has_more"
    envelope: str = "error"

    def item(self, body: Any) -> dict[str, Any]:
        """Return the object that an answer shows, or an empty one."""
        return body if isinstance(body, dict) else {}

    def entries(self, body: Any) -> list[Any] | None:
        """Return the entries of a list, or None when the answer is none."""
        found = body.get(self.items) if isinstance(body, dict) else None
        return found if isinstance(found, list) else None

    def goes_on(self, body: Any) -> Any:
        """Return what a list says of whether more follows: true or false where it says so."""
        return body.get(self.more) if isinstance(body, dict) else None

    def error(self, body: Any) -> dict[str, Any]:
        """Return the parts of an error by their names: type, code, param, message and others."""
        found = body.get(self.envelope) if isinstance(body, dict) else None
        return found if isinstance(found, dict) else {}


PLAIN = Conventions()
