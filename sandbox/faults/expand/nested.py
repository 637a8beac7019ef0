"""Paths with dots."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def first_level_only(service: Service) -> None:
    """Only the first step of a path is expanded."""

    def change(call: Call) -> None:
        call.expand = tuple(path.partition(".")[0] for path in call.expand)

    seams.beforehand(service, change, "GET *")
