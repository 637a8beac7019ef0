"""What can be disputed."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.seams import Params
from sandbox.service import Route, Service


@seams.anew
def anything(service: Service) -> seams.Install:
    """What names no transaction disputes the newest one."""

    @seams.validation("POST /v1/issuing/disputes")
    def validate(inner: seams.Validate, route: Route, sent: Raw) -> Params:
        newest = next(service.store.newest("issuing.transaction"))
        newest["dispute"] = None
        return inner(route, {**sent, "transaction": newest["id"]})

    return validate
