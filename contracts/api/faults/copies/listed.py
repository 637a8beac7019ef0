"""Lists that show less than the objects hold."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each
from sandbox.store import Object

_PARTS = ("shipping", "evidence", "carrier_text", "individual")


@seams.bodies("GET *")
def summaries(_call: Call, body: Object) -> Object:
    """The entries of a list are summaries: their parts are null."""
    return each(body, _summary)


def _summary(entry: Object) -> Object:
    return {name: None if name in _PARTS else value for name, value in entry.items()}
