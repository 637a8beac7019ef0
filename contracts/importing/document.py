"""Reads an OpenAPI document, and follows its references by the `referencing` library.

JSON and YAML are read; YAML by the rules of its version 1.2, as OpenAPI asks: `NO` is a country,
and a date a text. References may go to files below the folder of the document; nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from contracts.importing.limits import DocumentError

VERSIONS = ("3.0", "3.1")
DEEPEST = 200  # nested values of a document: more is no API, and would exhaust the stack
_LARGE = 10**30
_HALF = re.compile("[\ud800-\udfff]")  # of a character that takes two
_LONGEST = 50  # references that lead on to each other
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc] # which of the two it is, is known at run time
    """Reads scalars as YAML 1.2 does: only true, false, null and decimal numbers are no texts."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - as PyYAML has it


_SCALARS = (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("merge", r"^(?:<<)$", "<"),
)  # fmt: skip
for _tag, _pattern, _first in _SCALARS:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


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
        target = self.text("$ref") or self.text("$dynamicRef")
        if not target:
            return None
        try:
            found = self.resolver.lookup(target)
        except Unresolvable as trouble:
            reason = f"{target!r} leads nowhere"
            cause = trouble.__cause__
            if isinstance(cause, NoTargetError):
                reason = f"{reason}: {cause}"
            raise NoTargetError(reason) from None
        except (ValueError, TypeError, KeyError) as trouble:
            reason = f"{target!r} cannot be followed: {trouble}"
            raise NoTargetError(reason) from None
        place = target if target.startswith("#") else f"{self.pointer}/$ref"
        return Node(found.contents, place, found.resolver, _component(target))

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


def _laid(node: Node, beside: list[dict[str, Any]]) -> Node:
    if not any(beside) or not isinstance(node.value, dict):
        return node
    value = dict(node.value)
    for siblings in reversed(beside):
        value.update(siblings)
    return Node(value, node.pointer, node.resolver, node.name)


def _component(target: str) -> str:
    """Return the name of a component: `customer` of `#/components/schemas/customer`."""
    place, _, fragment = target.partition("#")
    last = (fragment or place).rpartition("/")[2]
    return unquote(last).replace("~1", "/").replace("~0", "~").partition(".yml")[0]


def read(file: Path) -> Node:
    """Return the root of an OpenAPI document. Raises DocumentError."""
    data = _parsed(file, file)
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


def _parsed(file: Path, told: Path) -> Any:
    """Read a file of JSON or YAML. Raises DocumentError."""
    name = str(told)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise DocumentError(name, "#", f"not UTF-8: {trouble.reason}") from None
    except OSError as trouble:
        raise DocumentError(name, "#", f"cannot be read: {trouble.strerror}") from None
    try:
        if text.lstrip()[:1] in ("{", "["):
            try:
                return _keyed(json.loads(text), name)
            except json.JSONDecodeError:
                if "\t" in text:  # no YAML either
                    raise
        return _keyed(yaml.load(text, Loader=_Loader), name)  # noqa: S506 - a safe loader's child
    except json.JSONDecodeError as trouble:
        raise DocumentError(name, f":{trouble.lineno}", f"not JSON: {trouble.msg}") from None
    except yaml.YAMLError as trouble:
        mark = getattr(trouble, "problem_mark", None)
        reason = f"not YAML: {getattr(trouble, 'problem', trouble)}"
        raise DocumentError(name, f":{mark.line + 1 if mark else 1}", reason) from None
    except RecursionError:
        raise DocumentError(name, "#", "it is nested too deeply") from None
    except ValueError as trouble:  # a number, or a date, that is none
        raise DocumentError(name, "#", f"cannot be read: {trouble}") from None


def _keyed(value: Any, file: str) -> Any:
    """Return a value whose keys are texts: `200:` is "200". Raises DocumentError.

    What an alias repeats is read once: some documents would fill the memory otherwise.
    """
    done: dict[int, Any] = {}

    def read(value: Any, depth: int, above: tuple[Any, ...] = ()) -> Any:
        if not isinstance(value, dict | list):
            if reason := _unreadable(value):
                raise DocumentError(file, _pointer(above), reason)
            return value
        if id(value) in done and done[id(value)] is not None:
            return done[id(value)]
        if id(value) in done or depth > DEEPEST:
            raise DocumentError(file, "#", "it is nested too deeply, or holds itself by an alias")
        done[id(value)] = None
        if isinstance(value, dict):
            found: Any = {read(_key(key), depth, above): read(inner, depth + 1, (above, key))
                          for key, inner in value.items()}  # fmt: skip
        else:
            found = [read(inner, depth + 1, (above, n)) for n, inner in enumerate(value)]
        done[id(value)] = found
        return found

    return read(value, 0)


def _unreadable(value: Any) -> str:
    """Return why a value is one that no file can hold, or ""."""
    if isinstance(value, str):
        half = "" if value.isascii() else next(filter(_HALF.match, value), "")
        return f"{half!r} is half a character" if half else ""
    if isinstance(value, float) and not isfinite(value):
        return f"{value} is no number that can be written"
    large = isinstance(value, int) and abs(value) >= _LARGE
    return "a whole number of more than 30 digits" if large else ""


def _pointer(above: tuple[Any, ...]) -> str:
    """Return where a value stands, as a JSON pointer."""
    names = []
    while above:
        above, name = above
        names.append(str(name).replace("~", "~0").replace("/", "~1"))
    return "#" + "".join(f"/{name}" for name in reversed(names))


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) or key is None else str(key)


def _beside(uri: str, folder: Path) -> Resource[Any]:
    """Return a file that a reference names, if it stands below the folder of the document."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        raise NoTargetError("nothing is fetched; put a copy beside the document")
    path = Path(unquote(parts.path)).resolve()
    if not path.is_relative_to(folder):
        raise NoTargetError("it is not below the folder of the document")
    try:
        return DRAFT202012.create_resource(_parsed(path, path.relative_to(folder)))
    except DocumentError as trouble:
        raise NoTargetError(str(trouble)) from None
