"""Arrays that are written with empty brackets."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def bare_names(service: Service) -> None:
    """Empty brackets are dropped, as by servers that know repeated names only."""
    seams.text(service, lambda text: text.replace("[]", "").replace("%5B%5D", ""))
