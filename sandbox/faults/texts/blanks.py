"""Blanks that are not kept."""

from __future__ import annotations

from sandbox import seams
from sandbox.faults.texts._changed import changed
from sandbox.seams import Params


@seams.parameters("POST *")
def trimmed(params: Params) -> Params:
    """Blanks at both ends of a text are taken away."""
    return dict(changed(params, str.strip))


@seams.parameters("POST *")
def begun_without(params: Params) -> Params:
    """Blanks at the start of a text are taken away."""
    return dict(changed(params, str.lstrip))


@seams.parameters("POST *")
def joined(params: Params) -> Params:
    """Of several blanks one is left."""
    return dict(changed(params, lambda text: " ".join(filter(None, text.split(" ")))))
