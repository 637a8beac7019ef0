"""Filters that let in what does not fit."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults.filter._kept import PAGING, required

_PAGING = (*PAGING, "query", "page")


@seams.beforehand("GET *")
def ignored(call: Call) -> None:
    """Every filter is taken and then forgotten."""
    kept = {*_PAGING, *required(call)}
    call.params = {name: value for name, value in call.params.items() if name in kept}


@seams.beforehand("GET *")
def texts_ignored(call: Call) -> None:
    """Filters by a text are forgotten; those by numbers and times work."""
    kept = {*_PAGING, *required(call)}
    call.params = {
        name: value
        for name, value in call.params.items()
        if name in kept or not isinstance(value, str)
    }


@seams.beforehand("GET *")
def several_ignored(call: Call) -> None:
    """A filter by several values is forgotten."""
    call.params = {
        name: value
        for name, value in call.params.items()
        if name in _PAGING or not isinstance(value, list) or len(value) == 1
    }
