"""Reads what the API answers in situations that do not depend on the endpoint."""

from __future__ import annotations

from typing import Literal, cast

from contracts.model import LEVELS, Level, Situation
from contracts.reader import Reader

PARTS = ("status", "type", "code", "param")
PARAMS = ("name", "path", "none", "any")
KEYS = frozenset({"clause", "code", "level", "levels", "param", "status", "type"})
NEEDED = frozenset({"clause", "level", "status", "type"})


def read_situations(reader: Reader) -> dict[str, Situation]:
    """Read `situations` of `api.yaml`. Raises ContractError."""
    return {name: _situation(name, entry) for name, entry in reader.entries().items()}


def _situation(name: str, reader: Reader) -> Situation:
    keys = reader.mapping(KEYS, sorted(NEEDED))
    levels = keys["levels"].mapping(PARTS) if "levels" in keys else {}
    return Situation(
        name=name,
        clause=keys["clause"].text(),
        level=cast("Level", keys["level"].one_of(LEVELS)),
        status=keys["status"].integers(),
        type=keys["type"].text(),
        code=keys["code"].texts() if "code" in keys else (),
        param=cast("Literal['name', 'path', 'none', 'any']", keys["param"].one_of(PARAMS))
        if "param" in keys else "any",
        levels={part: cast("Level", value.one_of(LEVELS)) for part, value in levels.items()},
    )  # fmt: skip
