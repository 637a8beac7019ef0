"""The closed lists of words that several parts of a contract share."""

from __future__ import annotations

from typing import Literal

HOLDINGS = ("nothing", "something", "zero", "positive")
TYPES = ("string", "integer", "number", "boolean", "array", "object", "map", "any")
ENCODED = ("json",)
LEVELS = ("must", "should", "probe")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

Level = Literal["must", "should", "probe"]
Location = Literal["path", "query", "header", "body"]
Kind = Literal[
    "list", "search", "create", "retrieve", "update", "replace", "delete", "action"
]  # fmt: skip
Shape = Literal["object", "list", "search_result", "stub", "empty", "any"]
READING: tuple[Kind, ...] = ("list", "search", "retrieve")  # kinds that change nothing
LOCATIONS: tuple[Location, ...] = ("path", "query", "header", "body")
Moving = Literal["", "always", "update"]
Encoded = Literal["", "json"]
