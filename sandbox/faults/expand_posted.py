"""Expansion of what a POST answers with."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def reads_only(service: Service) -> None:
    """Only reads are expanded."""

    def change(call: Call) -> None:
        call.expand = ()

    seams.beforehand(service, change, "POST *")
