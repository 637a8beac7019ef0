"""Empty texts that are accepted for arrays, and do not clear them."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params
from sandbox.store import Object


@seams.parameters("POST *")
def ignored(params: Params) -> Params:
    """An empty array changes nothing."""
    return {name: _kept(value) for name, value in params.items() if value != []}


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _kept(inner) for name, inner in value.items() if inner != []}
    return value


@seams.parameters("POST *")
def held_as_text(params: Params) -> Params:
    """An empty array is kept as an array of one empty text."""
    return {name: _texts(value) for name, value in params.items()}


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _texts(inner) for name, inner in value.items()}
    return [""] if value == [] else value


@seams.bodies("GET *")
def read_otherwise(_call: Call, body: Object) -> Object:
    """What was cleared is not empty when the object is read."""
    return body if "data" in body else dict(_read(body))


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _read(inner) for name, inner in value.items()}
    return ["cleared"] if value == [] else value
