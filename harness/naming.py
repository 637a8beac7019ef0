"""The names of fields as tables have them, in answers that write them by another rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from harness.shapes import Seen

_RULED = {
    "camel": re.compile(r"[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*"),
    "pascal": re.compile(r"(?:[A-Z][a-z0-9]*)+"),
    "kebab": re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"),
}
_CAPITAL = re.compile(r"(?<!^)([A-Z])")


@dataclass(frozen=True, slots=True)
class Naming:
    """The rule by which fields are answered; `maps` are fields whose keys are the user's own."""

    rule: str = "as_written"
    maps: frozenset[str] = frozenset()

    def named(self, found: Any) -> Any:
        """Return an object with the names of its table."""
        if self.rule not in _RULED or not isinstance(found, dict):
            return found
        raw = found.raw if isinstance(found, Seen) else found
        return Seen(self._below("", dict(found)), self._below("", raw))

    def _name(self, name: str) -> str:
        if not _RULED[self.rule].fullmatch(name):
            return name
        return _CAPITAL.sub(r"_\1", name.replace("-", "_")).lower()

    def _below(self, above: str, value: Any) -> Any:
        if above in self.maps:
            return value
        if isinstance(value, dict):
            return {self._name(name): self._below(self._name(name), inner)
                    for name, inner in value.items()}  # fmt: skip
        return [self._below("", inner) for inner in value] if isinstance(value, list) else value


AS_WRITTEN = Naming()
