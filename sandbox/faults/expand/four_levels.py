"""How deep an expansion may go."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid


@seams.beforehand()
def three_at_most(call: Call) -> None:
    """A path of four levels is too long."""
    if any(path.count(".") > 2 for path in call.expand):
        text = "You cannot expand more than 3 levels of a property"
        raise invalid(text, code="property_expansion_max_depth")
