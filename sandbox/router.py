"""Finds what a method and a path lead to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import ApiError, invalid


@dataclass(slots=True)
class _Node:
    fixed: dict[str, _Node] = field(default_factory=dict)
    any: _Node | None = None
    name: str = ""
    methods: dict[str, Any] = field(default_factory=dict)


class Router:
    """Path templates; a fixed part is preferred to an id."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, title: str, handler: Any, path: str = "") -> None:
        """Route `POST /v1/issuing/cards/{card}` (or `path` in its place) to a handler."""
        method, _, template = title.partition(" ")
        node = self._root
        for part in (path or template).removeprefix("/").split("/"):
            if part.startswith("{"):
                if node.any is None:
                    node.any = _Node()
                node = node.any
                node.name = node.name or part[1:-1]
            else:
                node = node.fixed.setdefault(part, _Node())
        names = [part[1:-1] for part in template.strip("/").split("/") if part.startswith("{")]
        node.methods[method] = (handler, names)

    def methods(self, path: str) -> list[str]:
        """Return the verbs that a path has, in the order of their names."""
        node = self._walk(path)[0]
        return sorted(node.methods) if node else []

    def routes(self, path: str) -> dict[str, Any]:
        """Return what a path leads to, by verb."""
        node = self._walk(path)[0]
        return {verb: found[0] for verb, found in node.methods.items()} if node else {}

    def _walk(self, path: str) -> tuple[_Node | None, list[str]]:
        """Return where a path leads, and the ids on the way."""
        node: _Node | None = self._root
        ids: list[str] = []
        for part in path[1:].split("/"):
            below = node.fixed.get(part) if node else None
            if below is None and node and node.any is not None and part:
                ids.append(part)
                below = node.any
            node = below
        return node, ids

    def find(self, method: str, path: str) -> tuple[Any, dict[str, str]]:
        """Return the handler and the ids in the path. Raises ApiError: 404 or 405."""
        node, ids = self._walk(path)
        if node is None or not node.methods:
            raise unrouted(method, path)
        if method not in node.methods:
            raise invalid_method(method, path)
        handler, names = node.methods[method]
        return handler, dict(zip(names, ids, strict=True))


def unrouted(method: str, path: str) -> ApiError:
    """Return the refusal of a path that nobody has."""
    said = f"Unrecognized request URL ({method}: {path})."
    return ApiError(404, said, situation="trailing_slash" if path.endswith("/") else "unknown_path")


def invalid_method(method: str, path: str) -> ApiError:
    """Return the refusal of a verb that a known path does not have (G-12)."""
    said = f"Unrecognized request URL ({method}: {path})."
    found = invalid(said, situation="unknown_verb")
    found.status = 405
    return found
