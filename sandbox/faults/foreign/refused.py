"""Rows of another operation's table."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service

_INVENTED = "assay_"


def ignored(service: Service) -> None:
    """A parameter that another operation has is left out; one that is invented is refused."""
    seams.forgiving(
        service,
        lambda refusal: (
            refusal.code == "parameter_unknown" and _INVENTED not in (refusal.param or "")
        ),
    )
