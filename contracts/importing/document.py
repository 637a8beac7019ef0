"""Reads an OpenAPI document, and follows its references by the `referencing` library.

References may go to files below the folder of the document; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from contracts.importing.limits import DocumentError
from contracts.importing.parsing import parsed

VERSIONS = ("3.0", "3.1")
_ENDING = re.compile(r"\.(ya?ml|json)$", re.IGNORECASE)  # of a file
_LONGEST = 50  # references that lead on to each other


class NoTargetError(Exception):
    """A reference that leads nowhere. The message says why."""


def escaped(part: object) -> str:
    """Return a part of a JSON pointer."""
    return str(part).replace("~", "~0").replace("/", "~1")


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document, where it stands, and how references in it are followed."""

    value: Any
    pointer: str
    resolver: Any
    name: str = ""  # of the component that a reference led to

    def below(self, key: str | int) -> Node:
        """Return the value below a key or an index. Raises KeyError, IndexError, TypeError."""
        return Node(self.value[key], f"{self.pointer}/{escaped(key)}", self.resolver)

    def get(self, key: str, kind: type[Any] = dict) -> Node | None:
        """Return the value below a key, if it is there and of a type."""
        if not isinstance(self.value, dict) or not isinstance(self.value.get(key), kind):
            return None
        return self.below(key)

    def entries(self) -> Iterator[tuple[str, Node]]:
        """Yield the entries of a mapping; none of anything else."""
        for key in self.value if isinstance(self.value, dict) else ():
            yield key, self.below(key)

    def items(self) -> Iterator[Node]:
        """Yield the elements of a list; none of anything else."""
        for index in range(len(self.value) if isinstance(self.value, list) else 0):
            yield self.below(index)

    def text(self, key: str) -> str:
        """Return the text below a key, "" for none."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return found if isinstance(found, str) else ""

    def reference(self) -> Node | None:
        """Return what `$ref` leads to, one step on, or None. Raises NoTargetError."""
        target = self._target()
        if target is None:
            return None
        try:
            found = self.resolver.lookup(target)
        except Unresolvable as trouble:
            raise NoTargetError(f"{target!r} leads nowhere{_why(trouble)}") from None
        except (ValueError, TypeError, KeyError) as trouble:
            reason = f"{target!r} cannot be followed: {trouble}"
            raise NoTargetError(reason) from None
        place = target if target.startswith("#") else f"{self.pointer}/$ref"
        return Node(found.contents, place, found.resolver, _component(target))

    def _target(self) -> str | None:
        """Return the text of `$ref`, None where there is none. Raises NoTargetError."""
        value = self.value if isinstance(self.value, dict) else {}
        for key in ("$ref", "$dynamicRef"):
            if key in value and not (isinstance(value[key], str) and value[key]):
                raise NoTargetError(f"{key} is {str(value[key])[:40]!r}, and no address")
        return value.get("$ref") or value.get("$dynamicRef")

    def followed(self) -> Node:
        """Return what a chain of references leads to, or itself. Raises NoTargetError.

        What stands beside a `$ref` is laid over its target.
        """
        node = self
        beside: list[dict[str, Any]] = []
        for _ in range(_LONGEST):
            found = node.reference()
            if found is None:
                return _laid(node, beside)
            beside.append({k: v for k, v in node.value.items() if k not in ("$ref", "$dynamicRef")})
            node = found
        raise NoTargetError("its references lead in a circle")


def _why(trouble: BaseException) -> str:
    """Return what stood in the way of a file that a reference leads to, "" where nothing did."""
    cause = trouble.__cause__
    while cause is not None and not isinstance(cause, NoTargetError):
        cause = cause.__cause__
    return f": {cause}" if cause else ""


def _laid(node: Node, beside: list[dict[str, Any]]) -> Node:
    if not any(beside) or not isinstance(node.value, dict):
        return node
    value = dict(node.value)
    for siblings in reversed(beside):
        value.update(siblings)
    return Node(value, node.pointer, node.resolver, node.name)


def _component(target: str) -> str:
    """Return the name of a component: `customer` of `#/components/schemas/customer`, or of a file
    that holds it alone.
    """
    place, _, fragment = target.partition("#")
    last = fragment.rpartition("/")[2] or _ENDING.sub("", place.rpartition("/")[2])
    return unquote(last).replace("~1", "/").replace("~0", "~")


def read(file: Path) -> Node:
    """Return the root of an OpenAPI document. Raises DocumentError."""
    data = parsed(file, file)
    if not isinstance(data, dict):
        raise DocumentError(str(file), "#", "no OpenAPI document: a mapping was expected")
    _check_version(str(file), data)
    if not isinstance(data.get("paths"), dict):
        raise DocumentError(str(file), "#/paths", "the document has no mapping of paths")
    folder = file.resolve().parent
    registry: Registry[Any] = Registry(  # attrs gives it this name; mypy does not see that
        retrieve=lambda uri: _beside(uri, folder)  # type: ignore[call-arg]
    )
    base = file.resolve().as_uri()
    resource = DRAFT202012.create_resource(data)
    resolver = registry.with_resource(base, resource).resolver(base)
    return Node(data, "#", resolver)


def _check_version(file: str, data: dict[str, Any]) -> None:
    if "swagger" in data:
        reason = (
            f"Swagger {data['swagger']} is not read, only OpenAPI 3.0 and 3.1: convert it first"
        )
        raise DocumentError(file, "#/swagger", reason)
    version = data.get("openapi")
    if not isinstance(version, str) or not version.startswith(tuple(f"{v}." for v in VERSIONS)):
        reason = f"OpenAPI {' and '.join(VERSIONS)} are read; 'openapi' is {version!r}"
        raise DocumentError(file, "#/openapi", reason)


def _beside(uri: str, folder: Path) -> Resource[Any]:
    """Return a file that a reference names, if it stands below the folder of the document."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        raise NoTargetError("nothing is fetched; put a copy beside the document")
    path = Path(unquote(parts.path)).resolve()
    if not path.is_relative_to(folder):
        raise NoTargetError("it is not below the folder of the document")
    if not path.is_file():
        raise NoTargetError("there is no such file")
    try:
        return DRAFT202012.create_resource(parsed(path, path.relative_to(folder)))
    except DocumentError as trouble:
        raise NoTargetError(str(trouble)) from None
