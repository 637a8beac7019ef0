"""How deep an expansion goes."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def cut(service: Service) -> None:
    """A path that is too long is cut."""

    def change(call: Call) -> None:
        call.expand = tuple(".".join(path.split(".")[:4]) for path in call.expand)

    seams.beforehand(service, change)
