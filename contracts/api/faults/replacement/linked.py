"""Cards in the place of others."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each
from sandbox.store import Object


@seams.objects("* /v1/issuing/cards*")
def not_told(item: Object) -> Object:
    """The card before does not know what stands in its place."""
    return {**item, "replaced_by": None}


@seams.bodies("GET /v1/issuing/cards")
def not_told_in_the_list(_call: Call, body: Object) -> Object:
    """The list does not say what stands in the place of a card."""
    return each(body, lambda entry: {**entry, "replaced_by": None})


@seams.bodies("GET /v1/issuing/cards")
def in_nobodys_place(_call: Call, body: Object) -> Object:
    """The list does not say in whose place a card stands."""
    return each(body, lambda entry: {**entry, "replacement_for": None})
