"""How deep an expansion goes."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand()
def cut(call: Call) -> None:
    """A path that is too long is cut."""
    call.expand = tuple(".".join(path.split(".")[:4]) for path in call.expand)
