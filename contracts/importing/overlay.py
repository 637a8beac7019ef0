"""What was added by hand to an imported package: a file by operation and row, which wins.

    kinds: {"POST /v1/*/close": action}
    api: {list: {order: created}}
    operations: {"POST /v1/customers": {guessed: [], parameters: {body: {email: {format: email}}}}}
    resources: {customer: {prefix: cus_}}

Mappings are merged key by key, anything else is replaced, and null takes a key away. Where the
document says something else, the overlay wins and the conflict is told in a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from contracts.importing.limits import Limits
from contracts.model import METHODS
from contracts.operations import KINDS
from contracts.reader import Reader

Entry = dict[str, Any]
FILE = "overlay.yaml"
_KEYS = ("api", "kinds", "operations", "resources")


class Overlay:
    """The content of an overlay file; an empty one where there is none."""

    def __init__(self, data: Entry, name: str = FILE, *, whole: bool = True) -> None:
        """`whole` says that it is of one document: what that lacks is told."""
        self.kinds: Mapping[str, str] = data.get("kinds", {})
        self.api: Entry = data.get("api", {})
        self.operations: Entry = data.get("operations", {})
        self.resources: Entry = data.get("resources", {})
        self._name, self._whole = name, whole

    @classmethod
    def read(cls, file: Path, *, whole: bool = True) -> Overlay:
        """Read an overlay. Raises ContractError with file, line and path."""
        keys = Reader.open(file.parent, file).mapping(_KEYS)
        for glob, kind in keys["kinds"].entries().items() if "kinds" in keys else ():
            kind.one_of(KINDS)
            if " " in glob and glob.partition(" ")[0] not in (*METHODS, "*"):
                raise kind.refuse(f"{glob!r} is no glob of titles such as 'POST /v1/*/close'")
        for name in ("api", "operations", "resources"):
            for reader in keys[name].entries().values() if name in keys and name != "api" else ():
                reader.entries()
        told = {name: reader.data() for name, reader in keys.items()}
        return cls(told, file.name, whole=whole)

    def kind(self, title: str, path: str) -> str:
        """Return the kind that the overlay gives an operation, "" for none."""
        found = (kind for glob, kind in self.kinds.items()
                 if fnmatchcase(title, glob) or fnmatchcase(path, glob))  # fmt: skip
        return next(found, "")

    def lay(self, api: Entry, resources: dict[str, Entry], limits: Limits) -> None:
        """Lay the overlay over an imported package, and tell each conflict."""
        self._merge(api, self.api, "api", limits)
        titles = {f"{operation['method']} {operation['path']}": operation
                  for resource in resources.values()
                  for operation in resource["operations"].values()}  # fmt: skip
        for title, more in self.operations.items():
            if title in titles:
                self._merge(titles[title], more, title, limits)
            elif self._whole:
                self._told(limits, title, "the document has no such operation")
        for name, more in self.resources.items():
            if name in resources:
                self._merge(resources[name], more, name, limits)
            elif self._whole:
                self._told(limits, name, "the document has no such resource")

    def _merge(self, below: Entry, above: Entry, where: str, limits: Limits) -> None:
        for key, value in above.items():
            there = below.get(key)
            if value is None:
                below.pop(key, None)
            elif isinstance(value, dict) and isinstance(there, dict):
                self._merge(there, value, f"{where}.{key}", limits)
            else:
                if there is not None and there != value and key not in ("base", "guessed"):
                    self._told(
                        limits, f"{where}.{key}", f"{value!r} here, {there!r} in the document"
                    )
                below[key] = value

    def _told(self, limits: Limits, where: str, reason: str) -> None:
        limits.add("conflict", self._name, f"{where}: {reason}")


def kind(overlays: Sequence[Overlay], title: str, path: str) -> str:
    """Return the kind that the last of some overlays gives an operation, "" for none."""
    told = (overlay.kind(title, path) for overlay in reversed(overlays))
    return next(filter(None, told), "")


def base(overlays: Sequence[Overlay], title: str) -> Entry:
    """Return what working calls of an operation send beside what they have to, as overlays say."""
    told = (overlay.operations.get(title, {}).get("base") for overlay in reversed(overlays))
    found: Entry = next(filter(None, told), {})
    return found
