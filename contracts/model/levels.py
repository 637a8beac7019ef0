"""The closed lists of words that several parts of a contract share."""

from __future__ import annotations

from typing import Literal

HOLDINGS = ("nothing", "something", "zero", "positive")
TYPES = ("string", "integer", "number", "boolean", "array", "object", "map")
LEVELS = ("must", "should", "probe")

Level = Literal["must", "should", "probe"]
Location = Literal["path", "query", "body"]
Kind = Literal["list", "search", "create", "retrieve", "update", "action"]
Moving = Literal["", "always", "update"]
