"""Empty texts that clear."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST *")
def ignored(params: Params) -> Params:
    """An empty text changes nothing."""
    return {name: _kept(value) for name, value in params.items() if value is not None}


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _kept(inner) for name, inner in value.items() if inner is not None}
    return value
