"""Paths that lead to nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def ignored(service: Service) -> None:
    """A path that names no field is ignored."""

    def change(call: Call) -> None:
        call.expand = tuple(path for path in call.expand if "unknown" not in path)

    seams.beforehand(service, change)
