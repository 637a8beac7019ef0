"""Metadata where it is not offered."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.seams import Params
from sandbox.service import Route, Service


@seams.anew
def ignored(service: Service) -> seams.Install:
    """Metadata that no table lists is ignored."""
    row = service.contracts.api.metadata_row

    @seams.validation()
    def lax(inner: seams.Validate, route: Route, sent: Raw) -> Params:
        if row and route.operation and not route.operation.metadata:
            sent = {name: value for name, value in sent.items() if name != row}
        return inner(route, sent)

    return lax
