"""Filters that let in what does not fit."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service

_PAGING = ("limit", "starting_after", "ending_before", "expand", "query", "page")


def ignored(service: Service) -> None:
    """Every filter is taken and then forgotten."""

    def change(call: Call) -> None:
        required = (
            {row.name for row in call.operation.sent if row.required} if call.operation else ()
        )
        kept = (*_PAGING, *required)
        call.params = {name: value for name, value in call.params.items() if name in kept}

    seams.beforehand(service, change, "GET *")


def texts_ignored(service: Service) -> None:
    """Filters by a text are forgotten; those by numbers and times work."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        kept = (*_PAGING, "card", "payment_record", "ownership")
        return {n: v for n, v in params.items() if n in kept or not isinstance(v, str)}

    seams.parameters(service, change, "GET *")
