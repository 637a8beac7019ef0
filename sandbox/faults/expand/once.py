"""How long an expansion lasts."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


@seams.anew
def sticky(_service: Service) -> seams.Install:
    """What was expanded once is expanded from then on."""
    known: dict[str, tuple[str, ...]] = {}

    @seams.beforehand("GET *")
    def change(call: Call) -> None:
        call.expand = known[call.path] = call.expand or known.get(call.path, ())

    return change
