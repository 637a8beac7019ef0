"""How deep an expansion may go."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.service import Service


def three_at_most(service: Service) -> None:
    """A path of four levels is too long."""

    def change(call: Call) -> None:
        if any(path.count(".") > 2 for path in call.expand):
            text = "You cannot expand more than 3 levels of a property"
            raise invalid(text, code="property_expansion_max_depth")

    seams.beforehand(service, change)
